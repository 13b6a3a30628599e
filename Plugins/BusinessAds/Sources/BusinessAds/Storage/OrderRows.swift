import Foundation
import GRDB
import PortalKit

/// Reads orders and their payments.
enum OrderRows {
    static func fetch(_ id: Int64, in database: Database) throws -> AdOrder? {
        try Row.fetchOne(database, sql: "SELECT * FROM ads_orders WHERE id = ?", arguments: [id])
            .map(AdOrder.init(row:))
    }

    static func require(_ id: Int64, in database: Database) throws -> AdOrder {
        guard let order = try fetch(id, in: database) else { throw PortalError.notFound }
        return order
    }

    /// A business's orders, the latest first.
    static func of(_ business: Int64, in database: Database) throws -> [AdOrder] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM ads_orders WHERE business_id = ? ORDER BY id DESC LIMIT 100",
            arguments: [business]
        ).map(AdOrder.init(row:))
    }

    static func payments(of order: Int64, in database: Database) throws -> [Payment] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM ads_payments WHERE order_id = ? ORDER BY id", arguments: [order]
        ).map(Payment.init(row:))
    }
}

/// The office's list of orders, narrowed.
struct OrderSearch: Sendable {
    enum Which: String, Sendable, CaseIterable {
        case unpaid = "chua-tra"
        case waiting = "cho-chay"
        case running = "dang-chay"
        case ending = "sap-het"
        case suspended = "tam-dung"
        case ended = "da-het"
        case cancelled = "da-huy"
    }

    var text = ""
    var which: Which?
    var position: AdPosition?
    let now: Date
    let noticeDays: Int

    struct Entry: Sendable {
        let order: AdOrder
        let businessName: String
    }

    func count(in database: Database) throws -> Int {
        let (condition, arguments) = condition
        return try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM ads_orders JOIN ads_businesses ON ads_businesses.id = business_id WHERE \(condition)
                """, arguments: arguments) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Entry] {
        let (condition, arguments) = condition
        return try Row.fetchAll(
            database,
            sql: """
                SELECT ads_orders.*, ads_businesses.name AS business_name
                FROM ads_orders JOIN ads_businesses ON ads_businesses.id = business_id
                WHERE \(condition) ORDER BY ordered_at DESC, ads_orders.id DESC LIMIT ? OFFSET ?
                """, arguments: arguments + [limit, offset]
        ).map { Entry(order: AdOrder(row: $0), businessName: $0["business_name"]) }
    }

    private var condition: (String, StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        let isOpen = "suspended_at IS NULL"
        switch which {
        case nil: break
        case .unpaid: parts.append("state = 'ordered'")
        case .waiting:
            parts.append("state = 'paid' AND starts_at > ? AND \(isOpen)")
            arguments += [now]
        case .running:
            parts.append("state IN ('paid', 'running') AND starts_at <= ? AND ends_at > ? AND \(isOpen)")
            arguments += [now, now]
        case .ending:
            parts.append("state IN ('paid', 'running') AND ends_at > ? AND ends_at <= ?")
            arguments += [now, VietnamTime(now).adding(days: noticeDays).date]
        case .suspended: parts.append("suspended_at IS NOT NULL AND state IN ('ordered', 'paid', 'running')")
        case .ended: parts.append("state = 'ended'")
        case .cancelled: parts.append("state = 'cancelled'")
        }
        if let position {
            parts.append("position = ?")
            arguments += [position.rawValue]
        }
        for word in text.folded.split(whereSeparator: \.isWhitespace).prefix(8) {
            parts.append("(instr(search_folded, ?) > 0 OR ads_orders.code = ?)")
            arguments += [String(word), word.uppercased()]
        }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }
}

extension AdOrder {
    init(row: Row) {
        self.init(
            id: row["id"], code: row["code"], business: row["business_id"],
            position: AdPosition(rawValue: row["position"]) ?? .foot, months: row["months"], fee: row["fee"],
            paid: row["paid"], startsAt: row["starts_at"], endsAt: row["ends_at"], headline: row["headline"],
            target: Target(rawValue: row["target"]) ?? .page, state: State(rawValue: row["state"]) ?? .ordered,
            suspendedAt: row["suspended_at"], suspendReason: row["suspend_reason"],
            invoice: Invoice(
                name: row["invoice_name"], taxCode: row["invoice_tax_code"], address: row["invoice_address"],
                mail: row["invoice_mail"], number: row["invoice_number"], day: row["invoice_day"]),
            note: row["note"], orderedAt: row["ordered_at"], orderedBy: row["ordered_by"])
    }
}

extension Payment {
    init(row: Row) {
        self.init(
            id: row["id"], amount: row["amount"], paidOn: row["paid_on"],
            method: Method(rawValue: row["method"]) ?? .transfer, receipt: row["receipt"], note: row["note"],
            recordedBy: row["recorded_by"])
    }
}
