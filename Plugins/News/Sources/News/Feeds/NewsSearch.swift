import GRDB
import PortalKit

/// Articles in the portal's search.
enum NewsSearch {
    static let source = SearchSource(
        kind: NewsNames.searchKind, type: NewsNames.articleType,
        ids: { database, after, limit in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM news_articles WHERE is_public = 1 AND id > ? ORDER BY id LIMIT ?",
                arguments: [after, limit])
        },
        entries: { database, id in
            try ArticleRows.fetch(id, in: database)
                .map { [Publication.searchEntry($0, publishedAt: $0.content.publishedAt)] } ?? []
        })
}
