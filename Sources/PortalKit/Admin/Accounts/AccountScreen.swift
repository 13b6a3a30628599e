/// One person's account: who they are, what they may do, where they are logged in.
enum AccountScreen {
    static func show(_ request: Request) async throws -> Response {
        let known = try await known(request)
        var form = try await emptyForm(request)
        form.fill(known.account, roles: known.roles)
        return try page(form, known, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let known = try await known(request)
        var form = try await emptyForm(request)
        form.form.accept(request)
        guard form.form.isValid else { return try page(form, known, request) }
        let (id, details, mails) = (known.account.id, form.details, AccountMails(site: request.site))
        let roles = form.chosenRoles(held: known.roles)
        do {
            try await request.site.storage(for: "core").write(as: request.actor) { change in
                let (before, after) = try AccountDesk.save(id, details, roles: roles, in: change)
                guard before.email != after.email else { return }
                if let mail = mails.addressChanged(from: before, to: after) { try change.send(mail) }
            }
        } catch let error as AccountError {
            form.fail(error, request.texts)
            return try page(form, known, request)
        }
        return .redirect(
            to: path(id), message: FlashMessage(.success, request.texts("accounts.saved", ["name": details.fullName])))
    }

    static func path(_ id: Int64) -> String { "\(AdminPath.accounts)/\(id)" }

    static func list(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.accounts"), url: AdminPath.accounts)
    }

    /// The form, with the roles that whoever asks may give.
    static func emptyForm(_ request: Request) async throws -> AccountForm {
        let directory: (any BodyDirectory)? = request.module.service((any BodyDirectory).self)
        let (roles, grants) = try await request.site.database.read { database in
            (try RoleStore.list(in: database), try RoleStore.allGrants(in: database))
        }
        let grantable = roles.filter { request.actor.permissions.covers(PermissionSet(grants: grants[$0.id] ?? [])) }
        return AccountForm(roles: grantable, bodies: try await directory?.bodies() ?? [], request)
    }

    // MARK: - Parts

    private struct Known: Sendable {
        let account: Account
        let hasSecondFactor: Bool
        let roles: [Role]
        let sessions: [Session]
        let isEditable: Bool
    }

    private static func known(_ request: Request) async throws -> Known {
        let (id, store, now, actor) = (try request.id(), request.site.sessions, request.now, request.actor)
        return try await request.site.database.read { database in
            guard let account = try AccountStore.find(id, in: database) else { throw PortalError.notFound }
            return Known(
                account: account, hasSecondFactor: try SecondFactorStore.isInForce(for: id, in: database),
                roles: try RoleStore.roles(of: id, in: database),
                sessions: try store.list(of: id, now: now, in: database),
                isEditable: try AccountDesk.mayChange(id, by: actor, in: database))
        }
    }

    private static func page(_ form: AccountForm, _ known: Known, _ request: Request) throws -> Response {
        let (texts, account) = (request.texts, known.account)
        let state = AccountState(account)
        let model = AccountModel(
            title: account.fullName, intro: texts(known.isEditable ? "accounts.own_login_note" : "accounts.not_yours"),
            hasActions: false, actions: [],
            facts: [
                ("accounts.state", texts(state.key)),
                ("second_factor.title", texts(known.hasSecondFactor ? "second_factor.is_on" : "second_factor.is_off")),
                ("account.roles", known.roles.map { $0.title(texts) }.joined(separator: ", ")),
                ("accounts.since", VietnamTime(account.createdAt).timeText),
                ("account.last_login", account.lastLoginAt.map { VietnamTime($0).timeText } ?? texts("accounts.never")),
            ].filter { !$0.1.isEmpty }.map { AccountFact(label: texts($0.0), value: $0.1) },
            isEditable: known.isEditable,
            form: request.formModel(
                form.form, action: path(account.id), submit: texts("accounts.save"), cancelURL: AdminPath.accounts),
            access: .init(postActions: known.isEditable ? access(known, request) : []),
            hasSessions: !known.sessions.isEmpty,
            sessions: known.sessions.map { session in
                OpenSession(
                    session, endURL: known.isEditable ? "\(path(account.id))/phien/\(session.id)" : nil, request)
            },
            postActions: known.isEditable && known.sessions.count > 1
                ? [
                    PostAction(
                        AdminPost(
                            texts("accounts.end_sessions"), url: "\(path(account.id))/ket-thuc-phien",
                            subject: account.fullName), csrf: request.formToken())
                ] : [])
        var response = try request.adminCorePage(
            "admin/account-edit", model, PageInfo(title: model.title, breadcrumbs: [list(request)]))
        if !form.form.isValid { response.status = 422 }
        return response
    }

    private static func access(_ known: Known, _ request: Request) -> [PostAction] {
        let account = known.account
        let (texts, url, name) = (request.texts, path(account.id), account.fullName)
        var posts: [AdminPost] = []
        if account.state == .active {
            posts.append(
                AdminPost(
                    texts(account.hasPassword ? "accounts.send_reset" : "accounts.send_invitation"),
                    url: "\(url)/lien-ket", subject: name))
        }
        if known.hasSecondFactor {
            posts.append(
                AdminPost(
                    texts("second_factor.reset"), url: "\(url)/bo-xac-thuc", subject: name,
                    confirm: .init(
                        texts("second_factor.reset_question", ["name": name]),
                        explanation: texts("second_factor.reset_intro"))))
        }
        if account.id != request.actor.personId {
            posts.append(
                account.state == .active
                    ? AdminPost(texts("accounts.block"), url: "\(url)/khoa", subject: name)
                    : AdminPost(texts("accounts.unblock"), url: "\(url)/mo-khoa", subject: name, isPrimary: true))
            posts.append(
                AdminPost(
                    texts("accounts.remove"), url: "\(url)/xoa", subject: name,
                    confirm: .init(
                        texts("accounts.remove_title", ["name": name]), explanation: texts("accounts.remove_intro"))))
        }
        return posts.map { PostAction($0, csrf: request.formToken(), back: url) }
    }
}

/// What the template `admin/account-edit` shows.
struct AccountModel: TemplateModel {
    /// Buttons of one part of the page.
    struct Buttons: Sendable {
        let postActions: [PostAction]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let facts: [AccountFact]
    let isEditable: Bool
    let form: FormModel
    let access: Buttons
    let hasSessions: Bool
    let sessions: [OpenSession]
    /// For all sessions at once.
    let postActions: [PostAction]

    static var example: AccountModel {
        let post = PostAction(
            AdminPost("Khóa", url: "/", subject: "Hạnh", isPrimary: true, confirm: .example), csrf: "…")
        return AccountModel(
            title: "Nguyễn Thị Hạnh", intro: "Mỗi người một tài khoản", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")],
            facts: [AccountFact(label: "Trạng thái", value: "Đang dùng")], isEditable: true, form: .example,
            access: Buttons(postActions: [post]), hasSessions: true, sessions: [.example], postActions: [post])
    }
}
