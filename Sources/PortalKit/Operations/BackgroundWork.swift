import Foundation
import GRDB
import Logging
import ServiceLifecycle

/// What a site does between requests: delivers events, runs jobs, sends mail.
///
/// Which handlers and jobs there are is asked of the assembly each time, so those of a disabled module do not run.
final class BackgroundWork: Sendable {
    private let site: Site
    private let outbox: OutboxDispatcher
    private let jobs: JobRunner
    private let mail: MailQueue?

    init(site: Site) {
        self.site = site
        outbox = OutboxDispatcher(database: site.database, logger: site.logger, now: site.now)
        jobs = JobRunner(database: site.database, logger: site.logger, now: site.now)
        mail = site.mailTransport.map { transport, sender in
            MailQueue(
                database: site.database, transport: transport, sender: sender, logger: site.logger, now: site.now)
        }
        site.onCommit { [outbox, mail] change in
            if change.hasEvents { outbox.signal() }
            if change.hasMail { mail?.signal() }
        }
    }

    /// Works until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in await outbox.run { [self] in subscribers() } }
            group.addTask { [self] in await jobs.run { [self] in dueJobs() } }
            group.addTask { [self] in await mail?.run() }
        }
    }

    /// Does once what is due, for tests and commands.
    func runOnce() async throws {
        try await outbox.deliverPending(to: subscribers())
        try await jobs.runDue(dueJobs())
        _ = try await mail?.sendDue()
    }

    private func subscribers() -> [EventSubscriber] {
        site.assembly.modules.flatMap { module in
            module.contributions.eventHandlers.map { handler in
                EventSubscriber(module: module.id, id: handler.id, events: [handler.event]) { event in
                    try await module.use.during { try await handler.handle(event, module.context) }
                }
            }
        }
    }

    private func dueJobs() -> [Job] {
        let ofModules = site.assembly.modules.flatMap { module in
            module.contributions.jobs.map { job in
                Job(module: module.id, id: job.id, schedule: job.schedule, moment: moments(of: job, in: module)) {
                    try await module.use.during { try await job.run(module.context) }
                    return nil
                }
            }
        }
        return CoreJobs.all(site) + ofModules
    }

    private func moments(
        of job: JobDefinition, in module: ActiveModule
    ) -> (@Sendable (Date) async throws -> Date?)? {
        guard let moment = job.moment else { return nil }
        return { after in try await module.use.during { try await moment(module.context, after) } }
    }
}

/// The core's own jobs.
enum CoreJobs {
    static func all(_ site: Site) -> [Job] {
        [
            Job(module: "core", id: "sessions", schedule: .every(minutes: 10)) {
                try await site.database.write { try site.sessions.purge(now: site.now(), in: $0) }
                try await site.database.write { try CitizenSessions.purge(now: site.now(), in: $0) }
                return nil
            },
            Job(module: "core", id: "addresses", schedule: .daily(hour: 3, minute: 5)) {
                try await site.database.write { try FamiliarAddresses.purge(now: site.now(), in: $0) }
                try await site.database.write { try AccountLinkStore.purge(now: site.now(), in: $0) }
                return nil
            },
            Job(module: "core", id: "drafts", schedule: .daily(hour: 3, minute: 25)) {
                try await site.database.write { try FormDrafts.prune(now: site.now(), in: $0) }
                return nil
            },
            Job(module: "core", id: "outbox", schedule: .daily(hour: 3, minute: 15)) {
                try await site.database.write { try Outbox.prune(now: site.now(), in: $0) }
                return nil
            },
            Job(module: "core", id: "mail", schedule: .daily(hour: 3, minute: 10)) {
                try await site.database.write { try MailQueue.prune(now: site.now(), in: $0) }
                return nil
            },
            Job(module: "core", id: "audit", schedule: .daily(hour: 2, minute: 40)) {
                let check = try await site.checkAudit()
                if let broken = check.broken { throw AuditBroken(entry: broken) }
                return "\(check.entries)"
            },
            Job(module: "core", id: WorkDigest.job, schedule: .daily(hour: 7, minute: 0)) {
                try await WorkDigest.send(site)
            },
            Job(module: "core", id: ReportDrawing.job, schedule: .daily(hour: 6, minute: 30)) {
                try await ReportDrawing.drawDue(site)
            },
            Job(module: "core", id: "traffic", schedule: .every(minutes: 5)) {
                try await site.writeTraffic()
            },
            Job(module: "core", id: "secrecy", schedule: .every(minutes: 1)) {
                try await BlockingWork.run { try SecrecyScans.scanNew(in: site.files, now: site.now()) }
            },
            Job(module: "core", id: "files", schedule: .daily(hour: 3, minute: 20)) {
                try await site.backups.whileIdle { try await removeOrphans(site) }
            },
        ] + backup(site)
    }

    private static func removeOrphans(_ site: Site) async throws -> String? {
        let limit = site.now().addingTimeInterval(-86_400)
        let hashes = try await site.database.write { database in
            let hashes = try FileLibrary.orphans(before: limit, in: database)
            for hash in hashes {
                try database.execute(sql: "DELETE FROM core_files WHERE hash = ?", arguments: [hash.rawValue])
            }
            return hashes
        }
        for hash in hashes { _ = try site.files.store.delete(hash) }
        let known = try await site.database.read { Set(try String.fetchAll($0, sql: "SELECT hash FROM core_files")) }
        // Of forms that were refused: on the disk, but never made known to the site.
        for hash in site.files.store.hashes(before: limit) where !known.contains(hash.rawValue) {
            _ = try site.files.store.delete(hash)
        }
        site.files.store.removeLeftovers(now: site.now())
        return hashes.isEmpty ? nil : "\(hashes.count)"
    }
}
