import Foundation

/// Login and logout.
enum LoginScreen {
    static func show(_ request: Request) async throws -> Response {
        if request.session != nil { return .redirect(to: AdminPath.root) }
        if try await request.site.database.read({ try AccountStore.isEmpty(in: $0) }) {
            return .redirect(to: AdminPath.setup)
        }
        return try page(form(request), request)
    }

    static func logIn(_ request: Request) async throws -> Response {
        let site = request.site
        var form = form(request)
        form.accept(request)
        guard form.isValid else { return try page(form, request) }
        let (login, address, now) = (AccountDetails.normalizedLogin(form["login"]), request.client.address, request.now)
        let credentials = try await site.database.read {
            try AccountStore.credentials(login: login, address: address, in: $0)
        }
        let outcome = try await site.logins.attempt(
            login: login, password: form["password"], address: address, credentials: credentials, now: now)
        switch outcome {
        case .accepted(let account, let rehashed):
            let needsCode = try await site.database.read { try SecondFactorStore.isInForce(for: account, in: $0) }
            guard needsCode else { return try await enter(account, rehashed: rehashed, request) }
            if let rehashed {
                try await site.database.write { try AccountStore.storeHash(rehashed, of: account, in: $0) }
            }
            return try LoginCodeScreen.ask(account, request)
        case .refused:
            try await site.storage(for: "core").write(as: request.actor) { change in
                try change.audit("login.refused")
            }
            form.fail("login", request.texts("login.refused"))
            form.set("password", to: "")
            return try page(form, request)
        case .wait(let seconds):
            form.fail("login", request.texts("login.wait", ["minutes": String((seconds + 59) / 60)]))
            form.set("password", to: "")
            var response = try page(form, request)
            response.status = 429
            response.headers["Retry-After"] = String(seconds)
            return response
        }
    }

    static func logOut(_ request: Request) async throws -> Response {
        if let session = request.session {
            let sessions = request.site.sessions
            try await request.site.storage(for: "core").write(as: request.actor) { change in
                try sessions.end(session.id, in: change.database)
                try change.audit("logout")
            }
        }
        var response = Response.redirect(
            to: AdminPath.login, message: FlashMessage(.success, request.texts("login.left")))
        response.setsSession = .clear
        return response
    }

    // MARK: - Parts

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "login", label: texts("login.name"), isRequired: true, maximumLength: 254, autocomplete: "username"),
            FormField(
                "password", .password, label: texts("login.password"), isRequired: true, maximumLength: 1000,
                autocomplete: "current-password"),
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        let query = request.query["ve"].map { "?" + FormURLEncoded.encode([("ve", $0)]) } ?? ""
        let model = LoginModel(
            title: texts("login.title"), intro: texts("login.intro"),
            help: texts(ForgottenPasswordScreen.isOffered(request) ? "forgotten.title" : "login.help"),
            helpUrl: ForgottenPasswordScreen.isOffered(request) ? ForgottenPasswordScreen.path : nil,
            form: request.formModel(form, action: AdminPath.login + query, submit: texts("login.submit")))
        var response = try request.adminCorePage("admin/login", model, PageInfo(title: texts("login.title")))
        if !form.isValid { response.status = 422 }
        return response
    }

    /// Begins a session and goes on to where the person wanted to be.
    static func enter(_ account: Int64, rehashed: PasswordHash?, _ request: Request) async throws -> Response {
        let token = try await begin(account, rehashed: rehashed, request)
        var response = Response.redirect(to: LocalPath.checked(request.query["ve"]) ?? AdminPath.root)
        response.setsSession = .set(token: token.text)
        return response
    }

    /// Begins a session with a fresh token; one that was there before ends.
    static func begin(_ account: Int64, rehashed: PasswordHash?, _ request: Request) async throws -> SessionToken {
        let (site, client) = (request.site, request.client)
        let name = try await site.database.read { try AccountStore.find(account, in: $0)?.fullName } ?? ""
        let actor = Actor(.person(id: account, name: name), permissions: PermissionSet(), address: client.address)
        return try await site.storage(for: "core").write(as: actor) { change in
            if let rehashed { try AccountStore.storeHash(rehashed, of: account, in: change.database) }
            try AccountStore.recordLogin(of: account, address: client.address, now: change.now, in: change.database)
            try change.audit("login")
            return try site.sessions.begin(
                account: account, replacing: client.sessionToken, address: client.address, userAgent: client.userAgent,
                now: change.now, in: change.database)
        }
    }
}

/// What the template `admin/login` shows.
struct LoginModel: TemplateModel {
    let title: String
    let intro: String
    let help: String?
    let helpUrl: String?
    let form: FormModel

    static var example: LoginModel {
        LoginModel(
            title: "Đăng nhập", intro: "Dành cho cán bộ", help: "Quên mật khẩu",
            helpUrl: "/quan-tri/quen-mat-khau", form: .example)
    }
}
