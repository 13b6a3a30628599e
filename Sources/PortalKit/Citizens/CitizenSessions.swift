import Foundation
import GRDB

/// A citizen's sign-in that is still open.
struct CitizenSession: Sendable, Codable {
    let citizen: Citizen
    /// With it the service is asked to sign out too.
    let idToken: String
    let endsAt: Date
}

/// Begins, finds and ends the sessions of citizens: the database holds a hash of the cookie, and the rest sealed.
struct CitizenSessions: Sendable {
    static let cookie = "dinh_citizen"

    static let migration = Migration(
        id: "citizen_sessions",
        sql: """
            CREATE TABLE core_citizen_sessions (
                token_hash TEXT PRIMARY KEY,
                sealed BLOB NOT NULL,
                expires_at TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX core_citizen_sessions_expiry ON core_citizen_sessions (expires_at);
            """)

    let vault: DataVault

    /// - Returns: the cookie's value; it cannot be had again.
    func begin(_ session: CitizenSession, in db: Database) throws -> SessionToken {
        let token = SessionToken(random: systemRandomBytes)
        let sealed = try vault.seal(Array(JSONText.encode(session).utf8), for: Self.place(token.sessionID))
        try db.execute(
            sql: "INSERT INTO core_citizen_sessions (token_hash, sealed, expires_at) VALUES (?, ?, ?)",
            arguments: [token.sessionID, Data(sealed), session.endsAt])
        return token
    }

    /// Nil when it is over, or was sealed with a secret that is gone.
    func find(_ token: SessionToken, now: Date, in db: Database) throws -> CitizenSession? {
        let sealed = try Data.fetchOne(
            db, sql: "SELECT sealed FROM core_citizen_sessions WHERE token_hash = ? AND expires_at > ?",
            arguments: [token.sessionID, now])
        guard let sealed, let bytes = try? vault.open(Array(sealed), for: Self.place(token.sessionID)) else {
            return nil
        }
        return try JSONText.decode(CitizenSession.self, from: String(decoding: bytes, as: UTF8.self))
    }

    static func end(_ token: SessionToken, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM core_citizen_sessions WHERE token_hash = ?", arguments: [token.sessionID])
    }

    /// Removes what is over.
    static func purge(now: Date, in db: Database) throws {
        try db.execute(sql: "DELETE FROM core_citizen_sessions WHERE expires_at <= ?", arguments: [now])
    }

    private static func place(_ id: String) -> String { "citizen-session/\(id)" }
}
