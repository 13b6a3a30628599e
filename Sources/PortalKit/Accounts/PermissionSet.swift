/// What a person may do: permissions such as `news.publish`, each everywhere or only within scopes (a section, a body).
public struct PermissionSet: Sendable, Hashable {
    private enum Reach: Hashable {
        case everywhere
        case scopes(Set<String>)
    }

    private var granted: [String: Reach]
    private let grantsAll: Bool

    private init(granted: [String: Reach], grantsAll: Bool) {
        self.granted = granted
        self.grantsAll = grantsAll
    }

    /// Nothing is allowed.
    public init() {
        self.init(granted: [:], grantsAll: false)
    }

    /// These permissions, everywhere.
    public init(_ permissions: some Sequence<String>) {
        self.init()
        for permission in permissions { grant(permission) }
    }

    /// Everything is allowed, also what modules installed later define.
    public static let all = PermissionSet(granted: [:], grantsAll: true)

    /// Grants a permission everywhere, or adds one scope to those it is granted in.
    public mutating func grant(_ permission: String, scope: String? = nil) {
        switch (granted[permission], scope) {
        case (.everywhere, _): break
        case (_, nil): granted[permission] = .everywhere
        case (.scopes(let scopes), .some(let scope)): granted[permission] = .scopes(scopes.union([scope]))
        case (nil, .some(let scope)): granted[permission] = .scopes([scope])
        }
    }

    /// Grants everything that another set grants as well.
    public func union(_ other: PermissionSet) -> PermissionSet {
        if grantsAll || other.grantsAll { return .all }
        var union = self
        for (permission, reach) in other.granted {
            switch reach {
            case .everywhere: union.grant(permission)
            case .scopes(let scopes): for scope in scopes { union.grant(permission, scope: scope) }
            }
        }
        return union
    }

    /// Whether the permission is granted for a scope.
    ///
    /// Without a scope: whether it is granted everywhere. To show a menu entry ask ``allowsSomewhere(_:)`` instead.
    public func allows(_ permission: String, scope: String? = nil) -> Bool {
        if grantsAll { return true }
        switch granted[permission] {
        case .everywhere: return true
        case .scopes(let scopes): return scope.map(scopes.contains) ?? false
        case nil: return false
        }
    }

    /// Whether the permission is granted in at least one of a record's scopes: its section, the body that it belongs to.
    public func allows(_ permission: String, inAnyOf scopes: [String]) -> Bool {
        allows(permission) || scopes.contains { allows(permission, scope: $0) }
    }

    /// Whether everything that another set grants is granted here as well: nobody may give, or take over, more than they
    /// hold themselves.
    public func covers(_ other: PermissionSet) -> Bool {
        if grantsAll { return true }
        if other.grantsAll { return false }
        return other.granted.allSatisfy { permission, reach in
            switch reach {
            case .everywhere: allows(permission)
            case .scopes(let scopes): scopes.allSatisfy { allows(permission, scope: $0) }
            }
        }
    }

    /// Whether the permission is granted at least in one scope.
    public func allowsSomewhere(_ permission: String) -> Bool {
        grantsAll || granted[permission] != nil
    }

    /// The scopes that the permission is limited to; nil when it is granted everywhere.
    public func scopes(of permission: String) -> Set<String>? {
        if grantsAll { return nil }
        switch granted[permission] {
        case .everywhere: return nil
        case .scopes(let scopes): return scopes
        case nil: return []
        }
    }
}
