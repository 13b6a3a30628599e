import Foundation
import GRDB
import PortalKit

/// The office's list of businesses, narrowed and in an order.
struct BusinessSearch: Sendable {
    enum Order: String, Sendable {
        case changed = "sua"
        case name = "ten"
        case received = "nhan"
    }

    /// What is asked for besides a step of the workflow.
    static let closed = "tu-choi"
    static let spam = "rac"

    var text = ""
    var field = ""
    /// A step's id, ``closed`` or ``spam``; empty for all but spam.
    var step = ""
    var order = Order.changed
    var isAscending = false

    /// One line of the list.
    struct Entry: Sendable {
        let id: Int64
        let name: String
        let field: String
        let step: String
        let isPublic: Bool
        let isClosed: Bool
        let isSpam: Bool
        let channel: Business.Channel
        let isConfirmed: Bool
        let receivedAt: Date
        let changedAt: Date
    }

    var isFiltered: Bool { !(text + field + step).isEmpty }

    func count(in database: Database) throws -> Int {
        let (condition, arguments) = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM ads_businesses WHERE \(condition)", arguments: arguments) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Entry] {
        let (condition, arguments) = condition
        let column =
            switch order {
            case .changed: "changed_at"
            case .name: "name_folded"
            case .received: "received_at"
            }
        let direction = isAscending ? "ASC" : "DESC"
        return try Row.fetchAll(
            database,
            sql: """
                SELECT id, name, field, step, is_public, closed_at, is_spam, channel, received_at, changed_at,
                    coalesce(content ->> '$.confirmation.number', '') <> '' AS is_confirmed
                FROM ads_businesses WHERE \(condition) ORDER BY \(column) \(direction), id \(direction) LIMIT ? OFFSET ?
                """, arguments: arguments + [limit, offset]
        ).map { row in
            Entry(
                id: row["id"], name: row["name"], field: row["field"], step: row["step"], isPublic: row["is_public"],
                isClosed: (row["closed_at"] as Date?) != nil, isSpam: row["is_spam"],
                channel: Business.Channel(rawValue: row["channel"]) ?? .office, isConfirmed: row["is_confirmed"],
                receivedAt: row["received_at"], changedAt: row["changed_at"])
        }
    }

    private var condition: (String, StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        switch step {
        case "": parts.append("is_spam = 0")
        case Self.closed: parts.append("closed_at IS NOT NULL AND is_spam = 0")
        case Self.spam: parts.append("is_spam = 1")
        default:
            parts.append("closed_at IS NULL AND step = ?")
            arguments += [step]
        }
        if !field.isEmpty {
            parts.append("field = ?")
            arguments += [field]
        }
        for word in text.folded.split(whereSeparator: \.isWhitespace).prefix(8) {
            parts.append("(instr(search_folded, ?) > 0 OR code = ?)")
            arguments += [String(word), word.uppercased()]
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    /// What waits: by the step of the workflow.
    static func waiting(in database: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database,
            sql:
                "SELECT step, count(*) AS count FROM ads_businesses WHERE closed_at IS NULL AND is_public = 0 GROUP BY step"
        )
        return Dictionary(rows.map { ($0["step"], $0["count"]) }, uniquingKeysWith: +)
    }
}
