import GRDB

/// A role that a site begins with. It is made once, when the module is first served; from then on it belongs to whoever
/// administers the site: changed or removed, it is not touched again.
public struct StarterRole: Sendable, Hashable {
    /// Unique in its module; the text `role.<id>` of the module is the role's name.
    let id: String
    let permissions: [String]

    /// - Parameters:
    ///   - id: lower-case letters, digits and hyphens; the text `role.<id>` is the role's name.
    ///   - permissions: the module's own, or the core's.
    public init(_ id: String, permissions: [String]) {
        self.id = id
        self.permissions = permissions
    }
}

extension Site {
    /// Makes the starter roles of core and modules that were never made on this site.
    func makeStarterRoles() async throws {
        let texts = assembly.texts
        let language = identity.language
        let declared =
            CorePermission.starterRoles.map { ("core", $0) }
            + assembly.modules.flatMap { module in module.contributions.starterRoles.map { (module.id, $0) } }
        let known = try await database.read { database in
            Set(try Row.fetchAll(database, sql: "SELECT module, id FROM core_starter_roles").map(Key.init))
        }
        let new = declared.filter { !known.contains(Key(module: $0.0, id: $0.1.id)) }
        guard !new.isEmpty else { return }
        try await storage(for: "core").write(as: .system("roles")) { change in
            for (module, role) in new {
                let texts = texts.texts(module: module, language: language)
                var name = texts.optional("role.\(role.id)") ?? role.id
                try change.database.execute(
                    sql: "INSERT INTO core_starter_roles (module, id) VALUES (?, ?)", arguments: [module, role.id])
                // A role of that name is somebody's own work, or another module's: it stays as it is, and none is lost.
                if try RoleStore.find(name: name, in: change.database) != nil {
                    name += " (\(texts("module.name")))"
                }
                guard try RoleStore.find(name: name, in: change.database) == nil else { continue }
                let made = try RoleStore.create(
                    name: name, grants: Set(role.permissions.map { RoleGrant($0) }), in: change.database)
                try change.audit(
                    "role.create", on: RecordReference(type: "core.role", id: made.id),
                    after: ["name": name, "permissions": role.permissions.joined(separator: ", ")])
            }
        }
    }

    private struct Key: Hashable {
        let module: String
        let id: String

        init(module: String, id: String) {
            self.module = module
            self.id = id
        }

        init(_ row: Row) {
            self.init(module: row["module"], id: row["id"])
        }
    }
}
