import Foundation
import PortalKit

/// A moment, for machines and for people.
struct MomentModel: Sendable {
    let iso: String
    let text: String

    /// A day: `24/11/2026`.
    static func day(_ date: Date) -> MomentModel {
        let time = VietnamTime(date)
        return MomentModel(iso: time.iso8601, text: time.dayText)
    }

    /// A time of a day: `08:30 24/11/2026`.
    static func minute(_ date: Date) -> MomentModel {
        let time = VietnamTime(date)
        return MomentModel(iso: time.iso8601, text: time.timeText)
    }

    /// A day with its time and weekday: `08:30, Thứ Tư, ngày 18/03/2026`.
    static func full(_ date: Date, _ texts: Texts) -> MomentModel {
        let time = VietnamTime(date)
        return MomentModel(iso: time.iso8601, text: time.longTimeText(texts))
    }
}

/// A link that may be the one to what is shown.
struct ChoiceModel: Sendable {
    let title: String
    let url: String
    let current: Bool
}

/// A link.
struct NewsLinkModel: Sendable {
    let title: String
    let url: String
}

/// A picture in all its sizes.
struct PictureModel: Sendable {
    let src: String
    let srcset: String
    let width: Int
    let height: Int
    let alt: String
    let caption: String

    /// Nothing for a picture without files, which the database does not hold.
    init?(_ picture: ArticlePicture) {
        // The one between thumbnail and original suits programs that do not know `srcset`.
        guard let shown = picture.variants.first(where: { $0.width <= 1000 }) ?? picture.variants.last else {
            return nil
        }
        src = picture.url(shown)
        srcset = picture.variants.reversed().map { "\(picture.url($0)) \($0.width)w" }.joined(separator: ", ")
        width = shown.width
        height = shown.height
        alt = picture.alt
        caption = picture.caption
    }

    private init() {
        src = "/tep/a1/ruong-lua.jpg"
        srcset = "/tep/b2/ruong-lua.jpg 480w, /tep/a1/ruong-lua.jpg 960w"
        width = 960
        height = 640
        alt = "Cánh đồng lúa chín bên con đường bê tông"
        caption = "Lúa vụ mùa ở thôn Đồng Nếp."
    }

    static let example = PictureModel()
}

/// An article in a list.
struct CardModel: Sendable {
    let title: String
    let url: String
    let lead: String?
    let section: NewsLinkModel
    let published: MomentModel
    let isReference: Bool
    let picture: PictureModel?

    static let example = CardModel(
        title: "Thu hoạch lúa vụ mùa trước mưa bão", url: "/tin-tuc/kinh-te-xa-hoi/thu-hoach-lua",
        lead: "Toàn xã đã gặt xong 85% diện tích.",
        section: NewsLinkModel(title: "Kinh tế – xã hội", url: "/tin-tuc/kinh-te-xa-hoi"),
        published: MomentModel(iso: "2026-09-26T08:30:00+07:00", text: "26/09/2026"), isReference: true,
        picture: .example)
}

/// A section with its newest articles.
struct SectionGroupModel: Sendable {
    let title: String
    let url: String
    let leadCard: CardModel?
    let cards: [CardModel]

    static let example = SectionGroupModel(
        title: "Kinh tế – xã hội", url: "/tin-tuc/kinh-te-xa-hoi", leadCard: .example, cards: [.example])
}

/// Makes the models of one request: it knows the sections' titles and the addresses.
struct NewsPresenter: Sendable {
    let settings: NewsSettings
    let context: ModuleContext
    let texts: Texts

    init(_ request: Request) {
        self.init(context: request.module, texts: request.texts)
    }

    init(context: ModuleContext, texts: Texts) {
        settings = NewsSettings(context.settings, language: texts.language)
        self.context = context
        self.texts = texts
    }

    var sections: NewsSections { settings.sections }

    /// A link to a section; to the front page for one that was taken out of the settings.
    func sectionLink(_ slug: String) -> NewsLinkModel {
        guard let section = sections[slug] else {
            return NewsLinkModel(title: settings.title, url: context.url(NewsPath.front))
        }
        return NewsLinkModel(title: section.title, url: context.url(NewsPath.section(slug)))
    }

    func card(_ article: ArticleSummary) -> CardModel {
        CardModel(
            title: article.title, url: context.url(article.path), lead: article.lead.isEmpty ? nil : article.lead,
            section: sectionLink(article.section), published: .day(article.publishedAt),
            isReference: article.isReference, picture: article.picture.flatMap(PictureModel.init))
    }

    func group(_ section: NewsSection, _ articles: [ArticleSummary]) -> SectionGroupModel {
        let cards = articles.map(card)
        return SectionGroupModel(
            title: section.title, url: context.url(NewsPath.section(section.slug)), leadCard: cards.first,
            cards: Array(cards.dropFirst()))
    }

    /// The step of the way from the home page to the module's pages.
    var frontStep: PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(settings.title, url: context.url(NewsPath.front))
    }
}
