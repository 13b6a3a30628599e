import Foundation
import GRDB
import Testing

@testable import PortalKit

/// The log is checked every night, also against where it ended before, and whoever may read it is told.
@Suite struct AuditCheckTests {
    private func tamper(_ world: AdminTestSite, _ sql: String) async throws {
        try await world.site.site.database.write { database in
            try database.execute(
                sql: "DROP TRIGGER core_audit_no_update; DROP TRIGGER core_audit_no_delete; \(sql)")
        }
    }

    @Test func aWholeLogIsFoundWhole() async throws {
        let world = try await AdminTestSite()
        let check = try await world.site.site.checkAudit()
        #expect(check.broken == nil)
        #expect(check.entries > 0)
        let administrator = try await world.administrator()
        #expect(try await administrator.get("/quan-tri/nhat-ky").contains("nguyên vẹn"))
        #expect(try await administrator.post("/quan-tri/nhat-ky/kiem-tra").status == 303)
    }

    @Test func aChangedEntryIsFoundAndToldOnce() async throws {
        let world = try await AdminTestSite()
        try await world.write { try $0.audit("fields.sow") }
        try await tamper(world, "UPDATE core_audit SET action = 'fields.reap' WHERE id = 1")
        _ = try await world.administrator()
        try await world.site.site.database.write { database in
            try database.execute(sql: "UPDATE core_accounts SET email = 'lan@thu.example'")
        }
        #expect(try await world.site.site.checkAudit().broken == 1)
        #expect(try await world.site.site.checkAudit().broken == 1)
        let mails = try await world.site.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_mail")
        }
        #expect(mails == 1)
    }

    /// A chain that was cut at its end is whole in itself; only what was noted before tells.
    @Test func anEndThatWasCutOffIsFound() async throws {
        let world = try await AdminTestSite()
        try await world.write { try $0.audit("fields.sow") }
        let before = try await world.site.site.checkAudit()
        try await tamper(world, "DELETE FROM core_audit WHERE id = (SELECT max(id) FROM core_audit)")
        #expect(try await world.site.site.checkAudit().broken == before.entries)
        #expect(try await world.site.site.verifyAudit().broken == before.entries)
    }

    @Test func entriesAreFoundByWordsAndByRecord() async throws {
        let world = try await AdminTestSite()
        let plot = RecordReference(type: "fields.plot", id: 4)
        try await world.write { change in
            try change.audit("fields.sow", on: plot, after: ["crop": "lúa \"nếp\" 0912345678"])
            try change.audit("fields.sow", on: RecordReference(type: "fields.plot", id: 5), after: ["crop": "ngô"])
        }
        let administrator = try await world.administrator()
        func find(_ pairs: [(String, String)]) async throws -> TestPage {
            try await administrator.get("/quan-tri/nhat-ky?" + FormURLEncoded.encode(pairs))
        }
        let byWords = try await find([("chu", "lúa \"nếp\"")])
        #expect(byWords.contains("***78"))
        #expect(!byWords.contains("0912345678"))
        #expect(!byWords.contains("ngô"))
        let byRecord = try await find([("muc", "fields.plot/5")])
        #expect(byRecord.contains("ngô"))
        #expect(!byRecord.contains("lúa"))
        #expect(try await find([("muc", "fields")]).status == 422)
        let json = try await administrator.get("/quan-tri/nhat-ky/tai-ve?dang=json&muc=fields.plot%2F5")
        #expect(json.headers["Content-Type"] == "application/json")
        let entries = try JSONDecoder().decode([[String: String]].self, from: Data(json.bytes))
        #expect(entries.map { $0["subject_id"] } == ["5"])
    }
}
