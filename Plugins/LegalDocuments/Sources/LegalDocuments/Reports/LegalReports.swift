import GRDB
import PortalKit

/// What the periodic report says of the documents (Art. 4.2, 8.4, 16.1).
enum LegalReports {
    static let all = [byType, byField, figures]

    /// Public documents issued in the period, by type.
    private static let byType = ReportSection(id: "by-type", title: "report.by_type") { context, period in
        let days = Days(period)
        let rows = try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT type AS name, count(*) AS count FROM legal_documents
                    WHERE is_public = 1 AND issued_on >= ? AND issued_on < ? GROUP BY type ORDER BY count DESC, type
                    """, arguments: [days.first, days.end]
            ).map { Count(name: $0["name"], count: $0["count"]) }
        }
        return table(rows, heading: "field.type", context)
    }

    /// The same by field; a document may have several.
    private static let byField = ReportSection(id: "by-field", title: "report.by_field") { context, period in
        let (days, settings) = (Days(period), LegalSettings(context.settings, language: context.texts.language))
        let rows = try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT field, count(*) AS count FROM legal_document_fields
                    WHERE is_public = 1 AND issued_on >= ? AND issued_on < ? GROUP BY field ORDER BY count DESC, field
                    """, arguments: [days.first, days.end]
            ).map { Count(name: settings.title(of: $0["field"]), count: $0["count"]) }
        }
        return ReportTable(
            columns: [context.texts("facet.field"), context.texts("report.documents")],
            rows: rows.map { [$0.name, String($0.count)] })
    }

    /// What came into force in the period, what ended, and what is in force at its end.
    private static let figures = ReportSection(id: "figures", title: "report.figures") { context, period in
        let days = Days(period)
        let counts = try await context.storage.read { try Figures.fetch(days, in: $0) }
        let texts = context.texts
        let rows = [
            ("report.in_force", counts.inForce), ("report.came_into_force", counts.begun),
            ("report.ended", counts.ended), ("report.consolidated", counts.consolidated),
        ]
        return ReportTable(
            columns: [texts("report.figure"), texts("report.documents")],
            rows: rows.map { [texts($0.0), String($0.1)] }, isComparable: false)
    }

    private struct Count: Sendable {
        let name: String
        let count: Int
    }

    private static func table(_ rows: [Count], heading: String, _ context: ModuleContext) -> ReportTable {
        ReportTable(
            columns: [context.texts(heading), context.texts("report.documents")],
            rows: rows.map { [$0.name, String($0.count)] },
            totals: [context.texts("report.total"), String(rows.reduce(0) { $0 + $1.count })])
    }

    /// A period as days, since documents are dated by the day.
    private struct Days: Sendable {
        let first: String
        /// The day after the last.
        let end: String

        init(_ period: ReportPeriod) {
            (first, end) = (VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay)
        }
    }

    private struct Figures: Sendable {
        let inForce: Int
        let begun: Int
        let ended: Int
        let consolidated: Int

        static func fetch(_ days: Days, in database: Database) throws -> Figures {
            func count(_ condition: String, _ arguments: StatementArguments) throws -> Int {
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM legal_documents WHERE is_public = 1 AND \(condition)",
                    arguments: arguments) ?? 0
            }
            return Figures(
                inForce: try count(
                    "issued_on < ? AND effective_on < ? AND (ended_on = '' OR ended_on >= ?)",
                    [days.end, days.end, days.end]),
                begun: try count("effective_on >= ? AND effective_on < ?", [days.first, days.end]),
                ended: try count("ended_on <> '' AND ended_on >= ? AND ended_on < ?", [days.first, days.end]),
                consolidated: try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM legal_versions
                        JOIN legal_documents ON legal_documents.id = document_id AND is_public = 1
                        WHERE legal_versions.effective_on >= ? AND legal_versions.effective_on < ?
                        """, arguments: [days.first, days.end]) ?? 0)
        }
    }
}
