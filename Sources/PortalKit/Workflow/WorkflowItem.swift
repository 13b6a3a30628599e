public import Foundation
import GRDB

/// Where a record stands in its workflow.
public struct WorkflowItem: Sendable, Hashable {
    /// The record.
    public let record: RecordReference
    /// The workflow's id.
    public let type: String
    /// The version that the record started with.
    public let version: Int
    /// The step's id.
    public let step: String
    /// Where permissions are looked up, such as a section's id; nil for the module as a whole.
    public let scope: String?
    /// Whether the public sees it.
    public let isPublic: Bool
    /// Since when it is in this step.
    public let since: Date
    /// When the step should be done.
    public let dueAt: Date?
    /// The account that has taken it on.
    public let claimedBy: Int64?

    static let columns = "record_type, record_id, type, version, step, scope, is_public, since, due_at, claimed_by"

    init(row: Row) {
        record = RecordReference(type: row["record_type"], id: row["record_id"])
        type = row["type"]
        version = row["version"]
        step = row["step"]
        let scope: String = row["scope"]
        self.scope = scope.isEmpty ? nil : scope
        isPublic = row["is_public"]
        since = row["since"]
        dueAt = row["due_at"]
        claimedBy = row["claimed_by"]
    }

    static func find(_ record: RecordReference, in db: Database) throws -> WorkflowItem? {
        try Row.fetchOne(
            db, sql: "SELECT \(columns) FROM core_workflow_items WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id]
        ).map(WorkflowItem.init(row:))
    }

    static func require(_ record: RecordReference, in db: Database) throws -> WorkflowItem {
        guard let item = try find(record, in: db) else { throw WorkflowError.notStarted(record) }
        return item
    }
}

/// What a transition did.
public struct WorkflowChange: Sendable, Hashable {
    /// The record's place now.
    public let item: WorkflowItem
    /// The transition that was taken.
    public let transition: WorkflowTransition
    /// Whether the public saw it before.
    public let wasPublic: Bool
    /// The log's entry of it.
    let logEntry: Int64

    /// Whether it became visible to the public by this.
    public var isPublication: Bool { item.isPublic && !wasPublic }
    /// Whether it vanished from the public's sight by this.
    public var isWithdrawal: Bool { wasPublic && !item.isPublic }
}
