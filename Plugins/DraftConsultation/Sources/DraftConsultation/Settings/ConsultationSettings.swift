import PortalKit

/// The module's settings, typed.
struct ConsultationSettings: Sendable {
    /// The shortest period for a type of document.
    struct Period: Sendable, Hashable {
        let type: String
        let days: Int
    }

    let title: String
    let pageSize: Int
    let takesComments: Bool
    /// Whether a name must be given.
    let needsName: Bool
    /// Whether senders confirm their comment by mail.
    let confirms: Bool
    /// Whether officers look at comments before the public sees them.
    let moderatesFirst: Bool
    let reminderDays: Int
    let retentionMonths: Int
    let recipient: String
    private let days: Int
    private let periods: [Period]

    /// - Parameter language: the reader's; the title is in it where the settings give it.
    init(_ settings: ModuleSettings, language: String = "vi") {
        title = settings.text("title", in: language)
        pageSize = settings.integer("page_size")
        takesComments = settings.boolean("comments_open")
        needsName = settings.text("names") == "required"
        confirms = settings.text("confirmation") == "mail"
        moderatesFirst = settings.text("moderation") == "before"
        reminderDays = settings.integer("reminder_days")
        retentionMonths = settings.integer("retention_months")
        recipient = settings.text("recipient")
        days = settings.integer("days")
        periods = settings.records("periods").map { Period(type: $0.text("type"), days: $0.integer("days")) }
    }

    /// The settings in the words of whoever asks.
    init(_ request: Request) { self.init(request.module.settings, language: request.texts.language) }

    /// The least days for which a draft of a type is put out.
    func minimumDays(for type: String) -> Int { periods.first { $0.type.folded == type.folded }?.days ?? days }

    static let definitions: [SettingDefinition] = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Dự thảo lấy ý kiến"), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("Drafts for comment")),
        SettingDefinition(key: "days", type: .integer(1...365), defaultValue: .integer(30)),
        SettingDefinition(
            key: "periods",
            type: .records([
                SettingDefinition(
                    key: "type", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true),
                SettingDefinition(key: "days", type: .integer(1...365), defaultValue: .integer(30)),
            ]), defaultValue: .records([])),
        SettingDefinition(key: "comments_open", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "moderation", type: .choice(["before", "after"]), defaultValue: .text("before")),
        SettingDefinition(key: "names", type: .choice(["optional", "required"]), defaultValue: .text("optional")),
        SettingDefinition(key: "confirmation", type: .choice(["mail", "none"]), defaultValue: .text("mail")),
        SettingDefinition(key: "recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "reminder_days", type: .integer(1...14), defaultValue: .integer(3)),
        SettingDefinition(key: "retention_months", type: .integer(0...120), defaultValue: .integer(24)),
        SettingDefinition(key: "page_size", type: .integer(5...60), defaultValue: .integer(20)),
    ]
}
