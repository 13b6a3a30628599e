import Foundation

/// The second page of a login, for accounts with a second factor. There is no session before both are right.
enum LoginCodeScreen {
    static let path = "/quan-tri/dang-nhap/ma"

    /// Asks for the code, after the password was right.
    static func ask(_ account: Int64, _ request: Request) throws -> Response {
        let ticket = LoginTicket(secrets: request.site.secrets).make(
            account: account, browser: request.client.formCookie.value, now: request.now)
        return try page(form(request, ticket: ticket), request)
    }

    static func check(_ request: Request) async throws -> Response {
        var form = form(request, ticket: "")
        form.accept(request)
        let (site, client, now) = (request.site, request.client, request.now)
        let ticket = LoginTicket(secrets: site.secrets)
        guard let id = ticket.account(of: form["ticket"], browser: client.formCookie.value, now: now) else {
            return .redirect(
                to: AdminPath.login, message: FlashMessage(.warning, request.texts("second_factor.login_again")))
        }
        guard form.isValid else { return try page(form, request) }
        let isFamiliar = try await site.database.read { database in
            try FamiliarAddresses.isKnown(AddressBlock(client.address), of: id, in: database)
        }
        // Only whoever has the password comes here, and an address that its owner uses is not held up by others.
        let name = "account:\(id)"
        if case .wait(let seconds) = site.loginCodes.admit(
            login: name, address: client.address, isFamiliar: isFamiliar, now: now)
        {
            return try wait(seconds, form, request)
        }
        let (code, store) = (form["code"], SecondFactorStore(secrets: site.secrets))
        let isRight = try await site.storage(for: "core").write(as: request.actor) { change in
            guard let account = try AccountStore.find(id, in: change.database), account.state == .active else {
                return false
            }
            switch try store.use(code, of: id, now: change.now, in: change.database) {
            case .telephone: return true
            case .recoveryCode(let left):
                try change.audit("login.recovery_code", on: AccountDesk.record(id))
                try change.tell(.recoveryCode(left: left), account, site)
                return true
            case .refused:
                try change.audit("login.code_refused", on: AccountDesk.record(id))
                return false
            }
        }
        guard isRight else {
            form.fail("code", request.texts("second_factor.wrong_code"))
            return try page(form, request)
        }
        site.loginCodes.succeeded(login: name, address: client.address, isFamiliar: isFamiliar)
        return try await LoginScreen.enter(id, rehashed: nil, request)
    }

    private static func wait(_ seconds: Int, _ typed: Form, _ request: Request) throws -> Response {
        var form = typed
        form.fail("code", request.texts("login.wait", ["minutes": String((seconds + 59) / 60)]))
        var response = try page(form, request)
        response.status = 429
        response.headers["Retry-After"] = String(seconds)
        return response
    }

    private static func form(_ request: Request, ticket: String) -> Form {
        Form(fields: [
            FormField("ticket", .hidden, label: "", maximumLength: 200, value: ticket),
            FormField(
                "code", label: request.texts("second_factor.code"), help: request.texts("second_factor.login_help"),
                isRequired: true, maximumLength: 40, autocomplete: "one-time-code"),
        ])
    }

    private static func page(_ typed: Form, _ request: Request) throws -> Response {
        var form = typed
        form.set("code", to: "")
        let texts = request.texts
        let query = request.query["ve"].map { "?" + FormURLEncoded.encode([("ve", $0)]) } ?? ""
        let model = LoginModel(
            title: texts("second_factor.login_title"), intro: texts("second_factor.login_intro"),
            help: texts("second_factor.lost"), helpUrl: nil,
            form: request.formModel(
                form, action: path + query, submit: texts("login.submit"), cancelURL: AdminPath.login))
        var response = try request.adminCorePage("admin/login", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }
}
