import GRDB
import PortalKit

/// The screens of the administration.
enum NoteScreens {
    static func list(_ request: Request) async throws -> Response {
        try request.adminForm(
            Form(fields: [FormField("title", label: "Tiêu đề mới")]), PageInfo(title: request.texts("admin.notes")),
            submit: "Lưu")
    }

    static func rename(_ request: Request) async throws -> Response {
        let (id, title) = (try request.id(), request.form["title"] ?? "")
        try await request.module.storage.write(as: request.actor) { change in
            try change.database.execute(
                sql: "UPDATE probe_notes SET title = ? WHERE id = ?", arguments: [title, id])
            change.touch(.record(RecordReference(type: Note.type, id: id)), .list("probe.notes"))
        }
        return .redirect(to: request.module.adminURL())
    }

    static func publish(_ request: Request) async throws -> Response {
        let (id, actor) = (try request.id(), request.actor)
        let context = request.module
        try await context.storage.write(as: actor) { change in
            try NoteWorkflow.publish(id, actor: actor, context, in: change)
        }
        return .redirect(to: request.module.adminURL())
    }
}

/// Notes go through the editorial steps at one stroke; the gate wants a text.
enum NoteWorkflow {
    static let hasText: GateCheck = { database, record in
        try Note.fetch(record.id, database).text.isEmpty ? [GateFailure(field: "text", reason: "gate.no_text")] : []
    }

    static func publish(_ id: Int64, actor: Actor, _ context: ModuleContext, in change: Change) throws {
        let record = RecordReference(type: Note.type, id: id)
        let engine = context.workflow
        try engine.start(
            record, as: .editorial(module: "probe", publicationGates: ["has-text"]), by: .system("probe"),
            now: change.now, in: change.database)
        for step in ["submit", "approve", "publish"] {
            try engine.advance(record, by: step, actor: actor, now: change.now, in: change.database)
        }
    }
}
