/// What a module's setting may hold.
public indirect enum SettingType: Sendable, Equatable {
    /// A text of at most so many characters.
    case text(maximumLength: Int)
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// Yes or no.
    case boolean
    /// One of some words; the interface shows the text of the key `setting.<key>.<word>`.
    case choice([String])
    /// A list of texts, at most `SettingDefinition.maximumItems`.
    case list
    /// A list of rows, each with the given fields; fields are of the other types, rows do not nest.
    case records([SettingDefinition])
}

/// A setting's value; its JSON is the plain value, without a type beside it.
public enum SettingValue: Sendable, Equatable, Codable {
    /// A text, or the word of a choice.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// Yes or no.
    case boolean(Bool)
    /// A list of texts.
    case list([String])
    /// Rows of fields.
    case records([[String: SettingValue]])

    /// Reads a plain JSON value. An empty array is an empty list, which also counts as no records.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([String].self) {
            self = .list(value)
        } else {
            self = .records(try container.decode([[String: SettingValue]].self))
        }
    }

    /// Writes the plain JSON value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .records(let value): try container.encode(value)
        }
    }
}

/// A setting that a module offers: in `site.yml` under `modules.<id>.settings`, and in the administration.
///
/// Its label is the module's text of the key `setting.<key>`, its explanation that of `setting.<key>.help`.
public struct SettingDefinition: Sendable, Equatable {
    /// The most elements of a list, and the most rows of records.
    public static let maximumItems = 200
    /// The most characters of one element of a list.
    public static let maximumItemLength = 500

    /// The name in `site.yml`, in lower case with underscores.
    public let key: String
    /// What it may hold.
    public let type: SettingType
    /// Its value until somebody sets one.
    public let defaultValue: SettingValue
    /// True when an empty text, list or records is refused.
    public let isRequired: Bool

    /// Describes a setting.
    public init(key: String, type: SettingType, defaultValue: SettingValue, isRequired: Bool = false) {
        self.key = key
        self.type = type
        self.defaultValue = defaultValue
        self.isRequired = isRequired
    }
}
