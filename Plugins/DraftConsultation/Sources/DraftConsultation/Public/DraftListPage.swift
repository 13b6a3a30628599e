import Foundation
import PortalKit

/// The list of drafts, by where they are on their way.
enum DraftListPage {
    static func show(_ request: Request) async throws -> Response {
        let settings = ConsultationSettings(request)
        var list = DraftList(now: request.now)
        list.phase = request.query["giai-doan"].flatMap(DraftPhase.init(rawValue:))
        list.text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        let (number, now, asked) = (try request.pageNumber(), request.now, list)
        request.depends(on: .consultationDrafts, .settings(request.module.id))
        let (rows, paging, next) = try await request.module.storage.read { database in
            let paging = try Paging(number: number, size: settings.pageSize, total: asked.count(in: database))
            let rows = try asked.rows(limit: settings.pageSize, offset: paging.offset, in: database)
            return (rows, paging, try DraftList.nextChange(after: now, in: database))
        }
        // Days left change at midnight, phases at their moments.
        request.expires(at: min(next ?? .distantFuture, VietnamTime(now).dayBounds.upperBound))
        let (texts, url) = (request.texts, request.module.url())
        let pairs = [("q", list.text), ("giai-doan", list.phase?.rawValue ?? "")].filter { !$0.1.isEmpty }
        let model = DraftListModel(
            title: settings.title, url: url, query: list.text, phase: list.phase?.rawValue,
            phases: [
                .init(title: texts("list.all"), url: url, current: list.phase == nil)
            ]
                + DraftPhase.allCases.map {
                    .init(title: texts($0.key), url: "\(url)?giai-doan=\($0.rawValue)", current: list.phase == $0)
                }, summary: texts("list.summary", ["count": String(paging.total)]), hasCards: !rows.isEmpty,
            cards: rows.map { DraftCardModel($0, request) },
            empty: texts(pairs.isEmpty ? "list.empty" : "list.nothing_found"),
            pager: Pager(paging, path: url, query: pairs, texts: texts),
            feedUrl: request.module.url(ConsultationPath.feed))
        return try request.page(
            "list", model,
            PageInfo(
                title: number == 1
                    ? settings.title : texts("page_title", ["title": settings.title, "page": String(number)]),
                description: texts("list.description", ["site": request.module.site.nameInSentence]),
                isIndexed: list.text.isEmpty))
    }
}

/// A draft in a list.
struct DraftCardModel: Sendable {
    let title: String
    let url: String
    let body: String
    let phase: String
    let phaseBadge: String
    /// How long it can still be commented on, or what came of it.
    let note: String
    let comments: String?
    let summary: String?

    static let example = DraftCardModel(
        title: "Quy chế quản lý nghĩa trang nhân dân", url: "/du-thao/quy-che-quan-ly-nghia-trang",
        body: "Phòng Kinh tế",
        phase: "Đang lấy ý kiến", phaseBadge: "success", note: "Còn 12 ngày, đến hết ngày 24/12/2026",
        comments: "14 ý kiến", summary: "Quy định việc chôn cất, cải táng.")

    init(_ draft: Draft, _ request: Request) {
        let (texts, phase) = (request.texts, draft.phase(at: request.now))
        title = draft.content.title
        url = request.module.url(draft.path)
        body = draft.content.body
        self.phase = texts(phase.key)
        phaseBadge = phase.badge.rawValue
        note = PhaseText(draft, request).note
        comments = draft.commentCount > 0 ? texts("comments.counted", ["count": String(draft.commentCount)]) : nil
        summary = draft.content.summary.present?.excerpt(length: 180)
    }

    private init(
        title: String, url: String, body: String, phase: String, phaseBadge: String, note: String, comments: String?,
        summary: String?
    ) {
        (self.title, self.url, self.body, self.phase) = (title, url, body, phase)
        (self.phaseBadge, self.note, self.comments, self.summary) = (phaseBadge, note, comments, summary)
    }
}

/// What the public is told about where a draft is.
struct PhaseText {
    let draft: Draft
    let phase: DraftPhase
    private let request: Request

    init(_ draft: Draft, _ request: Request) {
        self.draft = draft
        self.request = request
        phase = draft.phase(at: request.now)
    }

    /// `Còn 12 ngày, đến hết ngày 24/12/2026`.
    var note: String {
        let texts = request.texts
        let (start, end) = (draft.content.startsOn.dayText, draft.content.endsOn.dayText)
        switch phase {
        case .upcoming: return texts("phase.upcoming_note", ["start": start, "end": end])
        case .open:
            let days = draft.daysLeft(at: request.now)
            return days <= 1
                ? texts("phase.last_day_note", ["end": end])
                : texts("phase.open_note", ["count": String(days), "end": end])
        case .closed: return texts("phase.closed_note", ["end": end])
        case .takingUp: return texts("phase.taking_up_note", ["end": end])
        case .result:
            if let issued = draft.issued { return texts("phase.issued_note", ["number": issued.number]) }
            return texts("phase.result_note", ["day": draft.reportedAt.map { VietnamTime($0).dayText } ?? ""])
        }
    }

    /// The way from announcement to result, with where the draft is.
    var way: [DraftModel.Stage] {
        let all = DraftPhase.allCases
        let here = all.firstIndex(of: phase) ?? 0
        return all.enumerated().map { index, stage in
            DraftModel.Stage(title: request.texts(stage.key), current: index == here, past: index < here)
        }
    }
}

/// What the template `list` shows.
struct DraftListModel: TemplateModel {
    struct Choice: Sendable {
        let title: String
        let url: String
        let current: Bool
    }

    let title: String
    let url: String
    let query: String
    let phase: String?
    let phases: [Choice]
    let summary: String
    let hasCards: Bool
    let cards: [DraftCardModel]
    let empty: String
    let pager: Pager
    let feedUrl: String

    static var example: DraftListModel {
        DraftListModel(
            title: "Dự thảo lấy ý kiến", url: "/du-thao", query: "nghĩa trang", phase: "dang-lay-y-kien",
            phases: [Choice(title: "Đang lấy ý kiến", url: "/du-thao?giai-doan=dang-lay-y-kien", current: true)],
            summary: "Có 4 dự thảo", hasCards: true, cards: [.example], empty: "Chưa có dự thảo nào", pager: .example,
            feedUrl: "/du-thao/feed.xml")
    }
}
