import PortalKit

/// The screens on which a person's entry is written.
enum PersonEditScreen {
    static func new(_ request: Request) async throws -> Response {
        let body = try await request.body()
        let editing = try await request.editing(newForm(body))
        var form = try await form(PersonContent(body: body.id), revision: 0, request)
        form.resume(editing)
        return try show(form, nil, body, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let body = try await request.body()
        var form = try await form(PersonContent(body: body.id), revision: 0, request)
        form.accept(request)
        guard form.isValid else {
            return try show(form, nil, body, try await request.editing(newForm(body)), request)
        }
        let content = OrganizationForms.person(from: form)
        do {
            let person = try await request.module.storage.write(as: request.actor) { change in
                try change.dropDraft(newForm(body), sentWith: request)
                return try PersonDesk.create(content, in: change)
            }
            return request.saved(to: OrganizationScreen.people(of: person.content.body))
        } catch {
            try form.explain(error, text: "", request.texts)
            return try show(form, nil, body, try await request.editing(newForm(body)), request)
        }
    }

    static func edit(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        let editing = try await request.editing(.record(person.reference))
        var form = try await form(person.content, revision: person.revision, request)
        form.resume(editing)
        return try show(form, person, body, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        var form = try await form(person.content, revision: person.revision, request)
        form.accept(request)
        let editing = try await request.editing(.record(person.reference))
        guard form.isValid else { return try show(form, person, body, editing, request) }
        let (content, revision) = (OrganizationForms.person(from: form), form.revision)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try change.dropDraft(.record(person.reference), sentWith: request)
                try PersonDesk.save(person.id, content, from: revision, in: change)
            }
        } catch is EditConflict {
            let merge = try await request.merge(content, into: person.reference, since: revision)
            let merged = try await self.form(merge.content, revision: merge.revision, request)
            return try show(merged, person, body, editing, merge: merge.notice, request)
        } catch {
            try form.explain(error, text: "", request.texts)
            return try show(form, person, body, editing, request)
        }
        return request.saved(to: OrganizationScreen.people(of: content.body))
    }

    // MARK: - Parts

    private static func newForm(_ body: Body) -> EditKey { .new(OrganizationNames.personType, in: body.id) }

    private static func form(_ content: PersonContent, revision: Int, _ request: Request) async throws -> Form {
        let tree = try await request.module.storage.read { try BodyTree.fetch(in: $0) }
        let bodies = tree.places.filter { request.access.mayEdit($0.body.id) }
        return OrganizationForms.person(content, revision: revision, bodies: bodies, texts: request.texts)
    }

    private static func show(
        _ form: Form, _ person: Person?, _ body: Body, _ editing: Editing, merge: EditMergeNotice? = nil,
        _ request: Request
    ) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: person?.name ?? request.texts("admin.new_person"),
                breadcrumbs: [.bodies(request), .people(of: body, request)]),
            submit: request.texts("admin.save"),
            cancelURL: request.module.adminURL(OrganizationScreen.people(of: body.id)),
            actions: person.map { [request.revisions(at: OrganizationScreen.person($0.id, of: body.id))] } ?? [],
            editing: editing, merge: merge)
    }
}
