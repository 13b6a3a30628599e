import Foundation
import GRDB

/// A module's workflow as the site has it: its steps can be added, moved and taken out; each change is a version.
enum WorkflowEditScreen {
    static func path(_ id: String) -> String { "\(WorkPath.workflows)/\(id)" }

    /// A workflow with all that its form needs.
    private struct Scene: Sendable {
        let declared: WorkflowType
        let module: String
        let latest: WorkflowDefinitions.Version
        let versions: [WorkflowDefinitions.Version]
        let parties: WorkflowParties
        let names: WorkflowNames

        func form(_ texts: Texts) -> WorkflowForm {
            let plan = latest.type.plan ?? WorkflowPlan(stages: [])
            return WorkflowForm(plan, of: declared, parties: parties, names: names, texts: texts)
        }
    }

    static func show(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        return try page(scene.form(request.texts), scene, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        let texts = request.texts
        var form = scene.form(texts)
        form.accept(request)
        let command = request.form["do"] ?? "save"
        if command == "reset" { return try await put(nil, note: "", scene, request) }
        guard command == "save" else {
            form.rearrange(command)
            form.forgetErrors()
            return try page(form, scene, request)
        }
        guard form.isValid else { return try page(form, scene, request) }
        let taken = Set(scene.versions.flatMap { $0.type.steps.map(\.id) } + scene.declared.steps.map(\.id))
        let plan = form.plan(taken: taken)
        do {
            return try await put(plan, note: form.general["note"], scene, request)
        } catch is WorkflowDefinitionError {
            form.general.fail("note", texts("workflow.does_not_fit"))
            return try page(form, scene, request)
        }
    }

    private static func put(
        _ plan: WorkflowPlan?, note: String, _ scene: Scene, _ request: Request
    ) async throws -> Response {
        let id = scene.declared.id
        // What changes nothing is the module's own way: then its later changes come through.
        let plan = plan == scene.declared.plan ? nil : plan
        let version = try await request.site.storage(for: "core").write(as: request.actor) { change in
            let before = try WorkflowDefinitions.latest(id, in: change.database)
            let after = try WorkflowDefinitions.change(
                scene.declared, to: plan, note: note, by: change.actor.name, now: change.now, in: change.database)
            if after.version != before?.type.version {
                try change.audit(
                    "workflow.change", on: RecordReference(type: "core.workflow", id: Int64(after.version)),
                    before: before?.type.plan, after: after.plan, note: note.isEmpty ? id : "\(id): \(note)")
            }
            return after.version
        }
        let key = version == scene.latest.type.version ? "workflow.unchanged" : "workflow.saved"
        return .redirect(
            to: path(id), message: FlashMessage(.success, request.texts(key, ["version": String(version)])))
    }

    private static func scene(_ request: Request) async throws -> Scene {
        let id = request.parameters["id"] ?? ""
        guard let found = request.assembly.changeableWorkflows.first(where: { $0.declared.id == id }) else {
            throw PortalError.notFound
        }
        let texts = request.assembly.texts.texts(module: found.module.id, language: request.client.language)
        let (declared, module) = (found.declared, texts("module.name"))
        return try await request.site.database.read { database in
            guard let latest = try WorkflowDefinitions.latest(id, in: database) else { throw PortalError.notFound }
            return Scene(
                declared: declared, module: module, latest: latest,
                versions: try WorkflowDefinitions.versions(id, limit: 50, in: database),
                parties: try WorkflowParties(declared, texts: texts, in: database),
                names: try WorkflowNames(id, texts: texts, in: database))
        }
    }

    private static func page(_ form: WorkflowForm, _ scene: Scene, _ request: Request) throws -> Response {
        let model = WorkflowEditModel(
            form, versions: scene.versions, names: scene.names,
            title: request.texts("workflow.of", ["name": scene.module]),
            request)
        return try request.adminCorePage(
            "admin/workflow", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [.init(request.texts("admin.workflows"), url: WorkPath.workflows)],
                status: form.isValid ? 200 : 422))
    }
}

