public import Foundation
public import GRDB

/// The address blocks from which an account was used lately, so that an attack from elsewhere cannot keep its owner out.
///
/// Addresses are personal data: few are kept, and none for longer than 90 days.
public enum FamiliarAddresses {
    static let perAccount = 10

    /// How long an address is remembered, in seconds.
    public static let lifetime: TimeInterval = 90 * 24 * 3600

    /// Whether an account's owner logged in from there lately.
    static func isKnown(_ block: AddressBlock, of account: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM core_account_addresses WHERE account_id = ? AND block = ?)",
            arguments: [account, block.text]) ?? false
    }

    /// Notes that an account's owner logged in from there.
    static func remember(_ block: AddressBlock, of account: Int64, now: Date, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO core_account_addresses (account_id, block, last_login_at) VALUES (?, ?, ?)
                ON CONFLICT (account_id, block) DO UPDATE SET last_login_at = excluded.last_login_at
                """,
            arguments: [account, block.text, now])
        try db.execute(
            sql: """
                DELETE FROM core_account_addresses WHERE account_id = :account AND block NOT IN (
                    SELECT block FROM core_account_addresses WHERE account_id = :account
                    ORDER BY last_login_at DESC, block LIMIT \(perAccount))
                """,
            arguments: ["account": account])
    }

    /// Forgets what is older than `lifetime`; for a daily job.
    public static func purge(now: Date, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM core_account_addresses WHERE last_login_at < ?",
            arguments: [now.addingTimeInterval(-lifetime)])
    }
}
