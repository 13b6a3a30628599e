import Foundation
import GRDB
import PortalKit

/// Which records of a kind somebody looks for, and in what order.
struct BoardQuery<Content: BoardContent>: Sendable {
    /// The column of days or times that `from` and `to` limit.
    let timeColumn: String
    var text = ""
    var state = ""
    /// Days, both inclusive.
    var from: VietnamTime?
    var to: VietnamTime?
    /// Whether the column holds moments instead of days.
    let hasMoments: Bool
    /// SQL to sort by, one of the list's own.
    var order: String
    var isAscending = false
    /// A further condition of the list, with its values.
    var condition = ""
    var values: [any DatabaseValueConvertible & Sendable] = []

    func count(in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(Content.table) WHERE \(sql)", arguments: arguments) ?? 0
    }

    func rows(limit: Int, offset: Int = 0, in database: Database) throws -> [Stored<Content>] {
        let way = isAscending ? "ASC" : "DESC"
        return try Row.fetchAll(
            database,
            sql: """
                \(Content.select) WHERE \(sql) ORDER BY \(order) \(way), \(Content.table).id \(way) LIMIT ? OFFSET ?
                """, arguments: arguments + [limit, offset]
        ).map(Stored.init)
    }

    private var sql: String {
        var parts = ["1"]
        if !text.isEmpty { parts.append("instr(\(Content.table).search_key, ?) > 0") }
        if !state.isEmpty { parts.append("\(Content.table).state = ?") }
        if from != nil { parts.append("\(timeColumn) >= ?") }
        if to != nil { parts.append("\(timeColumn) < ?") }
        if !condition.isEmpty { parts.append("(\(condition))") }
        return parts.joined(separator: " AND ")
    }

    private var arguments: StatementArguments {
        var all: [any DatabaseValueConvertible] = []
        if !text.isEmpty { all.append(text.folded) }
        if !state.isEmpty { all.append(state) }
        if let from { all.append(hasMoments ? from.dayBounds.lowerBound : from.isoDay) }
        if let to { all.append(hasMoments ? to.dayBounds.upperBound : to.adding(days: 1).isoDay) }
        return StatementArguments(all + values)
    }
}
