import Foundation
import PortalKit

/// How a kind of records is entered.
protocol BoardForm: BoardContent {
    /// The fields with what stands in them.
    static func fields(_ content: Self, _ place: BoardPlace) -> [FormField]
    /// Chooses what a field of several choices holds.
    static func fill(_ form: inout Form, _ content: Self)
    /// Whether what is being typed is kept: not where it may name citizens.
    static var keepsDrafts: Bool { get }

    /// Takes over what was typed; what only the whole can tell is said in the form.
    mutating func take(_ form: inout Form, _ place: BoardPlace)
    /// What follows from saving, in its transaction, as mails to the persons concerned.
    static func settle(_ id: Int64, before: Self?, after: Self, _ context: ModuleContext, in change: Change) throws
    /// Whether it can be changed now.
    var isChangeable: Bool { get }
}

extension BoardForm {
    static var keepsDrafts: Bool { true }
    static func fill(_ form: inout Form, _ content: Self) {}
    var isChangeable: Bool { true }
    static func settle(_ id: Int64, before: Self?, after: Self, _ context: ModuleContext, in change: Change) throws {}
}

/// The screens on which a kind of records is entered and changed.
struct EditScreens<Content: BoardForm>: Sendable {
    /// What a new one begins with, as what it belongs to; throws when there can be none.
    var begin: @Sendable (Request, BoardPlace) async throws -> Content = { _, _ in Content() }
    /// Where the person is led after saving.
    var after: @Sendable (Int64, Content) -> String = { id, _ in Content.screen(id) }
    /// The name of the path's part that holds the record's id.
    var parameter = "id"
    /// Where a new one is listed.
    var back: @Sendable (Content) -> String = { _ in Content.path }
    /// The way to the screen.
    var trail: @Sendable (Content, BoardPlace) -> [PageInfo.Breadcrumb] = { _, place in
        [.init(place.texts("\(Content.name).list"), url: place.url(Content.path))]
    }

    func new(_ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        let content = try await begin(request, place)
        var form = form(content, 0, place)
        let editing = try await editing(nil, request)
        if let editing { form.resume(editing) }
        return try show(form, nil, content, place, editing, request)
    }

    func create(_ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        var content = try await begin(request, place)
        var form = form(content, 0, place)
        form.accept(request)
        if form.isValid { content.take(&form, place) }
        guard form.isValid else { return try show(form, nil, content, place, try await editing(nil, request), request) }
        let (made, context) = (content, request.module)
        do {
            let id = try await context.storage.write(as: request.actor) { change in
                if Content.keepsDrafts { try change.dropDraft(.new(Content.type), sentWith: request) }
                let id = try BoardDesk.create(made, in: change)
                try Content.settle(id, before: nil, after: made, context, in: change)
                return id
            }
            return request.done("saved", to: after(id, made))
        } catch let refusal as Refusal {
            form.fail("title", request.texts(refusal.key))
            return try show(form, nil, content, place, try await editing(nil, request), request)
        }
    }

    func edit(_ request: Request) async throws -> Response {
        let (place, record) = (try await BoardPlace(request), try await record(request))
        var form = form(record.content, record.revision, place)
        let editing = try await editing(record, request)
        if let editing { form.resume(editing) }
        return try show(form, record, record.content, place, editing, request)
    }

    func save(_ request: Request) async throws -> Response {
        let (place, record) = (try await BoardPlace(request), try await record(request))
        var form = form(record.content, record.revision, place)
        form.accept(request)
        var content = record.content
        if form.isValid { content.take(&form, place) }
        let editing = try await editing(record, request)
        guard form.isValid else { return try show(form, record, content, place, editing, request) }
        let (revision, made, context) = (Int(form["revision"]) ?? 0, content, request.module)
        do {
            try await context.storage.write(as: request.actor) { change in
                if Content.keepsDrafts { try change.dropDraft(.record(record.reference), sentWith: request) }
                try BoardDesk.save(record.id, made, from: revision, in: change)
                try Content.settle(record.id, before: record.content, after: made, context, in: change)
            }
            return request.done("saved", to: after(record.id, made))
        } catch Refusal.changedMeanwhile {
            let merge = try await request.merge(made, into: record.reference, since: revision)
            let merged = self.form(merge.content, merge.revision, place)
            return try show(merged, record, merge.content, place, editing, merge: merge.notice, request)
        } catch let refusal as Refusal {
            form.fail("title", request.texts(refusal.key))
            return try show(form, record, content, place, editing, request)
        }
    }

    // MARK: - Parts

    /// Where whoever does not enter a new one is led back to.
    private func cancel(_ content: Content, _ place: BoardPlace) -> String {
        place.url(back(content))
    }

