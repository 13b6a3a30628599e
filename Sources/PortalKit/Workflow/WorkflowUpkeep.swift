public import Foundation
public import GRDB

extension WorkflowEngine {
    /// Takes a record on, so that others see that somebody is at it. A claim binds nobody's transitions.
    ///
    /// - Parameter takingOver: Whether to take it from somebody else.
    /// - Throws: `WorkflowError.notStarted`, `.claimed`.
    public func claim(
        _ record: RecordReference, by account: Int64, takingOver: Bool = false, in db: Database
    ) throws {
        let item = try WorkflowItem.require(record, in: db)
        if let other = item.claimedBy, other != account, !takingOver { throw WorkflowError.claimed(by: other) }
        try set("claimed_by", account, of: record, in: db)
    }

    /// Lets a record go that one had taken on.
    ///
    /// - Throws: `WorkflowError.notStarted`, `.claimed` when somebody else has it.
    public func release(_ record: RecordReference, by account: Int64, in db: Database) throws {
        let item = try WorkflowItem.require(record, in: db)
        if let other = item.claimedBy, other != account { throw WorkflowError.claimed(by: other) }
        try set("claimed_by", nil, of: record, in: db)
    }

    /// Says when the present step should be done; nil for no date.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func setDue(_ date: Date?, of record: RecordReference, in db: Database) throws {
        _ = try WorkflowItem.require(record, in: db)
        try set("due_at", date, of: record, in: db)
    }

    /// Moves a record to another scope, such as another section.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func setScope(_ scope: String?, of record: RecordReference, in db: Database) throws {
        _ = try WorkflowItem.require(record, in: db)
        try set("scope", scope ?? "", of: record, in: db)
    }

    /// Forgets where a record stands, when the record itself is removed. Its history stays.
    public func forget(_ record: RecordReference, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM core_workflow_items WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
    }

    private func set(
        _ column: String, _ value: (any DatabaseValueConvertible)?, of record: RecordReference, in db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE core_workflow_items SET \(column) = ? WHERE record_type = ? AND record_id = ?",
            arguments: [value, record.type, record.id])
    }
}
