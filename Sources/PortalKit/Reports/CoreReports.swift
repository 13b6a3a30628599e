import Foundation
import GRDB

/// What the core itself has to report, whichever modules are enabled: incidents and backups.
enum CoreReports {
    static let all = [incidents, backups]

    /// Incidents raised in the period, by kind; what was seen stays in the incident.
    private static let incidents = ReportSection(id: "incidents", title: "report.incidents") { context, period in
        let rows = try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT kind, count(*) AS raised, sum(severity = 'high') AS high, count(closed_at) AS closed
                    FROM core_incidents WHERE raised_at >= ? AND raised_at < ? GROUP BY kind ORDER BY raised DESC, kind
                    """, arguments: [period.start, period.end]
            ).map { row in
                (
                    kind: Incident.Kind(rawValue: row["kind"]) ?? .other,
                    counts: [row["raised"], row["high"], row["closed"]] as [Int]
                )
            }
        }
        let texts = context.texts
        let columns = ["incident.kind", "report.incidents.raised", "report.incidents.high", "report.incidents.closed"]
        return ReportTable(
            columns: columns.map { texts($0) },
            rows: rows.map { row in [texts(row.kind.textKey)] + row.counts.map { $0.grouped(texts.language) } },
            totals: rows.isEmpty
                ? []
                : [texts("report.total")]
                    + (0..<3).map { index in rows.reduce(0) { $0 + $1.counts[index] }.grouped(texts.language) })
    }

    /// How the nightly backups went.
    private static let backups = ReportSection(id: "backups", title: "report.backups") { context, period in
        let counts = try await context.storage.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT coalesce(sum(state = 'succeeded'), 0), coalesce(sum(state = 'failed'), 0),
                        count(DISTINCT date(started_at, '+7 hours')) FILTER (WHERE state = 'succeeded')
                    FROM core_backups WHERE started_at >= ? AND started_at < ?
                    """, arguments: [period.start, period.end]
            ).map { row in (0..<3).map { row[$0] as Int } } ?? []
        }
        let texts = context.texts
        return ReportTable(
            columns: [texts("report.figure"), texts("report.count")],
            rows: zip(["succeeded", "failed", "days"], counts).map {
                [texts("report.backups.\($0)"), $1.grouped(texts.language)]
            }, isComparable: false)
    }
}
