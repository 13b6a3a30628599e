import Foundation
import GRDB

/// What the dashboard counts, read in one go; what the person may not see is not read.
struct DashboardFigures: Sendable {
    /// Records that wait for something the person may do.
    var waiting = 0
    var overdue = 0
    var items: [WorkList.Entry] = []
    /// The person's own records that are still where they started.
    var drafts: [WorkList.Entry] = []
    /// The gravest first; of others only for those who direct the response.
    var incidents: [Incident] = []
    /// Views of public pages yesterday and the day before.
    var views: [Int] = []
    var isAuditBroken = false
    var mailFailed = 0
    var failedJobs: [JobRecord] = []
    var deadDeliveries = 0
    var fileBytes = 0
    var backup: BackupState?
    var changes: [AuditEntry] = []
    var titles: [RecordReference: String] = [:]

    static let shown = 8

    static func read(_ request: Request) async throws -> DashboardFigures {
        let (actor, now) = (request.actor, request.now)
        let (assembly, language, site) = (request.assembly, request.client.language, request.site)
        return try await request.site.database.read { database in
            var figures = DashboardFigures()
            try figures.readWorkflow(for: actor, assembly, language: language, now: now, in: database)
            try figures.readIncidents(for: actor, in: database)
            if actor.may(CorePermission.reports) {
                figures.views = try Traffic.days(3, until: now, in: database).map(\.views).dropLast()
            }
            if actor.may(CorePermission.status) { try figures.readWork(in: database) }
            if actor.may(CorePermission.status) || actor.may(CorePermission.backups) {
                figures.backup = try BackupState(site, in: database)
            }
            if actor.may(CorePermission.audit) {
                figures.changes = try AuditLog.page(limit: shown, in: database).entries
                figures.titles = try RecordTitle.find(figures.changes.compactMap(\.subject), in: database)
            }
            return figures
        }
    }

    /// Of enabled modules only: what a disabled one has in its workflows is out of reach.
    private mutating func readWorkflow(
        for actor: Actor, _ assembly: Assembly, language: String, now: Date, in database: Database
    ) throws {
        let types = assembly.workflowRecordTypes
        let filter = WorkflowInbox.Filter(recordTypes: types)
        let load = try WorkflowInbox.load(for: actor, filter, now: now, in: database)
        (waiting, overdue) = (load.total, load.late)
        items = try WorkList.entries(
            WorkflowInbox.waiting(for: actor, filter, now: now, limit: Self.shown, in: database), assembly: assembly,
            language: language, in: database)
        guard let account = actor.personId else { return }
        drafts = try WorkList.entries(
            WorkflowInbox.drafts(of: account, recordTypes: types, limit: Self.shown, in: database), assembly: assembly,
            language: language, in: database)
    }

    private mutating func readIncidents(for actor: Actor, in database: Database) throws {
        let raiser = actor.may(CorePermission.incidents) ? nil : actor.personId ?? 0
        incidents = try IncidentStore.list(
            IncidentStore.Filter(raisedBy: raiser, isOpen: true), limit: Self.shown, in: database)
    }

    private mutating func readWork(in database: Database) throws {
        mailFailed = try Self.count("core_mail WHERE state = 'failed'", in: database)
        failedJobs = try JobRunner.records(database).filter { $0.state == .failed && !$0.isBackup }
        deadDeliveries = try Self.count("core_deliveries WHERE next_at IS NULL", in: database)
        isAuditBroken = try AuditCheck.last(in: database)?.broken != nil
        fileBytes = try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
    }

    private static func count(_ rows: String, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0
    }
}
