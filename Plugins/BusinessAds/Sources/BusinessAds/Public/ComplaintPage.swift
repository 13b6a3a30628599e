import PortalKit

/// The form by which anybody says what is wrong with a business's page or ad.
enum ComplaintPage {
    private static let purpose = "business-ads.complaint"

    enum Name {
        static let name = "sender_name"
        static let mail = "sender_mail"
        static let phone = "sender_phone"
        static let text = "text"
        static let consent = "consent"
    }

    static func show(_ request: Request) async throws -> Response {
        try page(try await business(request), form(request), request.intake(purpose), request)
    }

    static func send(_ request: Request) async throws -> Response {
        let business = try await business(request)
        var form = form(request)
        form.accept(request)
        if form[Name.mail].isEmpty, form[Name.phone].isEmpty { form.fail(Name.mail, request.texts("error.sender")) }
        if !form.isChecked(Name.consent) { form.fail(Name.consent, request.texts("error.consent")) }
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else {
            return try page(business, form, intake, request)
        }
        var draft = ComplaintDraft(business: business.id)
        draft.sender = Business.Applicant(name: form[Name.name], mail: form[Name.mail], phone: form[Name.phone])
        draft.text = form[Name.text].normalizedInput(multiline: true)
        (draft.hasConsented, draft.isSuspicious) = (true, intake.isSuspicious)
        let (desk, taken, ticket) = (ComplaintDesk(request.module), draft, intake)
        let code: String
        do {
            code = try await request.module.storage.write(as: request.actor) { change in
                let complaint = try desk.receive(taken, in: change)
                try change.use(ticket, for: complaint.reference)
                return complaint.code
            }
        } catch let repeated as IntakeRepeated {
            code = try await request.module.storage.read { try ComplaintRows.require(repeated.record.id, in: $0).code }
        }
        return .redirect(
            to: request.module.url(business.path),
            message: FlashMessage(.success, request.texts("complaint.received", ["code": code])))
    }

    private static func business(_ request: Request) async throws -> Business {
        let slug = request.parameters["slug"] ?? ""
        let found = try await request.module.storage.read { try BusinessRows.fetch(slug: slug, in: $0) }
        guard let found, found.isPublic else { throw PortalError.notFound }
        return found
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                Name.text, .textarea(rows: 8), label: texts("complaint.text"), help: texts("complaint.text_help"),
                isRequired: true, maximumLength: Complaint.Limit.text),
            FormField("sender_heading", .heading, label: texts("complaint.sender")),
            FormField(
                Name.name, label: texts("complaint.name"), isRequired: true,
                maximumLength: BusinessContent.Limit.contact, autocomplete: "name"),
            FormField(
                Name.mail, .input(type: "email"), label: texts("field.mail"), help: texts("complaint.mail_help"),
                maximumLength: BusinessContent.Limit.contact, autocomplete: "email"),
            FormField(
                Name.phone, .input(type: "tel"), label: texts("field.phone"), maximumLength: 40, autocomplete: "tel"),
            FormField(Name.consent, .checkbox, label: texts("field.consent_complaint"), isRequired: true),
        ])
    }

    private static func page(
        _ business: Business, _ form: Form, _ intake: Intake, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        return try request.formPage(
            form,
            PageInfo(
                title: texts("complaint"),
                breadcrumbs: [
                    BusinessPage.directoryStep(request),
                    PageInfo.Breadcrumb(business.name, url: request.module.url(business.path)),
                ], isIndexed: false),
            submit: texts("complaint.send"), intro: texts("complaint_intro", ["name": business.name]), intake: intake)
    }
}