/// What the template `admin/workflow` shows.
struct WorkflowEditModel: TemplateModel {
    struct Row: Sendable {
        let number: String
        let legend: String
        let fields: [FieldModel]
        let documentId: String
        let documentValue: String
        let isDocument: Bool
        let index: String
        let canMoveUp: Bool
        let canMoveDown: Bool
        let canRemove: Bool
    }

    struct Version: Sendable {
        let number: String
        let by: String
        let time: MomentModel?
        let note: String?
        let way: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let action: String
    let csrf: String
    let hasErrors: Bool
    let errors: [FormModel.ErrorLink]
    let way: [String]
    let general: [FieldModel]
    let rows: [Row]
    let versions: [Version]

    init(
        _ form: WorkflowForm, versions: [WorkflowDefinitions.Version], names: WorkflowNames, title: String,
        _ request: Request
    ) {
        let texts = request.texts
        self.title = title
        intro = texts("workflow.edit_intro")
        hasActions = false
        actions = []
        action = request.path
        csrf = request.formToken()
        rows = form.rows.enumerated().map { index, row in
            let title =
                row.form["title"].isEmpty
                ? row.id.isEmpty ? texts("workflow.new_step") : names.declared(row.id) : row.form["title"]
            return Row(
                number: String(index + 1),
                legend: texts("workflow.step_number", ["number": String(index + 1), "title": title]),
                fields: row.form.fields.filter { $0.name != "document" }.map {
                    FieldModel($0, idSuffix: String(index))
                },
                documentId: "document-\(index)", documentValue: String(index),
                isDocument: row.form.isChecked("document"), index: String(index),
                canMoveUp: index > 0 && !row.isLast,
                canMoveDown: index + 2 < form.rows.count, canRemove: !row.isLast)
        }
        general = form.general.fields.map { FieldModel($0) }
        errors =
            form.general.fields.compactMap { field in
                field.error.map { .init(id: FieldModel.id(of: field), text: "\(field.label): \($0)") }
            }
            + form.rows.enumerated().flatMap { index, row in
                row.form.fields.compactMap { field in
                    field.error.map {
                        .init(id: "\(FieldModel.id(of: field))-\(index)", text: "\(index + 1). \(field.label): \($0)")
                    }
                }
            }
        hasErrors = !errors.isEmpty
        let steps = versions.first?.type.steps.map(\.id) ?? []
        let stages = Set(form.rows.map(\.id) + (versions.first?.type.plan?.stages.map(\.id) ?? []))
        way =
            steps.prefix(1).map(names.step)
            + form.rows.map { row in
                row.form["title"].isEmpty
                    ? row.id.isEmpty ? texts("workflow.new_step") : names.declared(row.id) : row.form["title"]
            } + steps.dropFirst().filter { !stages.contains($0) }.map(names.step)
        self.versions = versions.map { version in
            Version(
                number: String(version.type.version),
                by: version.by.isEmpty ? texts("workflow.by_module") : version.by,
                time: version.at.map(MomentModel.init),
                note: version.note.isEmpty ? nil : version.note,
                way: version.type.steps.map { $0.title.isEmpty ? names.declared($0.id) : $0.title }
                    .joined(separator: " → "))
        }
    }

    private init() {
        title = "Quy trình Tin tức"
        intro = "Mỗi lần lưu là một phiên bản"
        hasActions = true
        actions = [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")]
        action = "/quan-tri/quy-trinh/news.editorial"
        csrf = "…"
        hasErrors = true
        errors = [.init(id: "field-title-0", text: "Cần nhập tên bước")]
        way = ["Bản nháp", "Chờ kiểm duyệt"]
        general = FieldModel.examples
        rows = [
            Row(
                number: "1", legend: "Bước 1: Chờ kiểm duyệt", fields: FieldModel.examples, documentId: "document-0",
                documentValue: "0", isDocument: true, index: "0", canMoveUp: true, canMoveDown: true, canRemove: true)
        ]
        versions = [
            Version(number: "2", by: "Nguyễn Thị Hạnh", time: .example, note: "Thêm bước", way: "Bản nháp → Duyệt")
        ]
    }

    static var example: WorkflowEditModel { WorkflowEditModel() }
}
