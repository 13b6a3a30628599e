import Foundation

/// Where a person chooses whether to be told by mail of what waits.
enum DigestScreen {
    static func show(_ request: Request) async throws -> Response {
        let account = try account(request)
        let isWanted = try await request.site.database.read { try WorkDigest.isWanted(by: account, in: $0) }
        var form = form(request)
        form.set("digest", to: isWanted ? "daily" : "never")
        return try page(form, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let account = try account(request)
        var form = form(request)
        form.accept(request)
        guard form.isValid else { return try page(form, request) }
        let isWanted = form["digest"] == "daily"
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            try WorkDigest.choose(isWanted, for: account, in: change.database)
        }
        return .redirect(
            to: WorkPath.inbox,
            message: FlashMessage(.success, request.texts(isWanted ? "digest.saved_daily" : "digest.saved_never")))
    }

    private static func account(_ request: Request) throws -> Int64 {
        guard let id = request.actor.personId else { throw PortalError.loginRequired }
        return id
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "digest", .radio, label: texts("digest.question"), isRequired: true,
                options: [
                    FormField.Option("daily", texts("digest.daily")), FormField.Option("never", texts("digest.never")),
                ])
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form,
            PageInfo(title: texts("digest.title"), breadcrumbs: [.init(texts("work.inbox"), url: WorkPath.inbox)]),
            submit: texts("digest.save"), cancelURL: WorkPath.inbox, intro: texts("digest.intro"))
    }
}
