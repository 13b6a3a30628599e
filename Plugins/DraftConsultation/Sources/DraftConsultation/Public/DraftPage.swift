import Foundation
import GRDB
import PortalKit

/// One draft: where it is on its way, what explains it, its text, and what people say on it.
enum DraftPage {
    /// `?ban=1` shows an older version of the text.
    static func show(_ request: Request) async throws -> Response {
        let draft = try await publicDraft(request)
        let (lines, version) = try await text(of: draft, request)
        let (model, info) = try await model(draft, lines: lines, version: version, request)
        return try request.page("draft", model, info)
    }

    /// The public draft that the path names.
    static func publicDraft(_ request: Request) async throws -> Draft {
        guard let slug = request.parameters["slug"], Slug.isValid(slug) else { throw PortalError.notFound }
        let found = try await request.module.storage.read { try DraftRows.fetch(slug: slug, in: $0) }
        guard let draft = found, draft.isPublic else {
            throw found?.wasPublic == true ? PortalError.gone : PortalError.notFound
        }
        request.depends(on: .consultationDraft(draft.id), .settings(request.module.id))
        request.expires(
            at: min(
                draft.nextPhaseChange(after: request.now) ?? .distantFuture,
                VietnamTime(request.now).dayBounds.upperBound))
        return draft
    }

    /// The version that `?ban=` names, without it the present one.
    static func text(of draft: Draft, _ request: Request) async throws -> (lines: [LegalLine], version: Int) {
        let number = try request.number("ban", in: 1...10_000, default: draft.version)
        guard number != draft.version else { return (draft.content.lines, number) }
        let lines = try await request.module.storage.read {
            try VersionRows.lines(of: draft.id, version: number, in: $0)
        }
        guard let lines else { throw PortalError.notFound }
        return (lines, number)
    }

    /// The page of a draft as the public sees it, also before it does.
    static func model(
        _ draft: Draft, lines: [LegalLine], version: Int, _ request: Request
    ) async throws -> (DraftModel, PageInfo) {
        let (context, texts) = (request.module, request.texts)
        let settings = ConsultationSettings(request)
        request.depends(on: .consultationComments(draft.id))
        let (versions, counts, others) = try await context.storage.read { database in
            let versions = try VersionRows.list(of: draft.id, in: database)
            let counts = try CommentRows.counts(of: draft.id, version: version, in: database)
            return (versions, counts, max(0, draft.commentCount - counts.total))
        }
        let issuedText = draft.issued.map { issued in
            let day = VietnamTime(parsing: issued.day)?.documentDayText ?? ""
            return texts("result.issued_as", ["type": draft.content.type, "number": issued.number, "day": day])
        }
        let mentions = try await request.mentionLinks(
            in: lines.map(\.text) + [issuedText ?? "", draft.content.summary])
        let text = LegalText(lines: lines)
        let layout = LegalLayout(text, linked: mentions.linked)
        let phase = PhaseText(draft, request)
        let takes = settings.takesComments && phase.phase == .open && version == draft.version && draft.isPublic
        let pieces = PieceModels(draft, version: version, counts, takes: takes, DraftPlaces(text, texts), request)
        let comments = context.url(ConsultationPath.comments(draft.slug))
        let form = context.url(ConsultationPath.comment(draft.slug))
        let model = DraftModel(
            title: draft.content.title, type: draft.content.type,
            summaryHtml: draft.content.summary.present.map(mentions.linked),
            phase: texts(phase.phase.key), phaseBadge: phase.phase.badge.rawValue, phaseNote: phase.note,
            way: phase.way,
            commentUrl: takes ? form : nil,
            followUrl: draft.isPublic && phase.phase != .result
                ? context.url(ConsultationPath.follow(draft.slug)) : nil,
            commentsUrl: counts.total + others > 0 ? comments : nil,
            commentsCounted: texts("comments.counted", ["count": String(draft.commentCount)]),
            reportUrl: draft.reportedAt == nil ? nil : context.url(ConsultationPath.report(draft.slug)),
            issued: issuedText, issuedUrl: issuedText.flatMap(mentions.firstAddress),
            facts: facts(draft, texts), hasPapers: !draft.content.papers.isEmpty,
            papers: draft.content.papers.map { paper in
                .init(
                    title: texts(
                        "download.file", ["name": paper.name, "size": paper.bytes.fileSize(language: texts.language)]),
                    url: FileLibrary.url(paper.hash, name: paper.name))
            }, hasQuestions: !draft.content.questions.isEmpty, questions: pieces.questions,
            hasContents: layout.contents.count > 3, contents: layout.contents, pieces: layout.blocks.map(pieces.piece),
            hasVersions: versions.count > 1,
            versions: versions.reversed().map { item in
                .init(
                    title: texts(
                        item.number == draft.version ? "version.newest" : "version.named",
                        ["number": String(item.number), "day": VietnamTime(item.madeAt).dayText]),
                    note: item.note.present,
                    url: context.url(draft.path) + (item.number == draft.version ? "" : "?ban=\(item.number)"),
                    current: item.number == version)
            }, compareUrl: versions.count > 1 ? context.url(ConsultationPath.comparison(draft.slug)) : nil,
            oldNotice: version == draft.version
                ? nil
                : texts("version.old_notice", ["number": String(version), "newest": String(draft.version)]),
            newestUrl: context.url(draft.path),
            otherComments: others > 0 ? texts("version.other_comments", ["count": String(others)]) : nil)
        let info = PageInfo(
            title: draft.content.title, description: draft.content.summary.present?.excerpt(length: 200) ?? phase.note,
            breadcrumbs: [PageInfo.Breadcrumb(settings.title, url: context.url())], lastModified: draft.changedAt,
            canonicalPath: context.url(draft.path), isArticle: true)
        return (model, info)
    }

