import Testing

@testable import PortalKit

struct SettingTextTests {
    private static let fields = [
        SettingDefinition(
            key: "name", type: .text(maximumLength: 100), defaultValue: .text("không tên"), isRequired: true),
        SettingDefinition(key: "count", type: .integer(0...10), defaultValue: .integer(1)),
        SettingDefinition(key: "shown", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "tags", type: .list, defaultValue: .list([])),
    ]

    @Test func writesRecordsAsPeopleDo() {
        let rows: [[String: SettingValue]] = [
            [
                "name": .text("Đông Thịnh"), "count": .integer(3), "shown": .boolean(false),
                "tags": .list(["lúa", "ngô"]),
            ],
            ["name": .text("Cẩm Đường")],
        ]
        let text = SettingText.text(ofRecords: rows, fields: Self.fields)
        #expect(text == "Đông Thịnh | 3 | không | lúa; ngô\nCẩm Đường")
    }

    @Test(arguments: [
        "a|b", "a;b", "\\", "a\\nb", "hai\ndòng", "\"\"", "\\|", "kết thúc \\", "a \\\\ b", "|", "C:\\temp", "\\\"\\\"",
    ])
    func givesBackWhateverATextHolds(text: String) throws {
        let rows: [[String: SettingValue]] = [
            ["name": .text(text), "tags": .list([text, "x"])], ["name": .text("khác"), "count": .integer(0)],
        ]
        let written = SettingText.text(ofRecords: rows, fields: Self.fields)
        #expect(try SettingText.records(from: written, fields: Self.fields) == rows)
        #expect(try SettingText.list(from: SettingText.text(ofList: [text, "", "x"])) == [text, "", "x"])
    }

    @Test func tellsEmptyFromMissing() throws {
        let fields = [
            SettingDefinition(key: "a", type: .text(maximumLength: 9), defaultValue: .text("mặc định")),
            SettingDefinition(key: "b", type: .list, defaultValue: .list(["x"])),
        ]
        let rows: [[String: SettingValue]] = [["a": .text("")], ["b": .list([])], [:], ["a": .text("y")]]
        let text = SettingText.text(ofRecords: rows, fields: fields)
        #expect(try SettingText.records(from: text, fields: fields) == rows)
    }

    @Test func readsWhatPeopleType() throws {
        let rows = try SettingText.records(
            from: "\r\n  Đông Thịnh|2|CÓ| a ; b \r\n\r\nCẩm Đường | | no", fields: Self.fields)
        #expect(
            rows == [
                [
                    "name": .text("Đông Thịnh"), "count": .integer(2), "shown": .boolean(true),
                    "tags": .list(["a", "b"]),
                ],
                ["name": .text("Cẩm Đường"), "shown": .boolean(false)],
            ])
    }

    @Test(arguments: [
        ("a | b", 1, "count", "setting.error.no_number"), ("a\n\nb | 11", 3, "count", "setting.error.out_of_range"),
        ("a | 1 | hay", 1, "shown", "setting.error.no_answer"), ("a\n | 1", 2, "name", "setting.error.required"),
        ("a | 1 | có | x | y", 1, nil, "setting.error.too_many_fields"),
    ])
    func namesTheLine(text: String, line: Int, field: String?, reason: String) {
        #expect(throws: SettingText.Refusal(line: line, field: field, reason: reason)) {
            try SettingText.records(from: text, fields: Self.fields)
        }
    }

    @Test func refusesLongEntriesOfLists() {
        let text = "ngắn\n\n" + String(repeating: "d", count: SettingDefinition.maximumItemLength + 1)
        #expect(throws: SettingText.Refusal(line: 3, field: nil, reason: "setting.error.too_long")) {
            try SettingText.list(from: text)
        }
    }
}
