import PortalKit

/// The text of a draft for officers, with how many comments there are on each piece beside it: the more, the darker.
enum HeatScreen {
    /// `?ban=1` shows an older version with the comments that were made on it.
    static func show(_ request: Request) async throws -> Response {
        let draft = try await request.treatedDraft()
        let (lines, version) = try await DraftPage.text(of: draft, request)
        let (counts, versions) = try await request.module.storage.read { database in
            (
                try CommentRows.allCounts(of: draft.id, version: version, in: database),
                try VersionRows.list(of: draft.id, in: database)
            )
        }
        let (texts, context) = (request.texts, request.module)
        let text = LegalText(lines: lines)
        let places = Dictionary(
            DraftPlaces(text, texts).places.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
        let url = context.adminURL(ConsultationScreen.comments(draft.id))
        func link(_ article: String) -> String {
            url + "?" + FormURLEncoded.encode([("dieu", article), ("ban", String(version))])
        }
        let pieces = LegalLayout(text).blocks.map { block in
            let place = block.anchor.flatMap { places[$0] }
            let count = place.flatMap { counts.byAnchor[$0.anchor] } ?? 0
            return HeatModel.Piece(
                block: block, heat: String(counts.heat(place?.anchor ?? "")), count: count > 0 ? String(count) : nil,
                counted: texts("comments.counted_on", ["count": String(count), "place": place?.label ?? ""]),
                url: link(place?.article ?? ""))
        }
        let whole = counts.byAnchor[""] ?? 0
        let model = HeatModel(
            title: texts("heat.title"), intro: draft.content.title, hasActions: true,
            actions: [AdminAction(texts("comments.list"), url: url, icon: "left")],
            summary: texts("comments.counted", ["count": String(counts.total)]),
            whole: whole > 0
                ? .init(title: texts("heat.whole", ["count": String(whole)]), url: link("toan-van"), current: false)
                : nil,
            hasVersions: versions.count > 1,
            versions: versions.map {
                .init(
                    title: texts("version.short", ["number": String($0.number)]),
                    url: context.adminURL(ConsultationScreen.heat(draft.id)) + "?ban=\($0.number)",
                    current: $0.number == version)
            }, hasQuestions: !draft.content.questions.isEmpty,
            questions: draft.content.questions.enumerated().map { index, words in
                let place = DraftPlace.question(index + 1, words, texts)
                let count = counts.byArticle[place.article] ?? 0
                return .init(
                    title: "\(place.articleLabel) (\(texts("comments.counted", ["count": String(count)])))",
                    url: link(place.article), current: false)
            }, pieces: pieces)
        return try request.adminPage(
            "admin/heat", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request)]))
    }
}

/// What the template `admin/heat` shows.
struct HeatModel: TemplateModel {
    struct Link: Sendable {
        let title: String
        let url: String
        let current: Bool
    }

    struct Piece: Sendable {
        let block: LegalBlockModel
        /// 0 to 4.
        let heat: String
        let count: String?
        let counted: String
        let url: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let summary: String
    let whole: Link?
    let hasVersions: Bool
    let versions: [Link]
    let hasQuestions: Bool
    let questions: [Link]
    let pieces: [Piece]

    static var example: HeatModel {
        let link = Link(title: "Bản 1", url: "/quan-tri/draft-consultation/1/theo-dieu?ban=1", current: true)
        return HeatModel(
            title: "Ý kiến theo điều", intro: "Quy chế", hasActions: true,
            actions: [
                AdminAction("Ý kiến", url: "/quan-tri/draft-consultation/1/y-kien", isPrimary: true, icon: "left")
            ],
            summary: "14 ý kiến", whole: link, hasVersions: true, versions: [link], hasQuestions: true,
            questions: [link],
            pieces: [
                Piece(
                    block: .example, heat: "3", count: "3", counted: "3 ý kiến về Điều 1",
                    url: "/quan-tri/draft-consultation/1/y-kien?dieu=dieu-1")
            ])
    }
}
