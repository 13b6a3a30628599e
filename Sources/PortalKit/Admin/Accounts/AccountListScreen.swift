import GRDB

/// Everybody who can log in: found by name, office, state or role.
enum AccountListScreen {
    private static let pageSize = 25

    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let page = try request.pageNumber()
        let search = String((request.query["q"] ?? "").prefix(100))
        let state = request.query["trang-thai"].flatMap(AccountState.init(rawValue:))
        let role = request.query["vai-tro"].flatMap { Int64($0) }
        let (accounts, roles, held, paging) = try await request.site.database.read { database in
            let total = try AccountStore.count(
                search: search, state: state?.stored, hasPassword: state?.hasPassword, role: role, in: database)
            let paging = try Paging(number: page, size: pageSize, total: total)
            let accounts = try AccountStore.list(
                search: search, state: state?.stored, hasPassword: state?.hasPassword, role: role, limit: pageSize,
                offset: paging.offset, in: database)
            let held = try RoleStore.roles(ofAll: accounts.map(\.id), in: database)
            return (accounts, try RoleStore.list(in: database), held, paging)
        }
        let query = [("q", search), ("trang-thai", state?.rawValue ?? ""), ("vai-tro", role.map { String($0) } ?? "")]
        let list = AdminList(
            intro: texts("accounts.intro"),
            actions: [
                AdminAction(texts("accounts.new"), url: "\(AdminPath.accounts)/moi", isPrimary: true, icon: "plus")
            ],
            filter: filter(query, roles, texts),
            columns: [
                .init(texts("account.name")), .init(texts("login.name")), .init(texts("account.office")),
                .init(texts("account.roles")), .init(texts("accounts.state")), .init(texts("account.last_login")),
            ],
            rows: accounts.map { row($0, roles: held[$0.id] ?? [], texts) },
            empty: texts("accounts.nothing_found"),
            pager: Pager(paging, path: AdminPath.accounts, query: query, texts: texts))
        return try request.adminList(list, PageInfo(title: texts("admin.accounts")))
    }

    private static func filter(_ query: [(String, String)], _ roles: [Role], _ texts: Texts) -> Form {
        let all = FormField.Option("", texts("filter.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("accounts.search")),
            FormField(
                "trang-thai", .select, label: texts("accounts.state"),
                options: [all] + AccountState.allCases.map { .init($0.rawValue, texts($0.key)) }),
            FormField(
                "vai-tro", .select, label: texts("accounts.role"),
                options: [all] + roles.map { .init(String($0.id), $0.title(texts)) }),
        ])
        for (name, value) in query { form.set(name, to: value) }
        return form
    }

    private static func row(_ account: Account, roles: [Role], _ texts: Texts) -> AdminList.Row {
        let url = "\(AdminPath.accounts)/\(account.id)"
        let work = [account.office, account.body].filter { !$0.isEmpty }.joined(separator: ", ")
        let state = AccountState(account)
        return AdminList.Row([
            .init(account.fullName, url: url), .init(account.login), .init(work.isEmpty ? "–" : work),
            .init(roles.isEmpty ? texts("accounts.no_roles") : roles.map { $0.title(texts) }.joined(separator: ", ")),
            .init(texts(state.key), badge: state.badge),
            .init(account.lastLoginAt.map { VietnamTime($0).timeText } ?? texts("accounts.never")),
        ])
    }
}

/// An account's state as people see it.
enum AccountState: String, CaseIterable {
    case active, invited, blocked

    init(_ account: Account) {
        switch (account.state, account.hasPassword) {
        case (.blocked, _): self = .blocked
        case (.active, false): self = .invited
        case (.active, true): self = .active
        }
    }

    var key: String { "accounts.state.\(rawValue)" }

    var badge: AdminList.Cell.Badge {
        switch self {
        case .active: .success
        case .invited: .warning
        case .blocked: .error
        }
    }

    /// What is stored of it.
    var stored: Account.State { self == .blocked ? .blocked : .active }
    /// Nil: does not matter.
    var hasPassword: Bool? { self == .blocked ? nil : self == .active }
}
