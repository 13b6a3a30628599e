import GRDB

/// Changes of roles by whoever administers them, each with its audit entry.
///
/// A role that allows more than its editor may do can be seen, not changed; see `AccountDesk`.
enum RoleDesk {
    /// - Throws: what `RoleStore.create` throws, `AccountError.beyondOwnPermissions`.
    static func create(name: String, grants: Set<RoleGrant>, in change: Change) throws -> Role {
        try requireCovered(grants, by: change.actor)
        let role = try RoleStore.create(name: name, grants: grants, in: change.database)
        try change.audit("role.create", on: record(role.id), after: try state(of: role.id, in: change.database))
        return role
    }

    /// - Throws: what `RoleStore.rename` and `RoleStore.setGrants` throw, `AccountError.beyondOwnPermissions`.
    static func save(_ id: Int64, name: String, grants: Set<RoleGrant>, in change: Change) throws {
        let before = try state(of: id, in: change.database)
        try requireCovered(Set(try RoleStore.grants(of: id, in: change.database)).union(grants), by: change.actor)
        try RoleStore.rename(id, to: name, in: change.database)
        try RoleStore.setGrants(grants, of: id, in: change.database)
        let after = try state(of: id, in: change.database)
        if before != after { try change.audit("role.change", on: record(id), before: before, after: after) }
    }

    /// Removes a role, from everybody who has it.
    ///
    /// - Throws: what `RoleStore.remove` throws, `AccountError.beyondOwnPermissions`.
    static func remove(_ id: Int64, in change: Change) throws -> Role {
        guard let role = try RoleStore.find(id, in: change.database) else { throw AccountError.roleNotFound }
        let before = try state(of: id, in: change.database)
        try requireCovered(Set(try RoleStore.grants(of: id, in: change.database)), by: change.actor)
        try RoleStore.remove(id, in: change.database)
        try change.audit("role.remove", on: record(id), before: before)
        return role
    }

    static func record(_ id: Int64) -> RecordReference { RecordReference(type: "core.role", id: id) }

    private static func requireCovered(_ grants: Set<RoleGrant>, by actor: Actor) throws {
        guard actor.permissions.covers(PermissionSet(grants: grants)) else { throw AccountError.beyondOwnPermissions }
    }

    private static func state(of id: Int64, in database: Database) throws -> [String: String] {
        let grants = try RoleStore.grants(of: id, in: database)
        return [
            "name": try RoleStore.find(id, in: database)?.name ?? "",
            "permissions": grants.map { grant in grant.scope.map { "\(grant.permission) (\($0))" } ?? grant.permission }
                .joined(separator: ", "),
        ]
    }
}
