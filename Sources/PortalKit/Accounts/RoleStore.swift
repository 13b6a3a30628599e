public import GRDB

/// Reads and writes roles and who has them, inside the caller's transaction.
public enum RoleStore {
    /// Longest name, in characters.
    static let maximumName = 100

    /// Makes a role.
    ///
    /// - Throws: `AccountError.invalid`, `.roleNameTaken`.
    @discardableResult
    public static func create(name: String, grants: Set<RoleGrant> = [], in db: Database) throws -> Role {
        let name = try validName(name, except: nil, in: db)
        try db.execute(sql: "INSERT INTO core_roles (name, is_system) VALUES (?, 0)", arguments: [name])
        let role = Role(id: db.lastInsertedRowID, name: name, isBuiltIn: false)
        try setGrants(grants, of: role.id, in: db)
        return role
    }

    /// Gives a role another name.
    ///
    /// - Throws: `AccountError.invalid`, `.roleNotFound`, `.roleNameTaken`, `.builtInRole`.
    public static func rename(_ id: Int64, to name: String, in db: Database) throws {
        try requireChangeable(id, in: db)
        let name = try validName(name, except: id, in: db)
        try db.execute(sql: "UPDATE core_roles SET name = ? WHERE id = ?", arguments: [name, id])
    }

    /// Replaces what a role may do.
    ///
    /// - Throws: `AccountError.invalid` for a permission's id of a wrong form, `.roleNotFound`, `.builtInRole`.
    public static func setGrants(_ grants: Set<RoleGrant>, of id: Int64, in db: Database) throws {
        try requireChangeable(id, in: db)
        guard grants.allSatisfy({ PermissionDefinition.isWellFormed($0.permission) && $0.scope != "" }) else {
            throw AccountError.invalid([AccountFault(field: "permission", reason: "account.fault.permission")])
        }
        try db.execute(sql: "DELETE FROM core_role_permissions WHERE role_id = ?", arguments: [id])
        for grant in grants {
            try db.execute(
                sql: "INSERT INTO core_role_permissions (role_id, permission, scope) VALUES (?, ?, ?)",
                arguments: [id, grant.permission, grant.scope ?? ""])
        }
    }

    /// Removes a role, from everybody who has it.
    ///
    /// - Throws: `AccountError.roleNotFound`, `.builtInRole`.
    public static func remove(_ id: Int64, in db: Database) throws {
        try requireChangeable(id, in: db)
        try db.execute(sql: "DELETE FROM core_roles WHERE id = ?", arguments: [id])
    }

    /// Replaces an account's roles.
    ///
    /// - Throws: `AccountError.notFound`, `.roleNotFound`, `.lastAdministrator`.
    public static func setRoles(_ roles: Set<Int64>, of account: Int64, in db: Database) throws {
        guard try AccountStore.find(account, in: db) != nil else { throw AccountError.notFound }
        for role in roles where try find(role, in: db) == nil { throw AccountError.roleNotFound }
        if try !roles.contains(administratorID(in: db)) {
            try refuseIfLastAdministrator(account, in: db)
        }
        try db.execute(sql: "DELETE FROM core_account_roles WHERE account_id = ?", arguments: [account])
        for role in roles {
            try db.execute(
                sql: "INSERT INTO core_account_roles (account_id, role_id) VALUES (?, ?)", arguments: [account, role])
        }
    }

    // MARK: - Reading

    /// All roles, built-in ones first, then by name.
    public static func list(in db: Database) throws -> [Role] {
        try Row.fetchAll(db, sql: "SELECT * FROM core_roles ORDER BY is_system DESC, name COLLATE NOCASE").map(role)
    }

    /// One role, or nil.
    public static func find(_ id: Int64, in db: Database) throws -> Role? {
        try Row.fetchOne(db, sql: "SELECT * FROM core_roles WHERE id = ?", arguments: [id]).map(role)
    }

    /// The role of that name, or nil.
    public static func find(name: String, in db: Database) throws -> Role? {
        try Row.fetchOne(db, sql: "SELECT * FROM core_roles WHERE name = ?", arguments: [name]).map(role)
    }

    /// What a role may do, in order. The administrator's single grant is `*`.
    public static func grants(of id: Int64, in db: Database) throws -> [RoleGrant] {
        try Row.fetchAll(
            db, sql: "SELECT permission, scope FROM core_role_permissions WHERE role_id = ?", arguments: [id]
        ).map(grant).sorted()
    }

