import GRDB
import PortalKit

/// The module's pages for `/sitemap.xml`: the list, then all drafts.
enum ConsultationSitemap {
    static let source = SitemapSource(
        count: { context in
            try await context.storage.read {
                try Int.fetchOne($0, sql: "SELECT count(*) + 1 FROM consultation_drafts WHERE is_public = 1") ?? 1
            }
        },
        entries: { context, range in
            let first = range.lowerBound == 0 ? [SitemapEntry(path: ConsultationPath.front)] : []
            let (limit, offset) = (range.count - first.count, max(0, range.lowerBound - 1))
            return try await first
                + context.storage.read { database in
                    try Row.fetchAll(
                        database,
                        sql: """
                            SELECT slug, changed_at FROM consultation_drafts WHERE is_public = 1
                            ORDER BY ends_at DESC, id DESC LIMIT ? OFFSET ?
                            """, arguments: [limit, offset]
                    ).map { SitemapEntry(path: ConsultationPath.draft($0["slug"]), changed: $0["changed_at"]) }
                }
        })
}
