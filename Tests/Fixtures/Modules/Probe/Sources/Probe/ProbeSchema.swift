import GRDB
import PortalKit

/// The module's tables.
enum ProbeSchema {
    static let all: [(id: String, apply: @Sendable (Database) throws -> Void)] = [
        (
            id: "notes",
            apply: { database in
                try database.execute(
                    sql: """
                        CREATE TABLE probe_notes (
                            id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, text TEXT NOT NULL DEFAULT ''
                        );
                        CREATE TABLE probe_diary (id INTEGER PRIMARY KEY, what TEXT NOT NULL);
                        """)
            }
        ),
        (
            id: "index",
            apply: { database in
                try database.execute(sql: "CREATE INDEX probe_notes_title ON probe_notes (title)")
            }
        ),
    ]
}

/// One note.
struct Note: Sendable {
    static let type = "probe.note"

    let id: Int64
    let title: String
    let text: String

    var reference: RecordReference { RecordReference(type: Self.type, id: id) }

    init(row: Row) {
        id = row["id"]
        title = row["title"]
        text = row["text"]
    }

    static func all(_ database: Database) throws -> [Note] {
        try Row.fetchAll(database, sql: "SELECT * FROM probe_notes ORDER BY id").map(Note.init(row:))
    }

    static func fetch(_ id: Int64, _ database: Database) throws -> Note {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM probe_notes WHERE id = ?", arguments: [id])
        else { throw PortalError.notFound }
        return Note(row: row)
    }

    /// Writes a note with every trace that a change can have.
    @discardableResult
    static func add(_ title: String, text: String, in change: Change) throws -> Int64 {
        try change.database.execute(
            sql: "INSERT INTO probe_notes (title, text) VALUES (?, ?)", arguments: [title, text])
        let record = RecordReference(type: type, id: change.database.lastInsertedRowID)
        try change.audit("probe.note", on: record, after: ["title": title])
        try change.saveRevision(of: record, content: ["title": title])
        try change.index(SearchEntry(record: record, kind: "note", title: title, text: text, path: "/\(record.id)"))
        try change.emit(Event("probe.noted", record: record))
        change.touch(.list("probe.notes"), .record(record), .list("probe"))
        return record.id
    }
}
