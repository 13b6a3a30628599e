import Foundation
import GRDB
import Logging
import Synchronization

/// Makes the backups of one site, one at a time, and notes what became of each.
final class BackupDesk: Sendable {
    static let job = "backup"
    /// Those who hold ``CorePermission/backups`` are told of the first failure, and again after each week of them.
    private static let remindAfter = 7

    private struct State {
        var watch: BackupWatch?
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())
    /// Backups and the removal of files no longer used, one after the other: none that a copy of the database names
    /// may go before it is in the archive.
    private let queue = SerialQueue()

    var isRunning: Bool { state.withLock { $0.watch != nil } }

    /// Runs something that removes files, while no backup is being made.
    func whileIdle<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await queue.run(work)
    }

    /// Makes a backup and takes away those that need not be kept; returns once it is checked.
    ///
    /// - Throws: ``BackupError/underWay`` while another is being made; whatever keeps it from being made.
    @discardableResult
    func make(
        _ site: Site, by actor: Actor, report: @escaping @Sendable (CommandProgress) -> Void = { _ in }
    ) async throws -> BackupMaking.Outcome {
        try await make(site, by: actor, watch: try claim(report))
    }

    /// Takes the one place in which a backup is made.
    private func claim(_ report: @escaping @Sendable (CommandProgress) -> Void) throws(BackupError) -> BackupWatch {
        let watch = BackupWatch(report: report)
        let isFree = state.withLock { state in
            guard state.watch == nil else { return false }
            state.watch = watch
            return true
        }
        guard isFree else { throw .underWay }
        return watch
    }

    private func make(_ site: Site, by actor: Actor, watch: BackupWatch) async throws -> BackupMaking.Outcome {
        defer { state.withLock { $0.watch = nil } }
        let began = site.now()
        let id = try await site.database.write { try BackupStore.begin(at: began, in: $0) }
        do {
            let making = BackupMaking(site: site, folder: site.backupFolder, watch: watch)
            let made = try await withTaskCancellationHandler {
                try await queue.run { try await BlockingWork.run { try making.make(at: began) } }
            } onCancel: {
                watch.stop()
            }
            try await note(made, id, site, by: actor)
            return made
        } catch {
            // Noted by a task of its own: the one at hand may have been cancelled, and could not write any more.
            try await Task { try await note(error, id, site) }.value
            throw error
        }
    }

    /// Begins a backup and does not wait for its end.
    func begin(_ site: Site, by actor: Actor) throws(BackupError) {
        let watch = try claim { _ in }
        let task = Task {
            do {
                _ = try await make(site, by: actor, watch: watch)
            } catch {
                site.logger.error("the backup failed: \(error)")
            }
        }
        state.withLock { $0.task = task }
    }

    /// Waits for the end of a backup that was begun.
    func finish() async {
        await state.withLock { $0.task }?.value
    }

    /// Stops a backup that is being made, and waits for its end.
    func stop() async {
        state.withLock { $0.watch }?.stop()
        await finish()
    }

    // MARK: - What became of it

    private func note(_ made: BackupMaking.Outcome, _ id: Int64, _ site: Site, by actor: Actor) async throws {
        let removed = try site.backupFolder.prune(site.configuration.backup.retention, now: site.now())
        try await site.storage(for: CoreSchema.owner).write(as: actor) { change in
            try BackupStore.succeed(id, made, at: change.now, in: change.database)
            try change.audit(
                "backup.create",
                after: [
                    "file": made.file.name, "bytes": String(made.file.bytes), "files": String(made.manifest.files),
                    "removed": String(removed),
                ])
        }
    }

    private func note(_ error: any Error, _ id: Int64, _ site: Site) async throws {
        let context = site.coreContext(
            texts: site.assembly.texts.texts(module: CoreSchema.owner, language: site.identity.language))
        let reason = "\(error)"
        try await context.storage.write(as: .system(Self.job)) { change in
            try BackupStore.fail(id, error: reason, at: change.now, in: change.database)
            let failures = try BackupStore.failuresInARow(in: change.database)
            guard failures % Self.remindAfter == 1 else { return }
            let state = try BackupState(site, in: change.database)
            let values = [
                "reason": reason,
                "last": state.lastGood.map { VietnamTime($0.startedAt).timeText } ?? context.texts("backup.none_yet"),
                "url": context.site.canonicalURL + AdminPath.backups,
            ]
            for account in try PermissionHolders.find(CorePermission.backups, in: change.database) {
                guard let recipient = MailAddress(account.email, name: account.fullName) else { continue }
                try change.send(context.mail("backup_failed", to: recipient, values))
            }
        }
    }
}

extension Site {
    /// Where the site's backups lie.
    var backupFolder: BackupFolder { BackupFolder(configuration, dataFolder: dataFolder) }
}

extension CoreJobs {
    /// The scheduled backup; none when the site makes them otherwise.
    static func backup(_ site: Site) -> [Job] {
        guard site.configuration.backup.isEnabled else { return [] }
        let hour = site.configuration.backup.hour
        return [
            Job(
                module: CoreSchema.owner, id: BackupDesk.job, schedule: .daily(hour: hour, minute: 0),
                timeLimit: .seconds(6 * 3600)
            ) {
                try await site.backups.make(site, by: .system(BackupDesk.job)).file.name
            }
        ]
    }
}

extension JobRecord {
    /// Whether this is the scheduled backup: what became of it is told with the backups, not once more among the jobs.
    var isBackup: Bool { module == CoreSchema.owner && id == BackupDesk.job }
}