    /// An account's roles.
    public static func roles(of account: Int64, in db: Database) throws -> [Role] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT role.* FROM core_roles role JOIN core_account_roles held ON held.role_id = role.id
                WHERE held.account_id = ? ORDER BY role.is_system DESC, role.name COLLATE NOCASE
                """,
            arguments: [account]
        ).map(role)
    }

    /// The roles of several accounts, by account.
    public static func roles(ofAll accounts: [Int64], in db: Database) throws -> [Int64: [Role]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT held.account_id, role.* FROM core_roles role JOIN core_account_roles held ON held.role_id = role.id
                WHERE held.account_id IN (SELECT value FROM json_each(?))
                ORDER BY role.is_system DESC, role.name COLLATE NOCASE
                """,
            arguments: [try JSONText.encode(accounts)])
        return Dictionary(grouping: rows) { $0["account_id"] as Int64 }.mapValues { $0.map(role) }
    }

    /// How many accounts have each role, by the role's id.
    public static func holders(in db: Database) throws -> [Int64: Int] {
        let rows = try Row.fetchAll(db, sql: "SELECT role_id, COUNT(*) AS n FROM core_account_roles GROUP BY role_id")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["role_id"], $0["n"]) })
    }

    /// What each role may do, by the role's id.
    public static func allGrants(in db: Database) throws -> [Int64: [RoleGrant]] {
        let rows = try Row.fetchAll(db, sql: "SELECT role_id, permission, scope FROM core_role_permissions")
        return Dictionary(grouping: rows) { $0["role_id"] as Int64 }.mapValues { $0.map(grant).sorted() }
    }

    /// What an account's roles allow, also while it is blocked: who may change it is measured by this.
    public static func granted(to account: Int64, in db: Database) throws -> PermissionSet {
        let grants = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT granted.permission, granted.scope FROM core_account_roles held
                JOIN core_role_permissions granted ON granted.role_id = held.role_id WHERE held.account_id = ?
                """,
            arguments: [account])
        return PermissionSet(grants: grants.map(grant))
    }

    /// What an account may do: nothing when it is blocked.
    public static func permissions(of account: Int64, in db: Database) throws -> PermissionSet {
        let grants = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT granted.permission, granted.scope
                FROM core_accounts account
                JOIN core_account_roles held ON held.account_id = account.id
                JOIN core_role_permissions granted ON granted.role_id = held.role_id
                WHERE account.id = ? AND account.state = 'active'
                """,
            arguments: [account]
        ).map(grant)
        return PermissionSet(grants: grants)
    }

    // MARK: - The last administrator

    /// The id of the administrator's role.
    ///
    /// - Throws: `AccountError.roleNotFound` before the schema is there.
    static func administratorID(in db: Database) throws -> Int64 {
        guard let role = try find(name: Role.administrator, in: db), role.isBuiltIn else {
            throw AccountError.roleNotFound
        }
        return role.id
    }

    static func refuseIfLastAdministrator(_ account: Int64, in db: Database) throws {
        let administrators = try Int64.fetchAll(
            db,
            sql: """
                SELECT account.id FROM core_accounts account
                JOIN core_account_roles held ON held.account_id = account.id
                WHERE held.role_id = ? AND account.state = 'active' LIMIT 2
                """,
            arguments: [administratorID(in: db)])
        if administrators == [account] { throw AccountError.lastAdministrator }
    }

    // MARK: - Parts

    private static func role(_ row: Row) -> Role {
        Role(id: row["id"], name: row["name"], isBuiltIn: row["is_system"])
    }

    private static func grant(_ row: Row) -> RoleGrant {
        let scope: String = row["scope"]
        return RoleGrant(row["permission"], scope: scope.isEmpty ? nil : scope)
    }

    private static func requireChangeable(_ id: Int64, in db: Database) throws {
        guard let role = try find(id, in: db) else { throw AccountError.roleNotFound }
        if role.isBuiltIn { throw AccountError.builtInRole }
    }

    private static func validName(_ name: String, except id: Int64?, in db: Database) throws -> String {
        let name = name.normalizedInput()
        if name.isEmpty || name.count > maximumName {
            throw AccountError.invalid([AccountFault(field: "name", reason: "account.fault.role_name")])
        }
        if let other = try find(name: name, in: db), other.id != id { throw AccountError.roleNameTaken }
        return name
    }
}
