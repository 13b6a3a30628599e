public import Foundation
public import GRDB

/// Reads and writes accounts, inside the caller's transaction.
///
/// Who may do so is the caller's question; that the site keeps an administrator is answered here.
public enum AccountStore {
    /// Makes an account.
    ///
    /// - Parameters:
    ///   - passwordHash: Made before the transaction, by `PasswordPolicy.hash`.
    ///   - roles: Ids of its roles.
    /// - Throws: `AccountError.invalid`, `.loginTaken`, `.roleNotFound`.
    @discardableResult
    public static func create(
        _ details: AccountDetails, passwordHash: PasswordHash, roles: Set<Int64> = [], now: Date, in db: Database
    ) throws -> Account {
        try insert(details, passwordHash: passwordHash, hasPassword: true, roles: roles, now: now, in: db)
    }

    /// Makes an account whose person sets the password themselves, by a link: until then nobody can log in with it.
    ///
    /// - Throws: `AccountError.invalid`, `.loginTaken`, `.roleNotFound`.
    @discardableResult
    public static func invite(
        _ details: AccountDetails, roles: Set<Int64> = [], now: Date, in db: Database
    ) throws -> Account {
        try insert(details, passwordHash: .decoy(), hasPassword: false, roles: roles, now: now, in: db)
    }

    private static func insert(
        _ details: AccountDetails, passwordHash: PasswordHash, hasPassword: Bool, roles: Set<Int64>, now: Date,
        in db: Database
    ) throws -> Account {
        let details = try details.validated()
        try refuseTaken(details.login, by: nil, in: db)
        try db.execute(
            sql: """
                INSERT INTO core_accounts
                    (login, full_name, office, body, email, search_key, password_hash, has_password, state, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)
                """,
            arguments: [
                details.login, details.fullName, details.office, details.body, details.email, details.searchKey,
                passwordHash.encoded, hasPassword, now,
            ])
        let id = db.lastInsertedRowID
        try RoleStore.setRoles(roles, of: id, in: db)
        return try require(id, in: db)
    }

    /// Changes what is known of the person.
    ///
    /// - Throws: `AccountError.invalid`, `.loginTaken`, `.notFound`.
    @discardableResult
    public static func update(_ id: Int64, _ details: AccountDetails, in db: Database) throws -> Account {
        let details = try details.validated()
        try refuseTaken(details.login, by: id, in: db)
        try db.execute(
            sql: """
                UPDATE core_accounts
                SET login = ?, full_name = ?, office = ?, body = ?, email = ?, search_key = ? WHERE id = ?
                """,
            arguments: [
                details.login, details.fullName, details.office, details.body, details.email, details.searchKey, id,
            ])
        return try require(id, in: db)
    }

    /// Sets a password and ends the account's sessions, but for the one in which its owner does this, and its links.
    ///
    /// - Parameter keeping: The id of a session to keep.
    /// - Throws: `AccountError.notFound`.
    public static func setPassword(
        _ hash: PasswordHash, of id: Int64, keeping session: String? = nil, in db: Database
    ) throws {
        try storeHash(hash, of: id, in: db)
        try db.execute(sql: "UPDATE core_accounts SET has_password = 1 WHERE id = ?", arguments: [id])
        try AccountLinkStore.endAll(of: id, in: db)
        try SessionStore.revokeAll(of: id, keeping: session, in: db)
    }

    /// Stores the same password's hash anew, with today's parameters.
    ///
    /// - Throws: `AccountError.notFound`.
    public static func storeHash(_ hash: PasswordHash, of id: Int64, in db: Database) throws {
        try db.execute(
            sql: "UPDATE core_accounts SET password_hash = ? WHERE id = ?", arguments: [hash.encoded, id])
        guard db.changesCount > 0 else { throw AccountError.notFound }
    }

    /// Blocks an account, which ends its sessions, or opens it again.
    ///
    /// - Throws: `AccountError.notFound`, `.lastAdministrator`.
    public static func setState(_ state: Account.State, of id: Int64, in db: Database) throws {
        _ = try require(id, in: db)
        if state == .blocked {
            try RoleStore.refuseIfLastAdministrator(id, in: db)
            try SessionStore.revokeAll(of: id, in: db)
            try AccountLinkStore.endAll(of: id, in: db)
        }
        try db.execute(sql: "UPDATE core_accounts SET state = ? WHERE id = ?", arguments: [state.rawValue, id])
    }

