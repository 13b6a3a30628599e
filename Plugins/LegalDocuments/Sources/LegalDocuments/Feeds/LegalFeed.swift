import GRDB
import PortalKit

/// The Atom feed of the newest documents.
enum LegalFeed {
    static let size = 20

    static func contribution(_ settings: LegalSettings) -> FeedContribution {
        FeedContribution(path: LegalPath.feed, title: settings.title) { request in
            request.depends(on: .legalDocuments, .settings(request.module.id))
            let context = request.module
            let entries = try await context.storage.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM legal_documents WHERE is_public = 1 ORDER BY issued_on DESC, id DESC LIMIT ?
                        """, arguments: [size]
                ).map { entry($0, context) }
            }
            return AtomFeed(
                id: context.absoluteURL(LegalPath.feed), title: "\(settings.title) – \(context.site.name)",
                selfLink: context.absoluteURL(LegalPath.feed), link: context.absoluteURL(LegalPath.front),
                author: context.site.authority, entries: entries)
        }
    }

    private static func entry(_ row: Row, _ context: ModuleContext) -> AtomFeed.Entry {
        let document = DocumentFilter.row(row)
        return AtomFeed.Entry(
            id: "\(context.site.canonicalURL)/api/v1/\(context.id)/documents/\(document.id)",
            title: "\(document.type) \(document.number)", link: context.absoluteURL(LegalPath.document(document.slug)),
            updated: row["changed_at"], published: VietnamTime(parsing: document.issuedOn)?.date,
            authors: [document.issuingBody], summary: document.summary)
    }
}
