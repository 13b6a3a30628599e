import Foundation
import GRDB
import PortalKit

/// The public form by which everybody can comment on a draft, and what they get to see afterwards.
enum CommentPage {
    private static let purpose = "draft-consultation.comment"

    static func show(_ request: Request) async throws -> Response {
        let draft = try await openDraft(request)
        let chosen = request.query["dieu"] ?? request.query["cau-hoi"].map { "cau-hoi-\($0)" } ?? ""
        let form = CommentForm(draft, LegalText(lines: draft.content.lines), chosen: chosen, isOffice: false, request)
        let quote = form.chosenText(in: draft.content.lines)
        return try page(draft, form, quote: quote, request.intake(purpose), status: 200, request)
    }

    static func send(_ request: Request) async throws -> Response {
        let draft = try await openDraft(request)
        let form = CommentForm(draft, LegalText(lines: draft.content.lines), chosen: "", isOffice: false, request)
        var intake = request.intake(purpose)
        guard form.form.isValid, intake.admit() else {
            try await request.keep(form.files)
            let quote = form.chosenText(in: draft.content.lines)
            return try page(draft, form, quote: quote, intake, status: intake.status, request)
        }
        var sent = form.comment(on: draft)
        sent.isSuspicious = intake.isSuspicious
        let (desk, files, taken, ticket) = (CommentDesk(request.module), form.files, sent, intake)
        do {
            let comment = try await request.module.storage.write(as: request.actor) { change in
                try files.register(in: change)
                let comment = try desk.receive(taken, files: files.files, on: draft, in: change)
                try change.use(ticket, for: comment.reference)
                return comment
            }
            return .redirect(to: request.module.url(ConsultationPath.sent(comment.code)))
        } catch let repeated as IntakeRepeated {
            let first = try await request.module.storage.read { try CommentRows.fetch(repeated.record.id, in: $0) }
            guard let first else { throw PortalError.notFound }
            return .redirect(to: request.module.url(ConsultationPath.sent(first.code)))
        }
    }

    /// The draft that the path names, while comments on it are taken.
    private static func openDraft(_ request: Request) async throws -> Draft {
        let draft = try await DraftPage.publicDraft(request)
        guard ConsultationSettings(request).takesComments, draft.phase(at: request.now) == .open else {
            throw PortalError.notFound
        }
        return draft
    }

    private static func page(
        _ draft: Draft, _ form: CommentForm, quote: String?, _ intake: Intake, status: Int, _ request: Request
    ) throws -> Response {
        let (texts, settings) = (request.texts, ConsultationSettings(request))
        let site = request.module.site
        let months = settings.retentionMonths
        let model = CommentFormModel(
            title: texts("comment.title"), draft: draft.content.title,
            draftUrl: request.module.url(draft.path), note: PhaseText(draft, request).note,
            quote: quote,
            after: texts(
                settings.moderatesFirst
                    ? "comment.moderated" : settings.confirms ? "comment.shown_at_once" : "comment.shown_when_sent"),
            privacy: [
                texts("comment.privacy.purpose", ["site": site.name]), texts("comment.privacy.shown"),
                texts(
                    months > 0 ? "comment.privacy.kept" : "comment.privacy.kept_always", ["months": String(months)]),
                texts(
                    "comment.privacy.rights",
                    ["contact": [site.email, site.phone].compactMap { $0 }.joined(separator: ", ")]),
            ], form: request.formModel(form.form, submit: texts("comment.send"), intake: intake))
        return try request.page(
            "comment-form", model,
            PageInfo(
                title: "\(model.title): \(draft.content.title)", breadcrumbs: DraftComparisonPage.steps(draft, request),
                isIndexed: false, status: form.form.isValid && intake.obstacle == nil ? 200 : status))
    }
}

/// What the template `comment-form` shows.
struct CommentFormModel: TemplateModel {
    let title: String
    let draft: String
    let draftUrl: String
    let note: String
    /// The words of the place that is commented on.
    let quote: String?
    let after: String
    let privacy: [String]
    let form: FormModel

    static var example: CommentFormModel {
        CommentFormModel(
            title: "Góp ý", draft: "Quy chế quản lý nghĩa trang", draftUrl: "/du-thao/quy-che", note: "Còn 12 ngày",
            quote: "2. Mức thu là 300.000 đồng.", after: "Cán bộ xem trước khi hiển thị",
            privacy: ["Chỉ dùng để liên hệ"], form: .example)
    }
}
