import Foundation
import PortalKit

/// The form of a procedure as a whole: its pages and fields in order, what is wrong with it, its published versions.
enum BuilderScreen {
    static func show(_ request: Request) async throws -> Response {
        let place = try await place(request)
        return try page(place, textsForm(place, request), request)
    }

    /// Saves what stands before the pages: purpose and consent.
    static func save(_ request: Request) async throws -> Response {
        let place = try await place(request)
        var form = textsForm(place, request)
        form.accept(request)
        guard form.isValid else { return try page(place, form, request) }
        try await write(.texts(purpose: form["purpose"], consent: form["consent"]), place, request)
        return back(place, request)
    }

    /// Moves or deletes a page or a field.
    static func arrange(_ request: Request) async throws -> Response {
        let place = try await place(request)
        let page = Int(request.parameters["page"] ?? "") ?? -1
        let field = request.parameters["field"] ?? "-"
        let edit: BuilderEdit
        switch request.parameters["way"] ?? "" {
        case "len": edit = field == "-" ? .movePage(page, by: -1) : .moveField(page: page, id: field, by: -1)
        case "xuong": edit = field == "-" ? .movePage(page, by: 1) : .moveField(page: page, id: field, by: 1)
        case "xoa": edit = field == "-" ? .deletePage(page) : .deleteField(page: page, id: field)
        default: throw PortalError.notFound
        }
        try await write(edit, place, request)
        return back(place, request)
    }

    static func publish(_ request: Request) async throws -> Response {
        let place = try await place(request)
        guard place.definition.faults(request.texts).isEmpty else { throw PortalError.conflict(reason: "error.409") }
        try await request.module.storage.write(as: request.actor) { change in
            guard try FormRows.draft(of: place.procedure.id, in: change.database)?.revision == place.revision else {
                throw PortalError.conflict(reason: "error.409")
            }
            try FormDesk.publish(place.procedure.id, in: change)
        }
        return .redirect(
            to: request.module.adminURL(EServicesScreen.form(place.procedure.id)),
            message: FlashMessage(.success, request.texts("builder.published")))
    }

    // MARK: - Parts

    struct Place: Sendable {
        let procedure: Procedure
        let definition: FormDefinition
        let revision: Int
        let versions: [FormRows.Version]
        /// What the public has; nil before the first publication.
        let published: FormDefinition?
    }

    static func place(_ request: Request) async throws -> Place {
        let id = try request.id()
        let found = try await request.module.storage.read { database -> Place? in
            guard let procedure = try ProcedureRows.fetch(id, in: database) else { return nil }
            let draft = try FormRows.draft(of: id, in: database)
            return Place(
                procedure: procedure, definition: draft?.definition ?? .empty, revision: draft?.revision ?? 0,
                versions: try FormRows.versions(of: id, in: database),
                published: try procedure.formVersion.map { try FormRows.definition($0, of: id, in: database) })
        }
        guard let found else { throw PortalError.notFound }
        return found
    }

