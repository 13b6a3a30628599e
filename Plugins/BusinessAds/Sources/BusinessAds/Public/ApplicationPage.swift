import PortalKit

/// The form by which a business applies, and where it stands afterwards.
enum ApplicationPage {
    private static let purpose = "business-ads.application"

    static func show(_ request: Request) async throws -> Response {
        try page(BusinessForm(.everybody, request), request.intake(purpose), status: 200, request)
    }

    static func send(_ request: Request) async throws -> Response {
        var form = BusinessForm(.everybody, request)
        form.accept()
        var intake = request.intake(purpose)
        let logo = intake.obstacle == nil ? form.storeLogo() : nil
        guard form.form.isValid, intake.admit() else {
            try await request.keep(form.uploads)
            return try page(form, intake, status: intake.status, request)
        }
        var draft = form.draft()
        draft.content.logo = logo?.logo
        draft.isSuspicious = intake.isSuspicious
        let (desk, taken, ticket) = (BusinessDesk(request.module), draft, intake)
        do {
            let business = try await request.module.storage.write(as: request.actor) { change in
                try logo?.register(in: change)
                let business = try desk.receive(taken, in: change)
                try change.use(ticket, for: business.reference)
                return business
            }
            return .redirect(to: request.module.url(AdsPath.receipt(business.code)))
        } catch let repeated as IntakeRepeated {
            let first = try await request.module.storage.read { try BusinessRows.require(repeated.record.id, in: $0) }
            return .redirect(to: request.module.url(AdsPath.receipt(first.code)))
        }
    }

    /// Where an application stands, for whoever has its code: it says nothing of the business but its state.
    static func receipt(_ request: Request) async throws -> Response {
        let code = (request.parameters["code"] ?? "").uppercased()
        let found = try await request.module.storage.read { try BusinessRows.fetch(code: code, in: $0) }
        guard let business = found else { throw PortalError.notFound }
        // Where it stands changes with things that this page does not name: nobody keeps it.
        _ = request.formToken()
        let (texts, context) = (request.texts, request.module)
        let state = publicState(business)
        let model = ApplicationReceiptModel(
            title: texts("receipt"), code: business.code, received: DayModel(business.receivedAt),
            state: texts("receipt.\(state)"), explanation: texts("receipt.\(state)_help"),
            // A reason is for the business, whose mail has it; it may name people.
            pageUrl: business.isPublic ? context.url(business.path) : nil)
        return try request.page(
            "receipt", model,
            PageInfo(title: model.title, breadcrumbs: [BusinessPage.directoryStep(request)], isIndexed: false))
    }

    private static func publicState(_ business: Business) -> String {
        // Who sent spam is not told so.
        if business.isSpam { return "received" }
        if business.isClosed { return "refused" }
        if business.isPublic { return "published" }
        return business.step == BusinessWorkflow.type.initial ? "received" : "checking"
    }

    private static func page(
        _ form: BusinessForm, _ intake: Intake, status: Int, _ request: Request
    ) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let contact = [context.site.email, context.site.phone].compactMap { $0 }.joined(separator: ", ")
        let months = AdsSettings(request).applicantMonths
        let model = ApplicationModel(
            title: texts("application"), intro: texts("application_intro", ["name": context.site.nameInSentence]),
            steps: [
                "application.step.send", "application.step.confirm", "application.step.publish", "application.step.ad",
            ]
            .map { texts($0) },
            pricesUrl: context.url(AdsPath.prices),
            privacy: [
                texts("privacy.purpose"),
                texts(months > 0 ? "privacy.kept" : "privacy.kept_always", ["months": String(months)]),
                texts("privacy.shown"), texts("privacy.rights", ["contact": contact]),
            ],
            form: request.formModel(form.form, submit: texts("application.send"), intake: intake))
        return try request.page(
            "application", model,
            PageInfo(
                title: model.title, description: model.intro, breadcrumbs: [BusinessPage.directoryStep(request)],
                status: form.form.isValid && intake.obstacle == nil ? 200 : status))
    }
}

/// What the template `application` shows.
struct ApplicationModel: TemplateModel {
    let title: String
    let intro: String
    let steps: [String]
    let pricesUrl: String
    let privacy: [String]
    let form: FormModel

    static var example: ApplicationModel {
        ApplicationModel(
            title: "Đăng ký", intro: "Đăng ký quảng bá", steps: ["Gửi hồ sơ"], pricesUrl: "/doanh-nghiep/bang-gia",
            privacy: ["Chỉ dùng để liên hệ"], form: .example)
    }
}

/// What the template `receipt` shows.
struct ApplicationReceiptModel: TemplateModel {
    let title: String
    let code: String
    let received: DayModel
    let state: String
    let explanation: String
    let pageUrl: String?

    static var example: ApplicationReceiptModel {
        ApplicationReceiptModel(
            title: "Đã nhận", code: "DN7K2M9QX4TD", received: .example, state: "Đã nhận", explanation: "Chờ xem xét",
            pageUrl: "/doanh-nghiep/gom")
    }
}
