import Foundation

/// Proves that the password was right a moment ago, on the way to the page that asks for the code. It is no session: all
/// that it opens is that page, for five minutes, in the browser that it was given to.
struct LoginTicket: Sendable {
    static let lifetime: TimeInterval = 300

    let secrets: SiteSecrets

    /// The value for the form's hidden field: `account.time.signature`.
    func make(account: Int64, browser: String, now: Date) -> String {
        let (account, time) = (String(account), String(Int(now.timeIntervalSince1970)))
        return "\(account).\(time).\(TokenBytes.base64URL(signature(account, time, browser)))"
    }

    /// Whose password was right; nil when the ticket is another browser's, too old or made up.
    func account(of ticket: String, browser: String, now: Date) -> Int64? {
        let parts = ticket.prefix(200).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let account = Int64(parts[0]), let time = Int(parts[1]) else { return nil }
        let expected = TokenBytes.base64URL(signature(parts[0], parts[1], browser))
        guard TokenBytes.constantTimeEqual(Array(parts[2].utf8), Array(expected.utf8)) else { return nil }
        let age = now.timeIntervalSince1970 - Double(time)
        return age >= -1 && age <= Self.lifetime ? account : nil
    }

    private func signature(_ account: String, _ time: String, _ browser: String) -> [UInt8] {
        secrets.signature(of: [account, time, browser], purpose: "login-ticket")
    }
}
