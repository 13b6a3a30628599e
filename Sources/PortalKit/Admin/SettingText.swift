import Foundation

/// Lists and records of settings as text in a form: one entry a line, fields of a record separated by ` | `.
///
/// Reading what was written gives the same value back, whatever is in it: `\|` and `\;` are these characters
/// themselves, `\n` a line break, `\\` a backslash, and `""` an empty text where nothing at all means the default.
enum SettingText {
    /// A line that cannot be read.
    struct Refusal: Error, Equatable {
        /// Counted from 1.
        let line: Int
        /// The field's key in a record, nil for a list or the record as a whole.
        let field: String?
        /// A text key of the core.
        let reason: String
    }

    /// What the interface calls a word of a choice, by the field's key and the word.
    typealias Labels = (_ field: String, _ word: String) -> String

    /// Entries of a list within a record, so that they fit into one field.
    private static let innerSeparator: Character = ";"
    private static let separator: Character = "|"
    private static let emptyText = "\"\""
    private static let yes: Set<String> = ["co", "yes", "true", "1", "x"]
    private static let no: Set<String> = ["khong", "no", "false", "0"]

    // MARK: - Writing

    static func text(ofList items: [String]) -> String {
        items.map { $0.isEmpty ? emptyText : escaped($0, besides: []) }.joined(separator: "\n")
    }

    /// - Parameter labels: what stands for the words of choices.
    static func text(
        ofRecords rows: [[String: SettingValue]], fields: [SettingDefinition], labels: Labels = { $1 }
    ) -> String {
        rows.map { row in
            var cells = fields.map { field in row[field.key].map { cell($0, field, labels) } ?? "" }
            while cells.count > 1, cells.last == "" { cells.removeLast() }
            // A record that says nothing still is a record, and a line with nothing on it is none.
            return cells == [""] ? String(separator) : cells.joined(separator: " \(separator) ")
        }.joined(separator: "\n")
    }

    private static func cell(_ value: SettingValue, _ field: SettingDefinition, _ labels: Labels) -> String {
        if case .choice(let words) = field.type, case .text(let word) = value, words.contains(word) {
            return escaped(labels(field.key, word), besides: [separator])
        }
        return switch value {
        case .text(let text): text.isEmpty ? emptyText : escaped(text, besides: [separator])
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "có" : "không"
        case .list(let items):
            items.isEmpty
                ? emptyText
                : items.map { $0.isEmpty ? emptyText : escaped($0, besides: [separator, innerSeparator]) }
                    .joined(separator: "\(innerSeparator) ")
        case .records: ""
        }
    }

    private static func escaped(_ text: String, besides separators: Set<Character>) -> String {
        if text == emptyText { return "\\\"\\\"" }
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\n", "\r", "\r\n": result += "\\n"
            default: result += (separators.contains(character) ? "\\" : "") + String(character)
            }
        }
        return result
    }

    // MARK: - Reading

    /// The entries; lines with nothing on them do not count.
    ///
    /// - Throws: ``Refusal`` for the first entry that is too long.
    static func list(from text: String) throws(Refusal) -> [String] {
        var items: [String] = []
        for line in lines(text) {
            let item = unescaped(line.text)
            guard item.count <= SettingDefinition.maximumItemLength else {
                throw Refusal(line: line.number, field: nil, reason: ModuleSettings.Refusal.tooLong)
            }
            items.append(item)
        }
        return items
    }

    /// The records.
    ///
    /// - Parameter labels: what may be typed for the words of choices, beside the words themselves.
    /// - Throws: ``Refusal`` for the first line that cannot be read.
    static func records(
        from text: String, fields: [SettingDefinition], labels: Labels = { $1 }
    ) throws(Refusal) -> [[String: SettingValue]] {
        var rows: [[String: SettingValue]] = []
        for line in lines(text) {
            let cells = split(line.text, at: separator)
            guard cells.count <= max(fields.count, 2), cells.dropFirst(fields.count).allSatisfy(\.isEmpty) else {
                throw Refusal(line: line.number, field: nil, reason: "setting.error.too_many_fields")
            }
            var row: [String: SettingValue] = [:]
            for (field, cell) in zip(fields, cells) where !cell.isEmpty {
                guard let value = value(of: cell, field, labels) else {
                    throw Refusal(line: line.number, field: field.key, reason: reason(field.type))
                }
                if let reason = ModuleSettings.validate(value, for: field) {
                    throw Refusal(line: line.number, field: field.key, reason: reason)
                }
                row[field.key] = value
            }
            if let missing = fields.first(where: { $0.isRequired && row[$0.key] == nil }) {
                throw Refusal(line: line.number, field: missing.key, reason: ModuleSettings.Refusal.required)
            }
            rows.append(row)
        }
        return rows
    }

    private static func value(of cell: String, _ field: SettingDefinition, _ labels: Labels) -> SettingValue? {
        switch field.type {
        case .text: return .text(unescaped(cell))
        case .choice(let words):
            let typed = unescaped(cell)
            let known = words.contains(typed) ? typed : words.first { labels(field.key, $0).folded == typed.folded }
            return .text(known ?? typed)
        case .integer: return Int(cell).map(SettingValue.integer)
        case .boolean:
            let word = cell.folded
            return yes.contains(word) ? .boolean(true) : no.contains(word) ? .boolean(false) : nil
        case .list:
            if cell == emptyText { return .list([]) }
            return .list(split(cell, at: innerSeparator).filter { !$0.isEmpty }.map(unescaped))
        case .records: return nil
        }
    }

    private static func reason(_ type: SettingType) -> String {
        switch type {
        case .integer: "setting.error.no_number"
        case .boolean: "setting.error.no_answer"
        default: ModuleSettings.Refusal.type
        }
    }

    private static func lines(_ text: String) -> [(number: Int, text: String)] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { ($0 + 1, String($1).trimmingWhitespace) }
            .filter { !$0.1.isEmpty }
    }

    /// Splits at separators without a backslash before them, and trims the pieces.
    private static func split(_ text: String, at separator: Character) -> [String] {
        var pieces = [""]
        var isEscaped = false
        for character in text {
            if character == separator, !isEscaped {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return pieces.map(\.trimmingWhitespace)
    }

    private static func unescaped(_ text: String) -> String {
        if text == emptyText { return "" }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n": result += "\n"
                case "\\", "|", ";", "\"": result.append(character)
                default: result += "\\" + String(character)
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return isEscaped ? result + "\\" : result
    }
}
