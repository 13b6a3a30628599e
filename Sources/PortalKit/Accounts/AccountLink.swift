public import Foundation
public import GRDB

/// A link with which a person sets their password once: an invitation, or a reset.
public struct AccountLink: Sendable {
    /// What a link is for.
    public enum Purpose: String, Sendable {
        /// The person's first password. It holds for 72 hours.
        case invitation
        /// Another password for one that was forgotten. It holds for an hour when the person asked for it themselves.
        case reset
    }

    /// What it is for.
    public let purpose: Purpose
    /// Whose password it sets.
    public let account: Account
}

/// Makes, finds and ends links. Only the hash of a link's token is stored: a copy of the database opens no account.
public enum AccountLinkStore {
    /// Seconds that a link from an administrator holds: three days, so that one sent on a Friday works on Monday.
    public static let lifetime: TimeInterval = 72 * 3600
    /// Seconds that a link holds that somebody asked for on the login page.
    public static let requestedLifetime: TimeInterval = 3600

    /// Most links of one account that are open at once. Older ones end; one that was just mailed does not end because
    /// a stranger asks for another.
    static let perAccount = 5

    /// Makes a link.
    ///
    /// - Returns: the token to put into the address; it cannot be had again.
    public static func issue(
        _ purpose: AccountLink.Purpose, of account: Int64, lifetime: TimeInterval = lifetime, now: Date,
        random: RandomBytes = systemRandomBytes, in db: Database
    ) throws -> String {
        let token = TokenBytes.base64URL(random(32))
        try db.execute(
            sql: """
                INSERT INTO core_account_links (token_hash, account_id, purpose, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                TokenBytes.sha256Hex(token), account, purpose.rawValue, now, now.addingTimeInterval(lifetime),
            ])
        try db.execute(
            sql: """
                DELETE FROM core_account_links WHERE account_id = :account AND (expires_at <= :now OR token_hash NOT IN (
                    SELECT token_hash FROM core_account_links WHERE account_id = :account
                    ORDER BY created_at DESC, token_hash LIMIT \(perAccount)))
                """,
            arguments: ["account": account, "now": now])
        return token
    }

    /// The link of a token, or nil when it was used, has ended, or its account is blocked.
    public static func find(_ token: String, now: Date, in db: Database) throws -> AccountLink? {
        guard token.utf8.count == 43, token.utf8.allSatisfy(\.isBase64URL) else { return nil }
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(Account.columns), link.purpose FROM core_account_links link
                    JOIN core_accounts account ON account.id = link.account_id
                    WHERE link.token_hash = ? AND link.expires_at > ? AND account.state = 'active'
                    """,
                arguments: [TokenBytes.sha256Hex(token), now])
        else { return nil }
        return AccountLink(purpose: .init(rawValue: row["purpose"]) ?? .reset, account: Account(row: row))
    }

    /// Ends all links of an account: its password was set, or it is blocked, or its mail address has changed.
    public static func endAll(of account: Int64, in db: Database) throws {
        try db.execute(sql: "DELETE FROM core_account_links WHERE account_id = ?", arguments: [account])
    }

    /// Removes links that have ended; for a daily job.
    public static func purge(now: Date, in db: Database) throws {
        try db.execute(sql: "DELETE FROM core_account_links WHERE expires_at <= ?", arguments: [now])
    }
}
