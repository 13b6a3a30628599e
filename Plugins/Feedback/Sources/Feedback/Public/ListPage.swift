import Foundation
import PortalKit

/// The published cases with their answers, with what they can be narrowed by.
enum ListPage {
    static func show(_ request: Request) async throws -> Response {
        let context = request.module
        let settings = FeedbackSettings(context.settings, language: request.texts.language)
        let wanted = PublicCases(request.query, topics: settings.topics)
        let number = try request.pageNumber()
        request.depends(on: .feedback, .settings(context.id))
        let (counts, paging, rows, photos) = try await context.storage.read { database in
            let counts = try PublicCounts.fetch(in: database)
            let condition = try wanted.condition(in: database)
            let paging = try Paging(
                number: number, size: settings.pageSize, total: wanted.count(counts, condition, in: database),
                countedTo: wanted.countedTo)
            let rows = try wanted.rows(limit: settings.pageSize, offset: paging.offset, condition, in: database)
            return (counts, paging, rows, try CaseFiles.published(of: rows.map(\.id), in: database))
        }
        let texts = request.texts
        let points = rows.enumerated().compactMap { index, row in
            row.point.map { (number: Optional(index + 1), point: $0) }
        }
        let map = points.isEmpty ? nil : try await MapField.read(request)
        let facets = CaseFacets(wanted: wanted, counts: counts, settings: settings, texts: texts, url: context.url())
        let model = CaseListModel(
            title: settings.title, intro: texts("list.intro", ["site": context.site.nameInSentence]),
            formUrl: settings.isOpen ? context.url(FeedbackPath.form) : nil,
            trackingUrl: context.url(FeedbackPath.tracking), figuresUrl: context.url(FeedbackPath.figures),
            url: context.url(), query: wanted.text,
            hidden: wanted.pairs.filter { $0.0 != "q" }.map { .init(name: $0.0, value: $0.1) },
            summary: texts(
                paging.isTotalBounded ? "list.summary_many" : "list.summary", ["count": String(paging.total)]),
            isFiltered: !wanted.isEmpty,
            hasCards: !rows.isEmpty,
            cards: rows.enumerated().map { index, row in
                CaseCard(row, number: map == nil ? nil : index + 1, photo: photos[row.id], settings, request)
            }, map: map.map { MapModel($0, points: points, texts) },
            empty: texts(wanted.isEmpty ? "list.empty" : "list.nothing_found"), facets: facets.models,
            pager: Pager(paging, path: context.url(), query: wanted.pairs, texts: texts),
            feedUrl: context.url(FeedbackPath.feed))
        return try request.page(
            "list", model,
            PageInfo(
                title: number == 1
                    ? settings.title : texts("page_title", ["title": settings.title, "page": String(number)]),
                description: model.intro, isIndexed: wanted.isEmpty))
    }
}

/// The choices beside the list.
struct CaseFacets {
    let wanted: PublicCases
    let counts: PublicCounts
    let settings: FeedbackSettings
    let texts: Texts
    let url: String

    var models: [CaseListModel.Facet] {
        [
            facet(
                "linh-vuc", "case.topic",
                settings.topics.map { ($0.slug, $0.title, counts.total(topic: $0.slug)) }.filter { $0.2 > 0 }),
            facet(
                "ket-qua", "case.outcome",
                FeedbackCase.Outcome.allCases.map {
                    ($0.rawValue, texts("outcome.\($0.rawValue)"), counts.total(outcome: $0.rawValue))
                }.filter { $0.2 > 0 }),
            facet("nam", "list.year", counts.years.map { (String($0), String($0), counts.total(year: $0)) }),
        ].filter { $0.choices.count > 2 }
    }

    /// Counts are those of all cases, so they are shown only while nothing else is chosen.
    private func facet(
        _ name: String, _ title: String, _ choices: [(value: String, title: String, count: Int)]
    ) -> CaseListModel.Facet {
        let others = wanted.pairs.filter { $0.0 != name }
        let chosen = wanted.pairs.first { $0.0 == name }?.1
        let all = CaseListModel.Choice(
            title: texts("list.all"), url: address(others), count: nil, current: chosen == nil)
        return CaseListModel.Facet(
            title: texts(title), id: name,
            choices: [all]
                + choices.map { choice in
                    CaseListModel.Choice(
                        title: choice.title, url: address(others + [(name, choice.value)]),
                        count: others.isEmpty ? String(choice.count) : nil, current: chosen == choice.value)
                })
    }

