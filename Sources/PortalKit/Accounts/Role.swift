/// A role: a name for a set of permissions that accounts can be given.
public struct Role: Sendable, Hashable, Identifiable {
    /// The row's id.
    public let id: Int64
    /// Its name; for a built-in role the last part of the translation key `role.<name>`.
    public let name: String
    /// Whether it came with the core, and can neither be changed nor removed.
    public let isBuiltIn: Bool

    /// The name of the built-in role that may do everything.
    public static let administrator = "administrator"

    /// The translation key of a built-in role's name, nil for a role that a person named.
    public var labelKey: String? { isBuiltIn ? "role.\(name)" : nil }

    /// What people call it.
    func title(_ texts: Texts) -> String { labelKey.map { texts($0) } ?? name }
}

/// One line of a role: a permission, everywhere or in one scope.
public struct RoleGrant: Sendable, Hashable, Comparable {
    /// The permission's id.
    public let permission: String
    /// Where it holds, such as a section's id; nil for everywhere.
    public let scope: String?

    /// A permission, everywhere or in one scope.
    public init(_ permission: String, scope: String? = nil) {
        self.permission = permission
        self.scope = scope
    }

    /// By permission, then scope; everywhere first.
    public static func < (left: RoleGrant, right: RoleGrant) -> Bool {
        (left.permission, left.scope ?? "") < (right.permission, right.scope ?? "")
    }
}

extension PermissionSet {
    /// What lines of roles grant together.
    public init(grants: some Sequence<RoleGrant>) {
        if grants.contains(RoleGrant("*")) {
            self = .all
        } else {
            self.init()
            for line in grants { grant(line.permission, scope: line.scope) }
        }
    }
}
