/// The page behind an invitation or a reset: the person sets their own password, once.
enum PasswordLinkScreen {
    static let path = "/quan-tri/mat-khau"

    static func show(_ request: Request) async throws -> Response {
        guard let link = try await link(request) else { return try ended(request) }
        return try page(form(request), link, request)
    }

    static func set(_ request: Request) async throws -> Response {
        guard let link = try await link(request) else { return try ended(request) }
        var form = form(request)
        form.accept(request)
        check(&form, link.account, request)
        guard form.isValid else { return try page(form, link, request) }
        let (site, password, token) = (request.site, form["password"], request.parameters["token"] ?? "")
        let hash = try await site.passwords.run { try PasswordHash(password: password) }
        let mails = AccountMails(site: site)
        let actor = Actor(
            .person(id: link.account.id, name: link.account.fullName), permissions: PermissionSet(),
            address: request.client.address)
        let isSet = try await site.storage(for: "core").write(as: actor) { change in
            // Found again in the transaction: a link is good once, also when it is sent twice at the same moment.
            guard let link = try AccountLinkStore.find(token, now: change.now, in: change.database) else {
                return false
            }
            try AccountStore.setPassword(hash, of: link.account.id, in: change.database)
            try change.audit("account.password", on: AccountDesk.record(link.account.id))
            if link.purpose == .reset, let mail = mails.passwordSet(link.account) { try change.send(mail) }
            return true
        }
        guard isSet else { return try ended(request) }
        return .redirect(to: AdminPath.login, message: FlashMessage(.success, request.texts("link.password_set")))
    }

    // MARK: - Parts

    private static func link(_ request: Request) async throws -> AccountLink? {
        let (token, now) = (request.parameters["token"] ?? "", request.now)
        return try await request.site.database.read { try AccountLinkStore.find(token, now: now, in: $0) }
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "password", .password, label: texts("account.new_password"), help: texts("account.password_help"),
                isRequired: true, maximumLength: 1000, autocomplete: "new-password"),
            FormField(
                "repeat", .password, label: texts("account.repeat_password"), isRequired: true, maximumLength: 1000,
                autocomplete: "new-password"),
        ])
    }

    private static func check(_ form: inout Form, _ account: Account, _ request: Request) {
        guard form.isValid else { return }
        let names = [account.login, account.fullName, account.email].filter { !$0.isEmpty }
        let faults = request.site.passwordPolicy.faults(of: form["password"], personNames: names)
        if let fault = faults.first { form.fail("password", request.texts(fault)) }
        if form["password"] != form["repeat"] { form.fail("repeat", request.texts("setup.repeat_differs")) }
    }

    private static func page(_ typed: Form, _ link: AccountLink, _ request: Request) throws -> Response {
        var form = typed
        for name in ["password", "repeat"] { form.set(name, to: "") }
        let texts = request.texts
        let words = ["name": link.account.fullName, "login": link.account.login]
        let model = LoginModel(
            title: texts("link.\(link.purpose.rawValue).title"),
            intro: texts("link.\(link.purpose.rawValue).intro", words), help: texts("link.own_account"), helpUrl: nil,
            form: request.formModel(form, submit: texts("link.submit")))
        var response = try request.adminCorePage("admin/login", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }

    private static func ended(_ request: Request) throws -> Response {
        let texts = request.texts
        return try request.gateNotice(
            title: texts("link.ended.title"), text: texts("link.ended.text"), status: 410,
            links: ForgottenPasswordScreen.isOffered(request)
                ? [.init(texts("forgotten.title"), url: ForgottenPasswordScreen.path)] : [])
    }
}

/// What the template `admin/gate-notice` shows: a word to somebody who is not logged in, and where to go on.
struct GateNoticeModel: TemplateModel {
    let title: String
    let text: String
    let links: [AdminAction]

    static var example: GateNoticeModel {
        GateNoticeModel(
            title: "Liên kết không còn hiệu lực", text: "Đề nghị gửi lại",
            links: [AdminAction("Đăng nhập", url: "/quan-tri/dang-nhap", isPrimary: true)])
    }
}

extension Request {
    /// A word to somebody who is not logged in, with a way on to the login page.
    func gateNotice(title: String, text: String, status: Int = 200, links: [AdminAction] = []) throws -> Response {
        let model = GateNoticeModel(
            title: title, text: text,
            links: [AdminAction(texts("login.title"), url: AdminPath.login, isPrimary: true)] + links)
        return try adminCorePage("admin/gate-notice", model, PageInfo(title: title, status: status))
    }
}
