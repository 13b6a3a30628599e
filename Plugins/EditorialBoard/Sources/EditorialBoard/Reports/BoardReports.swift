import Foundation
import GRDB
import PortalKit

/// What the periodic report says of the board's work (Art. 4, 15, 16.1).
enum BoardReports {
    static let all = [work, byMember]

    /// Key figures of the period.
    static let work = ReportSection(id: "work", title: "report.work") { context, period in
        let counted = try await context.storage.read { try figures(period, in: $0) }
        let texts = context.texts
        return ReportTable(
            columns: [texts("report.figure"), texts("report.count")],
            rows: counted.map { [texts("report.\($0.key)"), String($0.count)] }, isComparable: false)
    }

    /// What each member covered and finished.
    static let byMember = ReportSection(id: "by-member", title: "report.by_member") { context, period in
        let (first, end) = (VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay)
        let rows = try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT name, (
                        SELECT count(*) FROM board_assignments JOIN board_coverages ON board_coverages.id = coverage_id
                        WHERE member_id = board_members.id AND state = 'done' AND starts_at >= ? AND starts_at < ?
                    ) AS covered, (
                        SELECT count(*) FROM board_items
                        WHERE owner_id = board_members.id AND state = 'done' AND due_on >= ? AND due_on < ?
                    ) AS finished
                    FROM board_members JOIN board_terms ON board_terms.id = term_id
                    WHERE board_terms.starts_on < ? AND coalesce(board_terms.ends_on, '9999') >= ?
                    ORDER BY board_terms.starts_on DESC, role_order, board_members.search_key
                    """,
                arguments: [period.start, period.end, first, end, end, first]
            ).map { [$0["name"] as String, String($0["covered"] as Int), String($0["finished"] as Int)] }
        }
        let texts = context.texts
        return ReportTable(
            columns: [texts("field.member"), texts("report.covered"), texts("report.finished")], rows: rows)
    }

    private static func figures(_ period: ReportPeriod, in database: Database) throws -> [(key: String, count: Int)] {
        let (first, end) = (VietnamTime(period.start).isoDay, VietnamTime(period.end).isoDay)
        let moments: StatementArguments = [period.start, period.end]
        let days: StatementArguments = [first, end]
        let queries: [(String, String, StatementArguments)] = [
            ("coverages", "board_coverages WHERE state = 'done' AND starts_at >= ? AND starts_at < ?", moments),
            ("cancelled", "board_coverages WHERE state = 'cancelled' AND starts_at >= ? AND starts_at < ?", moments),
            ("items", "board_items WHERE state <> 'dropped' AND due_on >= ? AND due_on < ?", days),
            ("items_done", "board_items WHERE state = 'done' AND due_on >= ? AND due_on < ?", days),
            ("requests", "board_requests WHERE asked_on >= ? AND asked_on < ?", days),
            (
                "requests_in_time",
                "board_requests WHERE state = 'answered' AND answered_on <= due_on AND asked_on >= ? AND asked_on < ?",
                days
            ),
            (
                "commendations",
                "board_cases WHERE kind = 'commendation' AND state = 'granted' AND decided_on >= ? AND decided_on < ?",
                days
            ),
            (
                "violations",
                "board_cases WHERE kind = 'violation' AND state = 'granted' AND decided_on >= ? AND decided_on < ?",
                days
            ),
            ("minutes", "board_minutes WHERE held_at >= ? AND held_at < ?", moments),
        ]
        return try queries.map { key, sql, arguments in
            (key, try Int.fetchOne(database, sql: "SELECT count(*) FROM \(sql)", arguments: arguments) ?? 0)
        }
    }
}
