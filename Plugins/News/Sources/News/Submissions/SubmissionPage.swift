import Foundation
import PortalKit

/// The public form by which everybody can send an item, and what they get to see afterwards.
enum SubmissionPage {
    private static let purpose = "news.submission"

    static func show(_ request: Request) async throws -> Response {
        try page(SubmissionForm(.everybody, request), request.intake(purpose), status: 200, request)
    }

    static func send(_ request: Request) async throws -> Response {
        let form = SubmissionForm(.everybody, request)
        var intake = request.intake(purpose)
        guard form.form.isValid, intake.admit() else {
            try await request.keep(form.files)
            return try page(form, intake, status: intake.status, request)
        }
        let (desk, files) = (SubmissionDesk(request.module), form.files)
        var draft = form.draft
        draft.isSuspicious = intake.isSuspicious
        let (taken, ticket) = (draft, intake)
        do {
            let submission = try await request.module.storage.write(as: request.actor) { change in
                let submission = try desk.receive(taken, files: files, in: change)
                try change.use(ticket, for: submission.reference)
                return submission
            }
            return .redirect(to: request.module.url(SubmissionPath.receipt(submission.code)))
        } catch let repeated as IntakeRepeated {
            let first = try await request.module.storage.read { database in
                try SubmissionRows.fetch(repeated.record.id, in: database)
            }
            guard let first else { throw PortalError.notFound }
            return .redirect(to: request.module.url(SubmissionPath.receipt(first.code)))
        }
    }

    /// Where a submission stands, for whoever has its code: it says nothing of who sent what.
    static func receipt(_ request: Request) async throws -> Response {
        let code = (request.parameters["code"] ?? "").uppercased()
        let (context, texts) = (request.module, request.texts)
        let found = try await context.storage.read { database -> (Submission, Article?)? in
            guard let submission = try SubmissionRows.fetch(code: code, in: database) else { return nil }
            return (submission, try submission.article.flatMap { try ArticleRows.fetch($0, in: database) })
        }
        guard let (submission, article) = found else { throw PortalError.notFound }
        // Where it stands changes with things that this page does not name: nobody keeps it.
        _ = request.formToken()
        let isPublished = article?.isPublic == true
        // Who sent spam is not told so.
        let shown = submission.state == .spam ? submission.stateBeforeSpam ?? .new : submission.state
        let state = shown == .used && isPublished ? "published" : shown.rawValue
        let model = ReceiptModel(
            title: texts("submission.receipt"), code: submission.code,
            receivedAt: MomentModel.minute(submission.receivedAt), state: texts("submission.public_state.\(state)"),
            explanation: texts(
                "submission.public_state.\(state)_help", ["day": VietnamTime(submission.dueAt).dayText]),
            articleUrl: isPublished ? article.map { context.url($0.path) } : nil,
            newUrl: NewsSettings(context.settings).takesSubmissions ? context.url(SubmissionPath.form) : nil)
        return try request.page(
            "submission-receipt", model,
            PageInfo(title: model.title, breadcrumbs: steps(request), isIndexed: false))
    }

    private static func page(
        _ form: SubmissionForm, _ intake: Intake, status: Int, _ request: Request
    ) throws -> Response {
        let (texts, settings) = (request.texts, NewsSettings(request.module.settings))
        let site = request.module.site
        let months = settings.submissionMonths
        let model = SubmissionFormModel(
            title: texts("submission.form"), intro: texts("submission.form_intro", ["site": site.nameInSentence]),
            deadline: texts("submission.form_deadline", ["count": String(settings.submissionDays)]),
            privacy: [
                texts("submission.privacy.purpose", ["site": site.nameInSentence]),
                texts(
                    months > 0 ? "submission.privacy.kept" : "submission.privacy.kept_always",
                    ["months": String(months)]),
                texts("submission.privacy.shown"),
                texts(
                    "submission.privacy.rights",
                    ["contact": [site.email, site.phone].compactMap { $0 }.joined(separator: ", ")]),
            ],
            form: request.formModel(form.form, submit: texts("submission.send"), intake: intake))
        return try request.page(
            "submission-form", model,
            PageInfo(
                title: model.title, description: model.intro, breadcrumbs: [newsStep(request)],
                status: form.form.isValid && intake.obstacle == nil ? 200 : status))
    }

    static func newsStep(_ request: Request) -> PageInfo.Breadcrumb {
        let settings = NewsSettings(request.module.settings, language: request.texts.language)
        return PageInfo.Breadcrumb(settings.title, url: request.module.url())
    }

    private static func steps(_ request: Request) -> [PageInfo.Breadcrumb] {
        guard NewsSettings(request.module.settings).takesSubmissions else { return [newsStep(request)] }
        return [
            newsStep(request),
            PageInfo.Breadcrumb(request.texts("submission.form"), url: request.module.url(SubmissionPath.form)),
        ]
    }
}

/// What the template `submission-form` shows.
struct SubmissionFormModel: TemplateModel {
    let title: String
    let intro: String
    let deadline: String
    let privacy: [String]
    let form: FormModel

    static var example: SubmissionFormModel {
        SubmissionFormModel(
            title: "Gửi bài cộng tác", intro: "Gửi tin, bài cho Ban Biên tập", deadline: "Trả lời trong 10 ngày",
            privacy: ["Chỉ dùng để trả lời"], form: .example)
    }
}

/// What the template `submission-receipt` shows.
struct ReceiptModel: TemplateModel {
    let title: String
    let code: String
    let receivedAt: MomentModel
    let state: String
    let explanation: String
    let articleUrl: String?
    let newUrl: String?

    static var example: ReceiptModel {
        ReceiptModel(
            title: "Đã nhận", code: "BG-7K2M9QX4TD",
            receivedAt: MomentModel(iso: "2026-09-26T08:30:00+07:00", text: "08:30 26/09/2026"), state: "Đã nhận",
            explanation: "Ban Biên tập trả lời trước 10/10/2026", articleUrl: "/tin-tuc/thong-bao/lich",
            newUrl: "/tin-tuc/gui-bai")
    }
}
