import Foundation
import GRDB
import PortalKit

/// Where a sender adds what they were asked for, by a link that can be used once.
enum SubmissionSupplementPage {
    private static let purpose = "news.submission-supplement"

    static func show(_ request: Request) async throws -> Response {
        let asked = try await asked(request)
        return try page(asked, form(request), request.intake(purpose), status: 200, request)
    }

    static func send(_ request: Request) async throws -> Response {
        let asked = try await asked(request)
        let (blank, files) = form(request)
        var form = blank
        form.accept(request)
        files.restore(in: &form)
        if form["message"].isEmpty, files.files.isEmpty {
            form.fail("message", request.texts("submission.error.empty"))
        }
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else {
            try await request.keep(files)
            return try page(asked, (form, files), intake, status: intake.status, request)
        }
        let (desk, text, ticket) = (SubmissionDesk(request.module), form["message"], intake)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try desk.supplement(asked.id, text: text, files: files, token: asked.token, in: change)
                try change.use(ticket, for: SubmissionNames.record(asked.id))
            }
        } catch is SubmissionChanged {
            // A double click: the first has used the link up.
        }
        return .redirect(
            to: request.module.url(SubmissionPath.receipt(asked.code)),
            message: FlashMessage(.success, request.texts("submission.supplemented")))
    }

    private struct Asked: Sendable {
        let id: Int64
        let code: String
        let title: String
        let question: String
        let token: String
    }

    /// What was asked by the link's token.
    ///
    /// - Throws: ``PortalError/notFound`` when it was used or is too old.
    private static func asked(_ request: Request) async throws -> Asked {
        let (token, now) = (request.query["ma"] ?? "", request.now)
        let found = try await request.module.storage.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT id, code, title, question FROM news_submission_requests
                    JOIN news_submissions ON news_submissions.id = submission_id
                    WHERE token_hash = ? AND expires_at >= ? AND state IN ('new', 'work')
                    """, arguments: [SubmissionToken.hash(token), now]
            ).map { row in
                Asked(id: row["id"], code: row["code"], title: row["title"], question: row["question"], token: token)
            }
        }
        guard let found else { throw PortalError.notFound }
        return found
    }

    private static func form(_ request: Request) -> (Form, KeptUploads) {
        let texts = request.texts
        let files = KeptUploads(request, types: SubmissionLimit.types, maximum: SubmissionLimit.files)
        let message = FormField(
            "message", .textarea(rows: 8), label: texts("submission.addition"),
            maximumLength: SubmissionLimit.message)
        return (
            Form(
                fields: [message]
                    + files.fields(
                        label: texts("submission.files"), help: texts("submission.files_help"),
                        accept: SubmissionLimit.accept)), files
        )
    }

    private static func page(
        _ asked: Asked, _ form: (Form, KeptUploads), _ intake: Intake, status: Int, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        let model = SupplementModel(
            title: texts("submission.supplement"), subject: asked.title, question: asked.question,
            form: request.formModel(
                form.0, action: request.module.url(SubmissionPath.supplement(asked.token)),
                submit: texts("submission.supplement_send"), intake: intake))
        return try request.page(
            "submission-supplement", model,
            PageInfo(
                title: model.title, breadcrumbs: [SubmissionPage.newsStep(request)], isIndexed: false,
                status: form.0.isValid && intake.obstacle == nil ? 200 : status))
    }
}

/// What the template `submission-supplement` shows.
struct SupplementModel: TemplateModel {
    let title: String
    let subject: String
    let question: String
    let form: FormModel

    static var example: SupplementModel {
        SupplementModel(
            title: "Gửi bổ sung", subject: "Gương người tốt thôn Đông Thịnh", question: "Xin gửi thêm ảnh",
            form: .example)
    }
}
