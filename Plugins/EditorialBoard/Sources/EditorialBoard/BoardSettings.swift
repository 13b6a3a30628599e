import PortalKit

/// The module's settings, typed.
struct BoardSettings: Sendable {
    /// From how many days before its date on a request is reminded of.
    let remindBefore: Int
    /// How many days lie between two reminders.
    let remindEvery: Int
    /// Who is told each week what is late; nil for nobody.
    let recipient: MailAddress?

    init(_ settings: ModuleSettings) {
        remindBefore = settings.integer("remind_before")
        remindEvery = settings.integer("remind_every")
        recipient = MailAddress(settings.text("recipient"))
    }

    static let definitions: [SettingDefinition] = [
        SettingDefinition(key: "remind_before", type: .integer(0...30), defaultValue: .integer(2)),
        SettingDefinition(key: "remind_every", type: .integer(1...30), defaultValue: .integer(3)),
        SettingDefinition(key: "recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
    ]
}
