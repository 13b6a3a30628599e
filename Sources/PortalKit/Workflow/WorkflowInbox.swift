public import Foundation
public import GRDB

/// Lists of records by the step they are in.
public enum WorkflowInbox {
    /// Records that wait for something the actor may do, what is due first, then the longest waiting.
    ///
    /// - Parameters:
    ///   - recordTypes: Types of records to look at; nil for all. Give those of enabled modules.
    ///   - limit: At most 500 are given.
    public static func waiting(
        for actor: Actor, recordTypes: Set<String>? = nil, limit: Int = 50, offset: Int = 0, in db: Database
    ) throws -> [WorkflowItem] {
        guard let condition = try condition(for: actor, recordTypes, in: db) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(WorkflowItem.columns) FROM core_workflow_items WHERE \(condition.sql)
                ORDER BY due_at IS NULL, due_at, since, record_type, record_id LIMIT ? OFFSET ?
                """,
            arguments: condition.arguments + [min(max(limit, 0), 500), max(offset, 0)]
        ).map(WorkflowItem.init(row:))
    }

    /// How many records `waiting` lists, by step.
    public static func waitingCounts(
        for actor: Actor, recordTypes: Set<String>? = nil, in db: Database
    ) throws -> [String: Int] {
        guard let condition = try condition(for: actor, recordTypes, in: db) else { return [:] }
        return try counts(where: condition.sql, condition.arguments, in: db)
    }

    /// Records that a person began and that are still where they started: their drafts, the last touched first.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func drafts(
        of account: Int64, recordTypes: Set<String>? = nil, limit: Int = 50, in db: Database
    ) throws -> [WorkflowItem] {
        let types = typeCondition(recordTypes)
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
                    AND item.\(types.sql)
                ORDER BY item.since DESC, item.record_id DESC LIMIT ?
                """, arguments: [account] + types.arguments + [min(max(limit, 0), 500)]
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
        try counts(where: "record_type = ?", [recordType], in: db)
    }

    /// Waiting records whose date has passed, the most overdue first.
    ///
    /// - Parameter limit: At most 500 are given.
    public static func overdue(
        recordTypes: Set<String>? = nil, now: Date, limit: Int = 50, in db: Database
    ) throws -> [WorkflowItem] {
        let types = typeCondition(recordTypes)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(WorkflowItem.columns) FROM core_workflow_items
                WHERE is_waiting = 1 AND due_at < ? AND \(types.sql) ORDER BY due_at, record_type, record_id LIMIT ?
                """,
            arguments: [now] + types.arguments + [min(max(limit, 0), 500)]
        ).map(WorkflowItem.init(row:))
    }

    // MARK: - Parts

    /// The steps, with their scopes, that hold waiting records and that the actor may take further; nil for none.
    private static func condition(
        for actor: Actor, _ recordTypes: Set<String>?, in db: Database
    ) throws -> (sql: String, arguments: StatementArguments)? {
        let types = try WorkflowDefinitions.list(in: db)
        let places = try Row.fetchAll(
            db, sql: "SELECT DISTINCT type, version, step, scope FROM core_workflow_items WHERE is_waiting = 1"
        ).filter { row in
            let (id, version, step, scope): (String, Int, String, String) = (
                row["type"], row["version"], row["step"], row["scope"]
            )
            let type = types.first { $0.id == id && $0.version == version }
            return type?.transitions(from: step).contains {
                actor.may($0.permission, scope: scope.isEmpty ? nil : scope)
            } ?? false
        }
        guard !places.isEmpty else { return nil }
        let rows = places.map { _ in "(?, ?, ?, ?)" }.joined(separator: ", ")
        let kinds = typeCondition(recordTypes)
        let values = places.flatMap { row in
            [row["type"], row["version"], row["step"], row["scope"]] as [DatabaseValue]
        }
        return (
            "is_waiting = 1 AND (type, version, step, scope) IN (VALUES \(rows)) AND \(kinds.sql)",
            StatementArguments(values) + kinds.arguments
        )
    }

    private static func typeCondition(_ types: Set<String>?) -> (sql: String, arguments: StatementArguments) {
        guard let types else { return ("1", []) }
        let marks = types.map { _ in "?" }.joined(separator: ", ")
        return ("record_type IN (\(marks))", StatementArguments(types.sorted()))
    }

    private static func counts(
        where condition: String, _ arguments: StatementArguments, in db: Database
    ) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT step, COUNT(*) AS count FROM core_workflow_items WHERE \(condition) GROUP BY step",
            arguments: arguments)
        return Dictionary(rows.map { ($0["step"], $0["count"]) }, uniquingKeysWith: { $0 + $1 })
    }
}
