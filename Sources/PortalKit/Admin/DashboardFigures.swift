import Foundation
import GRDB

/// What the dashboard counts, read in one go; what the person may not see is not read.
struct DashboardFigures: Sendable {
    /// Records that wait for something the person may do.
    var waiting = 0
    var overdue = 0
    var items: [Item] = []
    /// The person's own records that are still where they started.
    var drafts: [Item] = []
    /// The gravest first; of others only for those who direct the response.
    var incidents: [Incident] = []
    /// Views of public pages yesterday and the day before.
    var views: [Int] = []
    var isAuditBroken = false
    var mailFailed = 0
    var failedJobs: [JobRecord] = []
    var deadDeliveries = 0
    var fileBytes = 0
    var changes: [AuditEntry] = []
    var titles: [RecordReference: String] = [:]

    struct Item: Sendable {
        let item: WorkflowItem
        let title: String?
    }

    static let shown = 8

    static func read(_ request: Request) async throws -> DashboardFigures {
        let (actor, now, modules) = (request.actor, request.now, Set(request.assembly.moduleIds))
        return try await request.site.database.read { database in
            var figures = DashboardFigures()
            try figures.readWorkflow(for: actor, modules: modules, now: now, in: database)
            try figures.readIncidents(for: actor, in: database)
            if actor.may(CorePermission.reports) {
                figures.views = try Traffic.days(3, until: now, in: database).map(\.views).dropLast()
            }
            if actor.may(CorePermission.status) { try figures.readWork(in: database) }
            if actor.may(CorePermission.audit) {
                figures.changes = try AuditLog.page(limit: shown, in: database).entries
                figures.titles = try RecordTitle.find(figures.changes.compactMap(\.subject), in: database)
            }
            return figures
        }
    }

    /// Of enabled modules only: what a disabled one has in its workflows is out of reach.
    private mutating func readWorkflow(
        for actor: Actor, modules: Set<String>, now: Date, in database: Database
    ) throws {
        let types = try Set(
            String.fetchAll(database, sql: "SELECT DISTINCT record_type FROM core_workflow_items")
                .filter { modules.contains(RecordReference(type: $0, id: 0).module) })
        guard !types.isEmpty else { return }
        let counts = try WorkflowInbox.waitingCounts(for: actor, recordTypes: types, in: database)
        waiting = counts.values.reduce(0, +)
        let found = try WorkflowInbox.waiting(for: actor, recordTypes: types, limit: 500, in: database)
        overdue = found.count { ($0.dueAt ?? .distantFuture) < now }
        items = try Self.titled(found.prefix(Self.shown), in: database)
        guard let account = actor.personId else { return }
        drafts = try Self.titled(
            WorkflowInbox.drafts(of: account, recordTypes: types, limit: Self.shown, in: database), in: database)
    }

    private static func titled(_ items: some Sequence<WorkflowItem>, in database: Database) throws -> [Item] {
        try items.map { Item(item: $0, title: try RecordTitle.find($0.record, in: database)) }
    }

    private mutating func readIncidents(for actor: Actor, in database: Database) throws {
        let raiser = actor.may(CorePermission.incidents) ? nil : actor.personId ?? 0
        incidents = try IncidentStore.list(
            IncidentStore.Filter(raisedBy: raiser, isOpen: true), limit: Self.shown, in: database)
    }

    private mutating func readWork(in database: Database) throws {
        mailFailed = try Self.count("core_mail WHERE state = 'failed'", in: database)
        failedJobs = try JobRunner.records(database).filter { $0.state == .failed }
        deadDeliveries = try Self.count("core_deliveries WHERE next_at IS NULL", in: database)
        isAuditBroken = try AuditCheck.last(in: database)?.broken != nil
        fileBytes = try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
    }

    private static func count(_ rows: String, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0
    }
}
