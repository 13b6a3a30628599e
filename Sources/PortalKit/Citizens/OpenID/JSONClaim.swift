import Foundation

/// Any value of JSON, as a provider sends it: what it means is asked later, and what does not fit is not there.
indirect enum JSONClaim: Decodable, Sendable, Equatable {
    case none
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([JSONClaim])
    case object([String: JSONClaim])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .none
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONClaim].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONClaim].self))
        }
    }

    /// The text, nil for other kinds.
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// A text, or the texts of a list.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let list): list.compactMap(\.text)
        default: []
        }
    }

    /// A moment in seconds since 1970 (RFC 7519, 2).
    var moment: Date? {
        guard case .number(let seconds) = self, seconds.isFinite, seconds > 0, seconds < 1e11 else { return nil }
        return Date(timeIntervalSince1970: seconds)
    }

    var object: [String: JSONClaim]? { if case .object(let members) = self { members } else { nil } }

    /// The members of an object.
    static func members(of json: some Sequence<UInt8>) -> [String: JSONClaim]? {
        (try? JSONDecoder().decode(JSONClaim.self, from: Data(json)))?.object
    }
}
