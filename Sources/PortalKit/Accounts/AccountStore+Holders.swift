public import GRDB

extension AccountStore {
    /// Accounts in use whose roles grant a permission, be it only in one scope, by name: whom work can be given to.
    public static func holders(of permission: String, limit: Int = 200, in db: Database) throws -> [Account] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account
                WHERE account.state = 'active' AND EXISTS (
                    SELECT 1 FROM core_account_roles held
                    JOIN core_role_permissions granted ON granted.role_id = held.role_id
                    WHERE held.account_id = account.id AND granted.permission IN (?, '*'))
                ORDER BY account.search_key, account.id LIMIT ?
                """, arguments: [permission, limit]
        ).map(Account.init(row:))
    }

    /// Accounts in use to whom a permission is granted in one scope, and not everywhere, by name: who is meant when work is
    /// given to a body.
    public static func holders(
        of permission: String, limitedTo scope: String, limit: Int = 50, in db: Database
    ) throws -> [Account] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account
                WHERE account.state = 'active' AND EXISTS (
                    SELECT 1 FROM core_account_roles held
                    JOIN core_role_permissions granted ON granted.role_id = held.role_id
                    WHERE held.account_id = account.id AND granted.permission = ? AND granted.scope = ?)
                AND NOT EXISTS (
                    SELECT 1 FROM core_account_roles held
                    JOIN core_role_permissions granted ON granted.role_id = held.role_id
                    WHERE held.account_id = account.id AND granted.permission IN (?, '*') AND granted.scope = '')
                ORDER BY account.search_key, account.id LIMIT ?
                """, arguments: [permission, scope, permission, limit]
        ).map(Account.init(row:))
    }
}
