import Foundation

/// The mails that the core sends to people with an account.
struct AccountMails: Sendable {
    let site: Site

    /// Whether mail leaves the site and can reach this person.
    func canReach(_ account: Account) -> Bool { site.mailTransport != nil && address(account) != nil }

    /// The address of the page on which a link's person sets their password.
    func url(token: String) -> String { site.identity.canonicalURL + PasswordLinkScreen.path + "/" + token }

    /// An invitation or a reset; its text opens the account, so that nobody reads it in the administration.
    func link(_ purpose: AccountLink.Purpose, token: String, to account: Account, hours: Int) -> Mail? {
        mail(
            purpose.rawValue, to: account,
            ["url": url(token: token), "login": account.login, "hours": String(hours)], isConfidential: true)
    }

    /// Tells the address that an account had until now that it has another.
    func addressChanged(from old: Account, to new: Account) -> Mail? {
        mail("address_changed", to: old, ["address": MailAddress(new.email)?.masked ?? "–"])
    }

    /// Tells a person that their password was set by a link.
    func passwordSet(_ account: Account) -> Mail? { mail("password_set", to: account, [:]) }

    /// Tells a person what was done to their second factor, so that they notice when it was somebody else.
    func secondFactor(_ notice: SecondFactorNotice, _ account: Account) -> Mail? {
        let texts = site.assembly.texts.texts(module: "core", language: site.identity.language)
        return mail("second_factor", to: account, ["what": notice.text(texts)])
    }

    private func mail(
        _ name: String, to account: Account, _ values: [String: String], isConfidential: Bool = false
    ) -> Mail? {
        guard site.mailTransport != nil, let recipient = address(account) else { return nil }
        let texts = site.assembly.texts.texts(module: "core", language: site.identity.language)
        let values = values.merging(site.identity.mailValues) { own, _ in own }
            .merging(["name": account.fullName]) { own, _ in own }
        return Mail(
            to: recipient, subject: texts("mail.\(name).subject", values), text: texts("mail.\(name).body", values),
            record: AccountDesk.record(account.id), isConfidential: isConfidential)
    }

    private func address(_ account: Account) -> MailAddress? { MailAddress(account.email, name: account.fullName) }
}

/// What happened to a second factor, for the mail to its owner.
enum SecondFactorNotice: Sendable {
    case on, off, reset, newCodes
    /// A recovery code was used to log in.
    case recoveryCode(left: Int)

    fileprivate func text(_ texts: Texts) -> String {
        switch self {
        case .on: texts("second_factor.notice.on")
        case .off: texts("second_factor.notice.off")
        case .reset: texts("second_factor.notice.reset")
        case .newCodes: texts("second_factor.notice.new_codes")
        case .recoveryCode(let left): texts("second_factor.notice.recovery_code", ["count": String(left)])
        }
    }
}

extension Change {
    /// Tells an account's person what was done to their second factor; nothing happens when no mail can reach them.
    func tell(_ notice: SecondFactorNotice, _ account: Account, _ site: Site) throws {
        if let mail = AccountMails(site: site).secondFactor(notice, account) { try send(mail) }
    }
}
