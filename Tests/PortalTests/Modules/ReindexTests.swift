import GRDB
import Synchronization
import Testing

@testable import PortalKit

/// The search index is written anew a few records at a time; whatever ends it early, people still find things.
@Suite(.fewAtOnce) struct ReindexTests {
    private static let notes = 2 * SearchReindexing.batch + 7
    private static let left = notes - 1

    /// A portal whose index has lost the first half of its entries and holds others that are of nothing.
    private static func damaged() async throws -> TestPortal {
        let portal = try await TestPortal("  probe:")
        try await portal.site.storage(for: "probe").write(as: .system("test")) { change in
            for number in 1...notes {
                try change.database.execute(
                    sql: "INSERT INTO probe_notes (title, text) VALUES (?, 'lúa')", arguments: ["Ghi chú \(number)"])
                let id = change.database.lastInsertedRowID
                guard number > notes / 2 else { continue }
                try change.index(entry(id, "cũ"))
            }
            // What is of no record: in the middle, and beyond the last.
            try change.database.execute(sql: "DELETE FROM probe_notes WHERE title = 'Ghi chú 10'")
            for id in [10, 100_000] { try change.index(entry(Int64(id), "ma")) }
        }
        return portal
    }

    private static func entry(_ id: Int64, _ text: String) -> SearchEntry {
        SearchEntry(
            record: RecordReference(type: "probe.note", id: id), kind: "note", title: "Ghi chú", text: text,
            path: "/\(id)")
    }

    private static func found(_ words: String, _ portal: TestPortal) async throws -> Int {
        try await portal.site.database.read {
            try SearchIndex.search(words, enabledModules: ["probe"], in: $0).total
        }
    }

    @Test func allIsFoundAndNothingElse() async throws {
        let portal = try await Self.damaged()
        let steps = Mutex<[String]>([])
        let count = try await SearchReindexing(
            site: portal.site, actor: .system("test"), report: { step in steps.withLock { $0.append(step.step) } }
        ).run()
        #expect(count == Self.left)
        #expect(try await Self.found("lúa", portal) == Self.left)
        #expect(try await Self.found("ma", portal) == 0)
        #expect(try await Self.found("cũ", portal) == 0)
        #expect(steps.withLock { $0.count } == 3)
        let entries = try await portal.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_search")
        }
        #expect(entries == Self.left)
    }

    /// Broken off after the first transaction: what that wrote is found, and so is what was there before.
    @Test func whatIsBrokenOffLeavesAWorkingIndex() async throws {
        let portal = try await Self.damaged()
        let task = Mutex<Task<Int, any Error>?>(nil)
        let work = Task {
            try await SearchReindexing(
                site: portal.site, actor: .system("test"), report: { _ in task.withLock { $0?.cancel() } }
            ).run()
        }
        task.withLock { $0 = work }
        _ = await work.result
        #expect(try await Self.found("lúa", portal) >= SearchReindexing.batch)
        _ = try await SearchReindexing(site: portal.site, actor: .system("test")).run()
        #expect(try await Self.found("lúa", portal) == Self.left)
    }
}
