import Foundation
import GRDB

/// A part of a `WHERE` with its values.
struct SQLCondition {
    private(set) var sql: String
    private(set) var arguments: StatementArguments

    init(_ sql: String, _ arguments: StatementArguments = []) {
        self.sql = sql
        self.arguments = arguments
    }

    mutating func add(_ part: String, _ values: StatementArguments = []) {
        sql += " AND \(part)"
        arguments += values
    }

    mutating func add(recordTypes: Set<String>?) {
        guard let types = recordTypes else { return }
        add("record_type IN (\(Self.marks(types.count)))", StatementArguments(types.sorted()))
    }

    static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

/// Which waiting records wait for somebody: those in the steps that they may pass, without what they may not pass because
/// they wrote it. Nil when there are none.
struct InboxCondition {
    let sql: String
    let arguments: StatementArguments

    /// What must hold of a record's writers, besides its being in a step.
    private enum Rule: Hashable {
        case none
        /// The person must be one of them: what they have not sent on.
        case writtenBy(Int64)
        /// None of these may be one.
        case notWrittenBy([Int64])

        var condition: SQLCondition {
            let writers = """
                EXISTS (SELECT 1 FROM core_workflow_writers writer WHERE writer.record_type = item.record_type
                    AND writer.record_id = item.record_id AND writer.account_id IN
                """
            return switch self {
            case .none: SQLCondition("1")
            case .writtenBy(let id): SQLCondition("\(writers) (?))", [id])
            case .notWrittenBy(let ids):
                SQLCondition("NOT \(writers) (\(SQLCondition.marks(ids.count))))", StatementArguments(ids))
            }
        }
    }

    init?(_ actor: Actor, _ filter: WorkflowInbox.Filter, now: Date, in db: Database) throws {
        let places = try Self.places(for: actor, now: now, in: db)
        guard !places.isEmpty else { return nil }
        var groups: [String] = []
        var values = StatementArguments()
        for (rule, rows) in places.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let tuples = Array(repeating: "(?, ?, ?, ?)", count: rows.count).joined(separator: ", ")
            let condition = rule.condition
            groups.append("((type, version, step, scope) IN (VALUES \(tuples)) AND \(condition.sql))")
            values += StatementArguments(rows.flatMap { $0 }) + condition.arguments
        }
        var condition = SQLCondition("is_waiting = 1 AND (\(groups.joined(separator: " OR ")))", values)
        Self.narrow(&condition, by: filter, for: actor.personId ?? 0)
        sql = condition.sql
        arguments = condition.arguments
    }

    /// - Parameter person: who asks; 0, which nobody is, when it is not a person.
    private static func narrow(_ condition: inout SQLCondition, by filter: WorkflowInbox.Filter, for person: Int64) {
        condition.add(recordTypes: filter.recordTypes)
        if let step = filter.step { condition.add("step = ?", [step]) }
        if let since = filter.since { condition.add("since > ?", [since]) }
        switch filter.claim {
        case .mine: condition.add("claimed_by = ?", [person])
        case .free: condition.add("claimed_by IS NULL")
        case .others: condition.add("claimed_by <> ?", [person])
        case nil: break
        }
    }

    /// The steps, with their scopes, that hold waiting records and that the actor may take further, by the rule that holds
    /// of their writers.
    private static func places(for actor: Actor, now: Date, in db: Database) throws -> [Rule: [[DatabaseValue]]] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT DISTINCT type, version, step, scope FROM core_workflow_items WHERE is_waiting = 1")
        guard !rows.isEmpty else { return [:] }
        let authority = try WorkflowAuthority(actor, now: now, in: db)
        var types: [String: WorkflowType] = [:]
        var places: [Rule: [[DatabaseValue]]] = [:]
        for row in rows {
            let (id, version, step, scope): (String, Int, String, String) = (
                row["type"], row["version"], row["step"], row["scope"]
            )
            let key = "\(id) \(version)"
            let type = try types[key] ?? WorkflowDefinitions.require(id, version: version, in: db)
            types[key] = type
            guard let rule = rule(authority, type, step: step, scope: scope.isEmpty ? nil : scope) else { continue }
            places[rule, default: []].append([row["type"], row["version"], row["step"], row["scope"]])
        }
        return places
    }

    private static func rule(
        _ authority: WorkflowAuthority, _ type: WorkflowType, step: String, scope: String?
    ) -> Rule? {
        let onward = type.transitions(from: step).filter(type.leadsOn)
        // A step that is given to somebody outside waits for whoever may ask them.
        let mandates = onward.compactMap {
            authority.mandate(for: $0.asking, in: type, scope: scope, writers: [])
        }
        guard let mandate = mandates.first(where: { $0 == .own }) ?? mandates.first else { return nil }
        guard let person = authority.person else { return Rule.none }
        if step == type.initial { return mandate == .own ? .writtenBy(person.id) : nil }
        switch mandate {
        case _ where type.allowsSelfApproval: return Rule.none
        case .own: return .notWrittenBy([person.id])
        case .deputy(let other): return .notWrittenBy([person.id, other.id])
        }
    }
}
