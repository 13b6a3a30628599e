import Foundation
import PortalKit

/// Where the office registers what somebody hands in at the counter: the same form, on one page.
enum CounterScreen {
    /// The procedures to choose from.
    static func choose(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = EServicesSettings(context.settings, language: texts.language)
        let text = String((request.query["q"] ?? "").prefix(100))
        let all = try await context.storage.read { try ProcedureRows.inForce(in: $0) }
        let words = text.folded.split(separator: " ")
        let found = all.filter { procedure in
            let own = "\(procedure.content.code) \(procedure.content.name)".folded
            return words.allSatisfy { own.contains($0) }
        }
        var form = Form(fields: [FormField("q", .input(type: "search"), label: texts("counter.search"))])
        form.set("q", to: text)
        return try request.adminList(
            AdminList(
                intro: texts("counter.intro"), filter: form,
                columns: ["procedure.code", "procedure.name", "procedure.field", "procedure.term"].map {
                    AdminList.Column(texts($0))
                },
                rows: found.map { procedure in
                    AdminList.Row([
                        .init(procedure.content.code),
                        .init(
                            procedure.content.name, url: context.adminURL(EServicesScreen.counter(procedure.id))),
                        .init(settings.fieldTitle(procedure.content.field)),
                        .init(procedure.content.termText(texts)),
                    ])
                }, empty: texts("counter.none"),
                pager: Pager(
                    try Paging(number: 1, size: max(1, found.count), total: found.count), path: request.path,
                    texts: texts)),
            PageInfo(
                title: texts("counter.title"),
                breadcrumbs: [PageInfo.Breadcrumb(texts("desk.title"), url: context.adminURL())]))
    }

    static func show(_ request: Request) async throws -> Response {
        let place = try await place(request)
        return try page(
            place, FillingForm(place.plan.asked(Answers()), Answers(), isSent: false, request), request)
    }

    static func register(_ request: Request) async throws -> Response {
        let place = try await place(request)
        let then = request.form["then"] ?? "send"
        let table = then.hasPrefix("add:") ? String(then.dropFirst(4)) : nil
        // Pages that depend on an answer are put in once that was given.
        let first = FillingForm(place.plan.pages, Answers(), isSent: true, adds: table, request)
        let form = FillingForm(place.plan.asked(first.answers), Answers(), isSent: true, adds: table, request)
        guard table == nil, form.isValid else {
            let files = Array(form.uploads.values)
            try await request.module.storage.write(as: request.actor) { change in
                for kept in files { try kept.register(in: change) }
            }
            return try page(place, form, status: 422, request)
        }
        let desk = DossierDesk(request.module)
        let draft = DossierDraft(
            procedure: place.procedure, content: place.procedure.content,
            procedureVersion: place.procedure.version, formVersion: place.procedure.formVersion,
            definition: place.plan.definition, answers: form.answers, channel: .counter)
        let dossier = try await request.module.storage.write(as: request.actor) { change in
            let dossier = try desk.receive(draft, in: change)
            // Who has typed it in has seen it.
            try DossierViews.record(dossier, in: change)
            return dossier
        }
        return .redirect(
            to: request.module.adminURL(EServicesScreen.dossier(dossier.id)),
            message: FlashMessage(.success, request.texts("counter.registered", ["code": dossier.code])))
    }

    private struct Place: Sendable {
        let procedure: Procedure
        let plan: FillingPlan
    }

    private static func place(_ request: Request) async throws -> Place {
        let id = try request.id()
        let found = try await request.module.storage.read { database -> (Procedure, FormDefinition)? in
            guard let procedure = try ProcedureRows.fetch(id, in: database), procedure.isInForce else { return nil }
            return (
                procedure, try FormRows.definition(procedure.formVersion, of: procedure.id, in: database)
            )
        }
        guard let (procedure, definition) = found else { throw PortalError.notFound }
        return Place(
            procedure: procedure,
            plan: FillingPlan(procedure.content, definition, for: .officer, request.texts))
    }

    private static func page(
        _ place: Place, _ form: FillingForm, status: Int = 200, _ request: Request
    ) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let model = CounterModel(
            title: place.procedure.content.name, intro: texts("counter.form_intro"), hasActions: false, actions: [],
            notice: form.needsAnotherLook && form.form.isValid && status != 200 ? texts("filling.new_questions") : nil,
            form: request.formModel(
                form.form, submit: texts("counter.submit"), cancelURL: context.adminURL(EServicesScreen.counter)),
            parts: form.models(texts), hidden: form.hidden)
        return try request.adminPage(
            "admin/counter", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(texts("desk.title"), url: context.adminURL()),
                    PageInfo.Breadcrumb(texts("counter.title"), url: context.adminURL(EServicesScreen.counter)),
                ], status: status))
    }
}

/// What the template `admin/counter` shows.
struct CounterModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let notice: String?
    let form: FormModel
    let parts: [PartModel]
    let hidden: [FieldModel]
    var isPreview = false

    static var example: CounterModel {
        CounterModel(
            title: "Đăng ký khai sinh", intro: "Nhập thay công dân", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], notice: "Có mục mới",
            form: .example, parts: PartModel.examples, hidden: FieldModel.examples, isPreview: false)
    }
}
