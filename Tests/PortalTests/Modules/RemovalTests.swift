import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Removing a module says first what goes, keeps it in an archive, and a restore brings all of it back.
@Suite(.fewAtOnce) struct RemovalTests {
    private static func tables(_ site: Site) async throws -> [String] {
        try await site.database.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE name GLOB 'probe_*' ORDER BY name")
        }
    }

    /// A module with rows, a file, settings, a revision, an entry in the search and a published record.
    private static func filled() async throws -> (TestPortal, note: Int64, file: String) {
        let portal = try await TestPortal("  probe:\n  needs:\n    enabled: false")
        let note = try await portal.addNote("Lúa chín vàng", text: "Ngoài đồng")
        let file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor()).url
        try await portal.site.changeSettings(of: "probe", to: ["greeting": .text("Chào bà con")], by: .system("test"))
        let official = try await portal.official(permissions: ["probe.write", "probe.moderate", "probe.publish"])
        #expect(try await official.post("/quan-tri/probe/\(note)/xuat-ban", from: "/quan-tri/probe").status == 303)
        return (portal, note, file)
    }

    @Test func impactArchiveAndRestore() async throws {
        let (portal, note, file) = try await Self.filled()
        let site = portal.site
        let impact = try await site.removalImpact(of: "probe")
        #expect(impact.tables.contains { $0.table == "probe_notes" && $0.rows == 2 })
        #expect(impact.searchEntries == 2)
        #expect(impact.files.count == 1 && file.contains(impact.files[0]))
        #expect(impact.references.isEmpty)
        let before = try await Self.tables(site)
        #expect(before.contains("probe_notes") && before.contains("probe_notes_title"))

        let archive = try await site.remove("probe", by: .system("test"))
        #expect(FileManager.default.fileExists(atPath: archive.path))
        #expect(try await Self.tables(site).isEmpty)
        #expect(site.module("probe")?.state == .removed)
        let left = try await site.database.read { database in
            try ["core_search", "core_file_uses", "core_revisions", "core_subscribers", "core_jobs"].map { table in
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table) WHERE module = 'probe'") ?? -1
            }
        }
        #expect(left == [0, 0, 0, 0, 0])
        for path in ["/thu-nghiem", file] { #expect(try await portal.client.send("GET", path).status == 404) }
        await #expect(throws: ModuleChangeError.isRemoved("probe")) {
            try await site.enable("probe", by: .system("test"))
        }

        try await site.restore("probe", by: .system("test"))
        #expect(try await Self.tables(site) == before)
        try await Self.expectEverything(portal, site: site, note: note, file: file)
        let item = try await site.database.read { database in
            try site.workflow.item(RecordReference(type: "probe.note", id: note), in: database)
        }
        #expect(item?.isPublic == true)
        // A number once given is not given again.
        #expect(try await portal.addNote("Mới") == note + 2)
    }

    private static func expectEverything(_ portal: TestPortal, site: Site, note: Int64, file: String) async throws {
        let page = try await DirectRequest(path: "/thu-nghiem").send(to: site)
        let text = String(decoding: page.body, as: UTF8.self)
        #expect(text.contains("Lúa chín vàng") && text.contains("Chào bà con"))
        let hits = try await DirectRequest(path: "/tim-kiem?q=lua").send(to: site)
        #expect(String(decoding: hits.body, as: UTF8.self).contains("/thu-nghiem/\(note)"))
        #expect(try await DirectRequest(path: file).send(to: site).body == Upload.png)
        let revisions = try await site.database.read { database in
            try Revisions.count(of: RecordReference(type: "probe.note", id: note), in: database)
        }
        #expect(revisions == 1)
    }

    /// The server may have been restarted between removal and restore: settings come from the archive too.
    @Test func restoreAfterARestart() async throws {
        let (portal, note, file) = try await Self.filled()
        try await portal.site.remove("probe", by: .system("test"))
        let again = try await Site.open(portal.site.folder, installation: Checkout.installation)
        #expect(again.module("probe")?.state == .removed)
        try await again.restore("probe", by: .system("test"))
        try await Self.expectEverything(portal, site: again, note: note, file: file)
        let third = try await Site.open(portal.site.folder, installation: Checkout.installation)
        #expect(third.module("probe")?.state == .enabled)
        #expect(third.module("probe")?.settings.text("greeting") == "Chào bà con")
    }

    /// The data goes together with the note that it is gone: when that cannot be written, nothing has happened.
    @Test func dataAndDecisionGoTogether() async throws {
        let (portal, note, file) = try await Self.filled()
        let site = portal.site
        let before = try await Self.tables(site)
        try await site.database.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER core_no_note BEFORE UPDATE ON core_modules
                    BEGIN SELECT RAISE(ABORT, 'no room'); END;
                    CREATE TRIGGER core_no_new_note BEFORE INSERT ON core_modules
                    BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
        }
        await #expect(throws: (any Error).self) { try await site.remove("probe", by: .system("test")) }
        #expect(try await Self.tables(site) == before)
        #expect(site.module("probe")?.state == .enabled)
        try await Self.expectEverything(portal, site: site, note: note, file: file)

        try await site.database.write {
            try $0.execute(sql: "DROP TRIGGER core_no_note; DROP TRIGGER core_no_new_note")
        }
        try await site.remove("probe", by: .system("test"))
        try await site.database.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER core_no_note BEFORE INSERT ON core_audit WHEN NEW.action = 'module.restore'
                    BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
        }
        await #expect(throws: (any Error).self) { try await site.restore("probe", by: .system("test")) }
        #expect(try await Self.tables(site).isEmpty)
        try await site.database.write { try $0.execute(sql: "DROP TRIGGER core_no_note") }
        try await site.restore("probe", by: .system("test"))
        try await Self.expectEverything(portal, site: site, note: note, file: file)
    }

    @Test func linksFromAnotherModuleAreReportedAndKeepIt() async throws {
        let portal = try await TestPortal("  probe:\n  needs:")
        let site = portal.site
        let note = try await portal.addNote("Có người cần")
        try await site.storage(for: "needs").write(as: .system("test")) {
            try $0.database.execute(sql: "INSERT INTO needs_links (note_id) VALUES (?)", arguments: [note])
        }
        let impact = try await site.removalImpact(of: "probe")
        #expect(impact.references.map(\.from) == ["needs_links"])
        #expect(impact.references.map(\.to) == ["probe_notes"])
        await #expect(throws: ModuleChangeError.isNeeded("probe", by: ["needs"])) {
            try await site.remove("probe", by: .system("test"))
        }
        try await site.disable("needs", by: .system("test"))
        await #expect(throws: ModuleArchiveError.referenced(by: ["needs_links"])) {
            try await site.remove("probe", by: .system("test"))
        }
        // Nothing has happened: it is served as before.
        #expect(site.module("probe")?.state == .enabled)
        #expect(try await portal.client.send("GET", "/thu-nghiem/\(note)").status == 200)
        try await site.remove("needs", by: .system("test"))
        try await site.remove("probe", by: .system("test"))
        #expect(try await Self.tables(site).isEmpty)
    }

    @Test func aRemovedModuleStaysRemovedAndBothStepsAreInTheLog() async throws {
        let (portal, _, _) = try await Self.filled()
        try await portal.site.remove("probe", by: .command("dinh module remove"))
        try await portal.site.restore("probe", by: .command("dinh module restore"))
        let actions = try await portal.site.database.read {
            try String.fetchAll($0, sql: "SELECT action FROM core_audit WHERE action LIKE 'module.%' ORDER BY rowid")
        }
        #expect(actions == ["module.settings", "module.remove", "module.restore"])
        await #expect(throws: ModuleChangeError.isNotRemoved("probe")) {
            try await portal.site.restore("probe", by: .system("test"))
        }
    }
}
