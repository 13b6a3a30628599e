import Foundation
import GRDB

/// A reset for somebody who forgot their password. The answer is the same whether there is such an account or not.
enum ForgottenPasswordScreen {
    static let path = "/quan-tri/quen-mat-khau"

    /// Most mails of this kind to one account within the time that a link holds: a stranger who asks fills no mailbox.
    static let perAccount = 3

    /// Whether mail can bring the link at all; else an administrator hands it over.
    static func isOffered(_ request: Request) -> Bool { request.site.mailTransport != nil }

    static func show(_ request: Request) async throws -> Response {
        guard isOffered(request) else { throw PortalError.notFound }
        return try page(form(request), request)
    }

    static func send(_ request: Request) async throws -> Response {
        guard isOffered(request) else { throw PortalError.notFound }
        var form = form(request)
        form.accept(request)
        guard form.isValid else { return try page(form, request) }
        let (typed, client, site, now) = (form["login"], request.client, request.site, request.now)
        let admission = site.resetRequests.admit(login: typed, address: client.address, isFamiliar: false, now: now)
        if case .wait(let seconds) = admission {
            form.fail("login", request.texts("login.wait", ["minutes": String((seconds + 59) / 60)]))
            var response = try page(form, request)
            response.status = 429
            response.headers["Retry-After"] = String(seconds)
            return response
        }
        let mails = AccountMails(site: site)
        try await site.storage(for: "core").write(as: request.actor) { change in
            let account = try find(typed, in: change.database)
            try change.audit("account.forgotten", on: account.map { AccountDesk.record($0.id) })
            guard let account, mails.canReach(account),
                try openLinks(of: account.id, now: change.now, in: change.database) < perAccount
            else { return }
            let token = try AccountLinkStore.issue(
                AccountDesk.purpose(for: account), of: account.id, lifetime: AccountLinkStore.requestedLifetime,
                now: change.now, in: change.database)
            if let mail = mails.link(.reset, token: token, to: account, hours: 1) { try change.send(mail) }
        }
        return try request.gateNotice(
            title: request.texts("forgotten.sent"), text: request.texts("forgotten.sent_text"))
    }

    // MARK: - Parts

    /// The account of a login or of a mail address that only one account has.
    private static func find(_ typed: String, in database: Database) throws -> Account? {
        if let account = try AccountStore.find(login: typed, in: database) {
            return account.state == .active ? account : nil
        }
        guard typed.contains("@") else { return nil }
        let found = try Row.fetchAll(
            database,
            sql: """
                SELECT \(Account.columns) FROM core_accounts account
                WHERE lower(email) = lower(?) AND state = 'active' LIMIT 2
                """, arguments: [typed.normalizedInput()]
        ).map(Account.init(row:))
        return found.count == 1 ? found.first : nil
    }

    private static func openLinks(of account: Int64, now: Date, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM core_account_links WHERE account_id = ? AND created_at > ?",
            arguments: [account, now.addingTimeInterval(-AccountLinkStore.requestedLifetime)]) ?? 0
    }

    private static func form(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "login", label: request.texts("forgotten.login"), isRequired: true, maximumLength: 254,
                autocomplete: "username")
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        let model = LoginModel(
            title: texts("forgotten.title"), intro: texts("forgotten.intro"), help: texts("forgotten.help"),
            helpUrl: nil, form: request.formModel(form, submit: texts("forgotten.submit"), cancelURL: AdminPath.login))
        var response = try request.adminCorePage("admin/login", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }
}
