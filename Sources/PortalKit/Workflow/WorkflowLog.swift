public import Foundation
public import GRDB

/// One step that was taken: who, when, and why (regulation, Art. 5.4).
public struct WorkflowLogEntry: Sendable, Hashable, Identifiable {
    /// The row's id; a later entry has a larger one.
    public let id: Int64
    /// The record.
    public let record: RecordReference
    /// The step before; nil where the record started.
    public let from: String?
    /// The step after.
    public let to: String
    /// The transition's id; nil where the record started.
    public let transition: String?
    /// Who did it.
    public let actor: Actor.Kind
    /// In whose name, when a deputy did it; else empty.
    public let behalfOf: String
    /// Why; empty when no reason was given.
    public let reason: String
    /// When.
    public let at: Date

    init(row: Row) {
        id = row["id"]
        record = RecordReference(type: row["record_type"], id: row["record_id"])
        from = row["from_step"]
        to = row["to_step"]
        transition = row["transition"]
        reason = row["reason"]
        at = row["at"]
        behalfOf = row["behalf_name"]
        let name: String = row["actor_name"]
        let kind: String = row["actor_kind"]
        switch kind {
        case "person": actor = .person(id: row["actor_id"] ?? 0, name: name)
        case "system": actor = .system(name)
        case "command": actor = .command(name)
        default: actor = name.isEmpty ? .anonymous : .guest(name)
        }
    }
}

/// The history of records' ways through their workflows. Nothing changes or removes an entry.
public enum WorkflowLog {
    /// A record's entries, the first one first.
    ///
    /// - Parameters:
    ///   - after: Entries with a larger id only, for paging.
    ///   - limit: At most 1000 are given.
    public static func history(
        of record: RecordReference, after: Int64 = 0, limit: Int = 200, in db: Database
    ) throws -> [WorkflowLogEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM core_workflow_log
                WHERE record_type = ? AND record_id = ? AND id > ? ORDER BY id LIMIT ?
                """,
            arguments: [record.type, record.id, after, min(max(limit, 0), 1000)]
        ).map(WorkflowLogEntry.init(row:))
    }

    /// - Parameter at: when it was; nil for the moment at which the item came into its step.
    /// - Returns: the entry's id.
    @discardableResult
    static func append(
        _ item: WorkflowItem, from: String?, transition: String?, actor: Actor, mandate: WorkflowMandate = .own,
        reason: String, at: Date? = nil, in db: Database
    ) throws -> Int64 {
        let behalf: WorkflowPerson? = if case .deputy(let person) = mandate { person } else { nil }
        try db.execute(
            sql: """
                INSERT INTO core_workflow_log
                    (record_type, record_id, type, version, from_step, to_step, transition, actor_kind, actor_id,
                     actor_name, behalf_id, behalf_name, reason, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                item.record.type, item.record.id, item.type, item.version, from, item.step, transition,
                actor.kindName, actor.personId, actor.name, behalf?.id, behalf?.name ?? "", reason, at ?? item.since,
            ])
        return db.lastInsertedRowID
    }
}
