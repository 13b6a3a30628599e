import Foundation
import GRDB

/// What a check of a backup found.
public struct BackupReport: Codable, Sendable, Equatable {
    /// What the backup says of itself; nil when that cannot be read.
    public let manifest: BackupManifest?
    /// What is wrong, the gravest first; empty for a backup that is as it was written.
    public let faults: [String]
}

/// Reads a whole backup: the seal over the file, the hash of each entry, the database inside, its audit log.
///
/// Blocks its thread; memory does not grow with the size of the backup.
struct BackupVerification {
    let path: String
    /// Where the database is unpacked meanwhile.
    let work: URL
    let watch: BackupWatch

    /// - Throws: only when it is stopped, or the disk refuses.
    func run() throws -> BackupReport {
        watch.say("checking", 0)
        var faults: [String] = []
        if try !BackupSeal.holds(path, watch: watch) { faults.append("the file is not as it was written") }
        let archive: BackupArchiveReader
        do throws(BackupError) {
            archive = try BackupArchiveReader(path: path)
        } catch {
            guard case .damaged(_, let found) = error else { throw error }
            return BackupReport(manifest: nil, faults: faults + found)
        }
        let manifest = try archive.manifest()
        guard let manifest, manifest.format <= BackupManifest.currentFormat else {
            return BackupReport(manifest: manifest, faults: faults + ["\(BackupEntry.manifest) cannot be understood"])
        }
        let database = work.appending(path: ".check-\(UUID().uuidString).part.sqlite").path
        defer { try? FileManager.default.removeItem(atPath: database) }
        faults += try entryFaults(archive, unpacking: database)
        if faults.isEmpty { faults += try databaseFaults(database, manifest, archive) }
        return BackupReport(manifest: manifest, faults: faults)
    }

    private func entryFaults(_ archive: BackupArchiveReader, unpacking database: String) throws -> [String] {
        guard let text = try archive.bytes(of: BackupEntry.sums) else { return ["\(BackupEntry.sums) cannot be read"] }
        var expected = Self.sums(text)
        var faults: [String] = []
        let total = max(1, archive.entries.reduce(0) { $0 + $1.size })
        var done = 0
        for entry in archive.entries where entry.name != BackupEntry.sums {
            guard BackupEntry.isKnown(entry.name) else {
                faults.append("\(entry.name) does not belong into a backup")
                continue
            }
            let hash =
                entry.name == BackupEntry.database
                ? try unpack(entry, of: archive, to: database) : try archive.read(entry, watch: watch)
            let wanted = expected.removeValue(forKey: entry.name)
            let isNamed = BackupEntry.hash(of: entry.name).map { $0 == hash } ?? true
            if hash == nil || hash != wanted || !isNamed { faults.append("\(entry.name) is not as it was written") }
            done += entry.size
            watch.say("checking", Double(done) / Double(total))
        }
        for name in [BackupEntry.database, BackupEntry.secret]
        where !archive.entries.contains(where: { $0.name == name }) {
            expected[name] = ContentHash(of: [])
        }
        return faults + expected.keys.sorted().map { "\($0) is missing" }
    }

    private func unpack(_ entry: BackupArchiveReader.Entry, of archive: BackupArchiveReader, to path: String) throws
        -> ContentHash?
    {
        try SiteDatabase.makePrivateFile(path)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        return try archive.read(entry, watch: watch) { try file.write(contentsOf: $0) }
    }

    /// Lines as `sha256sum` writes them.
    private static func sums(_ text: [UInt8]) -> [String: ContentHash] {
        var sums: [String: ContentHash] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let hash = ContentHash(rawValue: String(parts[0])) else { continue }
            sums[String(parts[1].drop { $0 == " " })] = hash
        }
        return sums
    }

    private func databaseFaults(
        _ path: String, _ manifest: BackupManifest, _ archive: BackupArchiveReader
    ) throws -> [String] {
        watch.say("checking the database")
        let entries = Set(archive.entries.map(\.name))
        do {
            let database = try SiteDatabase.openCopy(path)
            defer { try? database.close() }
            return try database.read { database in
                var faults: [String] = []
                let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
                if integrity != ["ok"] { faults.append("the database is broken: \(integrity.joined(separator: ", "))") }
                if try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") != nil {
                    faults.append("the database has rows that refer to nothing")
                }
                if let entry = try AuditLog.verify(database, known: manifest.audit) {
                    faults.append("entry \(entry) of the audit log is not as it was written")
                }
                let missing = Set(manifest.missing)
                let hashes = try String.fetchCursor(database, sql: "SELECT hash FROM core_files")
                while let hash = try hashes.next() {
                    let name = ContentHash(rawValue: hash).map(BackupEntry.name(of:))
                    if !missing.contains(hash), name.map(entries.contains) != true {
                        faults.append("the file \(hash) is missing")
                    }
                }
                return faults
            }
        } catch let error as DatabaseError {
            return ["the database cannot be read: \(error)"]
        }
    }
}
