/// What is done to an account at the press of a button.
enum AccountActions {
    static func block(_ request: Request) async throws -> Response {
        try await perform(request, "accounts.blocked") { try AccountDesk.setState(.blocked, of: $0, in: $1) }
    }

    static func unblock(_ request: Request) async throws -> Response {
        try await perform(request, "accounts.unblocked") { try AccountDesk.setState(.active, of: $0, in: $1) }
    }

    static func endSessions(_ request: Request) async throws -> Response {
        try await perform(request, "accounts.sessions_ended") { try AccountDesk.endSessions(of: $0, in: $1) }
    }

    static func endSession(_ request: Request) async throws -> Response {
        let session = request.parameters["session"] ?? ""
        return try await perform(request, "accounts.session_ended") {
            try AccountDesk.endSessions(of: $0, session: session, in: $1)
        }
    }

    /// Sends an invitation or a reset, or shows its link where no mail can bring it.
    static func issueLink(_ request: Request) async throws -> Response {
        let (id, mails) = (try request.id(), AccountMails(site: request.site))
        do {
            let issued = try await request.site.storage(for: "core").write(as: request.actor) { change in
                let issued = try AccountDesk.issueLink(for: id, in: change)
                let purpose = AccountDesk.purpose(for: issued.account)
                if let mail = mails.link(purpose, token: issued.token, to: issued.account, hours: 72) {
                    try change.send(mail)
                }
                return issued
            }
            return try AccountLinkPage.afterIssue(issued.account, token: issued.token, request)
        } catch let error as AccountError {
            return try refused(error, to: AccountScreen.path(id), request)
        }
    }

    static func resetSecondFactor(_ request: Request) async throws -> Response {
        let store = SecondFactorStore(secrets: request.site.secrets)
        let site = request.site
        return try await perform(request, "second_factor.reset_done") { id, change in
            let account = try AccountDesk.resetSecondFactor(of: id, store, in: change)
            try change.tell(.reset, account, site)
            return account
        }
    }

    static func remove(_ request: Request) async throws -> Response {
        try await perform(request, "accounts.removed", then: AdminPath.accounts) { try AccountDesk.remove($0, in: $1) }
    }

    // MARK: - Parts

    private static func perform(
        _ request: Request, _ key: String, then path: String? = nil,
        _ work: @escaping @Sendable (Int64, Change) throws -> Account
    ) async throws -> Response {
        let id = try request.id()
        do {
            let account = try await request.site.storage(for: "core").write(as: request.actor) { try work(id, $0) }
            let done = request.texts(key, ["name": account.fullName])
            return .redirect(to: path ?? AccountScreen.path(id), message: FlashMessage(.success, done))
        } catch let error as AccountError {
            return try refused(error, to: AccountScreen.path(id), request)
        }
    }

    private static func refused(_ error: AccountError, to path: String, _ request: Request) throws -> Response {
        if error == .notFound { throw PortalError.notFound }
        return .redirect(to: path, message: FlashMessage(.error, request.texts(error.messageKey)))
    }
}
