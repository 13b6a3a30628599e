public import Foundation
import GRDB

/// A written approval that was uploaded for a step: the scan of a signed paper, kept with the record and never public.
public struct WorkflowDocument: Sendable, Hashable, Identifiable {
    /// The row's id.
    public let id: Int64
    /// The step that it approves.
    public let step: String
    /// Where it is stored.
    public let hash: ContentHash
    /// The name under which it was sent.
    public let name: String
    /// Who uploaded it.
    public let sentBy: String
    /// When.
    public let at: Date
}

enum WorkflowDocuments {
    /// The type under which a document uses its file.
    static let recordType = "core.workflow-document"

    static let types = [MediaType.pdf, .jpeg, .png, .webp]

    /// The documents of a record, the newest first.
    static func list(of record: RecordReference, in db: Database) throws -> [WorkflowDocument] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM core_workflow_documents WHERE record_type = ? AND record_id = ? ORDER BY id DESC LIMIT 100
                """,
            arguments: [record.type, record.id]
        ).compactMap { row in
            ContentHash(rawValue: row["hash"]).map {
                WorkflowDocument(
                    id: row["id"], step: row["step"], hash: $0, name: row["name"], sentBy: row["sent_by"],
                    at: row["at"])
            }
        }
    }

    /// The record that a document belongs to, nil when there is no such document.
    static func owner(of id: Int64, in db: Database) throws -> RecordReference? {
        try Row.fetchOne(
            db, sql: "SELECT record_type, record_id FROM core_workflow_documents WHERE id = ?", arguments: [id]
        ).map { RecordReference(type: $0["record_type"], id: $0["record_id"]) }
    }

    /// Whether there is one for the step in which a record is now, since it came there.
    static func isThere(for item: WorkflowItem, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM core_workflow_documents
                    WHERE record_type = ? AND record_id = ? AND step = ? AND at >= ?)
                """,
            arguments: [item.record.type, item.record.id, item.step, item.since]) ?? false
    }

    /// Keeps a file as the written approval of the step in which a record is.
    static func keep(_ file: UploadedFile, for item: WorkflowItem, sentBy: String, in change: Change) throws {
        let entry = try change.register(file)
        try change.database.execute(
            sql: """
                INSERT INTO core_workflow_documents (record_type, record_id, step, hash, name, sent_by, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                item.record.type, item.record.id, item.step, entry.hash.rawValue, file.name, sentBy, change.now,
            ])
        let id = change.database.lastInsertedRowID
        try change.setFiles(
            [entry.hash], of: RecordReference(type: recordType, id: id), isPublic: false)
        try change.audit("workflow.document", on: item.record, after: ["step": item.step, "file": file.name])
    }
}
