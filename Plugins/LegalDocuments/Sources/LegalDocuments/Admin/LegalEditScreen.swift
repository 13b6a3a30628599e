import PortalKit

/// The screens on which a document is entered and changed.
enum LegalEditScreen {
    // MARK: - A new document

    private static let newForm = EditKey.new(LegalNames.documentType)

    static func new(_ request: Request) async throws -> Response {
        let access = LegalAccess(actor: request.actor)
        let bodies = LegalSettings(request).bodies(of: request.module.site)
        var content = LegalContent()
        content.issuingBody = bodies.first(where: access.mayWrite) ?? ""
        let editing = try await request.editing(newForm)
        var form = form(content, revision: 0, files: .of([], request), request)
        form.resume(editing)
        return try showNew(form, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = try await sent(LegalContent(), document: nil, request)
        guard form.form.isValid else {
            form.form.set(LegalForm.Name.revision, to: "0")
            try await keepFiles(form, request)
            return try showNew(form, try await request.editing(newForm), request)
        }
        let (desk, files, content) = (LegalDesk(request.module), form.files, form.content(over: LegalContent()))
        let document = try await request.module.storage.write(as: request.actor) { change in
            try files.register(in: change)
            try change.dropDraft(newForm, sentWith: request)
            return try desk.create(content, in: change)
        }
        return saved(document, request)
    }

    private static func showNew(_ form: LegalForm, _ editing: Editing, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("admin.new"), breadcrumbs: [listStep(request)]),
            submit: request.texts("admin.save_draft"), buttons: buttons(request), cancelURL: request.module.adminURL(),
            editing: editing)
    }

    // MARK: - A document

    static func edit(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        let editing = try await request.editing(.record(document.reference))
        var form = form(
            document.content, revision: document.revision, files: .of(document.content.files, request), request)
        form.resume(editing)
        return try await show(document, form: form, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let document = try await request.editableDocument()
        var form = try await sent(document.content, document: document, request)
        let (desk, content) = (LegalDesk(request.module), form.content(over: document.content))
        let seen = request.form.integer(LegalForm.Name.revision) ?? 0
        let saving = try await request.save(
            &form.form, of: document.reference, files: form.files, revision: LegalForm.Name.revision,
            field: LegalForm.fieldName
        ) { try desk.save(document.id, content, from: seen, in: $0) }
        switch saving {
        case .saved(let after): return saved(after, request)
        case .conflict: return try await showMerge(try await request.legalDocument(), content, since: seen, request)
        case .refused:
            let editing = try await request.editing(.record(document.reference))
            return try await show(document, form: form, editing, status: 422, request)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        guard LegalAccess(actor: request.actor).mayDelete(document) else { throw PortalError.forbidden }
        let desk = LegalDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.delete(document.id, in: $0) }
        return .redirect(
            to: request.module.adminURL(),
            message: FlashMessage(.success, request.texts("admin.deleted", ["name": document.name])))
    }

    /// Keeps what was typed, shows it beside what the other person has changed, and lets the person decide.
    private static func showMerge(
        _ current: LegalDocument, _ typed: LegalContent, since seen: Int, _ request: Request
    ) async throws -> Response {
        let merge = try await request.merge(typed, into: current.reference, since: seen)
        let editing = try await request.editing(.record(current.reference))
        let form = form(merge.content, revision: merge.revision, files: .of(merge.content.files, request), request)
        return try await show(current, form: form, editing, merge: merge.notice, status: 409, request)
    }

    private static func saved(_ document: LegalDocument, _ request: Request) -> Response {
        let message = FlashMessage(.success, request.texts("admin.saved", ["number": String(document.revision)]))
        let context = request.module
        let path =
            switch request.form["then"] {
            case "structure": context.adminURL(LegalScreen.structure(document.id))
            case "preview": context.adminURL(LegalScreen.preview(document.id))
            case "steps": context.stepsURL(LegalScreen.edit(document.id))
            default: context.adminURL(LegalScreen.edit(document.id))
            }
        return .redirect(to: path, message: message)
    }

    // MARK: - The form

    private static func form(
        _ content: LegalContent, revision: Int, files: KeptUploads, asksToConfirm: Bool = false, _ request: Request
    ) -> LegalForm {
        let settings = LegalSettings(request)
        return LegalForm(
            content, revision: revision, files: files, asksToConfirm: asksToConfirm,
            bodies: settings.bodies(of: request.module.site), settings: settings, texts: request.texts)
    }

    /// The form as it was sent, with what is wrong in it and what is unusual about the number.
    private static func sent(
        _ before: LegalContent, document: LegalDocument?, _ request: Request
    ) async throws -> LegalForm {
        let files = KeptUploads.of(before.files, request)
        var form = form(before, revision: 0, files: files, request)
        form.accept(request)
        let content = form.content(over: before)
        var warnings: [String] = []
        if !content.hasSameNumber(as: before) {
            let (id, texts) = (document?.id, request.texts)
            warnings = try await request.module.storage.read {
                try NumberCheck.warnings(content, id: id, texts: texts, in: $0)
            }
        }
        if !warnings.isEmpty {
            form = self.form(before, revision: 0, files: files, asksToConfirm: true, request)
            form.accept(request)
            if !form.form.isChecked(LegalForm.Name.numberConfirmed) {
                form.form.fail(LegalForm.Name.number, warnings.joined(separator: " "))
            }
        }
        // A body that is not the writer's own: what was moved there would be out of their reach.
        let access = LegalAccess(actor: request.actor)
        if !content.issuingBody.isEmpty, content.scope != before.scope, !access.mayWrite(for: content.issuingBody) {
            form.form.fail(LegalForm.Name.body, request.texts("error.body_not_granted"))
        }
        return form
    }

    private static func keepFiles(_ form: LegalForm, _ request: Request) async throws {
        let files = form.files
        try await request.module.storage.write(as: request.actor) { try files.register(in: $0) }
    }

    // MARK: - The screen

    private static func show(
        _ document: LegalDocument, form: LegalForm, _ editing: Editing, merge: EditMergeNotice? = nil,
        status: Int = 200, _ request: Request
    ) async throws -> Response {
        let model = try await LegalEditModel.make(document, form: form, editing, merge: merge, request)
        return try request.adminPage(
            "admin/edit", model,
            PageInfo(title: model.title, breadcrumbs: [listStep(request)], status: status))
    }

    static func listStep(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.list"), url: request.module.adminURL())
    }

    static func documentStep(_ document: LegalDocument, _ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(
            document.name.isEmpty ? request.texts("admin.unnumbered") : document.name,
            url: request.module.adminURL(LegalScreen.edit(document.id)))
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

extension KeptUploads {
    /// The files of a document's form: those that it has, or what the form brought back.
    static func of(_ files: [KeptUpload], _ request: Request) -> KeptUploads {
        KeptUploads(
            request, name: LegalForm.Name.files, types: LegalForm.fileTypes, maximum: LegalContent.Limit.files,
            present: files)
    }
}

extension LegalContent {
    /// Whether nothing changed that makes a number usual or not.
    fileprivate func hasSameNumber(as other: LegalContent) -> Bool {
        (number, type, issuedOn, scope) == (other.number, other.type, other.issuedOn, other.scope)
    }
}
