import Foundation
import GRDB
import Synchronization
import Testing

@testable import PortalKit

struct ModuleStorageTests {
    private let record = RecordReference(type: "news.article", id: 1)
    private let tables = [
        "news_articles", "core_audit", "core_revisions", "core_search", "core_outbox", "core_mail",
    ]

    private func site() throws -> TestSite {
        let site = try TestSite()
        try site.migrate(
            .news(Migration(id: "1", sql: "CREATE TABLE news_articles (id INTEGER PRIMARY KEY, title TEXT)")))
        return site
    }

    private func leaveEveryTrace(_ change: Change) throws {
        try change.database.execute(sql: "INSERT INTO news_articles VALUES (1, 'Lịch tiếp dân')")
        try change.audit("news.write", on: record, after: ["title": "Lịch tiếp dân"])
        try change.saveRevision(of: record, content: ["title": "Lịch tiếp dân"])
        try change.index(SearchEntry(record: record, kind: "article", title: "Lịch tiếp dân", text: "", path: "/a"))
        try change.emit(Event("news.written", record: record))
        let address = try #require(MailAddress("an@dongviet.example"))
        try change.send(Mail(to: address, subject: "Chào", text: "Có bài mới."))
        change.touch(.record(record), .list("news.articles"))
    }

    @Test func aChangeThatTellsOfThePastLeavesTracesOfToday() async throws {
        let site = try site()
        let lastYear = Date(timeIntervalSince1970: 1_764_000_000)
        let (now, told, later) = try await site.storage().write(as: .an) { change in
            let past = change.told(asOf: lastYear)
            try leaveEveryTrace(past)
            return (change.now, past.now, past.told(asOf: .distantFuture).now)
        }
        #expect(told == lastYear && later == now)
        for table in ["core_audit", "core_revisions"] {
            let (all, old) = ("SELECT 1 FROM \(table)", "SELECT 1 FROM \(table) WHERE at LIKE '2025%'")
            #expect(try site.rows(all).count == 1 && site.rows(old).isEmpty, "\(table)")
        }
    }

    @Test func aChangeComesWithAllItsTraces() async throws {
        let site = try site()
        let told = Mutex<[CommittedChange]>([])
        let storage = site.storage { change in told.withLock { $0.append(change) } }
        try await storage.write(as: .an) { try leaveEveryTrace($0) }
        for table in tables { #expect(try site.rows("SELECT * FROM \(table)").count == 1, "\(table)") }
        let expected = CommittedChange(
            touched: [.record(record), .list("news.articles"), .sitemap(of: "news"), SearchIndex.dependency],
            hasEvents: true, hasMail: true)
        #expect(told.withLock { $0 } == [expected])
    }

    @Test func anErrorLeavesNoTraceOfAnything() async throws {
        let site = try site()
        let told = Mutex(0)
        let storage = site.storage { _ in told.withLock { $0 += 1 } }
        await #expect(throws: Trouble.self) {
            try await storage.write(as: .an) { change throws in
                try leaveEveryTrace(change)
                throw Trouble()
            }
        }
        for table in tables { #expect(try site.rows("SELECT * FROM \(table)").isEmpty, "\(table)") }
        #expect(told.withLock { $0 } == 0)
        let hits = try await storage.read {
            try SearchIndex.search("tiếp dân", enabledModules: ["news"], in: $0).total
        }
        #expect(hits == 0)
    }

    @Test func revisionsCountForEachRecord() async throws {
        let site = try site()
        let storage = site.storage()
        try await storage.write(as: .an) { change throws in
            #expect(try change.saveRevision(of: record, content: ["v": 1], note: "bản đầu") == 1)
            #expect(try change.saveRevision(of: record, content: ["v": 2]) == 2)
            #expect(try change.saveRevision(of: RecordReference(type: "news.article", id: 2), content: ["v": 1]) == 1)
        }
        try await storage.read { database throws in
            let list = try Revisions.list(of: record, in: database)
            #expect(list.map(\.number) == [2, 1])
            #expect(list.last?.note == "bản đầu")
            #expect(list.last?.actorName == "Lò Thị An")
            #expect(try Revisions.count(of: record, in: database) == 2)
            let first = try #require(try Revisions.fetch(of: record, number: 1, in: database))
            #expect(try first.decode([String: Int].self) == ["v": 1])
            #expect(try Revisions.fetch(of: record, number: 3, in: database) == nil)
        }
        #expect(try site.costlySteps(Revisions.listing, ["news.article", 1, 50, 0]) == [])
        try await storage.write(as: .an) { try $0.eraseRevisions(of: record) }
        let left = try await storage.read { try Revisions.count(of: record, in: $0) }
        #expect(left == 0)
    }
}

struct PermissionSetTests {
    @Test func scopesLimitAPermission() {
        var set = PermissionSet(["news.write"])
        set.grant("news.publish", scope: "thong-bao")
        #expect(set.allows("news.write") && set.allows("news.write", scope: "any"))
        #expect(!set.allows("news.publish") && set.allowsSomewhere("news.publish"))
        #expect(set.allows("news.publish", scope: "thong-bao") && !set.allows("news.publish", scope: "tin-tuc"))
        #expect(set.scopes(of: "news.publish") == ["thong-bao"])
        #expect(!set.allows("ads.write") && set.scopes(of: "ads.write") == [])
        let union = set.union(PermissionSet(["news.publish"]))
        #expect(union.allows("news.publish") && union.scopes(of: "news.publish") == nil)
        #expect(PermissionSet.all.allows("anything", scope: "x"))
        #expect(set.union(.all) == .all)
    }
}
