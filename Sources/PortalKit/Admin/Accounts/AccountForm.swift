/// The form in which a person's account is written.
struct AccountForm {
    /// The roles that the person who fills it in may give.
    let roles: [Role]
    var form: Form

    /// An empty form.
    init(roles: [Role], bodies: [BodySummary], _ request: Request) {
        let texts = request.texts
        self.roles = roles
        form = Form(fields: [
            FormField(
                "name", label: texts("account.name"), isRequired: true, maximumLength: AccountDetails.maximumLength),
            FormField(
                "office", label: texts("account.office"), help: texts("accounts.office_help"),
                maximumLength: AccountDetails.maximumLength),
            FormField(
                "body", label: texts("account.body"), maximumLength: AccountDetails.maximumLength,
                suggestions: bodies.map(\.name)),
            FormField(
                "login", label: texts("login.name"), help: texts("account.login_help"), isRequired: true,
                maximumLength: AccountDetails.maximumLogin),
            FormField(
                "email", .input(type: "email"), label: texts("account.email"), help: texts("accounts.email_help"),
                maximumLength: AccountDetails.maximumEmail),
            FormField(
                "roles", .checkboxes, label: texts("account.roles"),
                help: texts(roles.isEmpty ? "accounts.no_grantable_roles" : "accounts.roles_help"),
                options: roles.map { .init(String($0.id), $0.title(texts)) }),
        ])
    }

    /// Fills in what is known.
    mutating func fill(_ account: Account, roles held: [Role]) {
        let values = [
            "name": account.fullName, "office": account.office, "body": account.body, "login": account.login,
            "email": account.email,
        ]
        for (name, value) in values { form.set(name, to: value) }
        form.set("roles", to: held.map { String($0.id) })
    }

    var details: AccountDetails {
        AccountDetails(
            login: form["login"], fullName: form["name"], office: form["office"], body: form["body"],
            email: form["email"])
    }

    /// The roles that the account is to have.
    ///
    /// - Parameter held: what it has: of those that the form does not offer nothing changes.
    func chosenRoles(held: [Role] = []) -> Set<Int64> {
        let offered = Set(roles.map(\.id))
        return Set(form.all("roles").compactMap { Int64($0) }).intersection(offered)
            .union(held.map(\.id).filter { !offered.contains($0) })
    }

    /// Says at the field what a change refused.
    mutating func fail(_ error: AccountError, _ texts: Texts) {
        switch error {
        case .invalid(let faults):
            let names = ["fullName": "name"]
            for fault in faults { form.fail(names[fault.field] ?? fault.field, texts(fault.reason)) }
        case .loginTaken: form.fail("login", texts(error.messageKey))
        default: form.fail("roles", texts(error.messageKey))
        }
    }
}
