import Foundation

/// Settings as a person writes them on the command line: `key=value`.
extension SettingType {
    /// The value that a text stands for, or nil when it stands for none of this type. What the definition refuses
    /// beyond that is checked where the value is set.
    func value(of text: String) -> SettingValue? {
        switch self {
        case .text, .choice: return .text(text)
        case .integer: return Int(text).map(SettingValue.integer)
        case .boolean:
            switch text {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return nil
            }
        case .list:
            if text.hasPrefix("[") { return json(text) }
            return .list(text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        case .records: return json(text)
        }
    }

    private func json(_ text: String) -> SettingValue? {
        try? JSONText.decode(SettingValue.self, from: text)
    }

    /// What the type takes, in words for the command line.
    var words: String {
        switch self {
        case .text(let length): "a text of at most \(length) characters"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .list: "texts with commas between them, or a JSON array"
        case .records(let fields):
            "a JSON array of objects with \(fields.map(\.key).joined(separator: ", "))"
        }
    }
}
