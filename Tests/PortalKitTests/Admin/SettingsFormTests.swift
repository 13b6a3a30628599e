import Testing

@testable import PortalKit

struct SettingsFormTests {
    private static let definitions = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Tin tức"), isRequired: true),
        SettingDefinition(key: "notice", type: .text(maximumLength: 2000), defaultValue: .text("")),
        SettingDefinition(key: "page_size", type: .integer(5...100), defaultValue: .integer(20)),
        SettingDefinition(key: "feed", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "order", type: .choice(["date", "title"]), defaultValue: .text("date")),
        SettingDefinition(key: "tags", type: .list, defaultValue: .list(["a", "b"])),
        SettingDefinition(
            key: "offices",
            type: .records([
                SettingDefinition(
                    key: "name", type: .text(maximumLength: 50), defaultValue: .text(""), isRequired: true),
                SettingDefinition(key: "room", type: .integer(1...99), defaultValue: .integer(1)),
            ]), defaultValue: .records([])),
    ]

    private func settingsForm(_ values: [String: SettingValue] = [:]) -> SettingsForm {
        let texts = Texts(language: "vi", layers: [])
        return SettingsForm(
            settings: ModuleSettings(definitions: Self.definitions, values: values), texts: texts, core: texts)
    }

    /// What a browser sends back of a form that nobody touched.
    private func sentUnchanged(_ form: Form) -> Form {
        var sent = form
        for field in form.fields {
            sent.set(field.name, to: field.value.replacing("\n", with: "\r\n").normalizedInput(multiline: true))
        }
        return sent
    }

    @Test func anUntouchedFormChangesNothing() {
        let settings = settingsForm([
            "notice": .text("Dòng một\n\n  dòng hai "), "tags": .list(["  a", "", "b | c\nd"]), "feed": .boolean(false),
            "offices": .records([["name": .text(" Một cửa | tiếp dân "), "room": .integer(2)], ["name": .text("VP")]]),
        ])
        var form = sentUnchanged(settings.form)
        #expect(settings.changes(in: &form).isEmpty)
        #expect(form.isValid)
    }

    @Test func takesWhatWasTyped() {
        let settings = settingsForm()
        var form = sentUnchanged(settings.form)
        form.set("setting-title", to: "Tin xã")
        form.set("setting-page_size", to: "50")
        form.set("setting-feed", to: "")
        form.set("setting-order", to: "title")
        form.set("setting-tags", to: "lúa\n\nngô")
        form.set("setting-offices", to: "Một cửa | 3\nVăn phòng")
        #expect(
            settings.changes(in: &form) == [
                "title": .text("Tin xã"), "page_size": .integer(50), "feed": .boolean(false), "order": .text("title"),
                "tags": .list(["lúa", "ngô"]),
                "offices": .records([
                    ["name": .text("Một cửa"), "room": .integer(3)], ["name": .text("Văn phòng")],
                ]),
            ])
        #expect(form.isValid)
    }

    /// People read and write the words that they know, and are told what would be right.
    @Test func choicesAreInTheReadersWords() {
        let definition = SettingDefinition(
            key: "sections",
            type: .records([
                SettingDefinition(key: "name", type: .text(maximumLength: 50), defaultValue: .text("")),
                SettingDefinition(
                    key: "kind", type: .choice(["ordinary", "reference"]), defaultValue: .text("ordinary")),
                SettingDefinition(key: "count", type: .integer(1...9), defaultValue: .integer(1)),
            ]), defaultValue: .records([["name": .text("Tin"), "kind": .text("ordinary")]]))
        func catalogue(_ entries: [String: String]) -> [String: TextCatalogue] {
            [
                "vi": TextCatalogue(
                    language: "vi", file: "vi.yml",
                    entries: entries.mapValues { .init(text: $0, file: "vi.yml", line: 1) })
            ]
        }
        let texts = Texts(
            language: "vi",
            layers: [
                catalogue([
                    "setting.sections.kind.ordinary": "Tin thường", "setting.sections.kind.reference": "Tham khảo",
                    "setting.error.choose": "Chọn: {choices}", "setting.error.outside": "{least}–{most}",
                    "setting.error.line_field": "{line} {field} {reason}",
                ])
            ])
        let settings = SettingsForm(
            settings: ModuleSettings(definitions: [definition], values: [:]), texts: texts, core: texts)
        var form = settings.form
        #expect(form["setting-sections"] == "Tin | Tin thường")
        #expect(settings.changes(in: &form).isEmpty)
        form.set("setting-sections", to: "Tin | tham khao\nBáo | ordinary | 3")
        #expect(
            settings.changes(in: &form) == [
                "sections": .records([
                    ["name": .text("Tin"), "kind": .text("reference")],
                    ["name": .text("Báo"), "kind": .text("ordinary"), "count": .integer(3)],
                ])
            ])
        for (typed, reason) in [
            ("Tin | khác", "1 kind Chọn: Tin thường, Tham khảo"), ("Tin | Tham khảo | 10", "1 count 1–9"),
        ] {
            form.set("setting-sections", to: typed)
            #expect(settings.changes(in: &form).isEmpty)
            #expect(form.errors.first?.reason == reason)
            form = settings.form
        }
    }

    @Test(arguments: [
        ("setting-page_size", "nhiều"), ("setting-page_size", "500"), ("setting-order", "mới"), ("setting-title", ""),
        ("setting-offices", "Một cửa | trăm"), ("setting-tags", String(repeating: "d", count: 501)),
    ])
    func keepsWhatIsWrongWithAReason(name: String, typed: String) {
        let settings = settingsForm()
        var form = sentUnchanged(settings.form)
        form.set(name, to: typed)
        #expect(settings.changes(in: &form).isEmpty)
        #expect(form[name] == typed)
        #expect(form.fields.first { $0.name == name }?.error?.isEmpty == false)
    }
}
