import PortalKit

/// Two versions of a document side by side, article by article: `?tu=goc&den=2026-03-15`.
enum ComparePage {
    static let original = "goc"

    static func show(_ request: Request) async throws -> Response {
        let document = try await DocumentPage.publicDocument(request)
        let versions = try await request.module.storage.read { try VersionRows.list(of: document.id, in: $0) }
        guard !versions.isEmpty else { throw PortalError.notFound }
        let (from, to) = (
            request.query["tu"] ?? original, request.query["den"] ?? versions[versions.count - 1].effectiveOn
        )
        let (old, new) = (
            try await lines(from, versions, document, request), try await lines(to, versions, document, request)
        )
        let (texts, context) = (request.texts, request.module)
        func name(_ key: String) -> String {
            key == original ? texts("version.original") : texts("version.from", ["day": key.dayText])
        }
        func choices(_ current: String) -> [CompareModel.Choice] {
            ([original] + versions.map(\.effectiveOn)).map {
                CompareModel.Choice(value: $0, label: name($0), selected: $0 == current)
            }
        }
        let model = CompareModel(
            title: texts("compare.title"),
            summary: texts("document.title", ["type": document.content.type, "number": document.content.number]),
            url: context.url(LegalPath.comparison(document.slug)),
            documentUrl: context.url(LegalPath.document(document.slug)), from: choices(from), to: choices(to),
            comparison: LegalComparisonModel(old, new, names: (name(from), name(to)), texts: texts))
        return try request.page(
            "compare", model,
            PageInfo(
                title: "\(model.title): \(document.name)",
                breadcrumbs: [
                    PageInfo.Breadcrumb(LegalSettings(request).title, url: context.url()),
                    PageInfo.Breadcrumb(document.name, url: model.documentUrl),
                ], isIndexed: false))
    }

    private static func lines(
        _ key: String, _ versions: [LegalVersion], _ document: LegalDocument, _ request: Request
    ) async throws -> [LegalLine] {
        if key == original { return document.content.lines }
        guard let version = versions.first(where: { $0.effectiveOn == key }) else { throw PortalError.notFound }
        return try await request.module.storage.read { try VersionRows.lines(of: version.id, in: $0) }
    }
}

/// What the template `compare` shows.
struct CompareModel: TemplateModel {
    struct Choice: Sendable {
        let value: String
        let label: String
        let selected: Bool
    }

    let title: String
    let summary: String
    let url: String
    let documentUrl: String
    let from: [Choice]
    let to: [Choice]
    let comparison: LegalComparisonModel

    static var example: CompareModel {
        let choice = Choice(value: "goc", label: "Bản gốc", selected: true)
        return CompareModel(
            title: "So sánh", summary: "Quyết định số 15/2024/QĐ-UBND", url: "/van-ban/quyet-dinh/so-sanh",
            documentUrl: "/van-ban/quyet-dinh", from: [choice], to: [choice], comparison: .example)
    }
}
