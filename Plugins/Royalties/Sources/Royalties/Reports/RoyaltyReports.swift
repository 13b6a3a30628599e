import Foundation
import GRDB
import PortalKit

/// What the periodic report says of royalties (Art. 12, 16.1).
enum RoyaltyReports {
    static let all = [byKind, byPayee, funds]

    /// Work done in the period, by kind, with what is granted for it on approved sheets.
    static let byKind = ReportSection(id: "by-kind", title: "report.by_kind") { context, period in
        let rows = try await context.storage.read { try figures(period, by: "work.kind", in: $0) }
        let texts = context.texts
        let byKind = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
        return table(
            WorkKind.allCases.map { kind in
                let row = byKind[kind.rawValue]
                return Figure(name: texts("kind.\(kind.rawValue)"), count: row?.count ?? 0, amount: row?.amount ?? 0)
            }, heading: "field.kind", texts)
    }

    /// The same by person, those with most first.
    static let byPayee = ReportSection(id: "by-payee", title: "report.by_payee") { context, period in
        let rows = try await context.storage.read { try figures(period, by: "payee.name", in: $0) }
        return table(
            rows.sorted { ($1.amount, $1.count, $0.name) < ($0.amount, $0.count, $1.name) }, heading: "field.payee",
            context.texts)
    }

    /// Sources and use of the money of the years that the period touches.
    static let funds = ReportSection(id: "funds", title: "report.funds") { context, period in
        let share = RoyaltySettings(context.settings).incomeShare
        let years = VietnamTime(period.start).year...VietnamTime(period.end.addingTimeInterval(-1)).year
        let all = try await context.storage.read { database in
            try years.map { try Funds.fetch($0, share: share, in: database) }
        }
        let texts = context.texts
        return ReportTable(
            columns: ["year", "budget", "income_share", "approved", "paid", "remaining"].map { texts("funds.\($0)") },
            rows: all.map { funds in
                [String(funds.year)]
                    + [funds.budget, funds.incomeShare, funds.approved, funds.paid, funds.remaining].map {
                        Money.text($0)
                    }
            }, isComparable: false, isByTime: true)
    }

    private struct Figure: Sendable {
        let name: String
        let count: Int
        let amount: Int
    }

    private static func table(_ rows: [Figure], heading: String, _ texts: Texts) -> ReportTable {
        ReportTable(
            columns: [texts(heading), texts("report.count"), texts("report.amount")],
            rows: rows.map { [$0.name, String($0.count), Money.text($0.amount)] },
            totals: [
                texts("print.total"), String(rows.reduce(0) { $0 + $1.count }),
                Money.text(rows.reduce(0) { $0 + $1.amount }),
            ])
    }

    /// - Parameter column: a column of this module's own.
    private static func figures(_ period: ReportPeriod, by column: String, in database: Database) throws -> [Figure] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT \(column) AS name, sum(work.corrects IS NULL) AS count,
                    coalesce(sum(work.amount) FILTER (WHERE sheet.step = '\(SheetWorkflow.approved)'), 0) AS amount
                FROM royalties_contributions work
                JOIN royalties_payees payee ON payee.id = work.payee_id
                LEFT JOIN royalties_sheets sheet ON sheet.id = work.sheet_id
                WHERE work.state <> 'excluded' AND work.done_on >= ? AND work.done_on < ? GROUP BY 1
                """,
            arguments: [VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay]
        ).map { Figure(name: $0["name"], count: $0["count"], amount: $0["amount"]) }
    }
}