    static func facts(_ draft: Draft, _ texts: Texts) -> [FactModel] {
        let content = draft.content
        let period = texts(
            "fact.period_value", ["start": content.startsOn.dayText, "end": content.endsOn.dayText])
        let rows: [(String, String, String?)] = [
            ("fact.type", content.type, nil), ("field.body", content.body, nil),
            ("fact.period", content.startsOn.isEmpty ? "" : period, nil),
            ("field.contact_name", content.contactName, nil),
            (
                "field.contact_phone", content.contactPhone,
                "tel:\(content.contactPhone.filter { $0.isNumber || $0 == "+" })"
            ),
            ("field.contact_mail", content.contactMail, "mailto:\(content.contactMail)"),
            ("field.contact_address", content.contactAddress, nil),
        ]
        return rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
    }
}

/// The pieces of a text with how many comments there are on each, and where one comments on it.
private struct PieceModels {
    let draft: Draft
    let version: Int
    let counts: PlaceCounts
    let takes: Bool
    let places: [String: DraftPlace]
    let request: Request

    init(
        _ draft: Draft, version: Int, _ counts: PlaceCounts, takes: Bool, _ places: DraftPlaces, _ request: Request
    ) {
        (self.draft, self.version, self.counts, self.takes, self.request) = (draft, version, counts, takes, request)
        self.places = Dictionary(places.places.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func piece(_ block: LegalBlockModel) -> DraftModel.Piece {
        let place = block.anchor.flatMap { places[$0] }
        let count = place.flatMap { counts.byAnchor[$0.anchor] } ?? 0
        return DraftModel.Piece(
            block: block, commentUrl: takes ? place.map { commentURL("dieu=\($0.anchor)") } : nil,
            place: place?.label ?? "", heat: String(counts.heat(place?.anchor ?? "")),
            commentsUrl: count > 0 ? place.map { commentsURL($0.article) } : nil, count: String(count),
            counted: request.texts("comments.counted_on", ["count": String(count), "place": place?.label ?? ""]))
    }

    var questions: [DraftModel.Question] {
        draft.content.questions.enumerated().map { index, words in
            let place = DraftPlace.question(index + 1, words, request.texts)
            let count = counts.byArticle[place.article] ?? 0
            return DraftModel.Question(
                text: words, label: place.label, commentUrl: takes ? commentURL("cau-hoi=\(index + 1)") : nil,
                commentsUrl: count > 0 ? commentsURL(place.article) : nil,
                counted: request.texts("comments.counted", ["count": String(count)]))
        }
    }

    private func commentURL(_ place: String) -> String {
        request.module.url(ConsultationPath.comment(draft.slug)) + "?" + place
    }

    private func commentsURL(_ article: String) -> String {
        var pairs = [("dieu", article)]
        if version != draft.version { pairs.append(("ban", String(version))) }
        return request.module.url(ConsultationPath.comments(draft.slug)) + "?" + FormURLEncoded.encode(pairs)
    }
}

/// What the template `draft` shows.
struct DraftModel: TemplateModel {
    struct Stage: Sendable {
        let title: String
        let current: Bool
        let past: Bool
    }

    struct Link: Sendable {
        let title: String
        let url: String
    }

    struct Question: Sendable {
        let text: String
        let label: String
        let commentUrl: String?
        let commentsUrl: String?
        let counted: String
    }

    struct Piece: Sendable {
        let block: LegalBlockModel
        let commentUrl: String?
        let place: String
        /// 0 to 4.
        let heat: String
        let commentsUrl: String?
        let count: String
        let counted: String
    }

    struct Version: Sendable {
        let title: String
        let note: String?
        let url: String
        let current: Bool
    }

    let title: String
    let type: String
    let summaryHtml: SafeHTML?
    let phase: String
    let phaseBadge: String
    let phaseNote: String
    let way: [Stage]
    /// Nil while no comments are taken.
    let commentUrl: String?
    let followUrl: String?
    let commentsUrl: String?
    let commentsCounted: String
    let reportUrl: String?
    let issued: String?
    let issuedUrl: String?
    let facts: [FactModel]
    let hasPapers: Bool
    let papers: [Link]
    let hasQuestions: Bool
    let questions: [Question]
    let hasContents: Bool
    let contents: [LegalContentsEntry]
    let pieces: [Piece]
    let hasVersions: Bool
    let versions: [Version]
    let compareUrl: String?
    /// That this is not the newest version.
    let oldNotice: String?
    let newestUrl: String
    let otherComments: String?

    static var example: DraftModel {
        DraftModel(
            title: "Quy chế quản lý nghĩa trang", type: "Quyết định", summaryHtml: SafeHTML(escaping: "Vì sao cần"),
            phase: "Đang lấy ý kiến",
            phaseBadge: "success", phaseNote: "Còn 12 ngày",
            way: [Stage(title: "Sắp lấy ý kiến", current: true, past: true)],
            commentUrl: "/du-thao/quy-che/gop-y", followUrl: "/du-thao/quy-che/theo-doi",
            commentsUrl: "/du-thao/quy-che/y-kien", commentsCounted: "14 ý kiến", reportUrl: "/du-thao/quy-che/ket-qua",
            issued: "Quyết định số 15/2026/QĐ-UBND", issuedUrl: "/van-ban/quyet-dinh-15-2026-qd-ubnd",
            facts: [.example],
            hasPapers: true, papers: [Link(title: "to-trinh.pdf (120 KB)", url: "/tep/…/to-trinh.pdf")],
            hasQuestions: true,
            questions: [
                Question(
                    text: "Mức thu có phù hợp không?", label: "Câu hỏi 1",
                    commentUrl: "/du-thao/quy-che/gop-y?cau-hoi=1",
                    commentsUrl: "/du-thao/quy-che/y-kien?dieu=cau-hoi-1", counted: "2 ý kiến")
            ], hasContents: true, contents: [.example],
            pieces: [
                Piece(
                    block: .example, commentUrl: "/du-thao/quy-che/gop-y?dieu=dieu-1", place: "Điều 1", heat: "3",
                    commentsUrl: "/du-thao/quy-che/y-kien?dieu=dieu-1", count: "3", counted: "3 ý kiến về Điều 1")
            ], hasVersions: true,
            versions: [
                Version(
                    title: "Bản 1, ngày 24/11/2026", note: "Sửa Điều 5", url: "/du-thao/quy-che?ban=1", current: true)
            ], compareUrl: "/du-thao/quy-che/so-sanh", oldNotice: "Đây là bản 1", newestUrl: "/du-thao/quy-che",
            otherComments: "3 ý kiến cho bản trước")
    }
}
