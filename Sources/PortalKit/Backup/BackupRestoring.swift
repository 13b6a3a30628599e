public import Foundation
import GRDB
import Logging

/// Puts a backup in the place of a site's data.
public struct BackupRestoring: Sendable {
    /// The backup's file.
    public let file: URL
    /// The site's folder.
    public let folder: URL
    /// Where its data lies, or is to lie.
    public let dataFolder: URL
    /// The installation that will serve it.
    public let installation: Installation
    /// Whether data that is there may be put aside.
    public var replaces = false
    /// Whether a backup of another site is taken.
    public var takesOtherSite = false

    /// A restore; nothing is done yet.
    public init(file: URL, folder: URL, dataFolder: URL, installation: Installation) {
        self.file = file
        self.folder = folder
        self.dataFolder = dataFolder
        self.installation = installation
    }

    /// What was restored.
    public struct Outcome: Sendable {
        /// What the backup says of itself.
        public let manifest: BackupManifest
        /// Where the data is now that was there before; nil when there was none.
        public let keptOld: URL?
    }

    private var name: String { file.lastPathComponent }

    /// Checks the backup, unpacks it beside the data, brings the schema of the core up to date, and only then lets it take
    /// the data's place. Until that last step nothing of the site has changed.
    ///
    /// - Throws: ``SiteIsServed`` while another process has the site open; ``BackupError``.
    public func run(_ report: @escaping @Sendable (CommandProgress) -> Void = { _ in }) async throws -> Outcome {
        let lock = try await ServingLock.take(
            dataFolder: dataFolder, site: folder.lastPathComponent, patience: .seconds(1))
        defer { withExtendedLifetime(lock) {} }
        let watch = BackupWatch(report: report)
        let staged = dataFolder.deletingLastPathComponent().appending(
            path: dataFolder.lastPathComponent + ".restoring", directoryHint: .isDirectory)
        return try await BlockingWork.run { [self] in
            if !replaces, isOccupied { throw BackupError.occupied(dataFolder.path) }
            let manifest = try checked(watch)
            try? FileManager.default.removeItem(at: staged)
            defer { try? FileManager.default.removeItem(at: staged) }
            try unpack(to: staged, watch)
            watch.say("bringing the database up to date")
            try settle(staged, manifest)
            return Outcome(manifest: manifest, keptOld: try swap(staged))
        }
    }

