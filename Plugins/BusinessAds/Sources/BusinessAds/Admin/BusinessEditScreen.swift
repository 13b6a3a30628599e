import PortalKit

/// The screens on which a business is entered and changed.
enum BusinessEditScreen {
    // MARK: - At the office

    static func new(_ request: Request) async throws -> Response {
        try showNew(BusinessForm(.office, request), request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = BusinessForm(.office, request)
        form.accept()
        let logo = form.storeLogo()
        let uploads = form.uploads
        guard form.form.isValid else {
            try await request.keep(uploads)
            return try showNew(form, request)
        }
        var draft = form.draft()
        draft.content.logo = logo?.logo
        let (desk, taken) = (BusinessDesk(request.module), draft)
        let business = try await request.module.storage.write(as: request.actor) { change in
            try logo?.register(in: change)
            return try desk.receive(taken, in: change)
        }
        return .redirect(
            to: request.module.adminURL(AdsScreen.business(business.id)),
            message: FlashMessage(.success, request.texts("admin.entered", ["code": business.code])))
    }

    private static func showNew(_ form: BusinessForm, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("admin.new"), breadcrumbs: [request.businessesStep]),
            submit: request.texts("admin.enter"), cancelURL: request.module.adminURL(),
            intro: request.texts("admin.new_intro"))
    }

    // MARK: - Changing

    static func edit(_ request: Request) async throws -> Response {
        let business = try await request.editableBusiness()
        let editing = try await request.editing(.record(business.reference))
        var form = BusinessForm(.edit, business.content, revision: business.revision, request)
        form.form.resume(editing)
        return try show(form, business, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let business = try await request.editableBusiness()
        var form = BusinessForm(.edit, business.content, revision: business.revision, request)
        form.accept()
        let logo = form.storeLogo()
        let (uploads, seen) = (form.uploads, form.seenRevision)
        var content = form.content(over: business.content)
        if let logo { content.logo = logo.logo }
        if form.form.isValid {
            let (desk, typed) = (BusinessDesk(request.module), content)
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try logo?.register(in: change)
                    try change.dropDraft(.record(business.reference), sentWith: request)
                    try desk.save(business.id, typed, from: seen, in: change)
                }
                return .redirect(
                    to: request.module.adminURL(AdsScreen.business(business.id)),
                    message: FlashMessage(.success, request.texts("admin.saved")))
            } catch is EditConflict {
                return try await showMerge(business, content, since: seen, request)
            } catch WorkflowError.gatesFailed(let failures) {
                for failure in failures {
                    form.form.fail(failure.field ?? BusinessForm.Name.legalName, failure.text(request.texts))
                }
            }
        }
        try await request.keep(uploads)
        return try show(form, business, try await request.editing(.record(business.reference)), request)
    }

    /// Shows what was typed beside what somebody else has saved.
    private static func showMerge(
        _ business: Business, _ typed: BusinessContent, since seen: Int, _ request: Request
    ) async throws -> Response {
        let merge = try await request.merge(typed, into: business.reference, since: seen)
        let form = BusinessForm(.edit, merge.content, revision: merge.revision, request)
        return try show(
            form, business, try await request.editing(.record(business.reference)), merge: merge.notice, request)
    }

    private static func show(
        _ form: BusinessForm, _ business: Business, _ editing: Editing, merge: EditMergeNotice? = nil,
        _ request: Request
    ) throws -> Response {
        try request.adminForm(
            form.form,
            PageInfo(
                title: request.texts("admin.edit_title", ["name": business.name]),
                breadcrumbs: [request.businessesStep, request.step(business)]),
            submit: request.texts("admin.save"), cancelURL: request.module.adminURL(AdsScreen.business(business.id)),
            editing: editing, merge: merge)
    }
}

/// What is kept of a business each time it is saved (Art. 10.2).
enum BusinessRevisions {
    static let records = RevisedRecords(
        type: AdsNames.businessType, screen: "/:id", permissions: AdsPermission.dossiers,
        explanation: "revision.restore_keeps",
        find: { request in
            let business = try await request.business()
            return RevisedRecord(
                business.reference, title: business.name, screen: AdsScreen.business(business.id),
                mayEdit: AdsAccess.mayEdit(business, request.actor))
        },
        fields: { revision, _, texts in fields(try revision.decode(BusinessContent.self), texts) },
        restore: { revision, current, change, context in
            var content = try revision.decode(BusinessContent.self)
            let now = try BusinessRows.require(revision.record.id, in: change.database).content
            // What others have put their names to is not the text that somebody wants back.
            (content.confirmation, content.declaredOn) = (now.confirmation, now.declaredOn)
            try BusinessDesk(context).save(revision.record.id, content, from: current, in: change)
        })

