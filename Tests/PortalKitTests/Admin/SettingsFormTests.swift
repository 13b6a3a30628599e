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
                SettingDefinition(
                    key: "kind", type: .choice(["front", "back"]), defaultValue: .text("front")),
                SettingDefinition(key: "open", type: .boolean, defaultValue: .boolean(true)),
                SettingDefinition(key: "days", type: .list, defaultValue: .list([])),
            ]), defaultValue: .records([])),
    ]

    private static let offices: SettingValue = .records([
        ["name": .text(" Một cửa  "), "room": .integer(2), "open": .boolean(false)],
        ["name": .text("Văn phòng"), "kind": .text("back"), "days": .list(["thứ hai", "thứ tư"])],
        ["name": .text("Kho")],
    ])

    private func settingsForm(_ values: [String: SettingValue] = [:], texts: Texts? = nil) -> SettingsForm {
        let texts = texts ?? Texts(language: "vi", layers: [])
        return SettingsForm(
            settings: ModuleSettings(definitions: Self.definitions, values: values), texts: texts, core: texts)
    }

    /// What a browser sends of a form, with some fields typed over.
    private func sent(_ form: SettingsForm, _ typed: [String: String] = [:]) -> FormValues {
        var pairs: [(String, String)] = []
        func add(_ field: FormField) {
            let value = typed[field.name] ?? field.value
            let isBox = if case .checkbox = field.kind { true } else { false }
            if !isBox || !value.isEmpty { pairs.append((field.name, value.replacing("\n", with: "\r\n"))) }
        }
        for part in form.parts {
            switch part {
            case .field(_, let form): form.fields.forEach(add)
            case .rows(let rows):
                pairs.append((rows.countName, String(rows.rows.count)))
                rows.rows.indices.flatMap(rows.fields).forEach(add)
            }
        }
        return FormValues(pairs)
    }

    private func rows(_ form: SettingsForm, _ key: String) throws -> SettingRows {
        for case .rows(let rows) in form.parts where rows.definition.key == key { return rows }
        throw PortalError.notFound
    }

    @Test func anUntouchedFormChangesNothing() {
        var form = settingsForm([
            "notice": .text("Dòng một\n\n  dòng hai "), "tags": .list(["  a", "", "b | c\nd"]), "feed": .boolean(false),
            "offices": Self.offices,
        ])
        form.accept(sent(form))
        #expect(form.changes().isEmpty)
        #expect(form.isValid)
    }

    @Test func takesWhatWasTyped() {
        var form = settingsForm(["offices": Self.offices])
        form.accept(
            sent(
                form,
                [
                    "setting-title": "Tin xã", "setting-page_size": "50", "setting-feed": "", "setting-order": "title",
                    "setting-tags-0-item": "", "setting-tags-2-item": "ngô", "setting-offices-1-room": "7",
                    "setting-offices-3-name": "Tiếp dân", "setting-offices-3-kind": "back",
                    "setting-offices-3-days": "thứ ba\n\nthứ năm",
                ]))
        let changes = form.changes()
        #expect(form.isValid)
        guard case .records(let before) = Self.offices else { return }
        #expect(
            changes == [
                "title": .text("Tin xã"), "page_size": .integer(50), "feed": .boolean(false), "order": .text("title"),
                "tags": .list(["b", "ngô"]),
                "offices": .records([
                    // Untouched, so to the letter.
                    before[0],
                    [
                        "name": .text("Văn phòng"), "room": .integer(7), "kind": .text("back"), "open": .boolean(true),
                        "days": .list(["thứ hai", "thứ tư"]),
                    ],
                    before[2],
                    [
                        "name": .text("Tiếp dân"), "kind": .text("back"), "open": .boolean(false),
                        "days": .list(["thứ ba", "thứ năm"]),
                    ],
                ]),
            ])
    }

    /// The buttons beside the rows keep all that was typed, and save nothing.
    @Test func rowsAreAddedMovedAndTakenOut() throws {
        var form = settingsForm(["offices": Self.offices])
        func names() throws -> [String] { try rows(form, "offices").rows.map { $0.typed["name"] ?? "" } }
        #expect(try names() == ["Một cửa", "Văn phòng", "Kho", ""])
        func press(_ command: String, _ typed: [String: String] = [:]) throws {
            form.accept(sent(form, typed))
            form.rearrange(try #require(SettingRows.Command(command)))
        }
        try press("up:offices:2", ["setting-offices-2-name": "Kho giống", "setting-title": "Tin"])
        #expect(try names() == ["Một cửa", "Kho giống", "Văn phòng", ""])
        try press("down:offices:0")
        try press("add:offices:0", ["setting-offices-3-name": "Bảo vệ", "setting-offices-3-room": "trăm"])
        #expect(try names() == ["Kho giống", "Một cửa", "Văn phòng", "Bảo vệ", ""])
        #expect(form.isValid)
        #expect(try rows(form, "offices").rows.last?.isOpen == true)
        try press("remove:offices:1")
        #expect(try names() == ["Kho giống", "Văn phòng", "Bảo vệ", ""])
        for odd in ["up:offices:0", "down:offices:99", "remove:offices:-1", "up:nobody:1"] {
            let before = try names()
            try press(odd)
            #expect(try names() == before, "\(odd)")
        }
        form.accept(sent(form, ["setting-offices-2-room": "9"]))
        let changes = form.changes()
        #expect(form.isValid && changes["title"] == .text("Tin"))
        guard case .records(let records) = changes["offices"] else {
            Issue.record("the offices were not changed")
            return
        }
        #expect(records.map { $0["name"] } == [.text("Kho giống"), .text("Văn phòng"), .text("Bảo vệ")])
        // Moved, not touched: as it was.
        #expect(records[1]["room"] == nil)
        for text in ["", "up", "up:offices", "fly:offices:1", "up:offices:x", "up:offices:1:2"] {
            #expect(SettingRows.Command(text) == nil, "\(text)")
        }
    }

    /// What is wrong stands at its field, with what was typed and with what would be right.
    @Test(arguments: [
        ("setting-page_size", "nhiều"), ("setting-page_size", "500"), ("setting-order", "mới"), ("setting-title", ""),
        ("setting-offices-0-room", "trăm"), ("setting-offices-0-room", "100"), ("setting-offices-1-name", ""),
        ("setting-offices-2-kind", "side"), ("setting-offices-3-room", "4"),
        ("setting-tags-1-item", String(repeating: "d", count: 501)),
    ])
    func keepsWhatIsWrongWithAReason(name: String, typed: String) {
        var form = settingsForm(["offices": Self.offices])
        form.accept(sent(form, [name: typed]))
        #expect(form.changes().isEmpty)
        #expect(!form.isValid)
        let fields = form.parts.flatMap { part in
            switch part {
            case .field(_, let form): form.fields
            case .rows(let rows): rows.rows.indices.flatMap(rows.fields)
            }
        }
        #expect(fields.filter { $0.error != nil }.count == 1)
        let wrong = name == "setting-offices-3-room" ? "setting-offices-3-name" : name
        #expect(fields.first { $0.name == wrong }?.error?.isEmpty == false)
        #expect(fields.first { $0.name == name }?.value == typed)
    }

    @Test func tooManyRowsAreRefusedAndCutOff() throws {
        var form = settingsForm()
        let tags = (0..<300).map { ("setting-tags-\($0)-item", "thẻ \($0)") }
        form.accept(FormValues([("setting-title", "Tin"), ("setting-tags-rows", "999999")] + tags))
        #expect(form.changes()["tags"] == nil)
        #expect(try rows(form, "tags").isValid == false)
        #expect(try rows(form, "tags").rows.count == SettingDefinition.maximumItems + 1)
    }

    /// People read the words that they know.
    @Test func columnsAndChoicesAreInTheReadersWords() throws {
        let entries = [
            "setting.offices": "Phòng", "setting.offices.name": "Tên phòng", "setting.offices.kind": "Loại",
            "setting.offices.kind.front": "Tiếp dân", "setting.error.outside": "{least}–{most}",
        ]
        let catalogue = TextCatalogue(
            language: "vi", file: "vi.yml", entries: entries.mapValues { .init(text: $0, file: "vi.yml", line: 1) })
        var form = settingsForm(
            ["offices": Self.offices], texts: Texts(language: "vi", layers: [["vi": catalogue]]))
        let shown = try rows(form, "offices")
        #expect(shown.title(of: 1) == "Phòng 2: Văn phòng")
        #expect(shown.fields(of: 0).map(\.label).prefix(3) == ["Tên phòng", "room", "Loại"])
        #expect(shown.fields(of: 0)[2].options.map(\.label).contains("Tiếp dân"))
        form.accept(sent(form, ["setting-offices-0-room": "100"]))
        _ = form.changes()
        #expect(try rows(form, "offices").fields(of: 0)[1].error == "1–99")
    }
}
