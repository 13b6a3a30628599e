import Foundation
import Testing

@testable import PortalKit

struct ModuleSettingsTests {
    private static let definitions: [SettingDefinition] = [
        .init(key: "title", type: .text(maximumLength: 20), defaultValue: .text("Tin tức"), isRequired: true),
        .init(key: "count", type: .integer(1...50), defaultValue: .integer(10)),
        .init(key: "open", type: .boolean, defaultValue: .boolean(true)),
        .init(key: "order", type: .choice(["newest", "oldest"]), defaultValue: .text("newest")),
        .init(key: "topics", type: .list, defaultValue: .list([])),
        .init(
            key: "sections",
            type: .records([
                .init(key: "slug", type: .text(maximumLength: 40), defaultValue: .text(""), isRequired: true),
                .init(key: "is_reference", type: .boolean, defaultValue: .boolean(false)),
            ]), defaultValue: .records([])),
    ]

    private func read(_ yaml: String) -> (ModuleSettings, [Fault]) {
        var faults: [Fault] = []
        let node = ConfigNode.parse(yaml, file: "site.yml", faults: &faults)
        return (ModuleSettings.read(from: node, definitions: Self.definitions, faults: &faults), faults)
    }

    @Test func readsAndFallsBackToDefaults() throws {
        let (settings, faults) = read(
            """
            count: 5
            topics: [nông nghiệp, chuyển đổi số]
            sections:
              - {slug: thong-bao}
              - {slug: tham-khao, is_reference: true}
            """)
        #expect(faults.isEmpty)
        #expect(settings.text("title") == "Tin tức")
        #expect(settings.integer("count") == 5)
        #expect(settings.boolean("open"))
        #expect(settings.text("order") == "newest")
        #expect(settings.list("topics") == ["nông nghiệp", "chuyển đổi số"])
        #expect(settings.records("sections").map { $0.text("slug") } == ["thong-bao", "tham-khao"])
        #expect(settings.records("sections").map { $0.boolean("is_reference") } == [false, true])
    }

    @Test func aTextMaySpeakAnotherLanguage() {
        let both: [SettingDefinition] = [
            .init(key: "title", type: .text(maximumLength: 20), defaultValue: .text("Tin tức")),
            .init(key: "title_en", type: .text(maximumLength: 20), defaultValue: .text("News")),
        ]
        let settings = ModuleSettings(definitions: both)
        #expect(settings.text("title", in: "en") == "News")
        #expect(settings.text("title", in: "vi") == "Tin tức")
        #expect(settings.text("title", in: "fr") == "Tin tức")
        let empty = ModuleSettings(definitions: both, values: ["title": .text("Tin xã"), "title_en": .text("")])
        #expect(empty.text("title", in: "en") == "Tin xã")
    }

    @Test func namesFaultsWithLines() {
        let (settings, faults) = read(
            """
            title: ""
            count: 99
            open: vâng
            order: newst
            topic: x
            sections:
              - {is_reference: true}
              - thong-bao
            """)
        #expect(faults.compactMap(\.line).sorted() == [1, 2, 3, 4, 5, 7, 8])
        #expect(settings.integer("count") == 10)
    }

    @Test func overlaysChangesOfTheAdministration() throws {
        let (settings, _) = read("count: 5\norder: oldest\n")
        let json = #"{"count": 7, "order": "khác", "gone": true, "topics": ["a"], "sections": [{"slug": "x"}]}"#
        let changes = try JSONDecoder().decode([String: SettingValue].self, from: Data(json.utf8))
        let changed = settings.overlaying(changes)
        #expect(changed.integer("count") == 7)
        #expect(changed.text("order") == "oldest")
        #expect(changed.list("topics") == ["a"])
        #expect(changed.records("sections").first?.text("slug") == "x")
        let cleared = changed.overlaying(["sections": .list([])])
        #expect(cleared.records("sections").isEmpty)
    }

    @Test func writesPlainJSON() throws {
        let value = SettingValue.records([["slug": .text("tin"), "is_reference": .boolean(true)]])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(json == #"[{"is_reference":true,"slug":"tin"}]"#)
        #expect(try JSONDecoder().decode(SettingValue.self, from: Data(json.utf8)) == value)
    }

    @Test(arguments: [
        ("title", SettingValue.text(String(repeating: "ă", count: 21)), "setting.error.too_long"),
        ("title", .text("  "), "setting.error.required"),
        ("title", .text("a\u{0}"), "setting.error.control_character"),
        ("title", .integer(1), "setting.error.type"),
        ("count", .integer(0), "setting.error.out_of_range"),
        ("order", .text("x"), "setting.error.not_a_choice"),
        ("topics", .list(Array(repeating: "x", count: 201)), "setting.error.too_many"),
        ("sections", .records([["slug": .text("a"), "lạ": .text("b")]]), "setting.error.unknown"),
        ("sections", .records([[:]]), "setting.error.required"),
    ])
    func refuses(_ key: String, _ value: SettingValue, _ reason: String) throws {
        let definition = try #require(Self.definitions.first { $0.key == key })
        #expect(ModuleSettings.validate(value, for: definition) == reason)
    }

    @Test func demandsASettingWithoutAGoodDefault() {
        let definition = SettingDefinition(
            key: "office", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true)
        var faults: [Fault] = []
        _ = ModuleSettings.read(from: nil, definitions: [definition], faults: &faults)
        #expect(faults.count == 1)
    }
}
