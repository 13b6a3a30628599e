import Foundation

/// A ticket stands in each form that anybody may send: it says for what and when the form was made, and can be used once.
///
/// It is signed with the site's secret, so nothing is stored until it is used.
struct IntakeTicket: Sendable, Equatable {
    let purpose: String
    let issuedAt: Date
    /// 128 random bits as base64url: what the proof of work and the question are made from.
    let nonce: String

    init(purpose: String, now: Date, random: RandomBytes = systemRandomBytes) {
        self.purpose = purpose
        issuedAt = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        nonce = TokenBytes.base64URL(random(16))
    }

    /// Reads a ticket that came back; nil when this site did not make it for this purpose.
    init?(_ text: String, purpose: String, secrets: SiteSecrets) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= 120, parts.count == 3, let seconds = Int64(parts[0]), parts[1].utf8.count == 22
        else { return nil }
        self.purpose = purpose
        issuedAt = Date(timeIntervalSince1970: Double(seconds))
        nonce = parts[1]
        guard TokenBytes.constantTimeEqual(Array(text.utf8), Array(self.text(secrets).utf8)) else { return nil }
    }

    /// The ticket as it stands in the form.
    func text(_ secrets: SiteSecrets) -> String {
        let seconds = String(Int64(issuedAt.timeIntervalSince1970))
        let signature = secrets.signature(of: [purpose, seconds, nonce], purpose: "intake-ticket")
        return "\(seconds).\(nonce).\(TokenBytes.base64URL(signature))"
    }
}
