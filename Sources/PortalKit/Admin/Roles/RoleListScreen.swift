/// The roles, with what they allow and how many people have them.
enum RoleListScreen {
    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let catalog = try await RoleCatalog(request)
        let (roles, grants, holders) = try await request.site.database.read { database in
            (
                try RoleStore.list(in: database), try RoleStore.allGrants(in: database),
                try RoleStore.holders(in: database)
            )
        }
        let list = AdminList(
            intro: texts("roles.intro"),
            actions: [AdminAction(texts("roles.new"), url: "\(AdminPath.roles)/moi", isPrimary: true, icon: "plus")],
            columns: [
                .init(texts("roles.name")), .init(texts("roles.permissions")),
                .init(texts("roles.holders"), isNumber: true),
            ],
            rows: roles.map { role in
                row(role, catalog.texts(of: grants[role.id] ?? [], texts), holders: holders[role.id] ?? 0, request)
            },
            empty: texts("roles.none"),
            pager: Pager(
                try Paging(number: 1, size: max(1, roles.count), total: roles.count), path: AdminPath.roles,
                texts: texts))
        return try request.adminList(list, PageInfo(title: texts("admin.roles")))
    }

    private static func row(_ role: Role, _ permissions: String, holders: Int, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let url = RoleScreen.path(role.id)
        return AdminList.Row(
            [
                .init(role.title(texts), url: url), .init(permissions),
                .init(
                    holders.grouped(request.client.language), url: "\(AdminPath.accounts)?vai-tro=\(role.id)"),
            ],
            links: role.isBuiltIn
                ? [] : [AdminAction(texts("roles.copy"), url: "\(AdminPath.roles)/moi?tu=\(role.id)")],
            posts: role.isBuiltIn
                ? []
                : [
                    AdminPost(
                        texts("roles.remove"), url: "\(url)/xoa", subject: role.name,
                        confirm: .init(
                            texts("roles.remove_title", ["name": role.name]),
                            explanation: texts("roles.remove_intro", ["count": String(holders)])))
                ])
    }
}

extension RoleCatalog {
    /// All that a role allows, in words.
    func texts(of grants: [RoleGrant], _ texts: Texts) -> String {
        if grants.contains(RoleGrant("*")) { return texts("roles.everything") }
        if grants.isEmpty { return texts("roles.nothing") }
        return grants.map(text(of:)).joined(separator: "; ")
    }
}