    private func address(_ pairs: [(String, String)]) -> String {
        pairs.isEmpty ? url : url + "?" + FormURLEncoded.encode(pairs)
    }
}

/// What the template `list` shows.
struct CaseListModel: TemplateModel {
    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    struct Choice: Sendable {
        let title: String
        let url: String
        let count: String?
        let current: Bool
    }

    struct Facet: Sendable {
        let title: String
        let id: String
        let choices: [Choice]
    }

    let title: String
    let intro: String
    let formUrl: String?
    let trackingUrl: String
    let figuresUrl: String
    let url: String
    let query: String
    let hidden: [Hidden]
    let summary: String
    let isFiltered: Bool
    let hasCards: Bool
    let cards: [CaseCard]
    let map: MapModel?
    let empty: String
    let facets: [Facet]
    let pager: Pager
    let feedUrl: String

    static var example: CaseListModel {
        CaseListModel(
            title: "Phản ánh, kiến nghị", intro: "Câu hỏi và trả lời", formUrl: "/phan-anh/gui",
            trackingUrl: "/phan-anh/tra-cuu", figuresUrl: "/phan-anh/so-lieu", url: "/phan-anh", query: "đường",
            hidden: [Hidden(name: "nam", value: "2026")], summary: "12 phản ánh", isFiltered: true, hasCards: true,
            cards: [.example], map: .example, empty: "Chưa có",
            facets: [
                Facet(
                    title: "Lĩnh vực", id: "linh-vuc",
                    choices: [Choice(title: "Giao thông", url: "/phan-anh", count: "3", current: true)])
            ], pager: .example, feedUrl: "/phan-anh/feed.xml")
    }
}

/// A published case in a list, for the partial `partials/card`.
struct CaseCard: Sendable {
    /// Names it on the map beside the list.
    let number: String?
    let title: String
    let url: String
    let text: String
    let topic: String
    let outcome: String
    let outcomeBadge: String
    let place: String?
    let answered: DayModel
    let took: String
    let photo: PhotoModel?

    init(
        _ row: PublicCases.Summary, number: Int? = nil, photo: CaseFile?, _ settings: FeedbackSettings,
        _ request: Request
    ) {
        let texts = request.texts
        self.number = row.point == nil ? nil : number.map { String($0) }
        title = row.title
        url = request.module.url(row.path)
        text = row.text.excerpt(length: 180)
        topic = settings.title(of: row.topic)
        outcome = row.outcome.map { texts("outcome.\($0.rawValue)") } ?? ""
        outcomeBadge = row.outcome?.badge ?? "neutral"
        place = row.place.isEmpty ? nil : row.place
        answered = DayModel(row.answeredAt)
        took = Self.took(from: row.receivedAt, to: row.answeredAt, texts)
        self.photo = photo.map { PhotoModel($0) }
    }

    /// "trong 3 ngày"
    static func took(from start: Date, to end: Date, _ texts: Texts) -> String {
        let days = VietnamTime(end).dayNumber - VietnamTime(start).dayNumber
        return days <= 0 ? texts("list.took_same_day") : texts("list.took", ["count": String(days)])
    }

    private init() {
        number = "1"
        (title, url, text) = ("Đường thôn hỏng", "/phan-anh/1-duong-thon-hong", "Đoạn qua nhà văn hóa")
        (topic, outcome, outcomeBadge) = ("Giao thông", "Đã giải quyết", "success")
        place = "Thôn Đình Cả"
        answered = DayModel(Date(timeIntervalSince1970: 1_795_500_000))
        took = "trong 3 ngày"
        photo = .example
    }

    static let example = CaseCard()
}

extension FeedbackCase.Outcome {
    /// How it looks.
    var badge: String {
        switch self {
        case .resolved: "success"
        case .planned: "warning"
        case .explained, .refused, .elsewhere: "neutral"
        }
    }
}
