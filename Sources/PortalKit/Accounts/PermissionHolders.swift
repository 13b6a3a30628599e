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
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account
                WHERE account.state = 'active' AND account.id IN (
                    SELECT held.account_id FROM core_role_permissions granted
                    JOIN core_account_roles held ON held.role_id = granted.role_id WHERE granted.permission = ?)
                ORDER BY account.id
                """, arguments: [permission]
        ).map(Account.init(row:))
    }
}
