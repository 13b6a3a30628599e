import Foundation
import PortalKit

/// One article.
enum ArticlePage {
    static func show(_ request: Request) async throws -> Response {
        guard let section = request.parameters["section"], let slug = request.parameters["slug"], Slug.isValid(slug)
        else { throw PortalError.notFound }
        let now = request.now
        let found = try await request.module.storage.read { database -> (Article, ArticleSurroundings)? in
            guard let article = try ArticleRows.fetch(slug: slug, in: database) else { return nil }
            guard article.isPublic, article.content.expiresAt.map({ $0 > now }) ?? true else {
                if article.wasPublic { throw PortalError.gone }
                return nil
            }
            return (try article.withPictures(in: database), try ArticleSurroundings.fetch(article, in: database))
        }
        guard let (stored, surroundings) = found else { throw PortalError.notFound }
        var article = stored
        // The page shows the newest of all sections, and those related, wherever they stand.
        request.depends(on: .article(article.id), .news, .settings(request.module.id))
        if let end = article.content.expiresAt { request.expires(at: end) }
        for item in article.libraryItems { request.depends(on: LibraryItem.dependency(item)) }
        guard section == article.content.section else { return .moved(to: request.module.url(article.path)) }
        article.bodyHTML = try await request.linkingMentions(article.bodyHTML)
        let presenter = NewsPresenter(request)
        return try request.page(
            "article", presenter.article(article, surroundings), presenter.info(article))
    }
}

extension NewsPresenter {
    /// An article as its template shows it.
    func article(_ article: Article, _ surroundings: ArticleSurroundings) -> ArticleModel {
        let content = article.content
        let publishedAt = content.publishedAt ?? context.now()
        // A change within minutes of publication is part of it, not news.
        let isUpdated = article.changedAt.timeIntervalSince(publishedAt) > 600
        let gallery = content.gallery.compactMap(PictureModel.init)
        let attachments = content.attachments.map { attachment in
            ArticleModel.File(
                title: attachment.title.isEmpty ? attachment.name : attachment.title, url: attachment.url,
                size: attachment.bytes.fileSize(language: texts.language), type: attachment.typeLabel)
        }
        return ArticleModel(
            title: content.title, isReference: content.isReference, lead: content.lead.isEmpty ? nil : content.lead,
            section: sectionLink(content.section), published: .full(publishedAt, texts),
            updated: isUpdated ? .full(article.changedAt, texts) : nil,
            source: content.source, author: content.author, picture: content.picture.flatMap(PictureModel.init),
            bodyHTML: article.bodyHTML, hasGallery: !gallery.isEmpty, gallery: gallery,
            hasAttachments: !attachments.isEmpty, attachments: attachments, hasTags: !content.tags.isEmpty,
            tags: content.tags.map { name in
                ArticleModel.Tag(name: name, url: context.url(NewsPath.tag(Slug.make(from: name))))
            },
            hasRelated: !surroundings.related.isEmpty, related: surroundings.related.map(card),
            hasRecent: !surroundings.recent.isEmpty, recent: surroundings.recent.map(card),
            hasNeighbours: surroundings.newer != nil || surroundings.older != nil,
            newer: surroundings.newer.map(link), older: surroundings.older.map(link))
    }

    private func link(_ article: ArticleSummary) -> NewsLinkModel {
        NewsLinkModel(title: article.title, url: context.url(article.path))
    }

    /// What an article's page says of itself.
    func info(_ article: Article) -> PageInfo {
        let content = article.content
        let section = sectionLink(content.section)
        let steps = [frontStep, PageInfo.Breadcrumb(section.title, url: section.url)]
        return PageInfo(
            title: content.title,
            description: content.lead.isEmpty ? article.bodyHTML.excerpt(length: 200) : content.lead,
            breadcrumbs: sections[content.section] == nil ? [frontStep] : steps,
            lastModified: article.changedAt, canonicalPath: context.url(article.path),
            image: shareImage(content), isArticle: true, structuredData: structuredData(article))
    }

    private func shareImage(_ content: ArticleContent) -> String? {
        content.picture.flatMap { picture in picture.variants.first.map(picture.url) }
    }

