/// Mail from the command line.
extension Site {
    /// Sends one mail at once, past the queue, so that whoever sets the server up sees what it says.
    ///
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    public func sendTestMail(to address: String) async throws {
        guard let recipient = MailAddress(address) else {
            throw SiteCommandFailure(description: "'\(address)' is not a mail address")
        }
        guard let (transport, sender) = mailTransport else {
            throw SiteCommandFailure(description: "the site sends no mail; see mail in site.yml")
        }
        let texts = assembly.texts.texts(module: "core", language: identity.language)
        let mail = Mail(
            to: recipient, subject: texts("mail.test.subject", identity.mailValues),
            text: texts("mail.test.body", identity.mailValues))
        do {
            try await transport.deliver(MailMessage(id: 0, mail: mail, sender: sender, at: now()))
        } catch {
            throw SiteCommandFailure(description: "the mail was not taken: \(error)")
        }
    }

    /// Takes the second factor from an account whose person lost it; its sessions end.
    ///
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    public func resetSecondFactor(of login: String) async throws {
        let id = try await accountID(login)
        let store = SecondFactorStore(secrets: secrets)
        try await storage(for: "core").write(as: .command("dinh user second-factor")) { change in
            let account = try AccountDesk.resetSecondFactor(of: id, store, in: change)
            try change.tell(.reset, account, self)
        }
    }

    /// A link by which an account's person sets the password; it is shown here and nowhere else.
    ///
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    public func issuePasswordLink(for login: String) async throws -> String {
        let id = try await accountID(login)
        let token = try await storage(for: "core").write(as: .command("dinh user link")) { change in
            try AccountDesk.issueLink(for: id, in: change).token
        }
        return AccountMails(site: self).url(token: token)
    }

    private func accountID(_ login: String) async throws -> Int64 {
        guard let account = try await database.read({ try AccountStore.find(login: login, in: $0) }) else {
            throw SiteCommandFailure(description: "there is no account '\(login)'; see dinh user list")
        }
        return account.id
    }
}
