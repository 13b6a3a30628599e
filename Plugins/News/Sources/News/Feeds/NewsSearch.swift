import GRDB
import PortalKit

/// Articles in the portal's search.
enum NewsSearch {
    static let source = SearchSource(kind: NewsNames.searchKind) { change in
        // One article at a time: a site may have a hundred thousand.
        let ids = try Int64.fetchCursor(
            change.database, sql: "SELECT id FROM news_articles WHERE is_public = 1 ORDER BY published_at, id")
        while let id = try ids.next() {
            guard let article = try ArticleRows.fetch(id, in: change.database) else { continue }
            try change.index(Publication.searchEntry(article, publishedAt: article.content.publishedAt))
        }
    }
}
