import PortalKit

/// The screens on which a body is written.
enum BodyEditScreen {
    private static let newForm = EditKey.new(OrganizationNames.bodyType)

    static func new(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let editing = try await request.editing(newForm)
        var form = try await form(BodyContent(), nil, request)
        form.resume(editing)
        return try show(form, nil, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        try request.requireWhole()
        var form = try await form(BodyContent(), nil, request)
        form.accept(request)
        if form.isValid {
            let (desk, content) = (BodyDesk(request.module), OrganizationForms.body(from: form))
            do {
                let body = try await request.module.storage.write(as: request.actor) { change in
                    try change.dropDraft(newForm, sentWith: request)
                    return try desk.create(content, in: change)
                }
                // What a new body needs next is its people.
                return request.saved(to: OrganizationScreen.people(of: body.id))
            } catch {
                try explain(error, in: &form, request)
            }
        }
        return try show(form, nil, try await request.editing(newForm), request)
    }

    static func edit(_ request: Request) async throws -> Response {
        let body = try await request.body()
        let editing = try await request.editing(.record(body.reference))
        var form = try await form(body.content, body, request)
        form.resume(editing)
        return try show(form, body, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let body = try await request.body()
        var form = try await form(body.content, body, request)
        form.accept(request)
        if form.isValid {
            let (desk, revision) = (BodyDesk(request.module), form.revision)
            var content = OrganizationForms.body(from: form)
            if !request.access.isWhole { content.parent = body.content.parent }
            do {
                try await write(body, content, from: revision, desk, request)
                return request.saved(to: OrganizationScreen.bodies)
            } catch is EditConflict {
                return try await showMerge(body, content, since: revision, request)
            } catch {
                try explain(error, in: &form, request)
            }
        }
        return try show(form, body, try await request.editing(.record(body.reference)), request)
    }

    private static func write(
        _ body: Body, _ content: BodyContent, from revision: Int, _ desk: BodyDesk, _ request: Request
    ) async throws {
        try await request.module.storage.write(as: request.actor) { change in
            try change.dropDraft(.record(body.reference), sentWith: request)
            try desk.save(body.id, content, from: revision, in: change)
        }
    }

    /// Shows what was typed beside what somebody else has saved.
    private static func showMerge(
        _ body: Body, _ typed: BodyContent, since seen: Int, _ request: Request
    ) async throws -> Response {
        let merge = try await request.merge(typed, into: body.reference, since: seen)
        let form = try await form(merge.content, body, revision: merge.revision, request)
        return try show(form, body, try await request.editing(.record(body.reference)), merge: merge.notice, request)
    }

    // MARK: - Parts

    private static func form(
        _ content: BodyContent, _ body: Body?, revision: Int? = nil, _ request: Request
    ) async throws -> Form {
        let tree = try await request.module.storage.read { try BodyTree.fetch(in: $0) }
        return OrganizationForms.body(
            content, id: body?.id, revision: revision ?? body?.revision ?? 0, tree: tree,
            isArranged: request.access.isWhole, texts: request.texts)
    }

    private static func explain(_ error: any Error, in form: inout Form, _ request: Request) throws {
        try form.explain(error, text: OrganizationForms.Name.functions, request.texts)
    }

    private static func show(
        _ form: Form, _ body: Body?, _ editing: Editing, merge: EditMergeNotice? = nil, _ request: Request
    ) throws -> Response {
        let (context, texts) = (request.module, request.texts)
        let actions = body.map { body in
            [
                AdminAction(
                    texts("people"), url: context.adminURL(OrganizationScreen.people(of: body.id)), icon: "person"),
                request.revisions(at: OrganizationScreen.body(body.id)),
                AdminAction(texts("admin.view"), url: context.url(body.path), icon: "eye"),
            ]
        }
        return try request.adminForm(
            form, PageInfo(title: body?.name ?? texts("admin.new_body"), breadcrumbs: [.bodies(request)]),
            submit: texts("admin.save"), cancelURL: context.adminURL(OrganizationScreen.bodies), actions: actions ?? [],
            editing: editing, merge: merge)
    }
}
