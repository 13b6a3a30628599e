import Foundation
import GRDB
import PortalKit

/// The list of procedures in the administration.
enum ProcedureListScreen {
    private static let pageSize = 25

    static func show(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = EServicesSettings(context.settings, language: texts.language)
        let (text, field) = (
            String((request.query["q"] ?? "").prefix(100)), String((request.query["linh-vuc"] ?? "").prefix(60))
        )
        let all = try await context.storage.read { try ProcedureRows.all(in: $0) }
        let words = text.folded.split(separator: " ")
        let found = all.filter { procedure in
            let own = "\(procedure.content.code) \(procedure.content.name)".folded
            return words.allSatisfy { own.contains($0) } && (field.isEmpty || procedure.content.field == field)
        }
        let paging = try Paging(number: request.pageNumber(), size: pageSize, total: found.count)
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("counter.search")),
            FormField(
                "linh-vuc", .select, label: texts("procedure.field"),
                options: [FormField.Option("", texts("admin.all"))]
                    + settings.fields.map { FormField.Option($0.slug, $0.title) }),
        ])
        form.set("q", to: text)
        form.set("linh-vuc", to: field)
        return try request.adminList(
            AdminList(
                intro: texts("procedures.intro"),
                actions: [
                    AdminAction(
                        texts("procedures.new"), url: context.adminURL(EServicesScreen.newProcedure), isPrimary: true,
                        icon: "plus"),
                    AdminAction(texts("sheet.import"), url: context.adminURL(EServicesScreen.importing)),
                    AdminAction(
                        texts("sheet.export"), url: context.adminURL(EServicesScreen.exporting), icon: "download"),
                ], filter: form,
                columns: ["code", "name", "field", "level", "term", "form", "state"].map {
                    AdminList.Column(texts("procedure.\($0)"))
                }, rows: found.dropFirst(paging.offset).prefix(pageSize).map { row($0, settings, request) },
                empty: texts(text.isEmpty && field.isEmpty ? "procedures.none" : "catalogue.nothing_found"),
                pager: Pager(
                    paging, path: request.path, query: [("q", text), ("linh-vuc", field)], texts: texts)),
            PageInfo(title: texts("procedures.title")))
    }

    private static func row(
        _ procedure: Procedure, _ settings: EServicesSettings, _ request: Request
    ) -> AdminList.Row {
        let (texts, content) = (request.texts, procedure.content)
        let state = procedure.isShown ? "public" : procedure.isInForce ? "hidden" : "coming"
        return AdminList.Row(
            [
                .init(content.code),
                .init(content.name, url: request.module.adminURL(EServicesScreen.procedure(procedure.id))),
                .init(settings.fieldTitle(content.field)),
                .init(texts("level.\(content.level.rawValue)")), .init(content.termText(texts)),
                .init(procedure.formVersion.map { texts("builder.version", ["number": String($0)]) } ?? "–"),
                .init(texts("procedures.\(state)"), badge: state == "public" ? .success : .neutral),
            ],
            links: [
                AdminAction(
                    texts("builder.title"), url: request.module.adminURL(EServicesScreen.form(procedure.id)))
            ])
    }
}

/// The screen on which a procedure is written.
enum ProcedureEditScreen {
    static func new(_ request: Request) async throws -> Response {
        let form = try await form(request)
        let answers = form.answers(
            ProcedureContent(), isPublic: true, effectiveOn: VietnamTime(request.now).isoDay)
        let filled = FillingForm(
            [form.page(isNew: true)], answers, isSent: false, carrying: [(ProcedureForm.Name.revision, "0")], request)
        return try page(nil, [], filled, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let form = try await form(request)
        var filled = sent(form, isNew: true, request)
        if filled.isValid, table(request) == nil {
            let (desk, answers) = (ProcedureDesk(request.module), filled.answers)
            let content = form.content(answers, before: nil)
            do {
                let id = try await request.module.storage.write(as: request.actor) { change in
                    try desk.create(
                        content, effectiveOn: answers.effectiveOn, isPublic: answers.isPublic, in: change)
                }
                return .redirect(
                    to: request.module.adminURL(EServicesScreen.procedure(id)),
                    message: FlashMessage(.success, request.texts("procedure.saved")))
            } catch is CodeTaken {
                filled.fail(ProcedureForm.Name.code, request.texts("procedure.code_taken"))
            }
        }
        return try page(nil, [], filled, status: 422, request)
    }

    static func edit(_ request: Request) async throws -> Response {
        let (procedure, versions) = try await procedure(request)
        let form = try await form(request)
        guard let newest = versions.first else { throw PortalError.notFound }
        let answers = form.answers(newest.content, isPublic: procedure.isPublic, effectiveOn: newest.effectiveOn)
        let filled = FillingForm(
            [form.page(isNew: false, isDated: newest.isDated)], answers, isSent: false,
            carrying: [(ProcedureForm.Name.revision, String(procedure.revision))], request)
        return try page(procedure, versions, filled, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let (procedure, versions) = try await procedure(request)
        let form = try await form(request)
        guard let newest = versions.first else { throw PortalError.notFound }
        var filled = sent(form, isNew: false, isDated: newest.isDated, request)
        let makesVersion = filled.answers[ProcedureForm.Name.mode] == request.texts("procedure.mode.new")
        if makesVersion, filled.answers[ProcedureForm.Name.effective].isEmpty {
            filled.fail(ProcedureForm.Name.effective, request.texts("procedure.effective_missing"))
        }
        if filled.isValid, table(request) == nil {
            let (desk, answers) = (ProcedureDesk(request.module), filled.answers)
            let content = form.content(answers, before: newest.content)
            let revision = Int(request.form[ProcedureForm.Name.revision] ?? "") ?? 0
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try desk.save(
                        procedure.id, content, effectiveOn: answers.effectiveOn, isPublic: answers.isPublic,
                        correcting: makesVersion ? nil : newest.number, note: answers[ProcedureForm.Name.note],
                        from: revision, in: change)
                }
                return .redirect(
                    to: request.module.adminURL(EServicesScreen.procedure(procedure.id)),
                    message: FlashMessage(.success, request.texts("procedure.saved")))
            } catch is CodeTaken {
                filled.fail(ProcedureForm.Name.code, request.texts("procedure.code_taken"))
            } catch is EditConflict {
                filled.fail(ProcedureForm.Name.name, request.texts("procedure.conflict"))
            }
        }
        return try page(procedure, versions, filled, status: 422, request)
    }

