import Foundation
import GRDB
import PortalKit

/// What was paid in a period, by the days of payment.
struct Income: Sendable {
    struct Line: Sendable {
        let paidOn: String
        let receipt: String
        let method: Payment.Method
        let orderID: Int64
        let order: String
        let business: String
        let position: AdPosition
        let months: Int
        /// In đồng; negative when it was paid back.
        let amount: Int
        let invoice: String
    }

    let lines: [Line]

    var total: Int { lines.reduce(0) { $0 + $1.amount } }

    /// - Parameter period: whole days.
    static func fetch(_ period: ReportPeriod, in database: Database) throws -> Income {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT ads_payments.paid_on, receipt, method, amount, order_id, ads_orders.code, position, months,
                    invoice_number, ads_businesses.name
                FROM ads_payments JOIN ads_orders ON ads_orders.id = order_id
                JOIN ads_businesses ON ads_businesses.id = ads_orders.business_id
                WHERE ads_payments.paid_on >= ? AND ads_payments.paid_on < ? ORDER BY ads_payments.paid_on, ads_payments.id
                """, arguments: [VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay])
        return Income(
            lines: rows.map { row in
                Line(
                    paidOn: row["paid_on"], receipt: row["receipt"],
                    method: Payment.Method(rawValue: row["method"]) ?? .transfer, orderID: row["order_id"],
                    order: row["code"], business: row["name"], position: AdPosition(rawValue: row["position"]) ?? .foot,
                    months: row["months"], amount: row["amount"], invoice: row["invoice_number"])
            })
    }

    /// The sum of all payments in a period.
    static func total(_ period: ReportPeriod, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT sum(amount) FROM ads_payments WHERE paid_on >= ? AND paid_on < ?",
            arguments: [VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay]) ?? 0
    }
}
