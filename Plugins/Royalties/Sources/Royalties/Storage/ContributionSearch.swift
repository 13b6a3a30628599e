import GRDB
import PortalKit

/// Which contributions somebody looks for, and in what order.
struct ContributionSearch: Sendable {
    enum Order: String, Sendable {
        case day = "ngay"
        case payee = "nguoi"
        case amount = "tien"

        var sql: String {
            switch self {
            case .day: "work.done_on"
            case .payee: "payee.sort_key"
            case .amount: "work.amount"
            }
        }
    }

    /// Where a contribution stands, with its sheet.
    enum Place: String, Sendable, CaseIterable {
        case open
        case free
        case sheet
        case paid
        case excluded

        var sql: String {
            switch self {
            case .open: "work.state = 'open'"
            case .free: "work.state = 'graded' AND work.sheet_id IS NULL"
            case .sheet: "work.sheet_id IS NOT NULL AND sheet.paid_on IS NULL"
            case .paid: "sheet.paid_on IS NOT NULL"
            case .excluded: "work.state = 'excluded'"
            }
        }
    }

    var text = ""
    var kind: WorkKind?
    var place: Place?
    var payee: Int64?
    /// Days, both inclusive.
    var from: String?
    var to: String?
    var order = Order.day
    var isAscending = false

    func count(in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (\(ContributionRows.select) WHERE \(condition))", arguments: arguments)
            ?? 0
    }

    /// What all of them together come to.
    func total(in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT coalesce(sum(amount), 0) FROM (\(ContributionRows.select) WHERE \(condition))",
            arguments: arguments) ?? 0
    }

    func rows(limit: Int, offset: Int = 0, in database: Database) throws -> [Contribution] {
        let way = isAscending ? "ASC" : "DESC"
        return try Row.fetchAll(
            database,
            sql: """
                \(ContributionRows.select) WHERE \(condition)
                ORDER BY \(order.sql) \(way), work.id \(way) LIMIT :limit OFFSET :offset
                """, arguments: arguments + ["limit": limit, "offset": offset]
        ).map(Contribution.init)
    }

    private var condition: String {
        var parts = ["1"]
        if !text.isEmpty { parts.append("(instr(work.search_key, :text) > 0 OR instr(payee.sort_key, :text) > 0)") }
        if kind != nil { parts.append("work.kind = :kind") }
        if let place { parts.append(place.sql) }
        if payee != nil { parts.append("work.payee_id = :payee") }
        if from != nil { parts.append("work.done_on >= :from") }
        if to != nil { parts.append("work.done_on <= :to") }
        return parts.joined(separator: " AND ")
    }

    private var arguments: StatementArguments {
        var values: [String: (any DatabaseValueConvertible)?] = [:]
        if !text.isEmpty { values["text"] = text.folded }
        if let kind { values["kind"] = kind.rawValue }
        if let payee { values["payee"] = payee }
        if let from { values["from"] = from }
        if let to { values["to"] = to }
        return StatementArguments(values)
    }
}