    /// Removes an account with its roles and sessions. What its person did stays, under their name.
    ///
    /// - Throws: `AccountError.notFound`, `.lastAdministrator`.
    public static func remove(_ id: Int64, in db: Database) throws {
        _ = try require(id, in: db)
        try RoleStore.refuseIfLastAdministrator(id, in: db)
        try db.execute(sql: "DELETE FROM core_accounts WHERE id = ?", arguments: [id])
    }

    /// Notes a successful login: its time, and that the address is one the person uses.
    public static func recordLogin(of id: Int64, address: String, now: Date, in db: Database) throws {
        try db.execute(sql: "UPDATE core_accounts SET last_login_at = ? WHERE id = ?", arguments: [now, id])
        try FamiliarAddresses.remember(AddressBlock(address), of: id, now: now, in: db)
    }

    // MARK: - Reading

    /// One account, or nil.
    public static func find(_ id: Int64, in db: Database) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT \(Account.columns) FROM core_accounts account WHERE id = ?", arguments: [id]
        ).map(Account.init(row:))
    }

    /// Accounts by their ids, in one query; those that are gone are left out.
    public static func find(_ ids: Set<Int64>, in db: Database) throws -> [Int64: Account] {
        let accounts = try Row.fetchAll(
            db,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account
                WHERE id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))
                """, arguments: StatementArguments(ids)
        ).map(Account.init(row:))
        return Dictionary(accounts.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The account of a login, as typed, or nil.
    public static func find(login: String, in db: Database) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT \(Account.columns) FROM core_accounts account WHERE login = ?",
            arguments: [AccountDetails.normalizedLogin(login)]
        ).map(Account.init(row:))
    }

    /// Accounts by name.
    ///
    /// - Parameters:
    ///   - search: Part of a name, login, office or body, with or without diacritics; empty for all.
    ///   - state: Only those in this state.
    ///   - hasPassword: Only those who have set a password, or only those who have not yet.
    ///   - role: Only those with the role of this id.
    ///   - limit: At most 500 are given.
    public static func list(
        search: String = "", state: Account.State? = nil, hasPassword: Bool? = nil, role: Int64? = nil,
        limit: Int = 100, offset: Int = 0, in db: Database
    ) throws -> [Account] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account WHERE \(matches)
                ORDER BY account.search_key, id LIMIT :limit OFFSET :offset
                """,
            arguments: arguments(search, state, hasPassword, role)
                + ["limit": min(max(limit, 0), 500), "offset": max(offset, 0)]
        ).map(Account.init(row:))
    }

    /// How many accounts a search finds.
    public static func count(
        search: String = "", state: Account.State? = nil, hasPassword: Bool? = nil, role: Int64? = nil, in db: Database
    ) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT COUNT(*) FROM core_accounts account WHERE \(matches)",
            arguments: arguments(search, state, hasPassword, role)) ?? 0
    }

    /// Whether nobody has an account yet.
    public static func isEmpty(in db: Database) throws -> Bool {
        try !(Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM core_accounts)") ?? false)
    }

    /// What a login's check needs, or nil when nobody has that login.
    public static func credentials(login: String, address: String, in db: Database) throws -> Credentials? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, state, password_hash, EXISTS (
                        SELECT 1 FROM core_account_addresses WHERE account_id = id AND block = ?) AS familiar
                    FROM core_accounts WHERE login = ?
                    """,
                arguments: [AddressBlock(address).text, AccountDetails.normalizedLogin(login)])
        else { return nil }
        return Credentials(
            accountID: row["id"], state: Account.State(rawValue: row["state"]) ?? .blocked,
            passwordHash: try PasswordHash(encoded: row["password_hash"]), isFamiliarAddress: row["familiar"])
    }

    private static let matches = """
        instr(account.search_key, :search) > 0 AND (:state IS NULL OR account.state = :state)
        AND (:has_password IS NULL OR account.has_password = :has_password)
        AND (:role IS NULL OR EXISTS (
            SELECT 1 FROM core_account_roles held WHERE held.account_id = account.id AND held.role_id = :role))
        """

    private static func arguments(
        _ search: String, _ state: Account.State?, _ hasPassword: Bool?, _ role: Int64?
    ) -> StatementArguments {
        [
            "search": search.normalizedInput().folded, "state": state?.rawValue, "has_password": hasPassword,
            "role": role,
        ]
    }

    private static func require(_ id: Int64, in db: Database) throws -> Account {
        guard let account = try find(id, in: db) else { throw AccountError.notFound }
        return account
    }

    private static func refuseTaken(_ login: String, by id: Int64?, in db: Database) throws {
        let owner = try Int64.fetchOne(db, sql: "SELECT id FROM core_accounts WHERE login = ?", arguments: [login])
        if let owner, owner != id { throw AccountError.loginTaken }
    }
}
