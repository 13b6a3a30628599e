import Foundation
import GRDB
import PortalKit

/// The module's pages for `/sitemap.xml`: the front page, the sections, then all articles in the order of their
/// publication.
enum NewsSitemap {
    static func source(_ sections: NewsSections) -> SitemapSource {
        let fixed = [NewsPath.front] + sections.all.map { NewsPath.section($0.slug) }
        return SitemapSource(
            count: { context in
                let articles = try await context.storage.read { try MonthCounts.fetch(.all, in: $0).total }
                return fixed.count + articles
            },
            entries: { context, range in
                let first = fixed[range.clamped(to: fixed.indices)].map { SitemapEntry(path: $0) }
                let offset = max(0, range.lowerBound - fixed.count)
                let limit = range.count - first.count
                return try await first + context.storage.read { try articles(limit: limit, offset: offset, in: $0) }
            })
    }

    static let query = """
        SELECT section, slug, changed_at FROM news_articles
        WHERE is_public = 1 ORDER BY published_at, id LIMIT ? OFFSET ?
        """

    private static func articles(limit: Int, offset: Int, in database: Database) throws -> [SitemapEntry] {
        try Row.fetchAll(database, sql: query, arguments: [limit, offset]).map { row in
            SitemapEntry(path: NewsPath.article(section: row["section"], slug: row["slug"]), changed: row["changed_at"])
        }
    }
}