    /// The record that the address names, if it can still be changed.
    private func record(_ request: Request) async throws -> Stored<Content> {
        let id = try request.id(parameter)
        let record = try await request.module.storage.read { try Content.require(id, in: $0) }
        guard record.content.isChangeable else { throw PortalError.conflict(reason: "error.409") }
        return record
    }

    private func editing(_ record: Stored<Content>?, _ request: Request) async throws -> Editing? {
        guard Content.keepsDrafts else { return nil }
        return try await request.editing(record.map { .record($0.reference) } ?? .new(Content.type))
    }

    private func form(_ content: Content, _ revision: Int, _ place: BoardPlace) -> Form {
        var form = Form(
            fields: Content.fields(content, place) + [
                FormField("revision", .hidden, label: "", maximumLength: 10, value: String(revision))
            ])
        Content.fill(&form, content)
        return form
    }

    private func show(
        _ form: Form, _ record: Stored<Content>?, _ content: Content, _ place: BoardPlace, _ editing: Editing?,
        merge: EditMergeNotice? = nil, _ request: Request
    ) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: record?.content.title ?? request.texts("\(Content.name).new"),
                breadcrumbs: trail(content, place)),
            submit: request.texts("save"),
            cancelURL: record.map { request.module.adminURL(after($0.id, content)) } ?? cancel(content, place),
            editing: editing, merge: merge)
    }
}

extension Request {
    /// Sends the browser on after something was done.
    func done(_ key: String, to path: String) -> Response {
        .redirect(to: module.adminURL(path), message: FlashMessage(.success, texts(key)))
    }

    /// Does something in one transaction, and leads on; a refusal leads back with its reason.
    func perform(
        _ key: String, to path: String, from origin: String, _ body: @escaping @Sendable (Change) throws -> Void
    ) async throws -> Response {
        do {
            try await module.storage.write(as: actor, body)
            return done(key, to: path)
        } catch let refusal as Refusal {
            return .redirect(to: module.adminURL(origin), message: FlashMessage(.error, texts(refusal.key)))
        }
    }

    /// The link to all that was saved of a record.
    func revisions(at screen: String) -> AdminAction {
        AdminAction(texts("revisions"), url: module.revisionsURL(screen), icon: "history")
    }

    /// The record of a kind that the address names.
    func record<Content: BoardContent>(_ type: Content.Type, _ parameter: String = "id") async throws -> Stored<Content>
    {
        let id = try id(parameter)
        return try await module.storage.read { try Content.require(id, in: $0) }
    }
}

extension Response {
    /// A file to be saved under a name of ASCII letters.
    static func file(_ bytes: [UInt8], mediaType: String, name: String) -> Response {
        Response(
            headers: ["Content-Type": mediaType, "Content-Disposition": "attachment; filename=\"\(name)\""],
            body: .bytes(bytes))
    }
}

extension FormField {
    /// One line.
    static func line(
        _ name: String, _ place: BoardPlace, help: String? = nil, isRequired: Bool = false, limit: Int = 200,
        value: String
    ) -> FormField {
        FormField(
            name, label: place.texts("field.\(name)"), help: help.map { place.texts($0) }, isRequired: isRequired,
            maximumLength: limit, value: value)
    }

    /// Several lines.
    static func lines(
        _ name: String, _ place: BoardPlace, rows: Int = 4, help: String? = nil, isRequired: Bool = false,
        limit: Int = 4000, value: String
    ) -> FormField {
        FormField(
            name, .textarea(rows: rows), label: place.texts("field.\(name)"), help: help.map { place.texts($0) },
            isRequired: isRequired, maximumLength: limit, value: value)
    }

    /// A day.
    static func day(
        _ name: String, _ place: BoardPlace, help: String? = nil, isRequired: Bool = true, value: String?
    ) -> FormField {
        FormField(
            name, .input(type: "date"), label: place.texts("field.\(name)"), help: help.map { place.texts($0) },
            isRequired: isRequired, maximumLength: 20, value: value ?? "")
    }

    /// A mail address.
    static func mail(_ name: String, _ place: BoardPlace, help: String? = nil, value: String) -> FormField {
        FormField(
            name, .input(type: "email"), label: place.texts("field.\(name)"), help: help.map { place.texts($0) },
            maximumLength: 200, value: value)
    }
}

extension Form {
    /// The day in a field as it is stored; empty where none was typed.
    func day(_ name: String) -> String { time(name).map { VietnamTime($0).isoDay } ?? "" }

    /// The day in a field that may be left empty.
    func optionalDay(_ name: String) -> String? { time(name).map { VietnamTime($0).isoDay } }
}
