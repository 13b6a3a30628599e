import PortalKit

/// What the template `blocks/latest` shows.
struct LatestBlockModel: TemplateModel {
    let title: String
    let url: String
    let hasCards: Bool
    let cards: [CardModel]
    let hasLeadStory: Bool
    let leadStory: CardModel?

    static var example: LatestBlockModel {
        LatestBlockModel(
            title: "Tin mới nhất", url: "/tin-tuc", hasCards: true, cards: [.example], hasLeadStory: true,
            leadStory: .example)
    }
}

/// What the template `blocks/featured` shows.
struct FeaturedBlockModel: TemplateModel {
    let title: String
    let card: CardModel

    static var example: FeaturedBlockModel { FeaturedBlockModel(title: "Tin nổi bật", card: .example) }
}

/// What the template `blocks/sections` shows.
struct SectionsBlockModel: TemplateModel {
    let sections: [SectionGroupModel]

    static var example: SectionsBlockModel { SectionsBlockModel(sections: [.example]) }
}

/// What the template `blocks/announcements` shows.
struct AnnouncementsBlockModel: TemplateModel {
    struct Item: Sendable {
        let title: String
        let url: String
        let published: MomentModel
        let isReference: Bool
    }

    let title: String
    let url: String
    let hasItems: Bool
    let items: [Item]

    static var example: AnnouncementsBlockModel {
        AnnouncementsBlockModel(
            title: "Thông báo", url: "/tin-tuc/thong-bao", hasItems: true,
            items: [
                Item(
                    title: "Lịch tiếp công dân", url: "/tin-tuc/thong-bao/lich-tiep-cong-dan",
                    published: MomentModel(iso: "2026-09-26T08:30:00+07:00", text: "26/09/2026"), isReference: true)
            ])
    }
}
