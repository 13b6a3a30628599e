import PortalKit

/// Where somebody asks to be told when a draft opens, ends and has its result.
enum FollowPage {
    private static let purpose = "draft-consultation.follow"

    static func show(_ request: Request) async throws -> Response {
        let draft = try await followable(request)
        return try page(draft, form(request), request.intake(purpose), status: 200, request)
    }

    static func send(_ request: Request) async throws -> Response {
        let draft = try await followable(request)
        var form = form(request)
        form.accept(request)
        if form.isValid, MailAddress(form["mail"]) == nil { form.fail("mail", request.texts("comment.error.mail")) }
        if !form.isChecked("consent") { form.fail("consent", request.texts("comment.error.consent")) }
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else {
            return try page(draft, form, intake, status: intake.status, request)
        }
        let (desk, mail, ticket) = (FollowDesk(request.module), form["mail"], intake)
        if !intake.isSuspicious {
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try desk.add(mail, to: draft, isConfirmed: false, asks: true, in: change)
                    try change.use(ticket, for: draft.reference)
                }
            } catch is IntakeRepeated {
                // A double click: the mail is on its way.
            }
        }
        return .redirect(
            to: request.module.url(draft.path), message: FlashMessage(.success, request.texts("follow.asked")))
    }

    private static func followable(_ request: Request) async throws -> Draft {
        let draft = try await DraftPage.publicDraft(request)
        guard draft.phase(at: request.now) != .result else { throw PortalError.notFound }
        return draft
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "mail", .input(type: "email"), label: texts("comment.mail"), help: texts("follow.mail_help"),
                isRequired: true, maximumLength: CommentLimit.name, autocomplete: "email"),
            FormField("consent", .checkbox, label: texts("follow.consent"), isRequired: true),
        ])
    }

    private static func page(
        _ draft: Draft, _ form: Form, _ intake: Intake, status: Int, _ request: Request
    ) throws -> Response {
        let model = FollowModel(
            title: request.texts("follow.title"), draft: draft.content.title,
            draftUrl: request.module.url(draft.path), intro: request.texts("follow.intro"),
            form: request.formModel(form, submit: request.texts("follow.submit"), intake: intake))
        return try request.page(
            "follow", model,
            PageInfo(
                title: "\(model.title): \(draft.content.title)", breadcrumbs: DraftComparisonPage.steps(draft, request),
                isIndexed: false, status: form.isValid && intake.obstacle == nil ? 200 : status))
    }
}

/// What the template `follow` shows.
struct FollowModel: TemplateModel {
    let title: String
    let draft: String
    let draftUrl: String
    let intro: String
    let form: FormModel

    static var example: FollowModel {
        FollowModel(
            title: "Theo dõi dự thảo", draft: "Quy chế", draftUrl: "/du-thao/quy-che",
            intro: "Cổng gửi thư khi có kết quả",
            form: .example)
    }
}
