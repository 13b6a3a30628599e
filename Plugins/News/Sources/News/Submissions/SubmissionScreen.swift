import Foundation
import PortalKit

/// A submission on the desk: all that it holds, what happened to it, and what can be done with it.
enum SubmissionScreen {
    static func show(_ request: Request) async throws -> Response {
        try await screen(try await request.submission(), failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let submission = try await request.submission()
        let action: SubmissionAction = try request.recordAction()
        let place = try await place(submission, request)
        guard action.isOffered(place) else { throw PortalError.conflict(reason: "error.409") }
        var form = action.form(place, request.texts)
        form.accept(request)
        guard form.isValid else { return try await screen(submission, failed: (action, form), request) }
        let (desk, filled) = (SubmissionDesk(request.module), form)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try action.perform(filled, place, desk, in: change)
            }
        } catch is SubmissionChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return .redirect(
            to: request.module.adminURL(SubmissionScreenPath.submission(submission.id)),
            message: FlashMessage(.success, action.done(request.texts)))
    }

    /// A file, always as a download: nothing that came from outside is shown in the portal's own name.
    static func file(_ request: Request) async throws -> Response {
        try await download(of: try await request.submission(), request)
    }

    static func download(of submission: Submission, _ request: Request) async throws -> Response {
        let position = request.parameters["position"].flatMap { Int($0) } ?? 0
        let files = try await request.module.storage.read { try SubmissionRows.files(of: submission.id, in: $0) }
        guard files.indices.contains(position - 1) else { throw PortalError.notFound }
        return .download(files[position - 1])
    }

    // MARK: - The screen

    static func place(_ submission: Submission, _ request: Request) async throws -> SubmissionAction.Place {
        let officers = try await request.module.storage.read { database in
            try AccountStore.holders(of: NewsPermission.submissions, in: database)
        }
        return SubmissionAction.Place(
            submission: submission, actor: request.actor, sections: ArticleAccess(request).writable,
            officers: officers)
    }

    private static func screen(
        _ submission: Submission, failed: (action: SubmissionAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let place = try await place(submission, request)
        let (files, events, article) = try await request.module.storage.read { database in
            (
                try SubmissionRows.files(of: submission.id, in: database),
                try SubmissionRows.events(of: submission.id, in: database),
                try submission.article.flatMap { try ArticleRows.fetch($0, in: database) }
            )
        }
        let record = SubmissionRecord.desk(
            submission, files: files, events: events, article: article, place: place, failed: failed, request)
        return try request.adminRecord(
            record,
            PageInfo(
                title: submission.title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(
                        request.texts("submission.list"), url: request.module.adminURL(SubmissionScreenPath.list))
                ], status: failed == nil ? 200 : 422))
    }
}

extension Request {
    /// The submission that the path names.
    func submission() async throws -> Submission {
        let id = try id()
        guard let found = try await module.storage.read({ try SubmissionRows.fetch(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return found
    }
}
