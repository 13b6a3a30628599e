import Foundation
import PortalKit

/// The screens on which one page and one field of a form are described, and the preview of the whole.
enum BuilderEditScreen {
    // MARK: - Fields

    static func field(_ request: Request) async throws -> Response {
        let place = try await BuilderScreen.place(request)
        let (page, field) = try self.field(place, request)
        let forms = BuilderForms(definition: place.definition, texts: request.texts)
        let form = FillingForm(
            [forms.fieldPage(before: before(page, field, place))], forms.answers(field ?? FormDefinition.Field()),
            isSent: false, carrying: carried(place.revision), request)
        return try show(form, title: field?.label ?? request.texts("builder.new_field"), place, request)
    }

    static func saveField(_ request: Request) async throws -> Response {
        let place = try await BuilderScreen.place(request)
        let (page, field) = try self.field(place, request)
        let forms = BuilderForms(definition: place.definition, texts: request.texts)
        var form = sent(forms.fieldPage(before: before(page, field, place)), place, request)
        if form.isValid, then(request) == "send" {
            let made = forms.field(form.answers, before: field)
            var changed = place.definition
            try BuilderEdit.field(page: page, id: field?.id, made).apply(to: &changed)
            // What is wrong with this field is said here; what is wrong elsewhere, on the form's own screen.
            let faults = Set(changed.faults(request.texts)).subtracting(place.definition.faults(request.texts))
            let own = faults.filter { $0.hasPrefix("\(made.label):") && made.id == changed.field(made.id)?.id }
            if let fault = own.sorted().first {
                form.fail(forms.place(ofFaultIn: made), String(fault.dropFirst(made.label.count + 2)))
            } else {
                try await BuilderScreen.write(.field(page: page, id: field?.id, made), place, request)
                return BuilderScreen.back(place, request)
            }
        }
        return try show(
            form, title: field?.label ?? request.texts("builder.new_field"), status: 422, place, request)
    }

    // MARK: - Pages

    static func page(_ request: Request) async throws -> Response {
        let place = try await BuilderScreen.place(request)
        let index = try page(place, request)
        let forms = BuilderForms(definition: place.definition, texts: request.texts)
        let page = index.map { place.definition.pages[$0] }
        let form = FillingForm(
            [forms.pagePage(before: before(index ?? place.definition.pages.count, nil, place, isPage: true))],
            forms.answers(page ?? FormDefinition.Page()), isSent: false, carrying: carried(place.revision), request)
        return try show(form, title: page?.title ?? request.texts("builder.new_page"), place, request)
    }

    static func savePage(_ request: Request) async throws -> Response {
        let place = try await BuilderScreen.place(request)
        let index = try page(place, request)
        let forms = BuilderForms(definition: place.definition, texts: request.texts)
        let page = index.map { place.definition.pages[$0] }
        let form = sent(
            forms.pagePage(before: before(index ?? place.definition.pages.count, nil, place, isPage: true)), place,
            request)
        if form.isValid, then(request) == "send" {
            try await BuilderScreen.write(.page(index, forms.page(form.answers, before: page)), place, request)
            return BuilderScreen.back(place, request)
        }
        return try show(form, title: page?.title ?? request.texts("builder.new_page"), status: 422, place, request)
    }

    // MARK: - Preview

    /// The draft as a citizen will see it, all pages one below the other; nothing that is typed is kept.
    static func preview(_ request: Request) async throws -> Response {
        let place = try await BuilderScreen.place(request)
        let plan = FillingPlan(place.procedure.content, place.definition, for: .citizen, request.texts)
        let form = FillingForm(plan.pages, Answers(), isSent: false, request)
        let texts = request.texts
        let model = CounterModel(
            title: texts("builder.preview_of", ["procedure": place.procedure.content.name]),
            intro: texts("builder.preview_intro"), hasActions: false, actions: [], notice: nil,
            form: request.formModel(
                form.form, submit: texts("filling.send"),
                cancelURL: request.module.adminURL(EServicesScreen.form(place.procedure.id))),
            parts: form.models(texts), hidden: [], isPreview: true)
        return try request.adminPage(
            "admin/counter", model,
            PageInfo(title: model.title, breadcrumbs: BuilderScreen.breadcrumbs(place, isInside: true, request)))
    }

    // MARK: - Parts

    /// The button that was pressed; the Enter key presses the one that saves.
    private static func then(_ request: Request) -> String { request.form["then"] ?? "send" }

    private static func carried(_ revision: Int) -> [(name: String, value: String)] {
        [(BuilderForms.Name.revision, String(revision))]
    }

    private static func sent(
        _ page: FillingPlan.Page, _ place: BuilderScreen.Place, _ request: Request
    ) -> FillingForm {
        let then = then(request)
        return FillingForm(
            [page], Answers(), isSent: true, adds: then.hasPrefix("add:") ? String(then.dropFirst(4)) : nil,
            carrying: [
                (BuilderForms.Name.revision, request.form[BuilderForms.Name.revision] ?? String(place.revision))
            ],
            request)
    }

    private static func page(_ place: BuilderScreen.Place, _ request: Request) throws -> Int? {
        let word = request.parameters["page"] ?? ""
        if word == "moi" { return nil }
        guard let index = Int(word), place.definition.pages.indices.contains(index) else { throw PortalError.notFound }
        return index
    }

    private static func field(
        _ place: BuilderScreen.Place, _ request: Request
    ) throws -> (page: Int, field: FormDefinition.Field?) {
        guard let page = try page(place, request) else { throw PortalError.notFound }
        let word = request.parameters["field"] ?? ""
        if word == "moi" { return (page, nil) }
        guard let field = place.definition.pages[page].fields.first(where: { $0.id == word }) else {
            throw PortalError.notFound
        }
        return (page, field)
    }

    /// The fields before a place, on which what stands there can depend.
    private static func before(
        _ page: Int, _ field: FormDefinition.Field?, _ place: BuilderScreen.Place, isPage: Bool = false
    ) -> [FormDefinition.Field] {
        let earlier = place.definition.pages.prefix(page).flatMap(\.fields)
        guard !isPage, place.definition.pages.indices.contains(page) else { return earlier }
        return earlier + place.definition.pages[page].fields.prefix { $0.id != field?.id }
    }

    private static func show(
        _ form: FillingForm, title: String, status: Int = 200, _ place: BuilderScreen.Place, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        let model = CounterModel(
            title: title, intro: nil, hasActions: false, actions: [], notice: nil,
            form: request.formModel(
                form.form, submit: texts("builder.save"),
                cancelURL: request.module.adminURL(EServicesScreen.form(place.procedure.id))),
            parts: form.models(texts), hidden: form.hidden)
        return try request.adminPage(
            "admin/counter", model,
            PageInfo(
                title: title, breadcrumbs: BuilderScreen.breadcrumbs(place, isInside: true, request), status: status))
    }
}
