import PortalKit

/// Two versions of a draft side by side, article by article: `?tu=1&den=2`.
enum DraftComparisonPage {
    static func show(_ request: Request) async throws -> Response {
        let draft = try await DraftPage.publicDraft(request)
        let versions = try await request.module.storage.read { try VersionRows.list(of: draft.id, in: $0) }
        guard versions.count > 1 else { throw PortalError.notFound }
        let range = 1...10_000
        let from = try request.number("tu", in: range, default: draft.version - 1)
        let to = try request.number("den", in: range, default: draft.version)
        let (old, new) = try await request.module.storage.read { database in
            (
                try VersionRows.lines(of: draft.id, version: from, in: database),
                try VersionRows.lines(of: draft.id, version: to, in: database)
            )
        }
        guard let old, let new else { throw PortalError.notFound }
        let (texts, context) = (request.texts, request.module)
        func name(_ number: Int) -> String {
            let day = versions.first { $0.number == number }.map { VietnamTime($0.madeAt).dayText } ?? ""
            return texts("version.named", ["number": String(number), "day": day])
        }
        func choices(_ current: Int) -> [DraftComparisonModel.Choice] {
            versions.map { .init(value: String($0.number), label: name($0.number), selected: $0.number == current) }
        }
        let model = DraftComparisonModel(
            title: texts("compare.title"), summary: draft.content.title, draftUrl: context.url(draft.path),
            url: context.url(ConsultationPath.comparison(draft.slug)), from: choices(from), to: choices(to),
            note: versions.first { $0.number == to }?.note.present,
            comparison: LegalComparisonModel(old, new, names: (name(from), name(to)), texts: texts))
        return try request.page(
            "compare", model,
            PageInfo(
                title: "\(model.title): \(draft.content.title)", breadcrumbs: steps(draft, request), isIndexed: false))
    }

    /// The way from the list to a page below a draft.
    static func steps(_ draft: Draft, _ request: Request) -> [PageInfo.Breadcrumb] {
        [
            PageInfo.Breadcrumb(ConsultationSettings(request).title, url: request.module.url()),
            PageInfo.Breadcrumb(draft.content.title.excerpt(length: 70), url: request.module.url(draft.path)),
        ]
    }
}

/// What the template `compare` shows.
struct DraftComparisonModel: TemplateModel {
    struct Choice: Sendable {
        let value: String
        let label: String
        let selected: Bool
    }

    let title: String
    let summary: String
    let draftUrl: String
    let url: String
    let from: [Choice]
    let to: [Choice]
    /// What the later version says is new in it.
    let note: String?
    let comparison: LegalComparisonModel

    static var example: DraftComparisonModel {
        let choice = Choice(value: "1", label: "Bản 1", selected: true)
        return DraftComparisonModel(
            title: "So sánh", summary: "Quy chế", draftUrl: "/du-thao/quy-che", url: "/du-thao/quy-che/so-sanh",
            from: [choice], to: [choice], note: "Sửa Điều 5 theo góp ý", comparison: .example)
    }
}
