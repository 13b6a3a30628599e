import Foundation
import PortalKit

/// The public form.
enum FormPage {
    private static let purpose = "feedback.case"

    static func show(_ request: Request) async throws -> Response {
        let map = try await MapField.read(request)
        return try page(CaseForm(.everybody, map: map, request), request.intake(purpose), request)
    }

    static func send(_ request: Request) async throws -> Response {
        var form = CaseForm(.everybody, map: try await MapField.read(request), request)
        var intake = request.intake(purpose)
        if form.isPointing { return try await again(form, intake, request) }
        guard form.form.isValid else { return try await again(form, intake, request) }
        let files = try form.newFiles(role: .sender, in: request.module.files)
        guard form.form.isValid, intake.admit() else { return try await again(form, intake, request) }
        let desk = CaseDesk(request.module)
        var draft = form.draft
        draft.isSuspicious = intake.isSuspicious
        let (taken, ticket) = (draft, intake)
        do {
            let token = try await request.module.storage.write(as: request.actor) { change in
                let item = try desk.receive(taken, files: files, in: change)
                try change.use(ticket, for: item.reference)
                return try desk.open(item, in: change)
            }
            return .redirect(
                to: request.module.url(FeedbackPath.caseFile(token)),
                message: FlashMessage(.success, request.texts("form.sent")))
        } catch let repeated as IntakeRepeated {
            // A double click: the first has been taken in.
            let token = try await request.module.storage.write(as: request.actor) { change in
                try desk.open(try CaseRows.require(repeated.record.id, in: change.database), in: change)
            }
            return .redirect(to: request.module.url(FeedbackPath.caseFile(token)))
        }
    }

    /// The form again, with what was typed and sent.
    private static func again(_ form: CaseForm, _ intake: Intake, _ request: Request) async throws -> Response {
        try await request.keep(form.uploads)
        return try page(form, intake, status: form.isPointing ? 200 : intake.status, request)
    }

    private static func page(
        _ form: CaseForm, _ intake: Intake, status: Int = 200, _ request: Request
    ) throws -> Response {
        let (texts, site) = (request.texts, request.module.site)
        let settings = FeedbackSettings(request.module.settings, language: texts.language)
        let asked = form.isPointing ? intake.postponed : intake
        let model = CaseFormModel(
            title: texts("form.heading"), intro: texts("form.intro", ["site": site.nameInSentence]),
            terms: FeedbackCase.Kind.allCases.map { kind in
                texts("form.term.\(kind.rawValue)", ["count": String(settings.days(for: kind))])
            },
            privacy: [
                texts("privacy.purpose", ["site": site.authority]),
                texts(
                    settings.retentionMonths > 0 ? "privacy.kept" : "privacy.kept_always",
                    ["months": String(settings.retentionMonths)]),
                texts("privacy.shown"),
                texts(
                    "privacy.rights", ["contact": [site.email, site.phone].compactMap { $0 }.joined(separator: ", ")]),
            ],
            trackingUrl: request.module.url(FeedbackPath.tracking),
            form: request.formModel(form.form, submit: texts("form.send"), intake: asked), parts: form.parts(asked))
        return try request.page(
            "form", model,
            PageInfo(
                title: model.title, description: model.intro, breadcrumbs: [request.feedbackStep], status: status))
    }
}

/// What the template `form` shows.
struct CaseFormModel: TemplateModel {
    let title: String
    let intro: String
    let terms: [String]
    let privacy: [String]
    let trackingUrl: String
    let form: FormModel
    let parts: CaseFormParts

    static var example: CaseFormModel {
        CaseFormModel(
            title: "Gửi phản ánh, kiến nghị", intro: "Xã trả lời từng người", terms: ["Trả lời trong 10 ngày"],
            privacy: ["Chỉ dùng để trả lời"], trackingUrl: "/phan-anh/tra-cuu", form: .example, parts: .example)
    }
}

extension Request {
    /// The step of the breadcrumbs to the module's first page.
    var feedbackStep: PageInfo.Breadcrumb {
        let title = FeedbackSettings(module.settings, language: texts.language).title
        return PageInfo.Breadcrumb(title, url: module.url())
    }
}
