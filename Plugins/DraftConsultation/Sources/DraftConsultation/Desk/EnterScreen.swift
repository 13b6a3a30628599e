import PortalKit

/// Where officers enter the written answers of bodies, and what people brought on paper or said at a meeting.
enum EnterScreen {
    static func show(_ request: Request) async throws -> Response {
        let draft = try await enterable(request)
        return try page(draft, form(draft, request), request)
    }

    static func save(_ request: Request) async throws -> Response {
        let draft = try await enterable(request)
        let form = form(draft, request)
        let (desk, files) = (CommentDesk(request.module), form.files)
        guard form.form.isValid else {
            try await request.keep(files)
            return try page(draft, form, request)
        }
        let entered = form.comment(on: draft)
        let comment = try await request.module.storage.write(as: request.actor) { change in
            try files.register(in: change)
            return try desk.receive(entered, files: files.files, on: draft, in: change)
        }
        let isMore = request.form["then"] == "more"
        return .redirect(
            to: request.module.adminURL(
                isMore ? ConsultationScreen.enter(draft.id) : ConsultationScreen.comment(comment.id)),
            message: FlashMessage(.success, request.texts("enter.done", ["code": comment.code])))
    }

    private static func enterable(_ request: Request) async throws -> Draft {
        let draft = try await request.treatedDraft()
        guard draft.wasPublic, draft.reportedAt == nil else { throw PortalError.conflict(reason: "error.409") }
        return draft
    }

    private static func form(_ draft: Draft, _ request: Request) -> CommentForm {
        CommentForm(
            draft, LegalText(lines: draft.content.lines), chosen: request.query["dieu"] ?? "", isOffice: true, request)
    }

    private static func page(_ draft: Draft, _ form: CommentForm, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form.form,
            PageInfo(
                title: texts("enter.title"),
                breadcrumbs: [DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request)]),
            submit: texts("enter.save"),
            buttons: [.init(name: "then", value: "more", label: texts("enter.save_and_more"))],
            cancelURL: request.module.adminURL(ConsultationScreen.comments(draft.id)), intro: texts("enter.intro"))
    }
}
