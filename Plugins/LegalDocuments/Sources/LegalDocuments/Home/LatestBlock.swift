import PortalKit

/// The newest documents on the home page, all or those of one group.
enum LatestBlock {
    static let block = HomeBlock(
        id: "latest",
        options: [
            SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text("")),
            SettingDefinition(
                key: "group", type: .choice(["", DocumentFilter.legal, DocumentFilter.direction]),
                defaultValue: .text("")),
            SettingDefinition(key: "count", type: .integer(1...12), defaultValue: .integer(6)),
        ]
    ) { request, options in
        var filter = DocumentFilter()
        filter.kind = options.text("group")
        let (chosen, count, today) = (filter, options.integer("count"), VietnamTime(request.now).isoDay)
        request.depends(on: .legalDocuments, .settings(request.module.id))
        // Whether a document is in force goes by the day.
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let rows = try await request.module.storage.read {
            try chosen.rows(limit: count, offset: 0, today: today, in: $0)
        }
        if rows.isEmpty { return nil }
        let title = options.text("title")
        let url = request.module.url()
        return try request.fragment(
            "blocks/latest",
            LatestBlockModel(
                title: title.isEmpty ? request.texts("block.latest") : title,
                url: chosen.isEmpty ? url : "\(url)?\(FormURLEncoded.encode(chosen.pairs))",
                cards: rows.map { ListPage.card($0, today: today, request) }))
    }
}

/// What the template `blocks/latest` shows.
struct LatestBlockModel: TemplateModel {
    let title: String
    let url: String
    let cards: [LegalCardModel]

    static var example: LatestBlockModel {
        LatestBlockModel(title: "Văn bản mới", url: "/van-ban", cards: [.example])
    }
}
