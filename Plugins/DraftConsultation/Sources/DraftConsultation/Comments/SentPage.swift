import PortalKit

/// What a sender sees after sending: where their comment stands, and the field for the code that confirms it. It says
/// nothing of who sent what: the code in its address may be passed on.
enum SentPage {
    static func show(_ request: Request) async throws -> Response {
        let (comment, draft) = try await found(request)
        return try await page(comment, draft, form(request.texts), request)
    }

    /// Confirms by the code of the mail.
    static func confirm(_ request: Request) async throws -> Response {
        let (comment, draft) = try await found(request)
        var form = form(request.texts)
        form.accept(request)
        guard comment.state == .unconfirmed else {
            return .redirect(to: request.module.url(ConsultationPath.sent(comment.code)))
        }
        if form.isValid {
            let (desk, code) = (CommentDesk(request.module), form["code"])
            let isRight = try await request.module.storage.write(as: request.actor) { change in
                try desk.confirm(comment, code: code, in: change)
            }
            if isRight {
                return .redirect(
                    to: request.module.url(ConsultationPath.sent(comment.code)),
                    message: FlashMessage(.success, request.texts("confirm.done")))
            }
            form.fail("code", request.texts("confirm.wrong_code"))
        }
        return try await page(comment, draft, form, request)
    }

    private static func found(_ request: Request) async throws -> (Comment, Draft) {
        let code = (request.parameters["code"] ?? "").uppercased()
        let found = try await request.module.storage.read { database -> (Comment, Draft)? in
            guard let comment = try CommentRows.fetch(code: code, in: database),
                let draft = try DraftRows.fetch(comment.draft, in: database)
            else { return nil }
            return (comment, draft)
        }
        guard let found else { throw PortalError.notFound }
        return found
    }

    private static func form(_ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                "code", .input(type: "text"), label: texts("confirm.code"), help: texts("confirm.code_help"),
                isRequired: true, maximumLength: 12, autocomplete: "one-time-code")
        ])
    }

    private static func page(
        _ comment: Comment, _ draft: Draft, _ form: Form, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        // Who sent spam is not told so.
        let shown = comment.state == .spam ? Comment.State.waiting : comment.state
        let isOpen = shown == .unconfirmed
        let words = try await request.placeWords(draft, version: comment.version)
        let model = SentModel(
            title: texts(isOpen ? "confirm.title" : "sent.title"), code: comment.code,
            draft: draft.content.title, draftUrl: context.url(draft.path),
            place: (words?.worded(comment.place) ?? comment.place).label,
            state: texts("sent.state.\(shown.rawValue)"), explanation: texts("sent.state.\(shown.rawValue)_help"),
            form: isOpen ? request.formModel(form, submit: texts("confirm.submit")) : nil)
        // Where it stands changes with things that this page does not name: nobody keeps it.
        _ = request.formToken()
        return try request.page(
            "sent", model,
            PageInfo(
                title: model.title, breadcrumbs: DraftComparisonPage.steps(draft, request), isIndexed: false,
                status: form.isValid ? 200 : 422))
    }
}

/// What the template `sent` shows.
struct SentModel: TemplateModel {
    let title: String
    let code: String
    let draft: String
    let draftUrl: String
    let place: String
    let state: String
    let explanation: String
    /// Nil when there is nothing to confirm any more.
    let form: FormModel?

    static var example: SentModel {
        SentModel(
            title: "Đã nhận", code: "YK-7K2M9QX4TD", draft: "Quy chế", draftUrl: "/du-thao/quy-che", place: "Điều 5",
            state: "Chờ xác nhận", explanation: "Mở thư để xác nhận", form: .example)
    }
}