    /// Applies an edit to the draft as it was when the page was made.
    static func write(_ edit: BuilderEdit, _ place: Place, _ request: Request) async throws {
        var form = place.definition
        try edit.apply(to: &form)
        let seen =
            Int(request.form[BuilderForms.Name.revision] ?? request.parameters["revision"] ?? "") ?? place.revision
        let changed = form
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try FormDesk.save(changed, of: place.procedure.id, from: seen, in: change)
            }
        } catch is EditConflict {
            throw PortalError.conflict(reason: "error.409")
        }
    }

    static func back(_ place: Place, _ request: Request) -> Response {
        .redirect(
            to: request.module.adminURL(EServicesScreen.form(place.procedure.id)),
            message: FlashMessage(.success, request.texts("builder.saved")))
    }

    static func breadcrumbs(_ place: Place, isInside: Bool, _ request: Request) -> [PageInfo.Breadcrumb] {
        let (texts, context) = (request.texts, request.module)
        let steps = [
            PageInfo.Breadcrumb(texts("procedures.title"), url: context.adminURL(EServicesScreen.procedures)),
            PageInfo.Breadcrumb(
                place.procedure.content.name, url: context.adminURL(EServicesScreen.procedure(place.procedure.id))),
        ]
        let form = PageInfo.Breadcrumb(
            texts("builder.title"), url: context.adminURL(EServicesScreen.form(place.procedure.id)))
        return isInside ? steps + [form] : steps
    }

    private static func textsForm(_ place: Place, _ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "purpose", .textarea(rows: 3), label: texts("builder.purpose"), help: texts("builder.purpose_help"),
                maximumLength: FormDefinition.Limit.text, value: place.definition.purpose),
            FormField(
                "consent", .textarea(rows: 2), label: texts("builder.consent"), help: texts("builder.consent_help"),
                maximumLength: FormDefinition.Limit.text, value: place.definition.consent),
            FormField(
                BuilderForms.Name.revision, .hidden, label: "", value: String(place.revision)),
        ])
    }

    private static func page(_ place: Place, _ form: Form, _ request: Request) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let root = context.adminURL(EServicesScreen.form(place.procedure.id))
        let forms = BuilderForms(definition: place.definition, texts: texts)
        let faults = place.definition.faults(texts)
        let isChanged = place.published != place.definition
        func buttons(_ page: Int, _ field: String, _ name: String) -> [BuilderModel.Post] {
            ["len", "xuong", "xoa"].map { way in
                BuilderModel.Post(
                    label: texts("builder.\(way)"), url: "\(root)/xep/\(page)/\(field)/\(way)/\(place.revision)",
                    subject: name, question: way == "xoa" ? texts("builder.delete_question", ["name": name]) : nil,
                    back: root)
            }
        }
        let model = BuilderModel(
            title: texts("builder.of", ["procedure": place.procedure.content.name]), intro: texts("builder.intro"),
            hasActions: true,
            actions: [AdminAction(texts("builder.preview"), url: "\(root)/xem", icon: "eye")],
            csrf: request.formToken(), hasFaults: !faults.isEmpty && !place.definition.pages.isEmpty, faults: faults,
            state: place.published == nil
                ? texts("builder.never") : texts(isChanged ? "builder.changed" : "builder.current"),
            canPublish: faults.isEmpty && isChanged, publishUrl: "\(root)/ban-hanh",
            form: request.formModel(form, action: root, submit: texts("builder.save_texts")),
            hasPages: !place.definition.pages.isEmpty,
            pages: place.definition.pages.enumerated().map { number, page in
                BuilderModel.Page(
                    title: texts("builder.page_of", ["number": String(number + 1), "title": page.title]),
                    url: "\(root)/trang/\(number)",
                    note: page.condition.map { Self.words($0, place.definition, texts) },
                    hasFields: !page.fields.isEmpty,
                    fields: page.fields.map { field in
                        BuilderModel.Field(
                            title: field.label, url: "\(root)/trang/\(number)/muc/\(field.id)",
                            kind: forms.kindText(field.kind),
                            notes: [
                                field.isRequired ? texts("builder.required") : "",
                                field.isPersonal ? texts("builder.personal") : "",
                                field.condition.map { Self.words($0, place.definition, texts) } ?? "",
                            ].filter { !$0.isEmpty }.joined(separator: "; ").orNil,
                            posts: buttons(number, field.id, field.label))
                    }, addUrl: "\(root)/trang/\(number)/muc/moi",
                    posts: buttons(number, "-", page.title))
            }, addPageUrl: "\(root)/trang/moi", hasVersions: !place.versions.isEmpty,
            versions: place.versions.map {
                EventModel(
                    texts("builder.version", ["number": String($0.number)]), by: $0.publishedBy, at: $0.publishedAt)
            })
        return try request.adminPage(
            "admin/builder", model,
            PageInfo(
                title: model.title, breadcrumbs: breadcrumbs(place, isInside: false, request),
                status: form.isValid ? 200 : 422))
    }

    private static func words(
        _ condition: FormDefinition.Condition, _ definition: FormDefinition, _ texts: Texts
    ) -> String {
        texts(
            "builder.when.\(condition.test.rawValue)",
            ["field": definition.field(condition.field)?.label ?? condition.field, "value": condition.value])
    }
}

/// What the template `admin/builder` shows.
struct BuilderModel: TemplateModel {
    /// A small button that posts.
    struct Post: Sendable {
        let label: String
        let url: String
        let subject: String
        let question: String?
        let back: String
    }

    struct Field: Sendable {
        let title: String
        let url: String
        let kind: String
        let notes: String?
        let posts: [Post]
    }

    struct Page: Sendable {
        let title: String
        let url: String
        let note: String?
        let hasFields: Bool
        let fields: [Field]
        let addUrl: String
        let posts: [Post]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let hasFaults: Bool
    let faults: [String]
    let state: String
    let canPublish: Bool
    let publishUrl: String
    let form: FormModel
    let hasPages: Bool
    let pages: [Page]
    let addPageUrl: String
    let hasVersions: Bool
    let versions: [EventModel]

    static var example: BuilderModel {
        let post = Post(label: "Lên", url: "/", subject: "Họ tên trẻ", question: "Xóa?", back: "/")
        return BuilderModel(
            title: "Biểu mẫu", intro: "Trang và mục", hasActions: true,
            actions: [AdminAction("Xem thử", url: "/", isPrimary: true, icon: "eye")], csrf: "…", hasFaults: true,
            faults: ["Thiếu tên"], state: "Bản nháp", canPublish: true, publishUrl: "/", form: .example, hasPages: true,
            pages: [
                Page(
                    title: "Trang 1", url: "/", note: "khi", hasFields: true,
                    fields: [Field(title: "Họ tên", url: "/", kind: "Chữ", notes: "bắt buộc", posts: [post])],
                    addUrl: "/", posts: [post])
            ], addPageUrl: "/", hasVersions: true, versions: [.example])
    }
}
