import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

@Suite struct FeedbackPartTests {
    @Test func templatesAndTextsAreComplete() async throws {
        let site = try await FeedbackSite()
        #expect(try site.portal.faults() == [])
        #expect(site.portal.complaints == [])
    }

    @Test func workingDaysAreCounted() throws {
        let friday = try #require(VietnamTime(year: 2026, month: 11, day: 27, hour: 9)).date
        let calendar = WorkingDays(holidays: [try #require(VietnamTime(year: 2026, month: 12, day: 1))])
        let end = calendar.due(after: friday, days: 3)
        #expect(VietnamTime(end).dayText == "03/12/2026")
        #expect(calendar.days(after: friday, until: end) == 3)
        #expect(calendar.days(after: end, until: friday) == 0)
    }

    @Test func theLastTermIsSoManyWorkingDaysBack() throws {
        let monday = try #require(VietnamTime(year: 2026, month: 11, day: 30, hour: 8)).date
        let limit = FeedbackJobs.lastTerm(before: monday, days: 2, WorkingDays())
        #expect(VietnamTime(limit).dayText == "26/11/2026")
    }

    @Test func addressesNameTheirCase() {
        #expect(FeedbackPath.id("12-o-ga") == 12)
        for slug in ["", "-", "o-ga", "0-x", "99999999999999999999-x", "1x"] { #expect(FeedbackPath.id(slug) == nil) }
    }

    /// Of a period that begins and ends within months the whole ones are read by month, the rest by day.
    @Test func figuresByMonthAndByDayAgree() async throws {
        let site = try await FeedbackSite()
        let officer = try await site.desk()
        for day in ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-20"] {
            _ = try await officer.post(
                "\(FeedbackSite.desk)/ghi-nhan",
                [
                    "channel": "counter", "received_on": day, "kind": "petition", "topic": "dien-nuoc",
                    "title": "Xin thêm đèn đường", "text": "Ngõ tối.", "name": "Ông Tư",
                ])
        }
        for (first, last, count) in [
            ("2026-01-01", "2026-12-31", 4), ("2026-09-30", "2026-11-20", 4), ("2026-10-01", "2026-10-31", 2),
            ("2026-10-02", "2026-11-30", 2), ("2026-09-15", "2026-11-19", 3), ("2026-11-20", "2026-11-20", 1),
            ("2026-11-18", "2026-11-19", 0), ("2026-10-31", "2026-11-20", 2),
        ] {
            let counts = try await site.context().storage.read {
                try CaseCounts.fetch(by: .month, from: first, to: last, in: $0)
            }
            #expect(counts.map(\.counts.received).reduce(0, +) == count, "\(first) \(last)")
        }
    }

    static let queries: [(String, StatementArguments)] = [
        (FeedbackJobs.overdueQuery, [Date()]), (FeedbackJobs.expiredQuery, [Date()]),
        ("SELECT id FROM feedback_cases WHERE is_public = 1 ORDER BY answered_at DESC, id DESC LIMIT 12", []),
        (
            "SELECT id FROM feedback_cases WHERE is_public = 1 AND topic = 'a' ORDER BY answered_at DESC, id DESC LIMIT 9",
            []
        ),
        (
            "SELECT id FROM feedback_cases WHERE is_public = 1 AND outcome = 'a' ORDER BY answered_at DESC, id DESC LIMIT 9",
            []
        ),
        ("SELECT * FROM feedback_cases WHERE code = ?", ["x"]),
        ("SELECT * FROM feedback_events WHERE case_id = ? ORDER BY id DESC LIMIT 500", [1]),
        (
            "SELECT * FROM feedback_cases WHERE is_open = 1 ORDER BY due_at, id LIMIT 25",
            []
        ),
        ("SELECT * FROM feedback_cases WHERE state = 'answered' ORDER BY received_at DESC, id DESC LIMIT 25", []),
        ("SELECT * FROM feedback_cases WHERE rating = 1 ORDER BY received_at DESC, id DESC LIMIT 25", []),
        ("SELECT case_id FROM feedback_access WHERE token_hash = ? AND expires_at >= ?", ["x", Date()]),
    ]

    @Test(arguments: queries.indices) func listsAreRangesOfAnIndex(_ index: Int) async throws {
        let site = try await FeedbackSite()
        let (sql, arguments) = Self.queries[index]
        let plan = try await site.context().storage.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map {
                $0["detail"] as String
            }
        }
        #expect(
            !plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") && !$0.contains("INDEX") }, "\(plan)")
    }
}
