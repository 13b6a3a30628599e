public import Foundation

/// Proves that a POST came from a form of this site: an HMAC over who has the form, what it is for, and the day.
///
/// Nothing is stored. A token holds on its day and the next (in UTC), longer than any session lives.
public struct FormToken: Sendable {
    /// Who a form was given to.
    public enum Holder: Sendable, Hashable {
        /// Somebody logged in: `Session.id`.
        case session(id: String)
        /// Somebody not logged in: the value of their form cookie, made by `makeAnonymousID`.
        case anonymous(id: String)

        fileprivate var parts: [String] {
            switch self {
            case .session(let id): ["session", id]
            case .anonymous(let id): ["anonymous", id]
            }
        }
    }

    private let secrets: SiteSecrets

    /// Tokens under a site's secret.
    public init(secrets: SiteSecrets) {
        self.secrets = secrets
    }

    /// The token to put into a form: 43 characters of base64url.
    ///
    /// - Parameter purpose: What the form is for; a token for one purpose is none for another.
    public func make(for holder: Holder, purpose: String, now: Date) -> String {
        TokenBytes.base64URL(bytes(holder, purpose, day: Self.day(of: now)))
    }

    /// Whether a POST brought the token of its form.
    public func verify(_ token: String, for holder: Holder, purpose: String, now: Date) -> Bool {
        let given = Array(token.utf8.prefix(64))
        let today = Self.day(of: now)
        // Both days are always compared, so that the time taken says nothing about which it was.
        let matches = [today, today - 1].map { day in
            TokenBytes.constantTimeEqual(
                given, Array(TokenBytes.base64URL(bytes(holder, purpose, day: day)).utf8))
        }
        return matches.contains(true)
    }

    /// A value for the form cookie of somebody who is not logged in: 128 random bits.
    public static func makeAnonymousID(random: RandomBytes = systemRandomBytes) -> String {
        TokenBytes.base64URL(random(16))
    }

    /// Whether a cookie's value can be one that `makeAnonymousID` made.
    public static func isAnonymousID(_ text: String) -> Bool {
        text.utf8.count == 22 && text.utf8.allSatisfy(\.isBase64URL)
    }

    private func bytes(_ holder: Holder, _ purpose: String, day: Int) -> [UInt8] {
        secrets.signature(of: holder.parts + [purpose, String(day)], purpose: "form-token")
    }

    private static func day(of date: Date) -> Int {
        Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    }
}
