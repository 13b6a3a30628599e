import Foundation
import GRDB
import PortalKit

/// A link sent by mail that works once, or until its time is over; only its hash is stored.
struct OneTimeLink: Sendable {
    enum Purpose: String, Sendable {
        /// A comment counts from then on.
        case confirm
        /// Its sender sees where their comment stands, and withdraws it.
        case own
        /// Somebody follows a draft from then on.
        case follow
        case unfollow
    }

    let hash: String
    let purpose: Purpose
    let comment: Int64?
    let follower: Int64?

    /// 160 random bits as hexadecimal digits.
    static func newToken() -> String {
        systemRandomBytes(20).map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }
            .joined()
    }

    /// Six digits that a person can type.
    static func newCode() -> String {
        let bytes = systemRandomBytes(4)
        let number = bytes.reduce(0) { ($0 << 8 | UInt32($1)) } % 1_000_000
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    static func hash(_ token: String) -> String { ContentHash(of: Array(token.utf8)).rawValue }

    /// Makes a link and returns its token, which is kept nowhere.
    ///
    /// - Parameter code: for whoever reads the mail elsewhere than where they are writing.
    static func make(
        _ purpose: Purpose, comment: Int64? = nil, follower: Int64? = nil, code: String = "", until end: Date,
        in change: Change
    ) throws -> String {
        let token = newToken()
        try change.database.execute(
            sql: """
                INSERT INTO consultation_links (token_hash, purpose, comment_id, follower_id, code_hash, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hash(token), purpose.rawValue, comment, follower,
                code.isEmpty ? "" : hash("\(comment ?? 0):\(code)"), end,
            ])
        return token
    }

    /// The link of a token; nil when it was used up or its time is over.
    static func find(_ token: String, _ purpose: Purpose, now: Date, in database: Database) throws -> OneTimeLink? {
        guard (1...80).contains(token.utf8.count) else { return nil }
        return try Row.fetchOne(
            database,
            sql: "SELECT * FROM consultation_links WHERE token_hash = ? AND purpose = ? AND expires_at > ?",
            arguments: [hash(token), purpose.rawValue, now]
        ).map {
            OneTimeLink(
                hash: $0["token_hash"], purpose: purpose, comment: $0["comment_id"], follower: $0["follower_id"])
        }
    }

    /// Uses it up.
    func use(in database: Database) throws {
        try database.execute(sql: "DELETE FROM consultation_links WHERE token_hash = ?", arguments: [hash])
    }
}
