import Foundation
import GRDB
import PortalKit

/// What stands around an article on its page.
struct ArticleSurroundings: Sendable {
    private static let relatedLimit = 5
    private static let recentLimit = 6

    let related: [ArticleSummary]
    /// The newest articles that are neither this one nor among the related.
    let recent: [ArticleSummary]
    let newer: ArticleSummary?
    let older: ArticleSummary?

    static func fetch(_ article: Article, in database: Database) throws -> ArticleSurroundings {
        let content = article.content
        let related = try PublicArticles.related(
            to: article.id, section: content.section, tags: content.tags.map { Slug.make(from: $0) },
            limit: relatedLimit, in: database)
        let shown = Set(related.map(\.id) + [article.id])
        let recent = try PublicArticles.latest(.all, limit: recentLimit + shown.count, in: database)
            .filter { !shown.contains($0.id) }
        let neighbours = try PublicArticles.neighbours(
            section: content.section, publishedAt: content.publishedAt ?? .distantFuture, id: article.id, in: database)
        return ArticleSurroundings(
            related: related, recent: Array(recent.prefix(recentLimit)), newer: neighbours.newer,
            older: neighbours.older)
    }
}
