import Foundation
import GRDB
import Synchronization

@testable import PortalKit

/// A site's database in a folder of its own, with the core's schema and a clock that stands still.
final class TestSite: Sendable {
    let folder: URL
    let database: SiteDatabase
    let clock = TestClock()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        database = try SiteDatabase(path: folder.appendingPathComponent("site.sqlite").path)
        for history in CoreHistory.all { try migrate(history) }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    @discardableResult
    func migrate(_ history: MigrationHistory) throws -> [String] {
        try Migrator(database: database, now: clock.read).migrate(history)
    }

    func storage(
        _ module: String = "news", committed: @escaping @Sendable (CommittedChange) -> Void = { _ in }
    ) -> ModuleStorage {
        ModuleStorage(module: module, database: database, now: clock.read, committed: committed)
    }

    /// Rows of a table, as texts, for comparing.
    func rows(_ sql: String) throws -> [String] {
        try database.readBlocking { try Row.fetchAll($0, sql: sql).map(\.description) }
    }

    /// The steps of SQLite's plan that read a whole table or sort in memory.
    func costlySteps(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try database.readBlocking { database throws in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                .map { $0["detail"] as String }
                .filter { $0.hasPrefix("SCAN") && !$0.contains("INDEX") || $0.contains("TEMP B-TREE") }
        }
    }
}

extension MigrationHistory {
    static let core = MigrationHistory(
        owner: CoreSchema.owner, prefix: CoreSchema.prefix, migrations: CoreSchema.migrations)

    static func news(_ migrations: Migration...) -> MigrationHistory {
        MigrationHistory(owner: "news", prefix: "news_", migrations: migrations)
    }
}

final class TestClock: Sendable {
    /// Saturday, 31 January 2026, 07:00 in Viet Nam.
    static let start = Date(timeIntervalSince1970: 1_769_817_600)

    private let moment = Mutex(TestClock.start)

    @Sendable func read() -> Date { moment.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

struct Trouble: Error, Equatable {}

extension Actor {
    static let an = Actor(.person(id: 7, name: "Lò Thị An"), permissions: .all, address: "203.0.113.9")
}
