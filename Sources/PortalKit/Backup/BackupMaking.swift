import Foundation
import GRDB

/// Makes one backup: a copy of the database as of one moment, then every file that this copy knows.
///
/// Blocks its thread. Memory does not grow with the size of the files, only a little with their number.
struct BackupMaking: Sendable {
    let site: Site
    let folder: BackupFolder
    let watch: BackupWatch

    /// What was made.
    struct Outcome: Sendable {
        let file: BackupFile
        let manifest: BackupManifest
    }

    /// - Throws: ``BackupError``; then nothing is left in the folder.
    func make(at moment: Date) throws -> Outcome {
        try folder.make()
        folder.removeLeftovers()
        try checkRoom()
        let name = folder.name(at: moment)
        let part = folder.path(of: ".\(name).part")
        let database = folder.path(of: ".\(name).part.sqlite")
        defer {
            try? FileManager.default.removeItem(atPath: part)
            try? FileManager.default.removeItem(atPath: database)
        }
        watch.say("copying the database")
        try site.database.copy(to: database)
        let manifest = try write(to: part, database: database, at: moment)
        try check(part)
        guard rename(part, folder.path(of: name)) == 0 else {
            throw BackupError.system(folder.path(of: name), reason: String(cString: strerror(errno)))
        }
        sync(folder.url.path)
        guard let file = folder.file(name) else { throw BackupError.missing(name) }
        return Outcome(file: file, manifest: manifest)
    }

    /// A backup that fills the disk would take the portal down with it.
    private func checkRoom() throws {
        let files = try site.database.readBlocking {
            try Int.fetchOne($0, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
        }
        // The copy of the database lies beside the archive until that is checked.
        let needed = files + 2 * DiskUse.database(site) + (64 << 20)
        guard let free = DiskUse.free(folder.url.path) else { return }
        guard free > needed else { throw BackupError.noRoom(needed: needed, free: free) }
    }

    // MARK: - Writing

    private func write(to part: String, database: String, at moment: Date) throws -> BackupManifest {
        let copy = try SiteDatabase.openCopy(database)
        defer { try? copy.close() }
        try SiteDatabase.makePrivateFile(part)
        let archive = try BackupArchiveWriter(path: part)
        var sums = ""
        let stored = try storedFiles(copy)
        let manifest = try manifest(copy, database: database, stored, at: moment)
        func note(_ hash: ContentHash, _ name: String) { sums += "\(hash.rawValue)  \(name)\n" }
        func add(_ path: String, _ name: String, isCompressed: Bool) throws {
            try archive.add(file: path, as: name, isCompressed: isCompressed)
            note(try FileDigest.sha256(of: path, watch: watch), name)
        }
        let text = Array(try JSONText.encode(manifest).utf8)
        try archive.add(text, as: BackupEntry.manifest)
        note(ContentHash(of: text), BackupEntry.manifest)
        try add(database, BackupEntry.database, isCompressed: true)
        try add(site.dataFolder.appending(path: "secret.key").path, BackupEntry.secret, isCompressed: false)
        for (path, name) in siteFiles + moduleArchives { try add(path, name, isCompressed: true) }
        for hash in stored.present {
            try archive.add(file: site.files.store.path(of: hash), as: BackupEntry.name(of: hash), isCompressed: false)
            note(hash, BackupEntry.name(of: hash))
        }
        try archive.add(Array(sums.utf8), as: BackupEntry.sums)
        try archive.close(comment: BackupSeal.blank, watch: watch)
        try BackupSeal.close(part, watch: watch)
        return manifest
    }

    private func storedFiles(_ copy: DatabaseQueue) throws -> (present: [ContentHash], bytes: Int, missing: [String]) {
        try copy.read { database in
            var (present, bytes, missing): ([ContentHash], Int, [String]) = ([], 0, [])
            let rows = try Row.fetchCursor(database, sql: "SELECT hash, bytes FROM core_files ORDER BY hash")
            while let row = try rows.next() {
                let text: String = row["hash"]
                if let hash = ContentHash(rawValue: text), site.files.store.contains(hash) {
                    present.append(hash)
                    bytes += row["bytes"]
                } else {
                    missing.append(text)
                }
            }
            return (present, bytes, missing)
        }
    }

    private func manifest(
        _ copy: DatabaseQueue, database path: String, _ stored: (present: [ContentHash], bytes: Int, missing: [String]),
        at moment: Date
    ) throws -> BackupManifest {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try copy.read { database in
            let steps = try Row.fetchAll(database, sql: "SELECT owner, id FROM core_migrations ORDER BY owner, id")
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name
                    """)
            return BackupManifest(
                format: BackupManifest.currentFormat, site: site.id, name: site.identity.name, madeAt: moment,
                portal: PortalVersion.version,
                modules: site.modules.map { .init(id: $0.id, version: $0.version, state: $0.stateName) },
                migrations: Dictionary(grouping: steps) { $0["owner"] as String }
                    .mapValues { $0.map { $0["id"] as String } },
                rows: try tables.reduce(into: [:]) { counts, table in
                    counts[table] =
                        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)")
                },
                audit: try AuditLog.head(database),
                databaseBytes: (attributes[.size] as? NSNumber)?.intValue ?? 0, files: stored.present.count,
                fileBytes: stored.bytes, missing: stored.missing)
        }
    }

    /// `site.yml` and the theme: what belongs to the site and is not in its data.
    private var siteFiles: [(path: String, name: String)] {
        let theme =
            FileManager.default.enumerator(atPath: site.folder.appending(path: "theme").path)?
            .compactMap { $0 as? String }.sorted() ?? []
        return (["site.yml"] + theme.map { "theme/\($0)" }).compactMap {
            regularFile(site.folder, $0, BackupEntry.site)
        }
    }

    /// What was exported when modules were removed.
    private var moduleArchives: [(path: String, name: String)] {
        let folder = site.dataFolder.appending(path: "archives", directoryHint: .isDirectory)
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
            .filter { $0.hasSuffix(".sqlite") }.compactMap { regularFile(folder, $0, BackupEntry.archives) }
    }

    private func regularFile(_ folder: URL, _ path: String, _ lead: String) -> (path: String, name: String)? {
        let file = folder.appending(path: path).path
        let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
        return type == .typeRegular ? (file, lead + path) : nil
    }

    // MARK: - Checking

    private func check(_ part: String) throws {
        let report = try BackupVerification(path: part, work: folder.url, watch: watch).run()
        guard report.faults.isEmpty else { throw BackupError.failedCheck(report.faults) }
    }

    private func sync(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
