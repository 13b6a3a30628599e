/// Creation of the first administrator, with the code that the server printed when it started.
enum SetupScreen {
    static func show(_ request: Request) async throws -> Response {
        try await requireNobody(request)
        return try page(form(request), request)
    }

    static func create(_ request: Request) async throws -> Response {
        try await requireNobody(request)
        var form = form(request)
        form.accept(request)
        if form["password"] != form["repeat"] { form.fail("repeat", request.texts("setup.repeat_differs")) }
        let details = AccountDetails(
            login: form["login"], fullName: form["name"], office: form["office"], email: form["email"])
        let site = request.site
        if let reason = site.passwordPolicy.faults(of: form["password"], personNames: details.guessableNames).first,
            !form["password"].isEmpty
        {
            form.fail("password", request.texts(reason))
        }
        guard form.isValid else { return try page(form, request) }
        do {
            let password = form["password"]
            let code = form["code"]
            let hash = try await site.passwords.run { try PasswordHash(password: password) }
            let account = try await site.storage(for: "core").write(as: request.actor) { change in
                let account = try FirstRun.createAdministrator(
                    code: code, details, passwordHash: hash, now: change.now, in: change.database)
                try change.audit(
                    "account.create", on: RecordReference(type: "core.account", id: account.id),
                    after: ["login": account.login])
                return account
            }
            let token = try await LoginScreen.begin(account.id, rehashed: nil, request)
            var response = Response.redirect(
                to: AdminPath.root, message: FlashMessage(.success, request.texts("setup.done")))
            response.setsSession = .set(token: token.text)
            return response
        } catch let error as FirstRunError {
            form.fail("code", request.texts(error.messageKey))
        } catch AccountError.invalid(let faults) {
            let fields = ["login": "login", "fullName": "name", "office": "office", "email": "email"]
            for fault in faults { form.fail(fields[fault.field] ?? "login", request.texts(fault.reason)) }
        }
        return try page(form, request)
    }

    private static func requireNobody(_ request: Request) async throws {
        guard try await request.site.database.read({ try AccountStore.isEmpty(in: $0) }) else {
            throw PortalError.notFound
        }
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "code", label: texts("setup.code"), help: texts("setup.code_help"), isRequired: true, maximumLength: 60,
                autocomplete: "one-time-code"),
            FormField("name", label: texts("account.name"), isRequired: true, maximumLength: 100, autocomplete: "name"),
            FormField(
                "office", label: texts("account.office"), maximumLength: 100, autocomplete: "organization-title"),
            FormField(
                "login", label: texts("login.name"), help: texts("account.login_help"), isRequired: true,
                maximumLength: 100, autocomplete: "username"),
            FormField(
                "email", .input(type: "email"), label: texts("account.email"), maximumLength: 254, autocomplete: "email"
            ),
            FormField(
                "password", .password, label: texts("account.new_password"), help: texts("account.password_help"),
                isRequired: true, maximumLength: 1000, autocomplete: "new-password"),
            FormField(
                "repeat", .password, label: texts("account.repeat_password"), isRequired: true, maximumLength: 1000,
                autocomplete: "new-password"),
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        let model = SetupModel(
            title: texts("setup.title"), intro: texts("setup.intro"),
            steps: [texts("setup.step_code"), texts("setup.step_account"), texts("setup.step_login")],
            form: request.formModel(form, action: AdminPath.setup, submit: texts("setup.submit")))
        var response = try request.adminCorePage("admin/setup", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }
}

/// What the template `admin/setup` shows.
struct SetupModel: TemplateModel {
    let title: String
    let intro: String
    let steps: [String]
    let form: FormModel

    static var example: SetupModel {
        SetupModel(title: "Khởi tạo", intro: "Tạo quản trị viên", steps: ["Lấy mã"], form: .example)
    }
}
