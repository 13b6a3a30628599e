import PortalKit

/// The screens on which a body is written.
enum BodyEditScreen {
    static func new(_ request: Request) async throws -> Response {
        let tree = try await tree(request)
        return try show(
            OrganizationForms.body(BodyContent(), id: nil, revision: 0, tree: tree, texts: request.texts), nil, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let tree = try await tree(request)
        var form = OrganizationForms.body(BodyContent(), id: nil, revision: 0, tree: tree, texts: request.texts)
        form.accept(request)
        guard form.isValid else { return try show(form, nil, request) }
        let (desk, content) = (BodyDesk(request.module), OrganizationForms.body(from: form))
        do {
            let body = try await request.module.storage.write(as: request.actor) { try desk.create(content, in: $0) }
            // What a new body needs next is its people.
            return request.saved(to: OrganizationScreen.people(of: body.id))
        } catch {
            try explain(error, in: &form, request)
            return try show(form, nil, request)
        }
    }

    static func edit(_ request: Request) async throws -> Response {
        let body = try await request.body()
        let form = OrganizationForms.body(
            body.content, id: body.id, revision: body.revision, tree: try await tree(request), texts: request.texts)
        return try show(form, body, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let body = try await request.body()
        var form = OrganizationForms.body(
            body.content, id: body.id, revision: body.revision, tree: try await tree(request), texts: request.texts)
        form.accept(request)
        guard form.isValid else { return try show(form, body, request) }
        let (desk, content, revision) = (BodyDesk(request.module), OrganizationForms.body(from: form), form.revision)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                _ = try desk.save(body.id, content, from: revision, in: change)
            }
        } catch {
            try explain(error, in: &form, request)
            return try show(form, body, request)
        }
        return request.saved(to: OrganizationScreen.bodies)
    }

    // MARK: - Parts

    private static func tree(_ request: Request) async throws -> BodyTree {
        try await request.module.storage.read { try BodyTree.fetch(in: $0) }
    }

    private static func explain(_ error: any Error, in form: inout Form, _ request: Request) throws {
        try form.explain(
            error, field: OrganizationForms.Name.name, text: OrganizationForms.Name.functions, request.texts)
    }

    private static func show(_ form: Form, _ body: Body?, _ request: Request) throws -> Response {
        let (context, texts) = (request.module, request.texts)
        let actions = body.map { body in
            [
                AdminAction(
                    texts("people"), url: context.adminURL(OrganizationScreen.people(of: body.id)), icon: "person"),
                AdminAction(texts("admin.view"), url: context.url(body.path), icon: "eye"),
            ]
        }
        return try request.adminForm(
            form, PageInfo(title: body?.name ?? texts("admin.new_body"), breadcrumbs: [.bodies(request)]),
            submit: texts("admin.save"), cancelURL: context.adminURL(OrganizationScreen.bodies), actions: actions ?? [])
    }
}