    private static func fields(_ content: BusinessContent, _ texts: Texts) -> [RevisionField] {
        let plain = [
            ("legal_name", content.legalName), ("trade_name", content.tradeName), ("tax_code", content.taxCode),
            ("representative", content.representative), ("representative_office", content.representativeOffice),
            ("field", content.field), ("address", content.address), ("phone", content.phone), ("mail", content.mail),
            ("website", content.website),
        ].map { RevisionField($0.0, texts("field.\($0.0)"), text: $0.1) }
        let confirmation = content.confirmation.map { "\($0.number)\n\($0.day.dayText)\n\($0.authority)" } ?? ""
        return plain + [
            RevisionField(
                "introduction", texts("field.introduction"),
                markup: (try? RichText.html(from: content.introduction)) ?? SafeHTML(escaping: content.introduction)),
            RevisionField("products", texts("field.products"), items: content.products.map(\.line)),
            RevisionField("logo", texts("field.logo"), text: content.logo.map { "\($0.name): \($0.alt)" } ?? ""),
            RevisionField("confirmation", texts("admin.confirmation"), text: confirmation),
        ]
    }
}

/// Where the competent authority's confirmation is recorded (Art. 13).
enum ConfirmationScreen {
    private enum Name {
        static let number = "confirmation_number"
        static let day = "confirmation_day"
        static let authority = "confirmation_authority"
        static let scan = "scan"
        static let revision = "revision"
    }

    static let limits = FormLimits(bodyBytes: 24 << 20, fileBytes: 20 << 20, files: 1)
    private static let types: Set<MediaType> = [.pdf, .jpeg, .png, .webp]

    static func show(_ request: Request) async throws -> Response {
        let business = try await business(request)
        return try page(business, form(business, request).form, request)
    }

    private static func business(_ request: Request) async throws -> Business {
        let business = try await request.business()
        guard AdsAccess.mayConfirm(business, request.actor) else { throw PortalError.forbidden }
        return business
    }

    static func save(_ request: Request) async throws -> Response {
        let business = try await business(request)
        var (form, uploads) = form(business, request)
        form.accept(request)
        uploads.restore(in: &form)
        if let fault = uploads.faults.first { form.fail(Name.scan, fault) }
        if uploads.files.isEmpty { form.fail(Name.scan, request.texts("error.scan")) }
        if let day = VietnamTime(parsing: form[Name.day]), day.date > request.now {
            form.fail(Name.day, request.texts("error.future"))
        }
        let kept = uploads
        guard form.isValid else {
            try await request.keep(kept)
            return try page(business, form, request)
        }
        let confirmation = BusinessContent.Confirmation(
            number: form[Name.number], day: form.time(Name.day).map { VietnamTime($0).isoDay } ?? "",
            authority: form[Name.authority], scan: kept.files.first)
        let (desk, seen) = (BusinessDesk(request.module), Int(form[Name.revision]) ?? 0)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try kept.register(in: change)
                try desk.confirm(business.id, confirmation, from: seen, in: change)
            }
        } catch is EditConflict {
            form.set(Name.revision, to: String(business.revision))
            form.fail(Name.number, request.texts("error.changed_meanwhile"))
            return try page(business, form, request)
        }
        return .redirect(
            to: request.module.adminURL(AdsScreen.business(business.id)),
            message: FlashMessage(.success, request.texts("confirmation.recorded")))
    }

    private static func form(_ business: Business, _ request: Request) -> (form: Form, uploads: KeptUploads) {
        let (texts, confirmation) = (request.texts, business.content.confirmation)
        let uploads = KeptUploads(
            request, name: Name.scan, types: types, maximum: 1, present: [confirmation?.scan].compactMap { $0 })
        var form = Form(
            fields: [
                FormField(
                    Name.number, label: texts("field.confirmation_number"),
                    help: texts("field.confirmation_number_help"),
                    isRequired: true, maximumLength: 100, value: confirmation?.number ?? ""),
                FormField(
                    Name.day, .input(type: "date"), label: texts("field.confirmation_day"), isRequired: true,
                    value: confirmation?.day ?? ""),
                FormField(
                    Name.authority, label: texts("field.confirmation_authority"), isRequired: true, maximumLength: 200,
                    suggestions: [request.module.site.authority] + request.module.site.superiors,
                    value: confirmation?.authority ?? ""),
            ]
                + uploads.fields(
                    label: texts("field.scan"), help: texts("field.scan_help"), accept: ".pdf,.jpg,.jpeg,.png,.webp")
                + [
                    FormField(
                        Name.revision, .hidden, label: texts("revision"), value: String(business.revision))
                ])
        uploads.restore(in: &form)
        return (form, uploads)
    }

    private static func page(_ business: Business, _ form: Form, _ request: Request) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: request.texts("confirmation.title", ["name": business.name]),
                breadcrumbs: [request.businessesStep, request.step(business)]),
            submit: request.texts("confirmation.save"),
            cancelURL: request.module.adminURL(AdsScreen.business(business.id)),
            intro: request.texts("confirmation.intro"))
    }
}
