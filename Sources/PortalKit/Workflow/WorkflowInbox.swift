public import Foundation
public import GRDB

/// Lists of records by the step they are in.
public enum WorkflowInbox {
    /// Which of the waiting records.
    public struct Filter: Sendable, Hashable {
        /// Types of records; nil for all. Give those of enabled modules.
        public var recordTypes: Set<String>?
        /// The step's id; nil for all.
        public var step: String?
        /// By who is at it; nil for all.
        public var claim: Claim?
        /// Only what came into its step after this moment.
        public var since: Date?

        /// Whose the work is.
        public enum Claim: String, Sendable, CaseIterable {
            /// Taken on by the actor.
            case mine
            /// Taken on by nobody.
            case free
            /// Taken on by somebody else.
            case others
        }

        /// A filter.
        public init(
            recordTypes: Set<String>? = nil, step: String? = nil, claim: Claim? = nil, since: Date? = nil
        ) {
            self.recordTypes = recordTypes
            self.step = step
            self.claim = claim
            self.since = since
        }
    }

    /// How much waits.
    public struct Load: Sendable, Hashable {
        /// Records in all.
        public var total = 0
        /// Those whose term is over.
        public var late = 0
    }

    /// Records that wait for the actor, or for somebody whose deputy they are: in steps that they may pass, and what they
    /// wrote themselves and have not sent on. What is due first, then the longest waiting.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func waiting(
        for actor: Actor, _ filter: Filter = Filter(), now: Date, limit: Int = 50, offset: Int = 0, in db: Database
    ) throws -> [WorkflowItem] {
        guard let condition = try InboxCondition(actor, filter, now: now, in: db) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(WorkflowItem.columns) FROM core_workflow_items item WHERE \(condition.sql)
                ORDER BY due_at IS NULL, due_at, since, record_type, record_id LIMIT ? OFFSET ?
                """,
            arguments: condition.arguments + [min(max(limit, 0), 500), max(offset, 0)]
        ).map(WorkflowItem.init(row:))
    }

    /// How many records `waiting` lists.
    public static func load(
        for actor: Actor, _ filter: Filter = Filter(), now: Date, in db: Database
    ) throws -> Load {
        guard let condition = try InboxCondition(actor, filter, now: now, in: db),
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS total, coalesce(sum(due_at < ?), 0) AS late FROM core_workflow_items item
                    WHERE \(condition.sql)
                    """,
                arguments: [now] + condition.arguments)
        else { return Load() }
        return Load(total: row["total"], late: row["late"])
    }

    /// How many records `waiting` lists, by type of record and step.
    static func places(
        for actor: Actor, recordTypes: Set<String>?, now: Date, in db: Database
    ) throws -> [(recordType: String, type: String, step: String, count: Int)] {
        guard let condition = try InboxCondition(actor, Filter(recordTypes: recordTypes), now: now, in: db) else {
            return []
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT record_type, type, step, count(*) AS count FROM core_workflow_items item WHERE \(condition.sql)
                GROUP BY record_type, type, step ORDER BY record_type, type, step
                """,
            arguments: condition.arguments
        ).map { ($0["record_type"], $0["type"], $0["step"], $0["count"]) }
    }

    /// Records that a person began and that are still where they started: their drafts, the last touched first.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func drafts(
        of account: Int64, recordTypes: Set<String>? = nil, limit: Int = 50, in db: Database
    ) throws -> [WorkflowItem] {
        let types = (recordTypes ?? []).sorted()
        let ofTypes = recordTypes == nil ? "1" : "item.record_type IN (\(SQLCondition.marks(types.count)))"
        let columns = WorkflowItem.columns.split(separator: ", ").map { "item.\($0)" }.joined(separator: ", ")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(columns) FROM core_workflow_log started
                JOIN core_workflow_items item
                    ON item.record_type = started.record_type AND item.record_id = started.record_id
                JOIN core_workflow_types type ON type.id = item.type AND type.version = item.version
                WHERE started.actor_id = ? AND started.from_step IS NULL AND item.is_waiting = 1
                    AND item.step = json_extract(type.definition, '$.initial')
                    AND \(ofTypes)
                ORDER BY item.since DESC, item.record_id DESC LIMIT ?
                """, arguments: [account] + StatementArguments(types) + [min(max(limit, 0), 500)]
        ).map(WorkflowItem.init(row:))
    }

    /// Records of a type in a step, the longest there first.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func list(
        _ recordType: String, step: String, limit: Int = 50, offset: Int = 0, in db: Database
    ) throws -> [WorkflowItem] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(WorkflowItem.columns) FROM core_workflow_items WHERE record_type = ? AND step = ?
                ORDER BY since, record_id LIMIT ? OFFSET ?
                """,
            arguments: [recordType, step, min(max(limit, 0), 500), max(offset, 0)]
        ).map(WorkflowItem.init(row:))
    }

    /// How many records of a type are in each step.
    public static func counts(_ recordType: String, in db: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT step, count(*) AS count FROM core_workflow_items WHERE record_type = ? GROUP BY step",
            arguments: [recordType])
        return Dictionary(rows.map { ($0["step"], $0["count"]) }, uniquingKeysWith: { $0 + $1 })
    }

    /// Waiting records whose date has passed, the most overdue first.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func overdue(
        recordTypes: Set<String>? = nil, now: Date, limit: Int = 50, in db: Database
    ) throws -> [WorkflowItem] {
        var condition = SQLCondition("is_waiting = 1 AND due_at < ?", [now])
        condition.add(recordTypes: recordTypes)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(WorkflowItem.columns) FROM core_workflow_items
                WHERE \(condition.sql) ORDER BY due_at, record_type, record_id LIMIT ?
                """,
            arguments: condition.arguments + [min(max(limit, 0), 500)]
        ).map(WorkflowItem.init(row:))
    }
}
