import Foundation
import GRDB

/// Reads and writes incidents, inside the caller's transaction. Their words are in no audit entry and in no mail: they
/// may be what leaked.
enum IncidentStore {
    /// Characters of a text.
    static let maximumText = 4000

    // MARK: - Writing

    /// Notes an incident and returns its number.
    static func raise(
        _ kind: Incident.Kind, _ severity: Incident.Severity, text: String, page: String, by account: Int64,
        in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO core_incidents (kind, severity, text, page, raised_at, raised_by, raised_name)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [kind.rawValue, severity.rawValue, text, page, change.now, account, change.actor.name])
        let id = change.database.lastInsertedRowID
        try change.audit(
            "incident.raise", on: Incident.reference(id),
            after: ["kind": kind.rawValue, "severity": severity.rawValue])
        return id
    }

    /// Notes what was done, with the end or a new beginning when it is one. Returns false when the incident is not in the
    /// state for it: somebody else was faster.
    static func note(_ kind: IncidentAction.Kind, _ text: String, on id: Int64, in change: Change) throws -> Bool {
        let database = change.database
        switch kind {
        case .action: break
        case .close:
            try database.execute(
                sql: "UPDATE core_incidents SET closed_at = ? WHERE id = ? AND closed_at IS NULL",
                arguments: [change.now, id])
        case .reopen:
            try database.execute(
                sql: "UPDATE core_incidents SET closed_at = NULL WHERE id = ? AND closed_at IS NOT NULL",
                arguments: [id])
        }
        if kind != .action, database.changesCount == 0 { return false }
        try database.execute(
            sql: """
                INSERT INTO core_incident_actions (incident_id, kind, text, at, actor_id, actor_name)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [id, kind.rawValue, text, change.now, change.actor.personId, change.actor.name])
        try change.audit("incident.\(kind.rawValue)", on: Incident.reference(id))
        return true
    }

    // MARK: - Reading

    /// Which incidents to list; nil takes all.
    struct Filter: Sendable {
        /// Of this account only.
        var raisedBy: Int64?
        var isOpen: Bool?
        var kind: Incident.Kind?

        var condition: (sql: String, arguments: StatementArguments) {
            var parts = ["1"]
            var arguments = StatementArguments()
            if let raisedBy {
                parts.append("raised_by = ?")
                arguments += [raisedBy]
            }
            if let isOpen { parts.append("(closed_at IS NOT NULL) = \(isOpen ? 0 : 1)") }
            if let kind {
                parts.append("kind = ?")
                arguments += [kind.rawValue]
            }
            return (parts.joined(separator: " AND "), arguments)
        }
    }

    /// The incidents, open ones first, then the latest.
    static func list(
        _ filter: Filter, limit: Int, offset: Int = 0, in database: Database
    ) throws -> [Incident] {
        let (condition, arguments) = filter.condition
        return try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM core_incidents WHERE \(condition)
                ORDER BY closed_at IS NOT NULL, raised_at DESC, id DESC LIMIT ? OFFSET ?
                """, arguments: arguments + [limit, offset]
        ).map(Incident.init(row:))
    }

    static func count(_ filter: Filter, in database: Database) throws -> Int {
        let (condition, arguments) = filter.condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_incidents WHERE \(condition)", arguments: arguments) ?? 0
    }

    static func find(_ id: Int64, in database: Database) throws -> Incident? {
        try Row.fetchOne(database, sql: "SELECT * FROM core_incidents WHERE id = ?", arguments: [id])
            .map(Incident.init(row:))
    }

    /// What was done about an incident, the first first.
    static func actions(of id: Int64, in database: Database) throws -> [IncidentAction] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM core_incident_actions WHERE incident_id = ? ORDER BY id LIMIT 500",
            arguments: [id]
        ).map(IncidentAction.init(row:))
    }
}
