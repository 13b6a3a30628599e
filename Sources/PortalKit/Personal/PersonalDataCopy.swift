import Foundation

/// What is held of one person as a page that they can read, keep and print: one file that needs nothing else.
///
/// The names of what a module gives out (`phone`) have words in the core's texts, under `personal_data.key`; other names are
/// words already, as the labels of a form.
struct PersonalDataCopy: TemplateModel {
    struct Row: Sendable {
        let label: String
        let lines: [String]
    }

    /// Rows that belong together; without a heading those of the record itself.
    struct Group: Sendable {
        let heading: String?
        var rows: [Row]
    }

    struct Record: Sendable {
        let title: String
        let day: String
        let groups: [Group]
    }

    let lang: String
    let title: String
    let authority: String
    let made: String
    let notice: String
    let records: [Record]

    static var example: PersonalDataCopy {
        PersonalDataCopy(
            lang: "vi", title: "Dữ liệu cá nhân", authority: "UBND xã Đồng Việt", made: "Lập lúc 8:00 24/11/2026",
            notice: "Giữ kín tệp này",
            records: [
                Record(
                    title: "Hồ sơ UBND-261124-0007", day: "24/11/2026",
                    groups: [Group(heading: "Người nộp", rows: [Row(label: "Điện thoại", lines: ["0912000001"])])])
            ])
    }
}

extension PersonalDataCopy.Record {
    /// - Parameter content: what the record's module gave out.
    init(title: String, day: String, _ content: JSONValue, _ texts: Texts) {
        self.init(title: title, day: day, groups: Self.groups(content, nil, texts).filter { !$0.rows.isEmpty })
    }

    /// An object's values as rows, and each object in it as a group of its own.
    private static func groups(_ value: JSONValue, _ heading: String?, _ texts: Texts) -> [PersonalDataCopy.Group] {
        guard case .object(let values) = value else { return [] }
        var own = PersonalDataCopy.Group(heading: heading, rows: [])
        var inner: [PersonalDataCopy.Group] = []
        for name in values.keys.sorted(by: isBefore) {
            guard let value = values[name] else { continue }
            let label = texts.optional("personal_data.key.\(name)") ?? name
            if case .object = value {
                inner += groups(value, label, texts)
            } else {
                let lines = lines(value, texts)
                if !lines.isEmpty { own.rows.append(.init(label: label, lines: lines)) }
            }
        }
        return [own] + inner
    }

    private static func lines(_ value: JSONValue, _ texts: Texts) -> [String] {
        switch value {
        case .null, .object: []
        case .boolean(let value): [texts(value ? "revision.yes" : "revision.no")]
        case .integer(let value): [String(value)]
        case .string(let text): text.split(whereSeparator: \.isNewline).map { shown(String($0)) }
        case .array(let values): values.flatMap { lines($0, texts) }
        }
    }

    /// Days and times as people write them, instead of as programs do.
    private static func shown(_ text: String) -> String {
        if text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil { return VietnamTime(parsing: text)?.dayText ?? text }
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T[\d:]{8}\+07:00/) != nil else { return text }
        return VietnamTime(parsing: text)?.timeText ?? text
    }

    /// What names a thing first, then who it is about, then the rest by its name.
    private static let order = [
        "code", "procedure", "draft", "kind", "topic", "title", "state", "received", "since", "channel", "name",
        "identity", "phone", "mail", "address", "behalf", "body", "office", "pen_name", "place", "text", "message",
        "asked", "answer",
    ]

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        func rank(_ name: String) -> Int { order.firstIndex(of: name) ?? order.count }
        return (rank(left), left) < (rank(right), right)
    }
}
