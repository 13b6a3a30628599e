import Foundation
import GRDB
import PortalKit

/// What the periodic report says of businesses and ads (Art. 13, 16.1).
enum AdsReports {
    static let section = ReportSection(id: "business-ads", title: "report.title") { context, period in
        let figures = try await context.storage.read { try Figures.fetch(period, in: $0) }
        let texts = context.texts
        let rows = [
            ("report.applications", figures.applications.grouped(texts)),
            ("report.published", figures.published.grouped(texts)),
            ("report.refused", figures.refused.grouped(texts)), ("report.public", figures.isPublic.grouped(texts)),
            ("report.orders", figures.orders.grouped(texts)), ("report.shown", figures.shown.grouped(texts)),
            ("report.income", figures.income.grouped(texts)), ("report.views", figures.views.grouped(texts)),
            ("report.clicks", figures.clicks.grouped(texts)),
            ("report.complaints", figures.complaints.grouped(texts)),
        ]
        return ReportTable(
            columns: [texts("report.figure"), texts("report.count")], rows: rows.map { [texts($0.0), $0.1] },
            isComparable: false)
    }

    struct Figures: Sendable {
        let applications: Int
        let published: Int
        let refused: Int
        let isPublic: Int
        let orders: Int
        let shown: Int
        let income: Int
        let views: Int
        let clicks: Int
        let complaints: Int

        static func fetch(_ period: ReportPeriod, in database: Database) throws -> Figures {
            func count(_ condition: String, _ table: String = "ads_businesses") throws -> Int {
                let arguments: StatementArguments = condition.contains("?") ? [period.start, period.end] : []
                return try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM \(table) WHERE \(condition)", arguments: arguments) ?? 0
            }
            let days = VietnamTime(period.start)...VietnamTime(max(period.start, period.end.addingTimeInterval(-1)))
            func total(_ what: String) throws -> Int {
                try Tally.total(of: AdsNames.module, what, days: days, in: database)
            }
            return Figures(
                applications: try count("received_at >= ? AND received_at < ? AND is_spam = 0"),
                published: try count("published_at >= ? AND published_at < ?"),
                refused: try count("closed_at >= ? AND closed_at < ? AND is_spam = 0"),
                isPublic: try count("is_public = 1"),
                orders: try count("ordered_at >= ? AND ordered_at < ?", "ads_orders"),
                shown: try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM ads_orders
                        WHERE state IN ('paid', 'running', 'ended') AND ends_at > ? AND starts_at < ?
                        """, arguments: [period.start, period.end]) ?? 0,
                income: try Income.total(period, in: database), views: try total(AdsNames.Count.view),
                clicks: try total(AdsNames.Count.click),
                complaints: try count("received_at >= ? AND received_at < ? AND state <> 'spam'", "ads_complaints"))
        }
    }
}

/// What was paid, for the chair and the accountant.
enum IncomeScreen {
    static func show(_ request: Request) async throws -> Response {
        try await request.adminReport(
            title: request.texts("income"), intro: request.texts("income_intro"),
            download: request.module.adminURL(AdsScreen.incomeFile), tables(request))
    }

    static func download(_ request: Request) async throws -> Response {
        try await request.adminReportFile(title: request.texts("income"), name: "thu-quang-cao", tables(request))
    }

    private static func tables(
        _ request: Request
    ) -> @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)] {
        let (storage, texts) = (request.module.storage, request.texts)
        return { period in
            let income = try await storage.read { try Income.fetch(period, in: $0) }
            return [
                (texts("income.by_position"), byPosition(income, texts)),
                (texts("income.by_month"), byMonth(income, texts)), (texts("income.payments"), payments(income, texts)),
            ]
        }
    }

    static func byPosition(_ income: Income, _ texts: Texts) -> ReportTable {
        let lines = Dictionary(grouping: income.lines, by: \.position)
        let rows = AdPosition.allCases.compactMap { position -> [String]? in
            guard let own = lines[position] else { return nil }
            return [
                position.title(texts), own.reduce(0) { $0 + $1.amount }.grouped(texts),
                Set(own.map(\.orderID)).count.grouped(texts),
            ]
        }
        return ReportTable(
            columns: [texts("position"), texts("income.amount"), texts("orders")], rows: rows,
            totals: total([texts("report.total"), income.total.grouped(texts), ""], income))
    }

    private static func byMonth(_ income: Income, _ texts: Texts) -> ReportTable {
        let months = Dictionary(grouping: income.lines) { String($0.paidOn.prefix(7)) }
        let rows = months.keys.sorted().map { month in
            let parts = month.split(separator: "-")
            return [
                parts.reversed().joined(separator: "/"),
                (months[month] ?? []).reduce(0) { $0 + $1.amount }.grouped(texts),
            ]
        }
        return ReportTable(
            columns: [texts("income.month"), texts("income.amount")], rows: rows,
            totals: total([texts("report.total"), income.total.grouped(texts)], income))
    }

    private static func payments(_ income: Income, _ texts: Texts) -> ReportTable {
        ReportTable(
            columns: [
                texts("payment.day"), texts("payment.receipt"), texts("business"), texts("order"), texts("position"),
                texts("payment.method"), texts("income.amount"),
            ],
            rows: income.lines.map { line in
                [
                    line.paidOn.dayText, line.receipt, line.business, line.order, line.position.title(texts),
                    texts("payment.method.\(line.method.rawValue)"), line.amount.grouped(texts),
                ]
            }, totals: total([texts("report.total"), "", "", "", "", "", income.total.grouped(texts)], income),
            isComparable: false)
    }

    private static func total(_ cells: [String], _ income: Income) -> [String] { income.lines.isEmpty ? [] : cells }
}
