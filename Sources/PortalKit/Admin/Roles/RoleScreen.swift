/// One role: its name, and what it allows.
enum RoleScreen {
    static func new(_ request: Request) async throws -> Response {
        var form = nameForm(request)
        var grants: Set<RoleGrant> = []
        if let template = request.query["tu"].flatMap({ Int64($0) }) {
            let role = try await role(template, request)
            form.set("name", to: request.texts("roles.copy_name", ["name": role.role.title(request.texts)]))
            grants = role.grants
        }
        return try await page(nil, form, grants, request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = nameForm(request)
        form.accept(request)
        let grants = try await chosen(including: [], request)
        guard form.isValid else { return try await page(nil, form, grants, request) }
        let name = form["name"]
        do {
            try await request.site.storage(for: "core").write(as: request.actor) { change in
                _ = try RoleDesk.create(name: name, grants: grants, in: change)
            }
            return saved("roles.created", name, request)
        } catch let error as AccountError {
            form.fail("name", reason(error, request))
            return try await page(nil, form, grants, request)
        }
    }

    static func show(_ request: Request) async throws -> Response {
        let known = try await role(request.id(), request)
        var form = nameForm(request)
        form.set("name", to: known.role.title(request.texts))
        return try await page(known, form, known.grants, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let known = try await role(request.id(), request)
        var form = nameForm(request)
        form.accept(request)
        let grants = try await chosen(including: known.grants, request)
        guard form.isValid else { return try await page(known, form, grants, request) }
        let (id, name) = (known.role.id, form["name"])
        do {
            try await request.site.storage(for: "core").write(as: request.actor) { change in
                try RoleDesk.save(id, name: name, grants: grants, in: change)
            }
            return saved("roles.saved", name, request)
        } catch let error as AccountError {
            form.fail("name", reason(error, request))
            return try await page(known, form, grants, request)
        }
    }

    static func remove(_ request: Request) async throws -> Response {
        let id = try request.id()
        do {
            let role = try await request.site.storage(for: "core").write(as: request.actor) { change in
                try RoleDesk.remove(id, in: change)
            }
            return saved("roles.removed", role.name, request)
        } catch AccountError.roleNotFound {
            throw PortalError.notFound
        } catch let error as AccountError {
            return .redirect(to: AdminPath.roles, message: FlashMessage(.error, request.texts(error.messageKey)))
        }
    }

    static func path(_ id: Int64) -> String { "\(AdminPath.roles)/\(id)" }

    // MARK: - Parts

    private struct Known: Sendable {
        let role: Role
        let grants: Set<RoleGrant>
    }

    private static func role(_ id: Int64, _ request: Request) async throws -> Known {
        try await request.site.database.read { database in
            guard let role = try RoleStore.find(id, in: database) else { throw PortalError.notFound }
            return Known(role: role, grants: Set(try RoleStore.grants(of: id, in: database)))
        }
    }

    private static func nameForm(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "name", label: request.texts("roles.name"), help: request.texts("roles.name_help"), isRequired: true,
                maximumLength: RoleStore.maximumName)
        ])
    }

    /// The grants that were ticked: a permission everywhere goes before the same one in single places.
    private static func chosen(including held: Set<RoleGrant>, _ request: Request) async throws -> Set<RoleGrant> {
        var catalog = try await RoleCatalog(request)
        catalog.include(held, request.texts)
        let ticked = Set(request.form.all(RoleFields.name))
        var grants: Set<RoleGrant> = []
        for permission in catalog.groups.flatMap(\.permissions) {
            if ticked.contains(RoleFields.value(permission.id)) {
                grants.insert(RoleGrant(permission.id))
                continue
            }
            for choice in permission.scopes.flatMap(\.choices)
            where ticked.contains(RoleFields.value(permission.id, choice.id)) {
                grants.insert(RoleGrant(permission.id, scope: choice.id))
            }
        }
        return grants
    }

    private static func reason(_ error: AccountError, _ request: Request) -> String {
        if case .invalid(let faults) = error, let fault = faults.first { return request.texts(fault.reason) }
        return request.texts(error.messageKey)
    }

    private static func saved(_ key: String, _ name: String, _ request: Request) -> Response {
        .redirect(to: AdminPath.roles, message: FlashMessage(.success, request.texts(key, ["name": name])))
    }

    private static func list(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.roles"), url: AdminPath.roles)
    }

    private static func page(
        _ known: Known?, _ form: Form, _ grants: Set<RoleGrant>, _ request: Request
    ) async throws -> Response {
        let texts = request.texts
        var catalog = try await RoleCatalog(request)
        catalog.include(grants, texts)
        let isCovered = request.actor.permissions.covers(PermissionSet(grants: known?.grants ?? []))
        let isEditable = isCovered && known?.role.isBuiltIn != true
        let all = catalog.texts(of: grants.sorted(), texts)
        catalog.limit(to: request.actor.permissions)
        let intro = isEditable ? "roles.edit_intro" : isCovered ? "roles.built_in" : "roles.not_yours"
        let model = RoleModel(
            title: known?.role.title(texts) ?? texts("roles.new"), intro: texts(intro), hasActions: false, actions: [],
            isEditable: isEditable, summary: all,
            form: request.formModel(
                form, action: known.map { path($0.role.id) } ?? request.path,
                submit: texts(known == nil ? "roles.create" : "roles.save"), cancelURL: AdminPath.roles),
            groups: RoleFields(catalog, grants, texts).groups)
        var response = try request.adminCorePage(
            "admin/role", model, PageInfo(title: model.title, breadcrumbs: [list(request)]))
        if !form.isValid { response.status = 422 }
        return response
    }
}

/// What the template `admin/role` shows.
struct RoleModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let isEditable: Bool
    /// What it allows, in words.
    let summary: String
    let form: FormModel
    let groups: [RoleFields.Group]

    static var example: RoleModel {
        RoleModel(
            title: "Người viết", intro: "Chọn quyền", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], isEditable: true,
            summary: "Viết tin, bài", form: .example, groups: [.example])
    }
}
