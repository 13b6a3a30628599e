import Foundation
import GRDB
import PortalKit

/// Articles for programs, such as the superior's portal (Art. 5.3).
enum ArticlesAPI {
    private static let maximumSize = 100

    // MARK: - The list

    static let listOperation = APIOperation(
        summary: "Published articles, newest first",
        parameters: [
            APIParameter("section", in: .query, .string, summary: "Only articles of the section with this slug"),
            APIParameter("page", in: .query, .integer, summary: "Page number, starting at 1"),
            APIParameter("size", in: .query, .integer, summary: "Articles on a page, 1 to 100; 20 by default"),
        ],
        response: .object([
            "total": .integer, "page": .integer, "pages": .integer, "articles": .array(summarySchema),
        ]))

    static func list(_ request: Request) async throws -> Response {
        let wanted = try wantedList(request)
        let page = try request.number("page", in: 1...1_000_000, default: 1)
        let size = try request.number("size", in: 1...maximumSize, default: 20)
        request.depends(on: wanted.dependency, .settings(request.module.id))
        let listing = try await request.module.storage.read { database in
            try ArticleListing.fetch(wanted, period: .init(), page: page, size: size, in: database)
        }
        let presenter = NewsPresenter(request)
        return try .json(
            ListAnswer(
                total: listing.paging.total, page: page, pages: listing.paging.pages,
                articles: listing.articles.map { presenter.summary($0) }))
    }

    private static func wantedList(_ request: Request) throws -> ArticleList {
        guard let slug = request.query["section"] else { return .all }
        guard NewsSettings(request.module.settings).sections[slug] != nil else { throw PortalError.notFound }
        return .section(slug)
    }

    // MARK: - One article

    static let articleOperation = APIOperation(
        summary: "One published article with its text",
        parameters: [APIParameter("id", in: .path, .integer, summary: "The article's number")],
        response: .object(
            summaryFields.merging([
                "source": .string, "author": .string, "changed": .dateTime, "html": .string, "tags": .array(.string),
                "attachments": .array(.object(["title": .string, "url": .string, "bytes": .integer])),
            ]) { first, _ in first }, optional: ["lead", "picture"]))

    static func article(_ request: Request) async throws -> Response {
        let id = try request.id()
        let found = try await request.module.storage.read { try ArticleRows.fetch(id, in: $0) }
        guard let article = found, article.isPublic, let publishedAt = article.content.publishedAt else {
            throw found?.wasPublic == true ? PortalError.gone : PortalError.notFound
        }
        if let end = article.content.expiresAt {
            guard end > request.now else { throw PortalError.gone }
            request.expires(at: end)
        }
        request.depends(on: .article(id), .settings(request.module.id))
        let content = article.content
        let site = request.module.site
        let sections = NewsSettings(request.module.settings).sections
        return try .json(
            ArticleAnswer(
                id: id, title: content.title, lead: content.lead.isEmpty ? nil : content.lead,
                url: request.module.absoluteURL(article.path),
                section: Section(slug: content.section, title: sections.title(of: content.section)),
                published: publishedAt, isReference: content.isReference,
                picture: content.picture.flatMap { Picture($0, site) }, source: content.source,
                author: content.author, changed: article.changedAt, html: article.bodyHTML.html, tags: content.tags,
                attachments: content.attachments.map {
                    File(title: $0.title, url: site.canonicalURL + $0.url, bytes: $0.bytes)
                }))
    }

    // MARK: - Answers

    struct Section: Encodable {
        let slug: String
        let title: String
    }

    struct Picture: Encodable {
        let url: String
        let alt: String

        init?(_ picture: ArticlePicture, _ site: SiteIdentity) {
            guard let largest = picture.variants.first else { return nil }
            url = site.canonicalURL + picture.url(largest)
            alt = picture.alt
        }
    }

    struct File: Encodable {
        let title: String
        let url: String
        let bytes: Int
    }

    struct Summary: Encodable {
        let id: Int64
        let title: String
        let lead: String?
        let url: String
        let section: Section
        let published: Date
        let isReference: Bool
        let picture: Picture?
    }

    private struct ListAnswer: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let articles: [Summary]
    }

    private struct ArticleAnswer: Encodable {
        let id: Int64
        let title: String
        let lead: String?
        let url: String
        let section: Section
        let published: Date
        let isReference: Bool
        let picture: Picture?
        let source: String
        let author: String
        let changed: Date
        let html: String
        let tags: [String]
        let attachments: [File]
    }

    private static let summaryFields: [String: JSONSchema] = [
        "id": .integer, "title": .string, "lead": .string, "url": .string,
        "section": .object(["slug": .string, "title": .string]), "published": .dateTime, "isReference": .boolean,
        "picture": .object(["url": .string, "alt": .string]),
    ]

    private static let summarySchema = JSONSchema.object(summaryFields, optional: ["lead", "picture"])
}

extension NewsPresenter {
    fileprivate func summary(_ article: ArticleSummary) -> ArticlesAPI.Summary {
        ArticlesAPI.Summary(
            id: article.id, title: article.title, lead: article.lead.isEmpty ? nil : article.lead,
            url: context.absoluteURL(article.path),
            section: ArticlesAPI.Section(slug: article.section, title: sections.title(of: article.section)),
            published: article.publishedAt, isReference: article.isReference,
            picture: article.picture.flatMap { ArticlesAPI.Picture($0, context.site) })
    }
}
