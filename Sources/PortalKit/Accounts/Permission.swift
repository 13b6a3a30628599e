/// A permission that a module or the core declares, and that roles can be given.
public struct PermissionDefinition: Sendable, Hashable, Identifiable, ExpressibleByStringLiteral {
    /// `<module>.<what>`, such as `news.publish`: lower-case ASCII letters, digits and hyphens, joined by points.
    public let id: String

    /// Whether its holders write what files of the library are shown in, and so may look into the library and add to it.
    public let usesLibrary: Bool

    /// The translation key of its name: `permission.<id>`.
    public var labelKey: String { "permission.\(id)" }

    /// A permission of that id; `fault` tells whether the id has the right form.
    public init(id: String, usesLibrary: Bool = false) {
        self.id = id
        self.usesLibrary = usesLibrary
    }

    /// Writes a permission as its id: `permissions: ["news.write", "news.publish"]`.
    public init(stringLiteral id: String) {
        self.init(id: id)
    }

    /// What is wrong with the id, in words for a module developer, or nil.
    public var fault: String? {
        Self.isWellFormed(id)
            ? nil : "the permission '\(id)' must be <module>.<what> in lower-case letters, digits and hyphens"
    }

    static func isWellFormed(_ id: String) -> Bool {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        return id.utf8.count <= 100 && parts.count >= 2
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isNameByte) }
    }
}

extension UInt8 {
    /// Whether this is one of the characters of the core's names: `a`…`z`, `0`…`9`, hyphen.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
