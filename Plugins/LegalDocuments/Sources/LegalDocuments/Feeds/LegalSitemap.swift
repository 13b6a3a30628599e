import GRDB
import PortalKit

/// The module's pages for `/sitemap.xml`: the list, then all documents in the order of their issue.
enum LegalSitemap {
    static let source = SitemapSource(
        count: { context in try await context.storage.read { try LegalCounts.fetch(in: $0).total + 1 } },
        entries: { context, range in
            let first = range.lowerBound == 0 ? [SitemapEntry(path: LegalPath.front)] : []
            let (limit, offset) = (range.count - first.count, max(0, range.lowerBound - 1))
            return try await first
                + context.storage.read { database in
                    try Row.fetchAll(
                        database,
                        sql: """
                            SELECT slug, changed_at FROM legal_documents WHERE is_public = 1
                            ORDER BY issued_on, id LIMIT ? OFFSET ?
                            """, arguments: [limit, offset]
                    ).map { SitemapEntry(path: LegalPath.document($0["slug"]), changed: $0["changed_at"]) }
                }
        })
}
