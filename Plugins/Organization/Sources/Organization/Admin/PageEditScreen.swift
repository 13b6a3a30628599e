import PortalKit

/// The screens on which an introduction page is written.
enum PageEditScreen {
    private static let newForm = EditKey.new(OrganizationNames.pageType)

    static func new(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let editing = try await request.editing(newForm)
        var form = OrganizationForms.page(IntroductionContent(), revision: 0, texts: request.texts)
        form.resume(editing)
        return try show(form, nil, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        try request.requireWhole()
        var form = OrganizationForms.page(IntroductionContent(), revision: 0, texts: request.texts)
        form.accept(request)
        if form.isValid {
            let (desk, content) = (PageDesk(request.module), OrganizationForms.page(from: form))
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try change.dropDraft(newForm, sentWith: request)
                    _ = try desk.create(content, in: change)
                }
                return request.saved(to: OrganizationScreen.pages)
            } catch {
                try explain(error, in: &form, request)
            }
        }
        return try show(form, nil, try await request.editing(newForm), request)
    }

    static func edit(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        let editing = try await request.editing(.record(page.reference))
        var form = OrganizationForms.page(page.content, revision: page.revision, texts: request.texts)
        form.resume(editing)
        return try show(form, page, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        var form = OrganizationForms.page(page.content, revision: page.revision, texts: request.texts)
        form.accept(request)
        let editing = try await request.editing(.record(page.reference))
        if form.isValid {
            let (desk, content, seen) = (PageDesk(request.module), OrganizationForms.page(from: form), form.revision)
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try change.dropDraft(.record(page.reference), sentWith: request)
                    try desk.save(page.id, content, from: seen, in: change)
                }
                return request.saved(to: OrganizationScreen.pages)
            } catch is EditConflict {
                let merge = try await request.merge(content, into: page.reference, since: seen)
                form = OrganizationForms.page(merge.content, revision: merge.revision, texts: request.texts)
                return try show(form, page, editing, merge: merge.notice, request)
            } catch {
                try explain(error, in: &form, request)
            }
        }
        return try show(form, page, editing, request)
    }

    private static func explain(_ error: any Error, in form: inout Form, _ request: Request) throws {
        try form.explain(error, text: OrganizationForms.Name.text, request.texts)
    }

    private static func show(
        _ form: Form, _ page: IntroductionPage?, _ editing: Editing, merge: EditMergeNotice? = nil, _ request: Request
    ) throws -> Response {
        try request.adminForm(
            form, PageInfo(title: page?.title ?? request.texts("admin.new_page"), breadcrumbs: [.pages(request)]),
            submit: request.texts("admin.save"), cancelURL: request.module.adminURL(OrganizationScreen.pages),
            actions: page.map { [request.revisions(at: OrganizationScreen.page($0.id))] } ?? [], editing: editing,
            merge: merge)
    }
}
