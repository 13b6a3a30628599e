import Foundation
import GRDB
import PortalKit

/// The blocks that the module offers for the home page.
enum NewsBlocks {
    /// The title to show instead of the usual one, and the section to take; empty for all.
    private static let title = SettingDefinition(
        key: "title", type: .text(maximumLength: 80), defaultValue: .text(""))
    private static let section = SettingDefinition(
        key: "section", type: .text(maximumLength: 60), defaultValue: .text(""))

    private static func count(_ number: Int) -> SettingDefinition {
        SettingDefinition(key: "count", type: .integer(1...12), defaultValue: .integer(number))
    }

    static let all = [latest, featured, sections, announcements]

    /// The newest articles, of one section if wanted.
    private static let latest = HomeBlock(id: "latest", options: [title, section, count(5)]) { request, options in
        let presenter = NewsPresenter(request)
        let slug = options.text("section")
        let list = presenter.sections[slug].map { ArticleList.section($0.slug) } ?? .all
        request.depends(on: list.dependency, .settings(request.module.id))
        let count = options.integer("count")
        // What the block of the featured article shows is not shown twice.
        let hasFeatured = request.isOnHomePage("featured")
        if hasFeatured { request.depends(on: .news) }
        let sections = presenter.sections
        let articles = try await request.module.storage.read { database in
            let featured = hasFeatured ? try FrontContent.lead(sections, in: database)?.id : nil
            let newest = try PublicArticles.latest(list, limit: count + 1, in: database)
            return Array(newest.filter { $0.id != featured }.prefix(count))
        }
        let lead = articles.first { $0.picture != nil && !$0.isReference } ?? articles.first
        let cards = articles.filter { $0.id != lead?.id }.map(presenter.card)
        let usual = presenter.sections[slug]?.title ?? request.texts("latest")
        return try request.fragment(
            "blocks/latest",
            LatestBlockModel(
                title: options.text("title").orElse(usual),
                url: request.module.url(presenter.sections[slug].map { NewsPath.section($0.slug) } ?? NewsPath.front),
                hasCards: !cards.isEmpty, cards: cards, hasLeadStory: lead != nil, leadStory: lead.map(presenter.card)))
    }

    /// The article that an editor chose, or the newest with a picture.
    private static let featured = HomeBlock(id: "featured", options: [title]) { request, options in
        let presenter = NewsPresenter(request)
        request.depends(on: .news, .settings(request.module.id))
        let sections = presenter.sections
        let featured = try await request.module.storage.read { try FrontContent.lead(sections, in: $0) }
        guard let lead = featured else { return nil }
        return try request.fragment(
            "blocks/featured",
            FeaturedBlockModel(
                title: options.text("title").orElse(request.texts("featured")), card: presenter.card(lead)))
    }

    /// Sections with their newest articles: one, or all stories' sections.
    private static let sections = HomeBlock(id: "sections", options: [section, count(4)]) { request, options in
        let presenter = NewsPresenter(request)
        let slug = options.text("section")
        let chosen = presenter.sections.all.filter { section in
            slug.isEmpty ? [.ordinary, .reform].contains(section.kind) : section.slug == slug
        }
        request.depends(on: .settings(request.module.id))
        for section in chosen { request.depends(on: .newsSection(section.slug)) }
        let count = options.integer("count")
        let groups = try await request.module.storage.read { database in
            try chosen.map { ($0, try PublicArticles.latest(.section($0.slug), limit: count, in: database)) }
        }
        let models = groups.filter { !$0.1.isEmpty }.map { presenter.group($0.0, $0.1) }
        if models.isEmpty { return nil }
        return try request.fragment("blocks/sections", SectionsBlockModel(sections: models))
    }

    /// The newest notices.
    private static let announcements = HomeBlock(
        id: "announcements", options: [title, section, count(6)]
    ) { request, options in
        let presenter = NewsPresenter(request)
        let chosen = presenter.sections[options.text("section")] ?? presenter.sections.announcements
        guard let section = chosen else { return nil }
        request.depends(on: .newsSection(section.slug), .settings(request.module.id))
        let count = options.integer("count")
        let articles = try await request.module.storage.read { database in
            try PublicArticles.latest(.section(section.slug), limit: count, in: database)
        }
        let items = articles.map { article in
            AnnouncementsBlockModel.Item(
                title: article.title, url: request.module.url(article.path), published: .day(article.publishedAt),
                isReference: article.isReference)
        }
        return try request.fragment(
            "blocks/announcements",
            AnnouncementsBlockModel(
                title: options.text("title").orElse(section.title),
                url: request.module.url(NewsPath.section(section.slug)), hasItems: !items.isEmpty, items: items))
    }
}

extension String {
    /// The text, or another when it is empty.
    fileprivate func orElse(_ other: String) -> String { isEmpty ? other : self }
}
