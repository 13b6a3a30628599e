import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Lists of the desk are ranges of an index, however many dossiers there are.
@Suite struct QueryPlanTests {
    private static let now = Date(timeIntervalSince1970: 1_795_000_000)

    /// What officers ask for; each state, then narrowed, then of some bodies.
    static let searches: [DossierSearch] = {
        var all = [DossierSearch(now: now)]
        for which in DossierSearch.Which.allCases {
            var search = DossierSearch(now: now)
            search.which = which
            all.append(search)
            search.field = "ho-tich"
            all.append(search)
            search.field = nil
            search.assignee = 1
            all.append(search)
            search.assignee = nil
            search.bodies = [3, 4]
            all.append(search)
        }
        var narrowed = DossierSearch(now: now)
        narrowed.field = "ho-tich"
        narrowed.from = VietnamTime(parsing: "2026-01-01")
        narrowed.to = VietnamTime(parsing: "2026-01-31")
        all.append(narrowed)
        narrowed = DossierSearch(now: now)
        narrowed.text = "khai sinh bn-2611"
        return all + [narrowed]
    }()

    private func plan(_ query: DossierSearch.Query, in database: Database) throws -> [String] {
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments)
            .map { $0["detail"] as String }
    }

    /// No table is read from end to end, and only beginnings of ranges are sorted, never a table.
    @Test(arguments: searches.indices) func aListIsPutTogetherFromRangesOfAnIndex(_ index: Int) async throws {
        let site = try await ServicesSite()
        let search = Self.searches[index]
        let plan = try await site.context().storage.read { database -> [String] in
            try self.plan(search.query(limit: 20, offset: 40, in: database), in: database)
        }
        let scans = plan.filter { $0.hasPrefix("SCAN eservices") }
        let isAll = search.which == nil && search.field == nil && search.text.isEmpty
        #expect(scans == (isAll ? ["SCAN eservices_dossiers USING INDEX eservices_dossiers_received"] : []), "\(plan)")
        let isSorted = plan.contains { $0.contains("TEMP B-TREE") }
        let isPutTogether = plan.contains { $0.contains("(subquery") }
        #expect(!isSorted || isPutTogether || !search.text.isEmpty, "\(plan)")
    }

    /// Counting what is late reads no dossier, with bodies or without.
    @Test(arguments: [DossierSearch.Which.late, .today], [nil, [3, 4]] as [Set<Int64>?])
    func whatIsDueIsCountedInItsIndex(_ which: DossierSearch.Which, _ bodies: Set<Int64>?) async throws {
        let site = try await ServicesSite()
        var search = DossierSearch(now: Self.now)
        (search.which, search.bodies) = (which, bodies)
        let asked = search
        let plan = try await site.context().storage.read { database -> [String] in
            try self.plan(asked.countQuery(most: nil, in: database), in: database)
        }
        #expect(plan.contains { $0.contains("USING COVERING INDEX eservices_dossiers_waiting") }, "\(plan)")
    }

    @Test(arguments: [DossierJobs.archiveQuery, DossierJobs.erasureQuery])
    func whatEndedLongAgoIsARangeOfAnIndex(_ sql: String) async throws {
        let site = try await ServicesSite()
        let plan = try await site.context().storage.read { database -> [String] in
            try self.plan((sql, [Self.now]), in: database)
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    /// Pages that are put together hold what one sorted list would hold.
    @Test func pagesOverStatesAndBodiesAreInOrder() async throws {
        let site = try await ServicesSite()
        for _ in 0..<9 { _ = try await site.send(site.visitor()) }
        let officer = try await site.officer()
        for id in [2, 5, 7] as [Int64] { _ = try await site.act(officer, id, .refuse, ["text": "Không đủ"]) }
        for id in [3, 8] as [Int64] { _ = try await site.act(officer, id, .accept, ["days": "3"]) }
        func ids(_ which: DossierSearch.Which?, _ text: String = "") async throws -> [Int64] {
            var search = DossierSearch(now: site.clock.now)
            (search.which, search.text) = (which, text)
            let chosen = search
            return try await site.context().storage.read { database in
                let pages = try stride(from: 0, to: 12, by: 2).flatMap {
                    try chosen.rows(limit: 2, offset: $0, in: database)
                }
                #expect(try chosen.count(in: database) == pages.count)
                return pages.map(\.id)
            }
        }
        #expect(try await ids(nil) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try await ids(.open) == [9, 8, 6, 4, 3, 1])
        #expect(try await ids(.done) == [7, 5, 2])
        #expect(try await ids(.done, "xin xac") == [7, 5, 2])
        #expect(try await ids(nil, "ubnd-2611 xin") == [9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try await ids(nil, "ubnd-261124-0004") == [4])
        #expect(try await ids(.open, "khong-co") == [])
    }

    /// Of a period that begins and ends within months the whole ones are read by month, the rest by day.
    @Test func figuresByMonthAndByDayAgree() async throws {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        site.clock.advance(by: .seconds(30 * 86_400))
        let context = try site.context()
        for moment in ["2026-09-30", "2026-10-01", "2026-10-31", "2026-12-01"] {
            try await context.storage.write(as: .system("test")) { change in
                let dossier = try #require(try DossierRows.fetch(1, in: change.database))
                let date = try #require(VietnamTime(parsing: moment)).date
                try DossierFigures.count("received", dossier, in: change.told(asOf: date))
            }
        }
        func received(_ first: String, _ last: String) async throws -> Int {
            try await context.storage.read {
                try FigureQuery.rows(.month, from: first, to: last, in: $0).map(\.received).reduce(0, +)
            }
        }
        // One was sent on 24/11.
        for (first, last, count) in [
            ("2026-01-01", "2026-12-31", 5), ("2026-09-30", "2026-12-01", 5), ("2026-10-01", "2026-10-31", 2),
            ("2026-10-02", "2026-11-30", 2), ("2026-09-15", "2026-11-23", 3), ("2026-11-24", "2026-11-24", 1),
            ("2026-11-20", "2026-11-23", 0), ("2026-10-31", "2026-11-24", 2), ("2026-12-01", "2026-12-31", 1),
        ] {
            #expect(try await received(first, last) == count, "\(first) \(last)")
        }
    }
}
