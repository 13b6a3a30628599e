import PortalKit

/// The module's settings, typed.
struct RoyaltySettings: Sendable {
    let grades: [String]
    /// The kind of work that a step taken in a workflow is.
    let kindsByTransition: [String: WorkKind]
    /// The events by which modules tell of what they publish.
    let publications: [String]
    /// The events by which modules tell of what they earn.
    let incomes: [String]
    /// How many per cent of the income are for royalties.
    let incomeShare: Int
    let tax: TaxRule
    /// Who is reminded; nil for nobody.
    let recipient: MailAddress?

    init(_ settings: ModuleSettings) {
        grades = settings.list("grades")
        kindsByTransition = Dictionary(
            settings.records("credits").compactMap { row in
                WorkKind(rawValue: row.text("kind")).map { (row.text("transition"), $0) }
            }, uniquingKeysWith: { first, _ in first })
        publications = settings.list("publication_events")
        incomes = settings.list("income_events")
        incomeShare = settings.integer("income_share")
        tax = TaxRule(settings)
        recipient = MailAddress(settings.text("recipient"))
    }

    /// What `site.yml` and the administrator may set.
    static let definitions: [SettingDefinition] = [
        SettingDefinition(key: "grades", type: .list, defaultValue: .list(["A", "B", "C"]), isRequired: true),
        SettingDefinition(key: "tax_percent", type: .integer(0...35), defaultValue: .integer(10)),
        SettingDefinition(
            key: "tax_threshold", type: .integer(0...1_000_000_000), defaultValue: .integer(2_000_000)),
        SettingDefinition(key: "tax_on", type: .choice(["whole", "excess"]), defaultValue: .text("whole")),
        SettingDefinition(key: "income_share", type: .integer(0...100), defaultValue: .integer(100)),
        SettingDefinition(
            key: "credits",
            type: .records([
                SettingDefinition(
                    key: "transition", type: .text(maximumLength: 60), defaultValue: .text(""), isRequired: true),
                SettingDefinition(
                    key: "kind", type: .choice(WorkKind.allCases.map(\.rawValue)), defaultValue: .text("moderating")),
            ]),
            defaultValue: .records([
                ["transition": .text("approve"), "kind": .text("moderating")],
                ["transition": .text("publish"), "kind": .text("editing")],
            ])),
        SettingDefinition(key: "publication_events", type: .list, defaultValue: .list(["news.article-published"])),
        SettingDefinition(key: "income_events", type: .list, defaultValue: .list(["business-ads.payment-recorded"])),
        SettingDefinition(key: "recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
    ]
}
