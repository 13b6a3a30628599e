import Foundation
import GRDB
import Testing

@testable import PortalKit

/// A backup made while people write is whole, and a restore gives all of it back.
@Suite(.fewAtOnce) struct BackupTests {
    /// A portal with a note, a file and an official, and a backup of it.
    private static func backedUp() async throws -> (TestPortal, file: URL, made: BackupMaking.Outcome) {
        let portal = try await TestPortal("  probe:")
        try await portal.addNote("Lúa chín vàng", text: "Ngoài đồng")
        _ = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor())
        let made = try await portal.site.backups.make(portal.site, by: .system("test"))
        return (portal, portal.site.backupFolder.url.appending(path: made.file.name), made)
    }

    private static func restoring(_ portal: TestPortal, _ file: URL, to data: URL) -> BackupRestoring {
        BackupRestoring(
            file: file, folder: portal.site.folder, dataFolder: data, installation: Checkout.installation)
    }

    @Test func roundTripWhilePeopleWrite() async throws {
        let portal = try await TestPortal("  news:\n  organization:\n  probe:")
        let file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor()).url
        let visitor = portal.visitor()
        let writing = Task {
            var count = 0
            while !Task.isCancelled {
                count += 1
                try await portal.addNote("Ghi chú \(count)", visitor: visitor)
            }
        }
        try await portal.addNote("Trước khi sao lưu")
        let made = try await portal.site.backups.make(portal.site, by: .system("test"))
        writing.cancel()
        _ = try? await writing.value
        let archive = portal.site.backupFolder.url.appending(path: made.file.name)
        #expect(try await SiteBackups.verify(archive).faults == [])
        let mode = try FileManager.default.attributesOfItem(atPath: archive.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(made.manifest.files == 1 && made.manifest.missing.isEmpty)
        #expect(made.manifest.modules.map(\.id) == ["news", "organization", "probe"])

        let data = portal.folder.url.appending(path: "khac/xa-thu", directoryHint: .isDirectory)
        let outcome = try await Self.restoring(portal, archive, to: data).run()
        #expect(outcome.keptOld == nil)
        let restored = try await Site.open(
            portal.site.folder, installation: Checkout.installation, options: Site.Options(data: data))
        #expect(restored.modules.allSatisfy { $0.state == .enabled })
        let notes = try await restored.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM probe_notes") }
        #expect(notes == made.manifest.rows["probe_notes"] && notes ?? 0 >= 1)
        let answer = try await DirectRequest(path: file).send(to: restored)
        #expect(answer.status == 200 && answer.body == Upload.png)
        #expect(restored.secrets.key(for: "x") == portal.site.secrets.key(for: "x"))
        let verdict = try await restored.verifyAudit()
        #expect(verdict.broken == nil && verdict.entries == (made.manifest.audit?.id ?? 0) + 1)
        let state = try await restored.database.read { try BackupState(restored, in: $0) }
        #expect(state.lastGood?.file == made.file.name && state.failure == nil)
        await restored.stopModules()
    }

    @Test(arguments: [11, 12]) func damageAnywhereIsFound(seed: UInt64) async throws {
        let (portal, file, _) = try await Self.backedUp()
        let good = Array(try Data(contentsOf: file))
        var random = SeededRandom(seed: seed)
        let broken = portal.folder.url.appending(path: "hong.zip")
        for attempt in 0..<25 {
            var bytes = good
            // Small entries and the list at the end are hit as well as the large ones.
            let isNearEnd = attempt % 2 == 0
            let place = Int.random(in: isNearEnd ? good.count - 4_000..<good.count : 0..<good.count, using: &random)
            bytes[place] ^= UInt8.random(in: 1...255, using: &random)
            try Data(bytes).write(to: broken)
            #expect(try await !SiteBackups.verify(broken).faults.isEmpty, "byte \(place) of seed \(seed)")
        }
        for length in [0, 1, good.count / 2, good.count - 1] {
            try Data(good.prefix(length)).write(to: broken)
            #expect(try await !SiteBackups.verify(broken).faults.isEmpty, "\(length) bytes")
        }
    }

    /// Whoever forges an archive can seal it anew; its content gives it away.
    @Test func whatWasChangedInsideIsFound() async throws {
        let (portal, file, _) = try await Self.backedUp()
        let forged = portal.folder.url.appending(path: "gia.zip")
        func faults(sums: Bool = true, _ change: (String, [UInt8]) throws -> [UInt8]?) async throws -> String {
            try RepackedBackup.make(of: file, at: forged, sums: sums, change)
            return try await SiteBackups.verify(forged).faults.joined(separator: "; ")
        }
        #expect(try await faults { $1 } == "")
        #expect(try await faults(sums: false) { $0 == BackupEntry.secret ? [1] : $1 }.contains("secret.key"))
        #expect(try await faults { $0 == BackupEntry.secret ? nil : $1 }.contains("secret.key is missing"))
        #expect(try await faults { $0.hasPrefix("files/") ? [7] : $1 }.contains("files/"))
        #expect(try await faults { $0.hasPrefix("files/") ? nil : $1 }.contains("is missing"))
        #expect(try await faults { $0 == BackupEntry.database ? Array($1.dropLast(9_000)) : $1 }.contains("database"))
        let tampered = portal.folder.url.appending(path: "sua.sqlite")
        let changed = try await faults { name, bytes in
            guard name == BackupEntry.database else { return bytes }
            try Data(bytes).write(to: tampered)
            let database = try DatabaseQueue(path: tampered.path)
            try database.write {
                try $0.execute(
                    sql: "DROP TRIGGER core_audit_no_update; UPDATE core_audit SET note = 'khác' WHERE id = 1")
            }
            try database.close()
            return Array(try Data(contentsOf: tampered))
        }
        #expect(changed.contains("entry 1 of the audit log"))
    }

    @Test func restoringIsRefusedWhereItWouldHarm() async throws {
        let (portal, file, _) = try await Self.backedUp()
        let own = portal.site.dataFolder
        await #expect(throws: SiteIsServed.self) { try await Self.restoring(portal, file, to: own).run() }
        let data = portal.folder.url.appending(path: "moi/xa-thu", directoryHint: .isDirectory)
        let other = portal.folder.url.appending(path: "khac.zip")
        func refusal(_ change: (String, [UInt8]) throws -> [UInt8]?) async throws -> BackupError? {
            try RepackedBackup.make(of: file, at: other, change)
            do {
                _ = try await Self.restoring(portal, other, to: data).run()
                return nil
            } catch let error as BackupError {
                return error
            }
        }
        func manifest(_ key: String, _ value: Any) -> (String, [UInt8]) throws -> [UInt8]? {
            { $0 == BackupEntry.manifest ? try RepackedBackup.manifest($1, key, value) : $1 }
        }
        let here = PortalVersion.version
        #expect(try await refusal(manifest("portal", "9.1.0")) == .later(made: "9.1.0", here: here))
        #expect(try await refusal(manifest("format", 2)) == .later(made: here, here: here))
        #expect(try await refusal(manifest("site", "xa-khac")) == .otherSite("khac.zip", site: "xa-khac"))
        let later = try await refusal(manifest("migrations", ["probe": ["notes", "of tomorrow"]]))
        guard case .laterModule("probe", _, _) = later else {
            Issue.record("a later module's data was restored")
            return
        }
        guard case .damaged = try await refusal({ $0 == BackupEntry.secret ? nil : $1 }) else {
            Issue.record("a backup without its key was restored")
            return
        }
        // None of them has left anything.
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.path) == [ServingLock.name])
        let beside = try FileManager.default.contentsOfDirectory(atPath: data.deletingLastPathComponent().path)
        #expect(beside == ["xa-thu"])
    }

    @Test func dataThatIsThereIsPutAsideOnlyWhenAskedFor() async throws {
        let (portal, file, _) = try await Self.backedUp()
        let data = portal.folder.url.appending(path: "cu/xa-thu", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try Data("quý".utf8).write(to: data.appending(path: "site.sqlite"))
        var restoring = Self.restoring(portal, file, to: data)
        await #expect(throws: BackupError.occupied(data.path)) { try await restoring.run() }
        restoring.replaces = true
        let old = try #require(try await restoring.run().keptOld)
        #expect(try String(contentsOf: old.appending(path: "site.sqlite"), encoding: .utf8) == "quý")
        #expect(FileManager.default.fileExists(atPath: data.appending(path: "secret.key").path))
    }

    /// A file that is lost already does not keep the rest from being saved, and is told.
    @Test func aLostFileIsToldAndTheRestIsSaved() async throws {
        let (portal, _, _) = try await Self.backedUp()
        let hash = try #require(portal.site.files.store.hashes().first)
        try portal.site.files.store.delete(hash)
        portal.clock.advance(by: .seconds(5))
        let made = try await portal.site.backups.make(portal.site, by: .system("test"))
        #expect(made.manifest.missing == [hash.rawValue])
        let file = portal.site.backupFolder.url.appending(path: made.file.name)
        #expect(try await SiteBackups.verify(file).faults == [])
        let state = try await portal.site.database.read { try BackupState(portal.site, in: $0) }
        #expect(state.isFaulty(now: portal.clock.now))
    }

    /// A stored file that the disk has spoilt is found by the check after writing; no backup is left that nobody can trust.
    @Test func aSpoiltFileFailsTheBackupAndItIsTold() async throws {
        let (portal, _, _) = try await Self.backedUp()
        try await TestPortal.makeAccount("lan", permissions: [CorePermission.backups], site: portal.site)
        try await portal.site.database.write {
            try $0.execute(sql: "UPDATE core_accounts SET email = 'lan@thu.example'")
        }
        let hash = try #require(portal.site.files.store.hashes().first)
        let path = portal.site.files.store.path(of: hash)
        chmod(path, 0o600)
        try Data("hỏng".utf8).write(to: URL(fileURLWithPath: path))
        for _ in 0..<2 {
            portal.clock.advance(by: .seconds(5))
            await #expect(throws: BackupError.self) {
                try await portal.site.backups.make(portal.site, by: .system("test"))
            }
        }
        #expect(portal.site.backupFolder.files().count == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: portal.site.backupFolder.url.path)
        #expect(names.count == 1, "\(names)")
        let (state, mails) = try await portal.site.database.read { database in
            (
                try BackupState(portal.site, in: database),
                try Int.fetchOne(database, sql: "SELECT count(*) FROM core_mail")
            )
        }
        #expect(state.failure?.error?.contains(hash.rawValue.prefix(2)) == true)
        #expect(mails == 1)
    }
}