    // MARK: - Parts

    private static func form(_ request: Request) async throws -> ProcedureForm {
        ProcedureForm(
            settings: EServicesSettings(request.module.settings, language: request.texts.language),
            bodies: try await request.bodies().filter { $0.id > 0 }, texts: request.texts)
    }

    private static func table(_ request: Request) -> String? {
        let then = request.form["then"] ?? ""
        return then.hasPrefix("add:") ? String(then.dropFirst(4)) : nil
    }

    private static func sent(
        _ form: ProcedureForm, isNew: Bool, isDated: Bool = true, _ request: Request
    ) -> FillingForm {
        FillingForm(
            [form.page(isNew: isNew, isDated: isDated)], Answers(), isSent: true, adds: table(request),
            carrying: [(ProcedureForm.Name.revision, request.form[ProcedureForm.Name.revision] ?? "0")], request)
    }

    static func procedure(_ request: Request) async throws -> (Procedure, [ProcedureVersion]) {
        let id = try request.id()
        let found = try await request.module.storage.read { database -> (Procedure, [ProcedureVersion])? in
            guard let procedure = try ProcedureRows.fetch(id, in: database) else { return nil }
            return (procedure, try ProcedureRows.versions(of: id, in: database))
        }
        guard let found else { throw PortalError.notFound }
        return found
    }

    private static func page(
        _ procedure: Procedure?, _ versions: [ProcedureVersion], _ form: FillingForm, status: Int = 200,
        _ request: Request
    ) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let actions = procedure.map { procedure in
            [
                AdminAction(
                    texts("builder.title"), url: context.adminURL(EServicesScreen.form(procedure.id)), icon: "edit"),
                AdminAction(
                    texts("procedures.view"), url: context.url(EServicesPath.procedure(procedure.slug)), icon: "eye"),
            ]
        }
        let model = ProcedureEditModel(
            title: procedure?.content.name ?? texts("procedures.new"), intro: nil, hasActions: actions != nil,
            actions: actions ?? [],
            form: request.formModel(
                form.form, submit: texts("procedure.save"), cancelURL: context.adminURL(EServicesScreen.procedures)),
            parts: form.models(texts), hidden: form.hidden, hasVersions: versions.count > 1,
            versions: versions.map { version in
                EventModel(version.label(texts), by: version.savedBy, at: version.savedAt, text: version.note)
            })
        return try request.adminPage(
            "admin/procedure", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(
                        texts("procedures.title"), url: context.adminURL(EServicesScreen.procedures))
                ], status: status))
    }
}

extension Answers {
    fileprivate var effectiveOn: String {
        VietnamTime(parsing: self[ProcedureForm.Name.effective])?.isoDay ?? ProcedureVersion.undated
    }

    fileprivate var isPublic: Bool { !self[ProcedureForm.Name.isPublic].isEmpty }
}

/// What the template `admin/procedure` shows.
struct ProcedureEditModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    var notice: String?
    let form: FormModel
    let parts: [PartModel]
    let hidden: [FieldModel]
    let hasVersions: Bool
    let versions: [EventModel]

    static var example: ProcedureEditModel {
        ProcedureEditModel(
            title: "Đăng ký khai sinh", intro: "1.001193", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], notice: "Lưu ý",
            form: .example,
            parts: PartModel.examples, hidden: FieldModel.examples, hasVersions: true, versions: [.example])
    }
}
