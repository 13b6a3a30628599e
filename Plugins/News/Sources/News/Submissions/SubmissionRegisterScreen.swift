import PortalKit

/// Where the office registers what came on paper, by a chat group, by mail or by phone.
enum SubmissionRegisterScreen {
    static func show(_ request: Request) async throws -> Response {
        try page(SubmissionForm(.office, request), request)
    }

    static func register(_ request: Request) async throws -> Response {
        let form = SubmissionForm(.office, request)
        let (desk, files) = (SubmissionDesk(request.module), form.files)
        guard form.form.isValid else {
            try await request.keep(files)
            return try page(form, request)
        }
        let draft = form.draft
        let submission = try await request.module.storage.write(as: request.actor) { change in
            try desk.receive(draft, files: files, in: change)
        }
        return .redirect(
            to: request.module.adminURL(SubmissionScreenPath.submission(submission.id)),
            message: FlashMessage(.success, request.texts("submission.registered", ["code": submission.code])))
    }

    private static func page(_ form: SubmissionForm, _ request: Request) throws -> Response {
        let list = request.module.adminURL(SubmissionScreenPath.list)
        return try request.adminForm(
            form.form,
            PageInfo(
                title: request.texts("submission.register"),
                breadcrumbs: [PageInfo.Breadcrumb(request.texts("submission.list"), url: list)]),
            submit: request.texts("submission.register_submit"), cancelURL: list,
            intro: request.texts("submission.register_intro"))
    }
}
