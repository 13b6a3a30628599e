/// A new account: the person gets a link and sets the password themselves, so that nobody else ever knows it.
enum AccountCreateScreen {
    static func show(_ request: Request) async throws -> Response {
        try page(try await AccountScreen.emptyForm(request).form, request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = try await AccountScreen.emptyForm(request)
        form.form.accept(request)
        guard form.form.isValid else { return try page(form.form, request) }
        let (details, roles, mails) = (form.details, form.chosenRoles(), AccountMails(site: request.site))
        do {
            let made = try await request.site.storage(for: "core").write(as: request.actor) { change in
                let made = try AccountDesk.create(details, roles: roles, in: change)
                if let mail = mails.link(.invitation, token: made.token, to: made.account, hours: 72) {
                    try change.send(mail)
                }
                return made
            }
            return try AccountLinkPage.afterIssue(made.account, token: made.token, request)
        } catch let error as AccountError {
            form.fail(error, request.texts)
            return try page(form.form, request)
        }
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form, PageInfo(title: texts("accounts.new"), breadcrumbs: [AccountScreen.list(request)]),
            submit: texts("accounts.create"), cancelURL: AdminPath.accounts, intro: texts("accounts.new_intro"))
    }
}
