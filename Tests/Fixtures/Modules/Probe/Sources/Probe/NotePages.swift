import GRDB
import PortalKit

/// The public pages.
enum NotePages {
    static func list(_ request: Request) async throws -> Response {
        request.depends(on: .list("probe.notes"), .settings("probe"))
        return try request.page("list", try await model(request), PageInfo(title: request.texts("title")))
    }

    static func block(_ request: Request, _ options: ModuleSettings) async throws -> SafeHTML? {
        request.depends(on: .list("probe.notes"), .settings("probe"))
        return try request.fragment("block", try await model(request))
    }

    static func note(_ request: Request) async throws -> Response {
        let id = try request.id()
        request.depends(on: .record(RecordReference(type: Note.type, id: id)))
        let note = try await request.module.storage.read { try Note.fetch(id, $0) }
        return try request.page(
            "note", NoteModel(id: note.id, title: note.title, text: note.text, url: ""),
            PageInfo(title: note.title, lastModified: request.now))
    }

    static func form(_ request: Request) async throws -> Response {
        try page(fields(), request)
    }

    static func send(_ request: Request) async throws -> Response {
        var form = fields()
        form.accept(request)
        guard form.isValid else { return try page(form, request) }
        let (title, text) = (form["title"], form["text"])
        _ = try await request.module.storage.write(as: request.actor) { try Note.add(title, text: text, in: $0) }
        return .redirect(
            to: request.module.url(), message: FlashMessage(.success, request.texts("sent", ["title": title])))
    }

    /// Takes its time, for the end of a server with a request in flight.
    static func slow(_ request: Request) async throws -> Response {
        try await ProbeDiary.note("slow", request.module)
        try await Task.sleep(for: .seconds(2))
        return .text("đã xong\n", mediaType: "text/plain")
    }

    static func gone(_ request: Request) async throws -> Response {
        throw PortalError.gone
    }

    private static func fields() -> Form {
        Form(fields: [
            FormField("title", label: "Tiêu đề", isRequired: true, maximumLength: 40),
            FormField("text", .textarea(rows: 3), label: "Nội dung", maximumLength: 2_000_000),
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let model = NoteFormModel(title: request.texts("form"), form: request.formModel(form, submit: "Gửi"))
        var response = try request.page("form", model, PageInfo(title: model.title))
        if !form.isValid { response.status = 422 }
        return response
    }

    private static func model(_ request: Request) async throws -> NoteListModel {
        let notes = try await request.module.storage.read { try Note.all($0) }
        return NoteListModel(
            greeting: request.module.settings.text("greeting"),
            notes: notes.map {
                NoteModel(id: $0.id, title: $0.title, text: $0.text, url: request.module.url("/\($0.id)"))
            })
    }
}

/// What the templates `list` and `block` show.
struct NoteListModel: TemplateModel {
    let greeting: String
    let notes: [NoteModel]

    static var example: NoteListModel { NoteListModel(greeting: "Xin chào", notes: [.example]) }
}

/// What the template `note` shows.
struct NoteModel: TemplateModel {
    let id: Int64
    let title: String
    let text: String
    let url: String

    static var example: NoteModel { NoteModel(id: 1, title: "Ghi chú", text: "Nội dung", url: "/thu-nghiem/1") }
}

/// What the template `form` shows.
struct NoteFormModel: TemplateModel {
    let title: String
    let form: FormModel

    static var example: NoteFormModel { NoteFormModel(title: "Gửi", form: .example) }
}
