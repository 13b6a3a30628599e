import GRDB
import PortalKit

/// What the periodic report says of consultations (Art. 16.1).
enum ConsultationReports {
    /// Drafts whose period began in the period, with what came of them.
    static let section = ReportSection(id: "consultations", title: "periodic.title") { context, period in
        let counts = ["comments", "persons", "bodies", "accepted"]
        let rows = try await context.storage.read { database in
            try Row.fetchAll(database, sql: query, arguments: [period.start, period.end]).map { row in
                (title: row["title"] as String, counts: counts.map { row[$0] as Int })
            }
        }
        let texts = context.texts
        return ReportTable(
            columns: (["draft"] + counts).map { texts("periodic.\($0)") },
            rows: rows.map { row in [row.title] + row.counts.map { String($0) } },
            totals: rows.isEmpty
                ? []
                : [texts("report.total")]
                    + counts.indices.map { index in String(rows.reduce(0) { $0 + $1.counts[index] }) })
    }

    static let query = """
        SELECT consultation_drafts.title, count(consultation_comments.id) AS comments,
            coalesce(sum(sender = 'person'), 0) AS persons, coalesce(sum(sender = 'body'), 0) AS bodies,
            coalesce(sum(treatment IN ('accepted', 'partly')), 0) AS accepted
        FROM consultation_drafts LEFT JOIN consultation_comments
            ON consultation_comments.draft_id = consultation_drafts.id
            AND consultation_comments.state IN ('waiting', 'published', 'hidden')
        WHERE consultation_drafts.is_public = 1 AND starts_at >= ? AND starts_at < ?
        GROUP BY consultation_drafts.id ORDER BY starts_at, consultation_drafts.id LIMIT 300
        """
}
