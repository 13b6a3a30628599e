import Foundation
import GRDB
import PortalKit

/// What became of the dossiers of a period.
struct FigureRow: Sendable, Equatable {
    var label: String
    var received = 0
    var onTime = 0
    var late = 0
    var refused = 0
    var withdrawn = 0

    /// Those that were answered in the period, whenever they came.
    var ended: Int { onTime + late }

    /// Of those that were answered, how many in a hundred in their term; nil when none was.
    var share: Int? { ended == 0 ? nil : Int((Double(onTime) * 100 / Double(ended)).rounded()) }

    static func + (left: FigureRow, right: FigureRow) -> FigureRow {
        FigureRow(
            label: left.label, received: left.received + right.received, onTime: left.onTime + right.onTime,
            late: left.late + right.late, refused: left.refused + right.refused,
            withdrawn: left.withdrawn + right.withdrawn)
    }
}

/// Reads the counts that were kept with each step.
enum FigureQuery {
    /// By what the counts are put together.
    enum Grouping: String, Sendable {
        case field = "procedure.field"
        case procedure = "procedure.name"
        /// The body to which dossiers of the procedure are handed over.
        case body = "procedure.body"
        case month = "figure.month"
    }

    /// - Parameters:
    ///   - first: the first day, as `2026-11-24`.
    ///   - last: the last.
    static func rows(
        _ grouping: Grouping, from first: String, to last: String, in database: Database
    ) throws -> [FigureRow] {
        let counts = counts(from: first, to: last)
        return try Row.fetchAll(
            database,
            sql: """
                SELECT \(grouping.rawValue) AS label,
                    sum(CASE kind WHEN 'received' THEN count ELSE 0 END) AS received,
                    sum(CASE kind WHEN 'on-time' THEN count ELSE 0 END) AS on_time,
                    sum(CASE kind WHEN 'late' THEN count ELSE 0 END) AS late,
                    sum(CASE kind WHEN 'refused' THEN count ELSE 0 END) AS refused,
                    sum(CASE kind WHEN 'withdrawn' THEN count ELSE 0 END) AS withdrawn
                FROM (\(counts.sql)) figure JOIN eservices_procedures procedure ON procedure.id = procedure_id
                GROUP BY label ORDER BY label LIMIT 500
                """, arguments: counts.arguments
        ).map { row in
            FigureRow(
                label: row["label"], received: row["received"], onTime: row["on_time"], late: row["late"],
                refused: row["refused"], withdrawn: row["withdrawn"])
        }.filter { $0.received + $0.ended + $0.refused + $0.withdrawn > 0 }
    }

    /// The counts of a period: of whole months by month, of what is left at both ends by day.
    private static func counts(from first: String, to last: String) -> (sql: String, arguments: StatementArguments) {
        let days = """
            SELECT substr(day, 1, 7) AS month, procedure_id, kind, count FROM eservices_figures
            WHERE day >= ? AND day < ?
            """
        func month(_ day: String) -> String { String(day.prefix(7)) }
        // The day after the last, and the first month that is whole.
        let end = VietnamTime(parsing: last)?.adding(days: 1).isoDay ?? last
        let next = VietnamTime(parsing: month(first) + "-01")?.adding(days: 31).isoDay ?? first
        let (from, to) = (first.hasSuffix("-01") ? month(first) : month(next), month(end))
        guard from <= to else { return (days, [first, end]) }
        return (
            """
            SELECT month, procedure_id, kind, count FROM eservices_month_figures WHERE month >= ? AND month < ?
            UNION ALL \(days) UNION ALL \(days)
            """, [from, to, first, from + "-01", to + "-01", end]
        )
    }

    /// What is open now, and how much of it is overdue.
    static func open(at now: Date, in database: Database) throws -> (open: Int, late: Int) {
        let states = DossierState.open.map(\.rawValue)
        let open = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM eservices_dossiers
                WHERE state IN (\(states.map { _ in "?" }.joined(separator: ", ")))
                """, arguments: StatementArguments(states))
        return (open ?? 0, try DossierSearch.waiting(at: now, in: database).late)
    }
}

extension [FigureRow] {
    func table(_ texts: Texts, head: String, label: (String) -> String = { $0 }) -> ReportTable {
        func cells(_ row: FigureRow, _ title: String) -> [String] {
            [
                title, String(row.received), String(row.ended), String(row.onTime), String(row.late),
                row.share.map { "\($0)%" } ?? "–", String(row.refused), String(row.withdrawn),
            ]
        }
        let columns = ["received", "ended", "on_time", "late", "share", "refused", "withdrawn"]
        let sum = reduce(FigureRow(label: ""), +)
        return ReportTable(
            columns: [head] + columns.map { texts("figures.\($0)") }, rows: map { cells($0, label($0.label)) },
            totals: isEmpty ? [] : cells(sum, texts("figures.total")))
    }
}
