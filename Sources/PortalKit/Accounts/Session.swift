public import Foundation
import GRDB

/// What the browser holds: 256 random bits. Only its hash is stored, so a copy of the database opens no session.
public struct SessionToken: Sendable, Hashable {
    /// The cookie's value: 43 characters of base64url.
    public let text: String

    /// A new token.
    init(random: RandomBytes) {
        text = TokenBytes.base64URL(random(32))
    }

    /// The token in a cookie; nil when the text cannot be one.
    public init?(cookie text: String) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(\.isBase64URL) else { return nil }
        self.text = text
    }

    /// The session's id: SHA-256 of the token.
    public var sessionID: String { TokenBytes.sha256Hex(text) }
}

/// A login that is still open.
public struct Session: Sendable, Hashable, Identifiable {
    /// SHA-256 of its token, hexadecimal. It opens nothing: screens and forms may name it.
    public let id: String
    /// Whose it is.
    public let accountID: Int64
    /// When it began.
    public let createdAt: Date
    /// When something was last asked for in it, as far as stored.
    public let lastSeenAt: Date
    /// When it ends at the latest.
    public let expiresAt: Date
    /// Where it began.
    public let address: String
    /// What the browser called itself, shortened.
    public let userAgent: String

    static let columns = """
        session.token_hash, session.account_id, session.created_at, session.last_seen_at, session.expires_at, \
        session.address, session.user_agent
        """

    init(row: Row) {
        id = row["token_hash"]
        accountID = row["account_id"]
        createdAt = row["created_at"]
        lastSeenAt = row["last_seen_at"]
        expiresAt = row["expires_at"]
        address = row["address"]
        userAgent = row["user_agent"]
    }
}

/// Whoever a request's session belongs to.
public struct SignedIn: Sendable {
    /// The session.
    public let session: Session
    /// The account.
    public let account: Account
    /// The account's person with what they may do.
    public let actor: Actor
    /// Whether the account has a second factor in force.
    public let hasSecondFactor: Bool
}

/// How long a session lives.
public struct SessionLifetime: Sendable, Hashable {
    /// Seconds without a request after which it ends.
    public let idle: TimeInterval
    /// Seconds after which it ends in any case.
    public let absolute: TimeInterval

    /// Two hours without a request; twelve hours, a working day, in any case.
    public static let standard = SessionLifetime(idle: 2 * 3600, absolute: 12 * 3600)

    /// Both in seconds.
    public init(idle: TimeInterval, absolute: TimeInterval) {
        self.idle = idle
        self.absolute = absolute
    }
}
