import PortalKit

/// The screens on which a person's entry is written.
enum PersonEditScreen {
    static func new(_ request: Request) async throws -> Response {
        let body = try await request.body()
        return try show(try await form(newcomer(body), revision: 0, request), nil, body, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let body = try await request.body()
        var form = try await form(newcomer(body), revision: 0, request)
        form.accept(request)
        guard form.isValid else { return try show(form, nil, body, request) }
        let content = OrganizationForms.person(from: form)
        let person = try await request.module.storage.write(as: request.actor) { change in
            try PersonDesk.create(content, in: change)
        }
        return request.saved(to: OrganizationScreen.people(of: person.content.body))
    }

    static func edit(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        return try show(
            try await form(person.content, revision: person.revision, request), person, body, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        var form = try await form(person.content, revision: person.revision, request)
        form.accept(request)
        guard form.isValid else { return try show(form, person, body, request) }
        let (content, revision) = (OrganizationForms.person(from: form), form.revision)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                _ = try PersonDesk.save(person.id, content, from: revision, in: change)
            }
        } catch {
            try form.explain(
                error, field: OrganizationForms.Name.name, text: OrganizationForms.Name.name, request.texts)
            return try show(form, person, body, request)
        }
        return request.saved(to: OrganizationScreen.people(of: content.body))
    }

    // MARK: - Parts

    private static func newcomer(_ body: Body) -> PersonContent { PersonContent(body: body.id) }

    private static func form(_ content: PersonContent, revision: Int, _ request: Request) async throws -> Form {
        let tree = try await request.module.storage.read { try BodyTree.fetch(in: $0) }
        return OrganizationForms.person(content, revision: revision, tree: tree, texts: request.texts)
    }

    private static func show(_ form: Form, _ person: Person?, _ body: Body, _ request: Request) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: person?.name ?? request.texts("admin.new_person"),
                breadcrumbs: [.bodies(request), .people(of: body, request)]),
            submit: request.texts("admin.save"),
            cancelURL: request.module.adminURL(OrganizationScreen.people(of: body.id)))
    }
}
