import GRDB
import PortalKit

/// The module's pages for `/sitemap.xml`: list, form and figures, then all published cases by their number.
enum CaseSitemap {
    private static let fixed = [FeedbackPath.front, FeedbackPath.form, FeedbackPath.figures]

    static let source = SitemapSource(
        count: { context in
            try await context.storage.read { try PublicCounts.fetch(in: $0).total() } + fixed.count
        },
        entries: { context, range in
            let first = fixed[range.clamped(to: fixed.indices)].map { SitemapEntry(path: $0) }
            let (limit, offset) = (range.count - first.count, max(0, range.lowerBound - fixed.count))
            return try await first
                + context.storage.read { database in
                    try Row.fetchAll(
                        database,
                        sql: """
                            SELECT id, public_title, changed_at FROM feedback_cases WHERE is_public = 1
                            ORDER BY id LIMIT ? OFFSET ?
                            """, arguments: [limit, offset]
                    ).map {
                        SitemapEntry(
                            path: FeedbackPath.published($0["id"], title: $0["public_title"]),
                            changed: $0["changed_at"])
                    }
                }
        })
}
