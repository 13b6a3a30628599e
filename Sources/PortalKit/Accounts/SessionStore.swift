public import Foundation
public import GRDB

/// Begins, finds and ends sessions. When each was last used is remembered in memory, in one `SessionActivity` for as
/// long as the server runs; `flush` stores it.
public struct SessionStore: Sendable {
    /// How long a session lives.
    public let lifetime: SessionLifetime
    private let random: RandomBytes
    private let activity: SessionActivity

    /// Most sessions that one account has at once; the longest unused ends when another begins.
    public static let perAccount = 20

    /// A store over a site's remembered activity.
    public init(
        activity: SessionActivity, lifetime: SessionLifetime = .standard,
        random: @escaping RandomBytes = systemRandomBytes
    ) {
        self.activity = activity
        self.lifetime = lifetime
        self.random = random
    }

    // MARK: - Begin and end

    /// Begins a session at login, with a token that nobody can have seen before.
    ///
    /// - Parameter replacing: The session that the browser held until now; it ends.
    /// - Returns: The token for the browser's cookie; it cannot be had again.
    public func begin(
        account: Int64, replacing old: SessionToken? = nil, address: String, userAgent: String, now: Date,
        in db: Database
    ) throws -> SessionToken {
        if let old { try end(old.sessionID, in: db) }
        let token = SessionToken(random: random)
        try db.execute(
            sql: """
                INSERT INTO core_sessions
                    (token_hash, account_id, created_at, last_seen_at, expires_at, address, user_agent)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                token.sessionID, account, now, now, now.addingTimeInterval(lifetime.absolute),
                String(address.prefix(45)), String(userAgent.normalizedInput().prefix(120)),
            ])
        try db.execute(
            sql: """
                DELETE FROM core_sessions WHERE account_id = :account AND token_hash <> :new AND token_hash NOT IN (
                    SELECT token_hash FROM core_sessions WHERE account_id = :account AND token_hash <> :new
                    ORDER BY last_seen_at DESC, token_hash LIMIT \(Self.perAccount - 1))
                """,
            arguments: ["account": account, "new": token.sessionID])
        return token
    }

    /// Ends one session; one that has ended already is no error.
    public func end(_ id: String, in db: Database) throws {
        activity.forget(id)
        try db.execute(sql: "DELETE FROM core_sessions WHERE token_hash = ?", arguments: [id])
    }

    /// Ends an account's sessions.
    ///
    /// - Parameter keeping: The id of one to keep.
    public static func revokeAll(of account: Int64, keeping session: String? = nil, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM core_sessions WHERE account_id = ? AND token_hash <> ?",
            arguments: [account, session ?? ""])
    }

    // MARK: - Find

    /// Whose session this is, or nil when it has ended, or its account is blocked. Writes nothing.
    ///
    /// - Parameter address: Where the request came from; the actor's traces name it.
    public func find(
        _ token: SessionToken, address: String? = nil, now: Date, in db: Database
    ) throws -> SignedIn? {
        let id = token.sessionID
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(Session.columns), \(Account.columns)
                    FROM core_sessions session JOIN core_accounts account ON account.id = session.account_id
                    WHERE session.token_hash = ? AND account.state = 'active'
                    """,
                arguments: [id])
        else { return nil }
        let session = Session(row: row)
        guard isOpen(session, now: now) else { return nil }
        let account = Account(row: row)
        activity.note(id, at: now)
        let actor = Actor(
            .person(id: account.id, name: account.fullName),
            permissions: try RoleStore.permissions(of: account.id, in: db), address: address)
        return SignedIn(
            session: session, account: account, actor: actor,
            hasSecondFactor: try SecondFactorStore.isInForce(for: account.id, in: db))
    }

    /// An account's open sessions, the last used first.
    public func list(of account: Int64, now: Date, in db: Database) throws -> [Session] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Session.columns) FROM core_sessions session WHERE account_id = ?
                ORDER BY last_seen_at DESC, token_hash
                """,
            arguments: [account]
        ).map(Session.init(row:)).filter { isOpen($0, now: now) }
    }

    private func isOpen(_ session: Session, now: Date) -> Bool {
        let lastSeen = max(session.lastSeenAt, activity.lastSeen(session.id) ?? session.lastSeenAt)
        return now < session.expiresAt && now < lastSeen.addingTimeInterval(lifetime.idle)
    }

    // MARK: - Jobs

    /// Whether `flush` has anything to store.
    public var needsFlush: Bool { activity.hasUnsaved }

    /// Stores when sessions were last used; for a job every few minutes, and at the server's stop.
    public func flush(in db: Database) throws {
        for (id, lastSeen) in activity.takeUnsaved() {
            try db.execute(
                sql: "UPDATE core_sessions SET last_seen_at = :seen WHERE token_hash = :id AND last_seen_at < :seen",
                arguments: ["seen": lastSeen, "id": id])
        }
    }

    /// Removes what has ended; for an hourly job.
    public func purge(now: Date, in db: Database) throws {
        try flush(in: db)
        let idleLimit = now.addingTimeInterval(-lifetime.idle)
        activity.forget(before: idleLimit)
        try db.execute(
            sql: "DELETE FROM core_sessions WHERE expires_at <= ? OR last_seen_at <= ?", arguments: [now, idleLimit])
    }
}
