import Crypto
import Foundation

/// One sign-in under way. Nothing of it is stored: it travels, sealed, as OpenID Connect's `state`, and belongs to the
/// browser that holds the cookie it names. So several windows can sign in at once, and the way back is never lost.
struct SignInAttempt: Sendable, Codable {
    /// For what was begun longer ago the person has to begin again.
    static let lifetime: TimeInterval = 20 * 60
    /// For so long it is still known where they came from.
    private static let memory: TimeInterval = 12 * 3600
    private static let purpose = "citizen-sign-in"
    static let longestReturn = 800

    /// The secret of PKCE (RFC 7636).
    let verifier: String
    let nonce: String
    /// A hash of the browser's cookie.
    let browser: String
    /// A path of this site.
    let returnTo: String
    let begunAt: Date

    /// - Parameter browser: the value of the browser's cookie.
    init(browser: String, returnTo: String, now: Date, random: RandomBytes = systemRandomBytes) {
        verifier = TokenBytes.base64URL(random(32))
        nonce = TokenBytes.base64URL(random(16))
        self.browser = Self.mark(browser)
        self.returnTo = returnTo
        begunAt = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
    }

    /// What PKCE sends ahead of the verifier.
    var challenge: String { TokenBytes.base64URL(Array(SHA256.hash(data: Array(verifier.utf8)))) }

    func isOf(browser: String?) -> Bool {
        guard let browser else { return false }
        return TokenBytes.constantTimeEqual(Array(Self.mark(browser).utf8), Array(self.browser.utf8))
    }

    func isOpen(at now: Date) -> Bool { (-1...Self.lifetime).contains(now.timeIntervalSince(begunAt)) }

    func state(_ vault: DataVault) throws -> String {
        try vault.ticket(
            JSONText.encode(self), for: Self.purpose, until: begunAt.addingTimeInterval(Self.memory))
    }

    /// The sign-in that an answer belongs to; nil when this site did not begin it.
    init?(state: String, vault: DataVault, now: Date) {
        guard let text = vault.redeem(state, for: Self.purpose, at: now),
            let attempt = try? JSONText.decode(Self.self, from: text)
        else { return nil }
        self = attempt
    }

    private static func mark(_ browser: String) -> String {
        TokenBytes.base64URL(Array(SHA256.hash(data: Array(browser.utf8)).prefix(16)))
    }
}
