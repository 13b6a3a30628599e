import Foundation
import GRDB
import PortalKit

/// The public list of drafts: those that can be commented on first.
struct DraftList: Sendable {
    var phase: DraftPhase?
    /// Words of title and body, with or without diacritics.
    var text = ""
    let now: Date

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM consultation_drafts WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    /// Open ones by what ends first, then those to come, then the others, the latest first.
    func rows(limit: Int, offset: Int, in database: Database) throws -> [Draft] {
        let condition = condition
        return try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM consultation_drafts WHERE \(condition.sql)
                ORDER BY CASE WHEN result_at IS NOT NULL OR ends_at <= ? THEN 2 WHEN starts_at > ? THEN 1 ELSE 0 END,
                    CASE WHEN result_at IS NULL AND ends_at > ? THEN ends_at END, ends_at DESC, id DESC
                LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [now, now, now, limit, offset]
        ).map(DraftRows.draft)
    }

    /// When a public draft next changes its phase by the clock alone.
    static func nextChange(after now: Date, in database: Database) throws -> Date? {
        let moments = try ["starts_at", "ends_at"].compactMap { column in
            try Date.fetchOne(
                database,
                sql: "SELECT min(\(column)) FROM consultation_drafts WHERE is_public = 1 AND \(column) > ?",
                arguments: [now])
        }
        return moments.min()
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts = ["is_public = 1"]
        var arguments = StatementArguments()
        if let phase {
            let (sql, values) = phase.condition(now)
            parts.append(sql)
            arguments += values
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("instr(search_key, ?) > 0")
            arguments += [String(word)]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}

extension DraftPhase {
    /// What rows in this phase at a moment fulfil.
    func condition(_ now: Date) -> (sql: String, arguments: StatementArguments) {
        switch self {
        case .upcoming: ("result_at IS NULL AND starts_at > ?", [now])
        case .open: ("result_at IS NULL AND starts_at <= ? AND ends_at > ?", [now, now])
        case .closed: ("result_at IS NULL AND ends_at <= ? AND taken_up_at IS NULL", [now])
        case .takingUp: ("result_at IS NULL AND ends_at <= ? AND taken_up_at IS NOT NULL", [now])
        case .result: ("result_at IS NOT NULL", [])
        }
    }
}
