import Foundation
import Testing

@testable import PortalKit

@Suite struct ReportRuleTests {
    private func rule(_ from: String, _ to: String, on day: String) throws -> ReportRule {
        ReportRule(
            title: "6 tháng đầu năm", from: try #require(ReportRule.YearDay(from)),
            to: try #require(ReportRule.YearDay(to)),
            on: try #require(ReportRule.YearDay(day)))
    }

    private func due(_ rule: ReportRule, at moment: String) throws -> String? {
        rule.due(at: try #require(VietnamTime(parsing: moment)).date).map { due in
            "\(due.period.firstDay.isoDay) \(due.period.lastDay.isoDay) \(due.key)"
        }
    }

    @Test func aRuleIsDueFromItsDayForSixtyDays() throws {
        let half = try rule("01-01", "06-30", on: "07-01")
        #expect(try due(half, at: "2026-06-30T23:59") == nil)
        let made = "2026-01-01 2026-06-30 6 tháng đầu năm@2026-06-30"
        #expect(try due(half, at: "2026-07-01T00:00") == made)
        #expect(try due(half, at: "2026-08-30T10:00") == made)
        #expect(try due(half, at: "2026-08-31T10:00") == nil)
    }

    @Test func periodsMayCrossTheYear() throws {
        // The cut-off days of decree 09/2019/NĐ-CP, Art. 12.
        let half = try rule("12-15", "06-14", on: "06-16")
        #expect(try due(half, at: "2026-06-20T08:00") == "2025-12-15 2026-06-14 6 tháng đầu năm@2026-06-14")
        let year = try rule("01-01", "12-31", on: "01-05")
        #expect(try due(year, at: "2027-01-05T08:00") == "2026-01-01 2026-12-31 6 tháng đầu năm@2026-12-31")
    }

    @Test func daysOfTheYear() {
        #expect(ReportRule.YearDay("02-29") != nil)
        for wrong in ["", "6-31", "13-01", "00-10", "06", "06-30-1", "a-b", "06-00"] {
            #expect(ReportRule.YearDay(wrong) == nil, "\(wrong)")
        }
    }
}
