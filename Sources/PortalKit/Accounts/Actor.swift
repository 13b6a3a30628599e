/// Who does something: each change is recorded with its actor (the regulation's Art. 16.5).
public struct Actor: Sendable, Hashable {
    /// What sort of actor it is.
    public enum Kind: Sendable, Hashable {
        /// A visitor without an account.
        case anonymous
        /// Somebody without an account who was let in by a one-time link, by the name that they signed with.
        case guest(String)
        /// A person with an account; the name is kept with the change as it was then.
        case person(id: Int64, name: String)
        /// A part of the portal itself: a job, an event handler.
        case system(String)
        /// Somebody at the command line, by the command's name.
        case command(String)
    }

    /// What sort of actor it is.
    public let kind: Kind
    /// What the actor may do.
    public let permissions: PermissionSet
    /// The network address that the request came from.
    public let address: String?

    /// Makes an actor.
    public init(_ kind: Kind, permissions: PermissionSet, address: String? = nil) {
        self.kind = kind
        self.permissions = permissions
        self.address = address
    }

    /// A visitor.
    public static func anonymous(address: String? = nil) -> Actor {
        Actor(.anonymous, permissions: PermissionSet(), address: address)
    }

    /// A part of the portal, which may do everything.
    public static func system(_ name: String) -> Actor { Actor(.system(name), permissions: .all) }

    /// A command, which may do everything: who can run it can open the database as well.
    public static func command(_ name: String) -> Actor { Actor(.command(name), permissions: .all) }

    /// Who brings in a site's content files. They tell of what was, so nobody is written to about it
    /// (``Change/send(_:)``).
    public static let contentLoad = command("content load")

    /// The account's id of a person, nil for all others.
    public var personId: Int64? {
        if case .person(let id, _) = kind { id } else { nil }
    }

    /// The name to record; empty for a visitor.
    public var name: String {
        switch kind {
        case .anonymous: ""
        case .guest(let name), .person(_, let name), .system(let name), .command(let name): name
        }
    }

    /// The kind's word in the database.
    var kindName: String {
        switch kind {
        case .anonymous, .guest: "anonymous"
        case .person: "person"
        case .system: "system"
        case .command: "command"
        }
    }

    /// Whether the actor has a permission; see ``PermissionSet/allows(_:scope:)``.
    public func may(_ permission: String, scope: String? = nil) -> Bool {
        permissions.allows(permission, scope: scope)
    }

    /// Whether the actor has a permission in one of a record's scopes; see ``PermissionSet/allows(_:inAnyOf:)``.
    public func may(_ permission: String, inAnyOf scopes: [String]) -> Bool {
        permissions.allows(permission, inAnyOf: scopes)
    }
}
