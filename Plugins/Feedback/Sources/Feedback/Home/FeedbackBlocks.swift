import PortalKit

/// The block for the home page: the newest answers, with the ways to send and to ask.
enum FeedbackBlocks {
    static let latest = HomeBlock(
        id: "latest",
        options: [
            SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text("")),
            SettingDefinition(key: "count", type: .integer(1...12), defaultValue: .integer(4)),
        ]
    ) { request, options in
        let context = request.module
        let settings = FeedbackSettings(context.settings, language: request.texts.language)
        request.depends(on: .feedback, .settings(context.id))
        let count = options.integer("count")
        let rows = try await context.storage.read { try PublicCases().rows(limit: count, offset: 0, in: $0) }
        let title = options.text("title")
        return try request.fragment(
            "blocks/latest",
            LatestCasesModel(
                title: title.isEmpty ? settings.title : title, url: context.url(), hasCards: !rows.isEmpty,
                cards: rows.map { CaseCard($0, photo: nil, settings, request) },
                formUrl: settings.isOpen ? context.url(FeedbackPath.form) : nil,
                trackingUrl: context.url(FeedbackPath.tracking)))
    }
}

/// What the template `blocks/latest` shows.
struct LatestCasesModel: TemplateModel {
    let title: String
    let url: String
    let hasCards: Bool
    let cards: [CaseCard]
    let formUrl: String?
    let trackingUrl: String

    static var example: LatestCasesModel {
        LatestCasesModel(
            title: "Phản ánh, kiến nghị", url: "/phan-anh", hasCards: true, cards: [.example],
            formUrl: "/phan-anh/gui", trackingUrl: "/phan-anh/tra-cuu")
    }
}
