import Foundation
import GRDB
import PortalKit

/// How many items each sender sent, and what became of them.
enum SubmissionStatistics {
    /// What one sender sent in a period.
    struct Row: Sendable, Equatable {
        let label: String
        let isBody: Bool
        let sent: Int
        let used: Int
        let declined: Int
        /// Days from arrival to answer on average; nil when nothing was answered.
        let daysToAnswer: Double?
        let answered: Int
    }

    // MARK: - Screens

    static func show(_ request: Request) async throws -> Response {
        try await request.adminReport(
            title: request.texts("submission.statistics"), intro: request.texts("submission.statistics_intro"),
            download: request.module.adminURL(SubmissionScreenPath.statisticsCSV), tables(request))
    }

    static func download(_ request: Request) async throws -> Response {
        try await request.adminReportFile(
            title: request.texts("submission.statistics"), name: "ban-gui", tables(request))
    }

    private static func tables(
        _ request: Request
    ) -> @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)] {
        let (storage, texts) = (request.module.storage, request.texts)
        return { period in
            let rows = try await storage.read { try fetch(period, in: $0) }
            return [
                (texts("submission.statistics.bodies"), table(rows.filter(\.isBody), texts)),
                (texts("submission.statistics.persons"), table(rows.filter { !$0.isBody }, texts)),
            ]
        }
    }

    /// In the periodic report, which more people see, persons are counted together.
    static let section = ReportSection(id: "submissions", title: "submission.report") { context, period in
        let rows = try await context.storage.read { try fetch(period, in: $0) }
        let persons = rows.filter { !$0.isBody }
        let together = persons.isEmpty ? [] : [sum(persons, label: context.texts("submission.statistics.persons"))]
        return table(rows.filter(\.isBody) + together, context.texts)
    }

    // MARK: - Parts

    static func table(_ rows: [Row], _ texts: Texts) -> ReportTable {
        let columns = ["sender", "count.sent", "count.used", "count.declined", "count.days"]
        func cells(_ row: Row) -> [String] {
            [
                row.label, String(row.sent), String(row.used), String(row.declined),
                row.daysToAnswer.map { days($0, texts) } ?? "–",
            ]
        }
        return ReportTable(
            columns: columns.map { texts("submission.\($0)") }, rows: rows.map(cells),
            totals: rows.isEmpty ? [] : cells(sum(rows, label: texts("report.total"))))
    }

    private static func days(_ value: Double, _ texts: Texts) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(texts.language == "en" ? "." : ",")\(tenths % 10)"
    }

    static func sum(_ rows: [Row], label: String) -> Row {
        let answered = rows.reduce(0) { $0 + $1.answered }
        let days = rows.reduce(0.0) { $0 + ($1.daysToAnswer ?? 0) * Double($1.answered) }
        return Row(
            label: label, isBody: false, sent: rows.reduce(0) { $0 + $1.sent },
            used: rows.reduce(0) { $0 + $1.used }, declined: rows.reduce(0) { $0 + $1.declined },
            daysToAnswer: answered == 0 ? nil : days / Double(answered), answered: answered)
    }

    static let query = """
        SELECT max(CASE WHEN is_body THEN body ELSE name END) AS label, is_body, count(*) AS sent,
            sum(state = 'used') AS used, sum(state = 'declined') AS declined, count(answered_at) AS answered,
            avg(julianday(answered_at) - julianday(received_at)) AS days
        FROM news_submissions WHERE received_at >= ? AND received_at < ? AND state <> 'spam'
        GROUP BY sender_key ORDER BY sent DESC, label LIMIT 500
        """

    static func fetch(_ period: ReportPeriod, in database: Database) throws -> [Row] {
        try GRDB.Row.fetchAll(database, sql: query, arguments: [period.start, period.end]).map { row in
            Row(
                label: row["label"], isBody: row["is_body"], sent: row["sent"], used: row["used"],
                declined: row["declined"], daysToAnswer: row["days"], answered: row["answered"])
        }
    }
}

/// What waits at the desk, on the first page of the administration.
enum SubmissionDashboard {
    static let contribution = DashboardContribution(permission: NewsPermission.submissions) { request in
        let (now, days) = (request.now, NewsSettings(request.module.settings).submissionDays)
        let waiting = try await request.module.storage.read { try SubmissionSearch.waiting(now: now, in: $0) }
        let (texts, context) = (request.texts, request.module)
        func tile(_ which: SubmissionSearch.Which, _ count: Int) -> DashboardContribution.Tile {
            .init(
                title: texts("submission.tile.\(which.rawValue)"), value: String(count),
                note: texts("submission.tile.\(which.rawValue)_note", ["count": String(days)]),
                url: context.adminURL(SubmissionScreenPath.list) + "?loc=\(which.rawValue)",
                isWarning: which == .late && count > 0)
        }
        return [tile(.new, waiting.new), tile(.late, waiting.late)]
    }
}
