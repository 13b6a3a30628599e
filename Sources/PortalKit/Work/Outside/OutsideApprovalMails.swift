/// The mails about an approval by somebody outside.
struct OutsideApprovalMails: Sendable {
    let site: Site

    /// The link. Its text opens the page, so that nobody reads it in the administration: whoever asks never sees the
    /// link, or they could answer it themselves.
    func asked(_ approval: OutsideApproval, title: String, token: String) -> Mail? {
        mail(
            "approval_asked", to: MailAddress(approval.person.mail, name: approval.person.name), approval,
            [
                "title": title, "message": approval.message.isEmpty ? "" : approval.message + "\n\n",
                "until": VietnamTime(approval.expiresAt).dayText,
                "url": site.identity.canonicalURL + OutsideApprovalPage.url(token),
            ], isConfidential: true)
    }

    /// Tells the person that their answer is not needed any more.
    func withdrawn(_ approval: OutsideApproval, title: String) -> Mail? {
        mail(
            "approval_withdrawn", to: MailAddress(approval.person.mail, name: approval.person.name), approval,
            ["title": title])
    }

    /// Tells who asked what became of it.
    func decided(
        _ approval: OutsideApproval, _ outcome: OutsideApproval.Outcome, reason: String, title: String, url: String,
        to account: Account
    ) -> Mail? {
        mail(
            outcome == .approved ? "approval_given" : "approval_refused",
            to: MailAddress(account.email, name: account.fullName), approval,
            ["title": title, "reason": reason, "url": site.identity.canonicalURL + url, "asker": account.fullName])
    }

    private func mail(
        _ name: String, to recipient: MailAddress?, _ approval: OutsideApproval, _ values: [String: String],
        isConfidential: Bool = false
    ) -> Mail? {
        guard site.mailTransport != nil, let recipient else { return nil }
        let texts = site.assembly.texts.texts(module: "core", language: site.identity.language)
        let (person, identity) = (approval.person, site.identity)
        let values = values.merging(identity.mailValues) { own, _ in own }.merging(
            [
                "name": person.name, "office": person.office, "authority": identity.authority,
                "asker": approval.askedByName,
            ]) { own, _ in own }
        return Mail(
            to: recipient, subject: texts("mail.\(name).subject", values), text: texts("mail.\(name).body", values),
            record: approval.record, isConfidential: isConfidential)
    }
}
