/// HTTP methods that the portal answers.
public enum Method: String, Sendable, Codable {
    case get = "GET"
    case post = "POST"
}

/// Header fields in order; names compare without regard to case.
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// The fields in the order they were added.
    public private(set) var fields: [(name: String, value: String)] = []

    /// Fields from a literal, in its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The first value of a field; setting replaces all of that name, nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.caseInsensitiveEquals(name) }?.value }
        set {
            fields.removeAll { $0.name.caseInsensitiveEquals(name) }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    /// Adds a field beside others of the same name, as `Set-Cookie` needs.
    public mutating func add(_ name: String, _ value: String) {
        fields.append((name, value))
    }
}

extension String {
    /// Equality of ASCII names without regard to case.
    func caseInsensitiveEquals(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { left, right in
                left == right || (left | 0x20 == right | 0x20 && (0x61...0x7A).contains(left | 0x20))
            }
    }
}
