import Foundation

/// A person's own account: who they are to the portal, their password, and where they are logged in.
enum OwnAccountScreen {
    static let path = "/quan-tri/tai-khoan"

    static func show(_ request: Request) async throws -> Response {
        try await page(passwordForm(request), request)
    }

    /// Sets another password; this session goes on, all others end.
    static func changePassword(_ request: Request) async throws -> Response {
        var form = passwordForm(request)
        form.accept(request)
        let account = try await account(request)
        check(&form, account: account, request)
        guard form.isValid else { return try await page(form, request) }
        if let refusal = try await refusal(of: form["current"], account: account, request) {
            form.fail("current", refusal)
            return try await page(form, request)
        }
        let (site, password, session) = (request.site, form["password"], request.session)
        let hash = try await site.passwords.run { try PasswordHash(password: password) }
        try await site.storage(for: "core").write(as: request.actor) { change in
            try AccountStore.setPassword(hash, of: account.id, keeping: session?.id, in: change.database)
            try change.audit("account.password", on: RecordReference(type: "core.account", id: account.id))
        }
        return .redirect(to: path, message: FlashMessage(.success, request.texts("account.password_changed")))
    }

    /// Ends one of the person's other sessions.
    static func endSession(_ request: Request) async throws -> Response {
        let account = try await account(request)
        let (sessions, now, id) = (request.site.sessions, request.now, request.parameters["id"])
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            let own = try sessions.list(of: account.id, now: now, in: change.database)
            guard let session = own.first(where: { $0.id == id }) else { throw PortalError.notFound }
            try sessions.end(session.id, in: change.database)
            try change.audit("account.session_end", on: RecordReference(type: "core.account", id: account.id))
        }
        return .redirect(to: path, message: FlashMessage(.success, request.texts("account.session_ended")))
    }

    /// Ends all of the person's sessions but this one.
    static func endOtherSessions(_ request: Request) async throws -> Response {
        let account = try await account(request)
        let session = request.session
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            try SessionStore.revokeAll(of: account.id, keeping: session?.id, in: change.database)
            try change.audit("account.session_end", on: RecordReference(type: "core.account", id: account.id))
        }
        return .redirect(to: path, message: FlashMessage(.success, request.texts("account.sessions_ended")))
    }

    // MARK: - Password

    private static func passwordForm(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "current", .password, label: texts("account.current_password"), isRequired: true, maximumLength: 1000,
                autocomplete: "current-password"),
            FormField(
                "password", .password, label: texts("account.new_password"), help: texts("account.password_help"),
                isRequired: true, maximumLength: 1000, autocomplete: "new-password"),
            FormField(
                "repeat", .password, label: texts("account.repeat_password"), isRequired: true, maximumLength: 1000,
                autocomplete: "new-password"),
        ])
    }

    private static func check(_ form: inout Form, account: Account, _ request: Request) {
        guard form.isValid else { return }
        let names = [account.login, account.fullName, account.email].filter { !$0.isEmpty }
        let faults = request.site.passwordPolicy.faults(of: form["password"], personNames: names)
        if let fault = faults.first { form.fail("password", request.texts(fault)) }
        if form["password"] == form["current"] { form.fail("password", request.texts("account.same_password")) }
        if form["password"] != form["repeat"] { form.fail("repeat", request.texts("setup.repeat_differs")) }
    }

    /// Why the current password is not accepted, nil when it is. It is checked like a login, with the same limits: whoever
    /// finds a session open must not try passwords here.
    static func refusal(of password: String, account: Account, _ request: Request) async throws -> String? {
        let (address, login) = (request.client.address, account.login)
        let credentials = try await request.site.database.read {
            try AccountStore.credentials(login: login, address: address, in: $0)
        }
        let outcome = try await request.site.logins.attempt(
            login: login, password: password, address: address, credentials: credentials, now: request.now)
        switch outcome {
        case .accepted: return nil
        case .refused: return request.texts("account.wrong_password")
        case .wait(let seconds): return request.texts("login.wait", ["minutes": String((seconds + 59) / 60)])
        }
    }

    // MARK: - The page

    static func account(_ request: Request) async throws -> Account {
        guard let id = request.actor.personId else { throw PortalError.loginRequired }
        guard let account = try await request.site.database.read({ try AccountStore.find(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return account
    }

    private static func page(_ typed: Form, _ request: Request) async throws -> Response {
        var form = typed
        for name in ["current", "password", "repeat"] { form.set(name, to: "") }
        let account = try await account(request)
        let (store, now, id) = (request.site.sessions, request.now, account.id)
        let (roles, sessions) = try await request.site.database.read { database in
            (try RoleStore.roles(of: id, in: database), try store.list(of: id, now: now, in: database))
        }
        let model = OwnAccountModel(
            account, roles: roles, sessions: sessions,
            form: request.formModel(form, action: "\(path)/mat-khau", submit: request.texts("account.change_password")),
            request)
        var response = try request.adminCorePage("admin/account", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }
}