    /// Whether there is anything in the folder but what this command or a server leaves there.
    private var isOccupied: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: dataFolder.path)) ?? []
        return !Set(names).isSubset(of: [ServingLock.name, ControlSocket.name])
    }

    private func checked(_ watch: BackupWatch) throws -> BackupManifest {
        guard FileManager.default.fileExists(atPath: file.path) else { throw BackupError.missing(name) }
        // What a later version wrote may look damaged to this one, so its version is asked first.
        if let manifest = try? BackupArchiveReader(path: file.path).manifest(), manifest.isFromLater {
            throw BackupError.later(made: manifest.portal, here: PortalVersion.version)
        }
        let report = try BackupVerification(
            path: file.path, work: dataFolder.deletingLastPathComponent(), watch: watch
        ).run()
        guard let manifest = report.manifest, report.faults.isEmpty else {
            throw BackupError.damaged(name, faults: report.faults)
        }
        guard takesOtherSite || manifest.site == folder.lastPathComponent else {
            throw BackupError.otherSite(name, site: manifest.site)
        }
        return manifest
    }

    // MARK: - Unpacking

    private func unpack(to staged: URL, _ watch: BackupWatch) throws {
        let archive = try BackupArchiveReader(path: file.path)
        let bytes = archive.entries.reduce(0) { $0 + $1.size }
        let place = staged.deletingLastPathComponent().path
        if let free = DiskUse.free(place), free < bytes + (64 << 20) {
            throw BackupError.noRoom(needed: bytes, free: free)
        }
        try FileManager.default.createDirectory(
            at: staged, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let store = try FileStore(root: staged.appending(path: "files").path)
        var done = 0
        for entry in archive.entries where BackupEntry.isKnown(entry.name) {
            if let hash = BackupEntry.hash(of: entry.name) {
                let writer = try store.writer(limit: entry.size)
                _ = try archive.read(entry, watch: watch) { try writer.write($0) }
                guard try writer.finish().hash == hash else { throw unreadable(entry.name) }
            } else if entry.name.hasPrefix(BackupEntry.archives)
                || [BackupEntry.database, BackupEntry.secret].contains(entry.name)
            {
                let target = staged.appending(path: entry.name)
                try SiteDatabase.makePrivateFile(target.path)
                let handle = try FileHandle(forWritingTo: target)
                let hash = try archive.read(entry, watch: watch) { try handle.write(contentsOf: $0) }
                try handle.synchronize()
                try handle.close()
                if hash == nil { throw unreadable(entry.name) }
            }
            done += entry.size
            watch.say("unpacking", Double(done) / Double(max(1, bytes)))
        }
    }

    private func unreadable(_ entry: String) -> BackupError {
        .damaged(name, faults: ["\(entry) cannot be read"])
    }

    // MARK: - Bringing up to date

    private func settle(_ staged: URL, _ manifest: BackupManifest) throws {
        let (configuration, faults) = SiteConfiguration.read(folder: folder.path)
        guard let configuration else { throw FaultyConfiguration(faults: faults) }
        let parts: Site.Parts
        do {
            parts = try Site.Parts(
                configuration, folder: folder, data: staged, installation: installation,
                logger: Logger(label: "dinh.\(configuration.id)"))
        } catch MigrationError.newerDatabase {
            throw BackupError.later(made: manifest.portal, here: PortalVersion.version)
        }
        defer { try? parts.database.close() }
        try checkModules(parts, manifest)
        let made = manifest.madeAt
        let (name, bytes) = (name, (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0)
        try ModuleStorage(module: CoreSchema.owner, database: parts.database)
            .writeBlocking(as: .command("dinh backup restore")) { change in
                // In its own copy of the database a backup is still being made.
                try BackupStore.settle(
                    file: name, bytes: bytes, files: manifest.files, missing: manifest.missing.count, at: made,
                    in: change.database)
                try change.audit("backup.restore", after: ["file": name, "made_at": VietnamTime(made).iso8601])
            }
    }

    /// A module's data of a later version would be left out of service; so the restore stops before it.
    private func checkModules(_ parts: Site.Parts, _ manifest: BackupManifest) throws {
        let loader = SiteLoader(parts: parts)
        for record in loader.records(decisions: [:]) {
            guard let library = record.library, let folder = record.folder,
                let registered = try? loader.register(record, library: library, folder: folder)
            else { continue }
            let known = Set(registered.contributions.migrations.map(\.id))
            guard !known.isSuperset(of: manifest.migrations[record.id] ?? []) else { continue }
            let made = manifest.modules.first { $0.id == record.id }?.version ?? "?"
            throw BackupError.laterModule(record.id, made: made, here: record.version)
        }
    }

    // MARK: - Taking the place

    private func swap(_ staged: URL) throws -> URL? {
        let stamp = VietnamTime(Date()).fileStamp
        let aside = dataFolder.deletingLastPathComponent().appending(
            path: "\(dataFolder.lastPathComponent).before-\(stamp)", directoryHint: .isDirectory)
        let hadData = isOccupied
        try move(dataFolder, to: aside)
        do {
            try move(staged, to: dataFolder)
        } catch {
            try? move(aside, to: dataFolder)
            throw error
        }
        if hadData { return aside }
        // Nothing is in it but the lock of this command.
        try FileManager.default.removeItem(at: aside)
        return nil
    }

    private func move(_ source: URL, to target: URL) throws {
        guard rename(source.path, target.path) == 0 else {
            throw BackupError.system(source.path, reason: "cannot be renamed: \(String(cString: strerror(errno)))")
        }
    }
}
