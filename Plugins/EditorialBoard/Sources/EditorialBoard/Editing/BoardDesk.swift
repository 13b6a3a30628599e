import GRDB
import PortalKit

/// What is done to every kind of the board's records; each method is part of one transaction and leaves its traces.
enum BoardDesk {
    static func create<Content: BoardContent>(_ content: Content, in change: Change) throws -> Int64 {
        let columns = content.columns
        let names = columns.map(\.name) + ["search_key", "created_at", "changed_at"]
        let values = columns.map(\.value) + [content.title.folded, change.now, change.now]
        try change.database.execute(
            sql: """
                INSERT INTO \(Content.table) (\(names.joined(separator: ", ")))
                VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
                """, arguments: StatementArguments(values))
        let id = change.database.lastInsertedRowID
        try keep(id, content, "create", before: nil, in: change)
        return id
    }

    /// - Parameters:
    ///   - revision: the one that the content was made from; nil where what is changed does not depend on what was read.
    ///   - action: what was done, for the audit log.
    /// - Throws: ``Refusal/changedMeanwhile``.
    static func save<Content: BoardContent>(
        _ id: Int64, _ content: Content, from revision: Int? = nil, action: String = "save", in change: Change
    ) throws {
        let before = try Content.require(id, in: change.database)
        if let revision, before.revision != revision { throw Refusal.changedMeanwhile }
        guard content != before.content else { return }
        let columns = content.columns
        let names = columns.map(\.name) + ["search_key", "changed_at"]
        try change.database.execute(
            sql: """
                UPDATE \(Content.table) SET \(names.map { "\($0) = ?" }.joined(separator: ", ")), revision = revision + 1
                WHERE id = ?
                """,
            arguments: StatementArguments(columns.map(\.value) + [content.title.folded, change.now, id]))
        try keep(id, content, action, before: before.content, in: change)
    }

    /// Takes a record away; its revisions stay (Art. 10.2).
    static func delete<Content: BoardContent>(_ type: Content.Type, _ id: Int64, in change: Change) throws {
        let before = try Content.require(id, in: change.database)
        do {
            try change.database.execute(sql: "DELETE FROM \(Content.table) WHERE id = ?", arguments: [id])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Refusal.inUse
        }
        change.touch(.boardCalendar)
        try change.audit(
            "\(BoardNames.module).delete-\(Content.name)", on: before.reference, before: before.content.trace)
    }

    private static func keep<Content: BoardContent>(
        _ id: Int64, _ content: Content, _ action: String, before: Content?, in change: Change
    ) throws {
        change.touch(.boardCalendar)
        try change.saveRevision(of: Content.reference(id), content: content, title: content.label(id))
        try change.audit(
            "\(BoardNames.module).\(action)-\(Content.name)", on: Content.reference(id), before: before?.trace,
            after: content.trace)
    }
}
