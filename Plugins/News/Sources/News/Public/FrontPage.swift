import Foundation
import GRDB
import PortalKit

/// The module's front page: the lead story, what is newest, and the sections.
enum FrontPage {
    private static let cardsBesideLead = 4
    private static let articlesInSection = 4

    static func show(_ request: Request) async throws -> Response {
        let presenter = NewsPresenter(request)
        let content = try await request.module.storage.read { database in
            try FrontContent.fetch(presenter.sections, perSection: articlesInSection, in: database)
        }
        request.depends(on: .news, .settings(request.module.id))
        let context = request.module
        let model = FrontModel(
            title: presenter.settings.title,
            intro: request.texts.optional("front_intro", ["name": context.site.nameInSentence]),
            hasLeadStory: content.lead != nil,
            leadStory: content.lead.map(presenter.card),
            cards: content.cards.prefix(cardsBesideLead).map(presenter.card),
            sections: content.groups.map { presenter.group($0.section, $0.articles) },
            sectionLinks: presenter.sections.all.map {
                ChoiceModel(title: $0.title, url: context.url(NewsPath.section($0.slug)), current: false)
            },
            archiveUrl: context.url(NewsPath.archive),
            feedUrl: context.url(NewsPath.feed))
        return try request.page(
            "list", model,
            PageInfo(
                title: presenter.settings.title, description: model.intro, lastModified: content.lead?.publishedAt,
                canonicalPath: context.url(NewsPath.front)))
    }
}

/// What stands on the front page.
struct FrontContent: Sendable {
    struct Group: Sendable {
        let section: NewsSection
        let articles: [ArticleSummary]
    }

    let lead: ArticleSummary?
    /// The newest stories besides the lead.
    let cards: [ArticleSummary]
    /// Sections that have articles, in the site's order.
    let groups: [Group]

    /// What an editor chose; else the newest story with a picture; else the newest story. Notices and unconfirmed news
    /// never lead.
    static func lead(_ sections: NewsSections, in database: Database) throws -> ArticleSummary? {
        if let chosen = try PublicArticles.featured(in: database) { return chosen }
        let newest = try PublicArticles.latest(.all, limit: searched, in: database)
        let stories = stories(newest, sections)
        return stories.first { $0.picture != nil } ?? stories.first ?? newest.first
    }

    /// Among how many of the newest articles stories are looked for.
    private static let searched = 24

    private static func stories(_ articles: [ArticleSummary], _ sections: NewsSections) -> [ArticleSummary] {
        articles.filter { article in
            !article.isReference && [.ordinary, .reform].contains(sections[article.section]?.kind ?? .ordinary)
        }
    }

    static func fetch(_ sections: NewsSections, perSection: Int, in database: Database) throws -> FrontContent {
        let groups = try sections.all.map { section in
            let articles = try PublicArticles.latest(.section(section.slug), limit: perSection, in: database)
            return Group(section: section, articles: articles)
        }
        let lead = try lead(sections, in: database)
        let newest = try PublicArticles.latest(.all, limit: searched, in: database)
        return FrontContent(
            lead: lead, cards: stories(newest, sections).filter { $0.id != lead?.id },
            groups: groups.filter { !$0.articles.isEmpty })
    }
}

/// What the template `list` shows.
struct FrontModel: TemplateModel {
    let title: String
    let intro: String?
    let hasLeadStory: Bool
    let leadStory: CardModel?
    let cards: [CardModel]
    let sections: [SectionGroupModel]
    let sectionLinks: [ChoiceModel]
    let archiveUrl: String
    let feedUrl: String

    static var example: FrontModel {
        FrontModel(
            title: "Tin tức", intro: "Tin từ xã", hasLeadStory: true, leadStory: .example, cards: [.example],
            sections: [.example],
            sectionLinks: [ChoiceModel(title: "Thông báo", url: "/tin-tuc/thong-bao", current: true)],
            archiveUrl: "/tin-tuc/luu-tru", feedUrl: "/tin-tuc/feed.xml")
    }
}
