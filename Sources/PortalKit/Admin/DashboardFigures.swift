import Foundation
import GRDB

/// What the dashboard counts, read in one go; what the person may not see is not read.
struct DashboardFigures: Sendable {
    /// Records that wait for something the person may do.
    var waiting = 0
    var overdue = 0
    var items: [WorkList.Entry] = []
    var mailWaiting = 0
    var mailFailed = 0
    var failedJobs: [JobRecord] = []
    var deadDeliveries = 0
    var fileBytes = 0
    var changes: [AuditEntry] = []
    var titles: [RecordReference: String] = [:]

    static let shown = 8

    static func read(_ request: Request) async throws -> DashboardFigures {
        let (actor, now) = (request.actor, request.now)
        let (assembly, language) = (request.assembly, request.client.language)
        return try await request.site.database.read { database in
            var figures = DashboardFigures()
            let filter = WorkflowInbox.Filter(recordTypes: assembly.workflowRecordTypes)
            let load = try WorkflowInbox.load(for: actor, filter, now: now, in: database)
            (figures.waiting, figures.overdue) = (load.total, load.late)
            figures.items = try WorkList.entries(
                WorkflowInbox.waiting(for: actor, filter, now: now, limit: shown, in: database), assembly: assembly,
                language: language, in: database)
            if actor.may(CorePermission.status) { try figures.readWork(in: database) }
            if actor.may(CorePermission.audit) {
                figures.changes = try AuditLog.page(limit: shown, in: database).entries
                figures.titles = try RecordTitle.find(figures.changes.compactMap(\.subject), in: database)
            }
            return figures
        }
    }

    private mutating func readWork(in database: Database) throws {
        mailWaiting = try Self.count("core_mail WHERE state = 'waiting'", in: database)
        mailFailed = try Self.count("core_mail WHERE state = 'failed'", in: database)
        failedJobs = try JobRunner.records(database).filter { $0.state == .failed }
        deadDeliveries = try Self.count("core_deliveries WHERE next_at IS NULL", in: database)
        fileBytes = try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
    }

    private static func count(_ rows: String, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0
    }
}