    /// The article and the way to it, for search engines (schema.org).
    private func structuredData(_ article: Article) -> JSONValue {
        let content = article.content
        let site = context.site
        let url = context.absoluteURL(article.path)
        var fields: [String: JSONValue] = [
            "@type": .string("NewsArticle"), "headline": .string(content.title), "url": .string(url),
            "mainEntityOfPage": .string(url), "inLanguage": .string("vi"),
            "articleSection": .string(sections.title(of: content.section)),
            "author": .object(["@type": .string("Person"), "name": .string(content.author)]),
            "publisher": .object([
                "@type": .string("GovernmentOrganization"), "name": .string(site.authority),
                "url": .string(site.canonicalURL + "/"),
            ]),
            "dateModified": .string(VietnamTime(article.changedAt).iso8601),
        ]
        if let publishedAt = content.publishedAt {
            fields["datePublished"] = .string(VietnamTime(publishedAt).iso8601)
        }
        if !content.lead.isEmpty { fields["description"] = .string(content.lead) }
        if let image = shareImage(content) { fields["image"] = .array([.string(site.canonicalURL + image)]) }
        if !content.tags.isEmpty { fields["keywords"] = .array(content.tags.map { .string($0) }) }
        let section = sectionLink(content.section)
        let steps = [
            (texts("home"), site.canonicalURL + "/"),
            (settings.title, context.absoluteURL(NewsPath.front)),
            (section.title, site.canonicalURL + section.url),
            (content.title, url),
        ]
        let list = JSONValue.object([
            "@type": .string("BreadcrumbList"),
            "itemListElement": .array(
                steps.enumerated().map { index, step in
                    .object([
                        "@type": .string("ListItem"), "position": .integer(index + 1), "name": .string(step.0),
                        "item": .string(step.1),
                    ])
                }),
        ])
        return .object([
            "@context": .string("https://schema.org"), "@graph": .array([.object(fields), list]),
        ])
    }
}

/// What the template `article` shows.
struct ArticleModel: TemplateModel {
    struct File: Sendable {
        let title: String
        let url: String
        let size: String
        let type: String
    }

    struct Tag: Sendable {
        let name: String
        let url: String
    }

    let title: String
    let isReference: Bool
    let lead: String?
    let section: NewsLinkModel
    let published: MomentModel
    let updated: MomentModel?
    let source: String
    let author: String
    let picture: PictureModel?
    let bodyHTML: SafeHTML
    let hasGallery: Bool
    let gallery: [PictureModel]
    let hasAttachments: Bool
    let attachments: [File]
    let hasTags: Bool
    let tags: [Tag]
    let hasRelated: Bool
    let related: [CardModel]
    let hasRecent: Bool
    let recent: [CardModel]
    let hasNeighbours: Bool
    let newer: NewsLinkModel?
    let older: NewsLinkModel?

    static var example: ArticleModel {
        let moment = MomentModel(iso: "2026-09-26T08:30:00+07:00", text: "08:30, thứ Bảy 26/09/2026")
        let link = NewsLinkModel(title: "Lịch gieo cấy vụ xuân", url: "/tin-tuc/kinh-te-xa-hoi/lich-gieo-cay")
        return ArticleModel(
            title: "Thu hoạch lúa vụ mùa", isReference: true, lead: "Toàn xã đã gặt xong 85% diện tích.",
            section: NewsLinkModel(title: "Kinh tế – xã hội", url: "/tin-tuc/kinh-te-xa-hoi"), published: moment,
            updated: moment, source: "Phòng Kinh tế xã", author: "Trần Văn Lương", picture: .example,
            bodyHTML: SafeHTML(trusted: "<p>Nội dung</p>"), hasGallery: true, gallery: [.example],
            hasAttachments: true,
            attachments: [File(title: "Kế hoạch thủy lợi", url: "/tep/a1/ke-hoach.pdf", size: "1,2 MB", type: "PDF")],
            hasTags: true, tags: [Tag(name: "lúa", url: "/tin-tuc/the/lua")], hasRelated: true, related: [.example],
            hasRecent: true, recent: [.example], hasNeighbours: true, newer: link, older: link)
    }
}
