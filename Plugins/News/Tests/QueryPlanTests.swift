import Foundation
import GRDB
import PortalKit
import Testing

@testable import News

/// What the public reads must stay fast with a hundred thousand articles: no query reads a whole table or sorts.
@Suite struct QueryPlanTests {
    static let range: StatementArguments = ["9999", "", 12, 0]

    static let queries: [(String, StatementArguments)] = [
        (PublicArticles.allQuery, range),
        (PublicArticles.sectionQuery, ["thong-bao"] + range),
        (PublicArticles.tagQuery, ["lua"] + range),
        (PublicArticles.featuredQuery, []),
        (PublicArticles.newestQuery, []),
        (PublicArticles.newerQuery, ["thong-bao", NewsSite.start, 1]),
        (PublicArticles.olderQuery, ["thong-bao", NewsSite.start, 1]),
        (PublicArticles.tagNameQuery, ["lua"]),
        (ArticleRows.bySlugQuery, ["tin-so-1"]),
        (MonthCounts.query, ["all"]),
        (NewsSitemap.query, [5000, 0]),
        (Publication.dueQuery, [NewsSite.start]),
        (Publication.endedQuery, [NewsSite.start]),
        (Publication.nextDueQuery, [NewsSite.start]),
        (Publication.nextEndQuery, [NewsSite.start]),
    ]

    @Test(arguments: queries.indices) func publicQueriesAreRangesOfAnIndex(_ index: Int) throws {
        let site = try NewsSite()
        try site.fill(30, every: 3600)
        let (sql, arguments) = Self.queries[index]
        let plan = try site.read { database throws in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                .map { $0["detail"] as String }
        }
        let costly = plan.filter { step in
            step.contains("TEMP B-TREE") || step.hasPrefix("SCAN") && !step.contains("USING")
        }
        #expect(costly.isEmpty, "\(plan)")
        #expect(plan.contains { $0.contains("INDEX") || $0.contains("PRIMARY KEY") }, "\(plan)")
    }

    @Test func aDeepPagePassesOverOneMonthAtMost() throws {
        let site = try NewsSite()
        try site.fill(2000, every: 43_200)
        let counts = try site.read { try MonthCounts.fetch(.all, in: $0) }
        #expect(counts.total == 2000)
        let largest = try #require(counts.entries.map(\.count).max())
        let offsets = try stride(from: 0, to: 2000, by: 12).map { try #require(counts.place(of: $0)).offset }
        #expect(offsets.allSatisfy { $0 < largest })
        #expect(counts.place(of: 2000) == nil)
        let last = try site.read { database throws in
            try PublicArticles.page(.all, counts: counts, offset: 1992, limit: 12, in: database)
        }
        #expect(last.map(\.title) == (1992..<2000).map { "Tin số \($0)" })
    }
}
