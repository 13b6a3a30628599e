import Foundation
import GRDB
import PortalKit

/// The module's Atom feeds: of all articles, and of each section.
enum NewsFeed {
    static let size = 20

    static func all(_ settings: NewsSettings) -> FeedContribution {
        FeedContribution(path: NewsPath.feed, title: settings.title) { request in
            try await make(.all, title: settings.title, path: NewsPath.feed, page: NewsPath.front, request)
        }
    }

    static func section(_ section: NewsSection) -> FeedContribution {
        let path = NewsPath.sectionFeed(section.slug)
        return FeedContribution(path: path, title: section.title) { request in
            try await make(
                .section(section.slug), title: section.title, path: path, page: NewsPath.section(section.slug), request)
        }
    }

    private static func make(
        _ list: ArticleList, title: String, path: String, page: String, _ request: Request
    ) async throws -> AtomFeed {
        request.depends(on: list.dependency, .settings(request.module.id))
        let context = request.module
        let articles = try await context.storage.read { database in
            try PublicArticles.latest(list, limit: size, in: database).compactMap {
                try ArticleRows.fetch($0.id, in: database)
            }
        }
        return feed(articles, title: title, path: path, page: page, context)
    }

    /// A feed of these articles, the newest first.
    static func feed(
        _ articles: [Article], title: String, path: String, page: String, _ context: ModuleContext
    ) -> AtomFeed {
        let sections = NewsSettings(context.settings).sections
        return AtomFeed(
            id: context.absoluteURL(path), title: "\(title) – \(context.site.name)",
            selfLink: context.absoluteURL(path), link: context.absoluteURL(page), author: context.site.authority,
            entries: articles.map { entry($0, sections, context) })
    }

    private static func entry(
        _ article: Article, _ sections: NewsSections, _ context: ModuleContext
    ) -> AtomFeed.Entry {
        let content = article.content
        let notice = content.isReference ? SafeHTML(escaping: context.texts("reference_notice")) : .empty
        let lead = content.lead.isEmpty ? article.bodyHTML.excerpt(length: 300) : content.lead
        return AtomFeed.Entry(
            // The address may change with title and section; the number never does.
            id: "\(context.site.canonicalURL)/api/v1/\(context.id)/articles/\(article.id)",
            title: content.title, link: context.absoluteURL(article.path), updated: article.changedAt,
            published: content.publishedAt, authors: [content.author],
            categories: [(term: content.section, label: sections.title(of: content.section))],
            summary: content.isReference ? "\(context.texts("reference_notice")) \(lead)" : lead,
            content: notice + article.bodyHTML)
    }
}
