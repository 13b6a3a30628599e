import PortalKit

/// The screens on which a draft is entered and changed.
enum DraftEditScreen {
    private static let newForm = EditKey.new(ConsultationNames.draftType)

    // MARK: - A new draft

    static func new(_ request: Request) async throws -> Response {
        let bodies = try await request.bodies()
        var content = DraftContent()
        content.body = bodies.first { request.consultation.mayWrite(for: $0.id) }?.name ?? request.module.site.authority
        content.contactPhone = request.module.site.phone ?? ""
        content.contactMail = request.module.site.email ?? ""
        content.contactAddress = request.module.site.address ?? ""
        let editing = try await request.editing(newForm)
        var form = DraftForm(content, nil, papers: .papers([], request), bodies: bodies, request)
        form.form.resume(editing)
        return try showNew(form, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let before = DraftContent()
        let form = try await sent(before, nil, request)
        guard form.form.isValid else {
            try await keepFiles(form, request)
            return try showNew(form, try await request.editing(newForm), request)
        }
        let (desk, papers, content, body) = (
            DraftDesk(request.module), form.papers, form.content(over: before), form.bodyId
        )
        let draft = try await request.module.storage.write(as: request.actor) { change in
            try papers.register(in: change)
            try change.dropDraft(newForm, sentWith: request)
            return try desk.create(content, bodyId: body, in: change)
        }
        return saved(draft, request)
    }

    private static func showNew(_ form: DraftForm, _ editing: Editing, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("admin.new"), breadcrumbs: [listStep(request)]),
            submit: request.texts("admin.save_draft"), buttons: buttons(request), cancelURL: request.module.adminURL(),
            editing: editing)
    }

    // MARK: - A draft

    static func edit(_ request: Request) async throws -> Response {
        let draft = try await request.consultedDraft()
        var form = DraftForm(
            draft.content, draft, papers: .papers(draft.content.papers, request), bodies: try await request.bodies(),
            request)
        let editing = try await request.editing(.record(draft.reference))
        form.form.resume(editing)
        return try await show(draft, form: form, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let draft = try await request.consultedDraft()
        guard request.consultation.mayEdit(draft) else { throw PortalError.forbidden }
        var form = try await sent(draft.content, draft, request)
        let (desk, content, body) = (DraftDesk(request.module), form.content(over: draft.content), form.bodyId)
        let seen = request.form.integer(DraftForm.Name.revision) ?? 0
        let saving = try await request.save(
            &form.form, of: draft.reference, files: form.papers, revision: DraftForm.Name.revision,
            field: DraftForm.fieldName
        ) { try desk.save(draft.id, content, bodyId: body, from: seen, in: $0) }
        switch saving {
        case .saved(let after): return saved(after, request)
        case .conflict: return try await showMerge(try await request.consultedDraft(), content, since: seen, request)
        case .refused:
            let editing = try await request.editing(.record(draft.reference))
            return try await show(draft, form: form, editing, status: 422, request)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let draft = try await request.consultedDraft()
        guard request.consultation.mayDelete(draft) else { throw PortalError.forbidden }
        let desk = DraftDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.delete(draft.id, in: $0) }
        return .redirect(
            to: request.module.adminURL(),
            message: FlashMessage(.success, request.texts("admin.deleted", ["title": draft.content.title])))
    }

    /// Shows what was typed beside what somebody else has saved, and lets the person decide.
    private static func showMerge(
        _ current: Draft, _ typed: DraftContent, since seen: Int, _ request: Request
    ) async throws -> Response {
        let merge = try await request.merge(typed, into: current.reference, since: seen)
        let editing = try await request.editing(.record(current.reference))
        let form = DraftForm(
            merge.content, current, papers: .papers(merge.content.papers, request),
            bodies: try await request.bodies(), revision: merge.revision, request)
        return try await show(current, form: form, editing, merge: merge.notice, status: 409, request)
    }

    private static func saved(_ draft: Draft, _ request: Request) -> Response {
        let context = request.module
        let path =
            switch request.form["then"] {
            case "structure": context.adminURL(ConsultationScreen.structure(draft.id))
            case "preview": context.adminURL(ConsultationScreen.preview(draft.id))
            case "steps": context.stepsURL(ConsultationScreen.edit(draft.id))
            default: context.adminURL(ConsultationScreen.edit(draft.id))
            }
        return .redirect(
            to: path,
            message: FlashMessage(.success, request.texts("admin.saved", ["number": String(draft.revision)])))
    }

    // MARK: - The form

    /// The form as it was sent, with what is wrong in it.
    private static func sent(_ before: DraftContent, _ draft: Draft?, _ request: Request) async throws -> DraftForm {
        var form = DraftForm(
            before, draft, papers: .papers(before.papers, request), bodies: try await request.bodies(), request)
        form.accept(request, before: before, draft: draft)
        // A body that is not the writer's own: what was moved there would be out of their reach.
        if form.bodyId != draft?.bodyId || draft == nil, !request.consultation.mayWrite(for: form.bodyId) {
            form.form.fail(DraftForm.Name.body, request.texts("error.body_not_granted"))
        }
        return form
    }

    private static func keepFiles(_ form: DraftForm, _ request: Request) async throws {
        let papers = form.papers
        try await request.module.storage.write(as: request.actor) { try papers.register(in: $0) }
    }

    // MARK: - The screen

    private static func show(
        _ draft: Draft, form: DraftForm, _ editing: Editing, merge: EditMergeNotice? = nil, status: Int = 200,
        _ request: Request
    ) async throws -> Response {
        let model = try await DraftEditModel.make(draft, form: form, editing, merge: merge, request)
        return try request.adminPage(
            "admin/edit", model,
            PageInfo(title: model.title, breadcrumbs: [listStep(request)], status: status))
    }

    static func listStep(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.list"), url: request.module.adminURL())
    }

    static func draftStep(_ draft: Draft, _ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(
            draft.content.title.excerpt(length: 70), url: request.module.adminURL(ConsultationScreen.edit(draft.id)))
    }

    /// Ways to save the form and go on.
    static func buttons(_ request: Request) -> [FormModel.Button] {
        [
            .init(name: "then", value: "structure", label: request.texts("admin.save_and_structure")),
            .init(name: "then", value: "preview", label: request.texts("admin.save_and_preview")),
            .init(name: "then", value: "steps", label: request.texts("admin.save_and_steps")),
        ]
    }
}
