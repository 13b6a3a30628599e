import Foundation
import PortalKit

/// The articles with a tag.
enum TagPage {
    static func show(_ request: Request) async throws -> Response {
        guard let slug = request.parameters["tag"], Slug.isValid(slug) else { throw PortalError.notFound }
        let presenter = NewsPresenter(request)
        let size = presenter.settings.pageSize
        let page = try request.pageNumber()
        request.depends(on: .newsTag(slug), .settings(request.module.id))
        let (name, listing) = try await request.module.storage.read { database in
            guard let name = try PublicArticles.tagName(slug, in: database) else { throw PortalError.notFound }
            let listing = try ArticleListing.fetch(.tag(slug), period: .init(), page: page, size: size, in: database)
            return (name, listing)
        }
        let url = request.module.url(NewsPath.tag(slug))
        let model = TagModel(
            title: name, summary: request.texts("articles_counted", ["count": String(listing.paging.total)]),
            hasCards: !listing.articles.isEmpty, cards: listing.articles.map(presenter.card),
            pager: listing.pager(url, request.texts))
        return try request.page(
            "tag", model,
            PageInfo(
                title: request.texts("tag_title", ["tag": name]), breadcrumbs: [presenter.frontStep],
                isIndexed: listing.paging.number == 1, lastModified: listing.articles.first?.publishedAt,
                canonicalPath: url + (page > 1 ? "?trang=\(page)" : "")))
    }
}

/// What the template `tag` shows.
struct TagModel: TemplateModel {
    let title: String
    let summary: String
    let hasCards: Bool
    let cards: [CardModel]
    let pager: Pager

    static var example: TagModel {
        TagModel(title: "thủy lợi", summary: "14 tin, bài", hasCards: true, cards: [.example], pager: .example)
    }
}
