public import GRDB

/// Who is to be told when something needs whoever holds a permission.
public enum PermissionHolders {
    /// The active accounts that were given a permission by name, wherever it holds; when there are none, the
    /// administrators, who hold every permission.
    public static func find(_ permission: String, in db: Database) throws -> [Account] {
        let named = try accounts(granted: permission, in: db)
        return try named.isEmpty ? accounts(granted: "*", in: db) : named
    }

    private static func accounts(granted permission: String, in db: Database) throws -> [Account] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT DISTINCT account.id FROM core_role_permissions granted
                JOIN core_account_roles held ON held.role_id = granted.role_id
                JOIN core_accounts account ON account.id = held.account_id
                WHERE granted.permission = ? AND account.state = 'active' ORDER BY account.id
                """, arguments: [permission]
        ).compactMap { try AccountStore.find($0, in: db) }
    }
}
