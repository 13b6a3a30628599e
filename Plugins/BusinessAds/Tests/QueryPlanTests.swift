import Foundation
import GRDB
import PortalKit
import Testing

@testable import BusinessAds

/// What is asked on each page, and each minute, is a range of an index.
@Suite struct QueryPlanTests {
    private static let queries: [(String, StatementArguments)] = [
        (ShownAds.candidatesQuery, ["home", Date(), Date()]), (ShownAds.nextQuery, ["home", Date(), Date()]),
        (OrderDesk.dueStartQuery, [Date()]), (OrderDesk.dueEndQuery, [Date()]),
        (OrderDesk.dueNoticeQuery, [Date(), Date()]), (AdsJobs.closedQuery, [Date()]),
        (AdsJobs.answeredQuery, [Date()]),
        ("SELECT min(starts_at) FROM ads_orders WHERE state = 'paid' AND starts_at > ?", [Date()]),
        ("SELECT min(ends_at) FROM ads_orders WHERE state IN ('paid', 'running') AND ends_at > ?", [Date()]),
        (
            "SELECT * FROM ads_businesses WHERE is_public = 1 AND field = ? ORDER BY name_folded, id LIMIT ? OFFSET ?",
            ["lang-nghe", 12, 0]
        ),
        ("SELECT * FROM ads_businesses WHERE is_public = 1 ORDER BY name_folded, id LIMIT ? OFFSET ?", [12, 0]),
        ("SELECT * FROM ads_businesses WHERE is_public = 1 ORDER BY published_at DESC, id DESC LIMIT ?", [20]),
        ("SELECT sum(amount) FROM ads_payments WHERE paid_on >= ? AND paid_on < ?", ["2026-01-01", "2027-01-01"]),
    ]

    @Test(arguments: queries.indices) func queriesAreRangesOfAnIndex(_ index: Int) async throws {
        let site = try await AdsSite()
        let (sql, arguments) = Self.queries[index]
        let plan = try await site.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map {
                $0["detail"] as String
            }
        }
        #expect(
            !plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") && !$0.contains("USING") }, "\(plan)")
    }
}
