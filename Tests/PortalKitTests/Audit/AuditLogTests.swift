import Foundation
import GRDB
import Testing

@testable import PortalKit

struct AuditLogTests {
    private func filled(_ count: Int = 30) throws -> TestSite {
        let site = try TestSite()
        let storage = site.storage()
        for number in 1...count {
            site.clock.advance(60)
            let actor = number.isMultiple(of: 3) ? Actor.system("jobs") : .an
            try storage.writeBlocking(as: actor) { change in
                try change.audit(
                    number.isMultiple(of: 2) ? "news.publish" : "news.write",
                    on: RecordReference(type: "news.article", id: Int64(number % 5)),
                    before: ["n": number - 1], after: ["n": number], note: "lần \(number)")
            }
        }
        return site
    }

    private func verify(_ site: TestSite, known: AuditHead? = nil) throws -> Int64? {
        try site.database.readBlocking { try AuditLog.verify($0, known: known) }
    }

    @Test func anUntouchedLogIsWhole() throws {
        let site = try filled()
        #expect(try verify(site) == nil)
        let head = try #require(try site.database.readBlocking { try AuditLog.head($0) })
        #expect(head.id == 30)
        #expect(try verify(site, known: head) == nil)
    }

    @Test(arguments: [
        "UPDATE core_audit SET note = 'x' WHERE id = 3", "DELETE FROM core_audit WHERE id = 30",
        "INSERT OR REPLACE INTO core_audit SELECT * FROM core_audit WHERE id = 3",
        "INSERT INTO core_audit SELECT 99, at, actor_kind, actor_id, actor_name, module, action, subject_type, "
            + "subject_id, before, after, note, address, previous_hash, hash FROM core_audit WHERE id = 3",
    ])
    func theDatabaseRefusesToChangeIt(sql: String) throws {
        let site = try filled()
        #expect(throws: DatabaseError.self) { try site.database.writeBlocking { try $0.execute(sql: sql) } }
        #expect(try verify(site) == nil)
    }

    @Test(
        arguments: [
            ("UPDATE core_audit SET note = 'x' WHERE id = 3", 3),
            ("UPDATE core_audit SET actor_name = 'Ai đó' WHERE id = 12", 12),
            ("UPDATE core_audit SET address = NULL WHERE id = 5", 5),
            ("DELETE FROM core_audit WHERE id = 7", 7),
            ("DELETE FROM core_audit WHERE id > 20", 21),
        ] as [(String, Int64)])
    func aChangePastThePortalIsFound(sql: String, broken: Int64) throws {
        let site = try filled()
        let head = try site.database.readBlocking { try AuditLog.head($0) }
        try site.database.writeBlocking { database throws in
            try database.execute(sql: "DROP TRIGGER core_audit_no_update; DROP TRIGGER core_audit_no_delete; \(sql)")
        }
        #expect(try verify(site, known: head) == broken)
    }

    @Test func listsAreFilteredAndPaged() throws {
        let site = try filled()
        try site.database.readBlocking { database throws in
            let first = try AuditLog.page(limit: 20, in: database)
            #expect(first.entries.map(\.id) == Array((11...30).reversed()))
            let second = try AuditLog.page(after: first.next, limit: 20, in: database)
            #expect(second.entries.map(\.id) == Array((1...10).reversed()))
            #expect(second.next == nil)
            let mine = try AuditLog.page(AuditFilter(person: 7, action: "news.publish"), in: database)
            #expect(mine.entries.allSatisfy { $0.actorId == 7 && $0.action == "news.publish" })
            #expect(mine.entries.count == 10)
            let subject = RecordReference(type: "news.article", id: 2)
            let onSubject = try AuditLog.page(AuditFilter(subject: subject), in: database)
            #expect(onSubject.entries.count == 6 && onSubject.entries.allSatisfy { $0.subject == subject })
            let period = AuditFilter(
                from: TestClock.start.addingTimeInterval(300), to: TestClock.start.addingTimeInterval(600))
            #expect(try AuditLog.page(period, in: database).entries.map(\.id) == [9, 8, 7, 6, 5])
            #expect(try AuditLog.actions(database) == ["news.publish", "news.write"])
            var rows: [[String]] = []
            try AuditLog.forEach(AuditFilter(person: 7), in: database) { rows.append($0.csvRow) }
            #expect(rows.count == 20 && rows.allSatisfy { $0.count == AuditEntry.csvHeader.count })
        }
    }

    @Test func listsUseIndexes() throws {
        let site = try filled()
        let cursor = AuditCursor(at: TestClock.start, id: 4)
        let subject = RecordReference(type: "news.article", id: 2)
        let filters = [
            AuditFilter(), AuditFilter(person: 7), AuditFilter(action: "news.write"), AuditFilter(subject: subject),
            AuditFilter(from: TestClock.start, to: TestClock.start), AuditFilter(person: 7, action: "news.write"),
        ]
        for filter in filters {
            for after in [nil, cursor] {
                let (sql, arguments) = AuditLog.listing(filter, after: after, limit: 51)
                #expect(try site.costlySteps(sql, arguments) == [])
            }
        }
    }
}
