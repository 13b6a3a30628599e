import Foundation
import GRDB

/// Reads and writes kept reports, inside the caller's transaction. What changes one says false when it is not in the state
/// for it: somebody else was faster.
enum KeptReportStore {
    /// Characters of each remark.
    static let maximumRemark = 10_000

    // MARK: - Writing

    /// Keeps a report that was just drawn up.
    ///
    /// - Parameter rule: the site's rule and its day, for one that the portal draws up by itself.
    /// - Returns: its id; nil when this rule has its report of this day.
    static func add(
        title: String, period: ReportPeriod, parts: [ReportPart], rule: String? = nil, in change: Change
    ) throws -> Int64? {
        try change.database.execute(
            sql: """
                INSERT INTO core_reports
                    (title, starts_at, ends_at, figures, figures_at, remarks, drawn_by, drawn_name, drawn_at, rule)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (rule) DO NOTHING
                """,
            arguments: [
                title, period.start, period.end, try json(parts), change.now, try json(KeptReport.Remarks()),
                change.actor.personId, change.actor.name, change.now, rule,
            ])
        guard change.database.changesCount == 1 else { return nil }
        let id = change.database.lastInsertedRowID
        try change.audit("report.draw", on: KeptReport.reference(id), after: ["title": title])
        return id
    }

    /// Takes the figures anew.
    static func renew(_ id: Int64, parts: [ReportPart], in change: Change) throws -> Bool {
        try change.database.execute(
            sql: "UPDATE core_reports SET figures = ?, figures_at = ? WHERE id = ? AND state = 'draft'",
            arguments: [try json(parts), change.now, id])
        return try noted("renew", id, in: change)
    }

    static func remark(_ remarks: KeptReport.Remarks, on id: Int64, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: "UPDATE core_reports SET remarks = ? WHERE id = ? AND state <> 'approved'",
            arguments: [try json(remarks), id])
        return try noted("remark", id, in: change)
    }

    static func submit(_ id: Int64, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: """
                UPDATE core_reports SET state = 'submitted', submitted_by = ?, returned_reason = ''
                WHERE id = ? AND state = 'draft'
                """, arguments: [change.actor.personId, id])
        return try noted("submit", id, in: change)
    }

    static func sendBack(_ id: Int64, reason: String, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: "UPDATE core_reports SET state = 'draft', returned_reason = ? WHERE id = ? AND state = 'submitted'",
            arguments: [reason, id])
        return try noted("return", id, in: change)
    }

    /// Fixes a report for good.
    static func approve(_ report: KeptReport, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: """
                UPDATE core_reports SET state = 'approved', approved_name = ?, approved_at = ?, digest = ?
                WHERE id = ? AND state = 'submitted' AND submitted_by IS NOT ?
                """,
            arguments: [
                change.actor.name, change.now, try digest(of: report.id, in: change.database), report.id,
                change.actor.personId,
            ])
        return try noted("approve", report.id, in: change)
    }

    static func remove(_ id: Int64, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: "DELETE FROM core_reports WHERE id = ? AND state = 'draft'", arguments: [id])
        return try noted("remove", id, in: change)
    }

    private static func noted(_ deed: String, _ id: Int64, in change: Change) throws -> Bool {
        guard change.database.changesCount == 1 else { return false }
        try change.audit("report.\(deed)", on: KeptReport.reference(id))
        return true
    }

    // MARK: - Reading

    static func find(_ id: Int64, in database: Database) throws -> KeptReport? {
        try Row.fetchOne(database, sql: "SELECT * FROM core_reports WHERE id = ?", arguments: [id])
            .map(KeptReport.init(row:))
    }

    /// The reports of one state, or of all: that of the latest period first.
    static func list(
        _ state: KeptReport.State?, limit: Int, offset: Int = 0, in database: Database
    ) throws -> [KeptReportEntry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, title, starts_at, ends_at, state, drawn_name, drawn_at FROM core_reports
                \(condition(state)) ORDER BY ends_at DESC, id DESC LIMIT ? OFFSET ?
                """, arguments: arguments(state) + [limit, offset]
        ).map(KeptReportEntry.init(row:))
    }

    static func count(_ state: KeptReport.State?, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_reports \(condition(state))", arguments: arguments(state)) ?? 0
    }

    static func isDone(rule: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM core_reports WHERE rule = ?)", arguments: [rule]) ?? false
    }

    /// Over the columns as they are kept, so that it can be checked whatever the program makes of them.
    static func digest(of id: Int64, in database: Database) throws -> String {
        let columns = ["title", "starts_at", "ends_at", "figures", "figures_at", "remarks"]
        let row = try Row.fetchOne(
            database, sql: "SELECT \(columns.joined(separator: ", ")) FROM core_reports WHERE id = ?", arguments: [id])
        let texts = columns.map { column in row.map { $0[column] as String } ?? "" }
        return ContentHash(of: Array(texts.joined(separator: "\n").utf8)).rawValue
    }

    private static func condition(_ state: KeptReport.State?) -> String { state == nil ? "" : "WHERE state = ?" }

    private static func arguments(_ state: KeptReport.State?) -> StatementArguments {
        state.map { [$0.rawValue] } ?? []
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
