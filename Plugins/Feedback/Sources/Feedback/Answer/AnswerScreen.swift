import Foundation
import GRDB
import PortalKit

/// Where the answer is drafted, and with it what the public is to read, with names masked by proposal.
enum AnswerScreen {
    static func show(_ request: Request) async throws -> Response {
        let scene = try await AnswerScene.read(request)
        var form = AnswerForm(scene, request)
        let chosen = request.query.integer("mau").map { Int64($0) }
        if let template = scene.templates.first(where: { $0.id == chosen }) {
            form.insert(template, scene, request)
        }
        return try page(scene, form, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let scene = try await AnswerScene.read(request)
        var form = AnswerForm(scene, request)
        if request.form["then"] == "propose" {
            form.propose(scene)
            try await request.keep(form.uploads)
            return try page(scene, form, status: 200, request)
        }
        guard form.form.isValid else { return try await again(scene, form, request) }
        let files = try form.newFiles(in: request.module.files)
        guard form.form.isValid else { return try await again(scene, form, request) }
        let (desk, filled, id) = (CaseDesk(request.module), form, scene.item.id)
        let submits = request.form["then"] == "submit"
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try desk.save(
                    filled.answer, of: id, from: filled.revision, files: files, published: filled.published,
                    in: change)
                if submits { try desk.submit(id, in: change) }
            }
        } catch is AnswerConflict {
            form.form.fail("text", request.texts("answer.conflict"))
            return try await again(scene, form, status: 409, request)
        } catch is CaseChanged {
            throw PortalError.conflict(reason: "error.409")
        } catch WorkflowError.gatesFailed(let failures) {
            for failure in failures { form.form.fail(failure.field ?? "text", failure.text(request.texts)) }
            return try await again(scene, form, request)
        } catch let error as WorkflowError {
            form.form.fail("text", request.texts(error.messageKey))
            return try await again(scene, form, request)
        }
        return .redirect(
            to: request.module.adminURL(FeedbackScreen.detail(id)),
            message: FlashMessage(.success, request.texts(submits ? "answer.submitted" : "answer.saved")))
    }

    private static func again(
        _ scene: AnswerScene, _ form: AnswerForm, status: Int = 422, _ request: Request
    ) async throws -> Response {
        try await request.keep(form.uploads)
        return try page(scene, form, status: status, request)
    }

    private static func page(
        _ scene: AnswerScene, _ form: AnswerForm, status: Int = 200, _ request: Request
    ) throws -> Response {
        let (texts, context, item) = (request.texts, request.module, scene.item)
        let url = context.adminURL(FeedbackScreen.answer(item.id))
        let back = context.adminURL(FeedbackScreen.detail(item.id))
        let model = AnswerScreenModel(
            title: texts("answer.title", ["title": item.title]), intro: texts("answer.intro"), hasActions: false,
            actions: [], text: item.text,
            facts: [
                ("demand", item.demand), ("place", item.place.line), ("due", VietnamTime(item.dueAt).dayText),
            ].filter { !$0.1.isEmpty }.map { FactModel(texts("case.\($0.0)"), $0.1) },
            mayPublish: texts(item.mayPublish ? "answer.sender_agrees" : "answer.sender_does_not_agree"),
            mayPublishKind: item.mayPublish ? "info" : "warning", hasAdditions: !scene.additions.isEmpty,
            additions: scene.additions.map { .init(person: VietnamTime($0.at).timeText, text: $0.text) },
            hasOpinions: !scene.opinions.isEmpty,
            opinions: scene.opinions.map { .init(person: "\($0.signature), \($0.person.office)", text: $0.answer) },
            hasTemplates: !scene.templates.isEmpty, templateUrl: url,
            templates: scene.templates.map { .init(id: String($0.id), title: $0.title) },
            found: form.found.isEmpty ? nil : form.found,
            form: request.formModel(
                form.form, submit: texts("answer.save"),
                buttons: [
                    .init(name: "then", value: "propose", label: texts("answer.propose")),
                    .init(name: "then", value: "submit", label: texts("answer.submit")),
                ], cancelURL: back))
        return try request.adminPage(
            "admin/answer", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    .init(texts("admin.list"), url: context.adminURL()), .init(item.title, url: back),
                ], status: status))
    }
}

/// A case whose answer is being drafted.
struct AnswerScene: Sendable {
    let item: FeedbackCase
    let files: [CaseFile]
    /// What the sender has added, the oldest first.
    let additions: [CaseEvent]
    let opinions: [Opinion]
    let templates: [AnswerTemplate]

    static func read(_ request: Request) async throws -> AnswerScene {
        let item = try await request.feedbackCase()
        guard CaseAccess(actor: request.actor).mayHandle(item) else { throw PortalError.forbidden }
        guard item.state.isWorkable else { throw PortalError.conflict(reason: "error.409") }
        return try await request.module.storage.read { database in
            AnswerScene(
                item: item, files: try CaseFiles.list(of: item.id, in: database),
                additions: try CaseRows.events(of: item.id, in: database)
                    .filter { $0.kind == .supplemented && !$0.text.isEmpty }.reversed(),
                opinions: try Opinion.list(of: item.id, in: database).filter { !$0.answer.isEmpty },
                templates: try AnswerTemplate.list(topic: item.topic, in: database))
        }
    }
}

/// What the template `admin/answer` shows.
struct AnswerScreenModel: TemplateModel {
    struct Said: Sendable {
        let person: String
        let text: String
    }

    struct Choice: Sendable {
        let id: String
        let title: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let text: String
    let facts: [FactModel]
    let mayPublish: String
    let mayPublishKind: String
    let hasAdditions: Bool
    let additions: [Said]
    let hasOpinions: Bool
    let opinions: [Said]
    let hasTemplates: Bool
    let templateUrl: String
    let templates: [Choice]
    let found: String?
    let form: FormModel

    static var example: AnswerScreenModel {
        AnswerScreenModel(
            title: "Trả lời: Đường thôn hỏng", intro: "Soạn thảo", hasActions: true,
            actions: [AdminAction("Hồ sơ", url: "/quan-tri/feedback/1", isPrimary: true, icon: "edit")],
            text: "Nội dung", facts: [.example], mayPublish: "Người gửi đồng ý", mayPublishKind: "info",
            hasAdditions: true, additions: [Said(person: "08:30 24/11/2026", text: "Phía đông cổng chợ")],
            hasOpinions: true, opinions: [Said(person: "Bà Hoa", text: "Đã sửa")], hasTemplates: true,
            templateUrl: "/quan-tri/feedback/1/tra-loi", templates: [Choice(id: "1", title: "Mẫu chung")],
            found: "Đã che 2 tên", form: .example)
    }
}
