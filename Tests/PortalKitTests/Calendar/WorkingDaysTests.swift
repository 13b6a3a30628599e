import Foundation
import Testing

@testable import PortalKit

@Suite struct WorkingDaysTests {
    /// Tết Bính Ngọ: the week from 16 to 20 February 2026 is free; Monday 31 August is, and made up for on 22 August.
    private let calendar = WorkingDays(
        holidays: ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-08-31", "2026-09-01"]
            .compactMap { VietnamTime(parsing: $0) } + [VietnamTime(parsing: "2026-09-02")].compactMap { $0 },
        makeUpDays: [VietnamTime(parsing: "2026-08-22")].compactMap { $0 })

    private func due(_ moment: String, _ days: Int) throws -> String {
        let start = try #require(VietnamTime(parsing: moment)).date
        return VietnamTime(calendar.due(after: start, days: days)).iso8601
    }

    @Test(arguments: [
        ("2026-02-12 08:00", 1, "2026-02-13"),  // Thursday to Friday
        ("2026-02-13 16:59", 1, "2026-02-23"),  // over Tết and both weekends
        ("2026-02-13 16:59", 3, "2026-02-25"),
        ("2026-02-17 00:00", 1, "2026-02-23"),  // begun in Tết itself
        ("2026-08-20 09:00", 2, "2026-08-22"),  // the Saturday that is made up counts
        ("2026-08-28 09:00", 1, "2026-09-03"),  // over the National Day
        ("2026-11-24 23:59", 5, "2026-12-01"),
    ])
    func aTermEndsWithItsLastWorkingDay(_ moment: String, _ days: Int, _ end: String) throws {
        #expect(try due(moment, days) == "\(end)T23:59:59+07:00")
    }

    @Test func everyTermEndsOnAWorkingDayAndHoldsThatMany() {
        var generator = SeededGenerator(state: 7)
        for _ in 1...300 {
            let start = Date(timeIntervalSince1970: 1_767_200_000 + .random(in: 0...31_000_000, using: &generator))
            let days = Int.random(in: 1...40, using: &generator)
            let (first, last) = (VietnamTime(start), VietnamTime(calendar.due(after: start, days: days)))
            #expect(calendar.contains(last))
            let count = (1...(last.dayNumber - first.dayNumber)).count { calendar.contains(first.adding(days: $0)) }
            #expect(count == days)
        }
    }

    @Test func rangesOfDaysAreRead() {
        #expect(CalendarText.days("2026-09-02") == ["2026-09-02"])
        #expect(CalendarText.days("2027-02-27..2027-03-02")?.last == "2027-03-02")
        #expect(CalendarText.days("2027-02-27..2027-03-02")?.count == 4)
        for text in ["", "2026-09-02..", "2026-09-03..2026-09-02", "2026-01-01..2026-12-31", "2026-02-30", "Tết"] {
            #expect(CalendarText.days(text) == nil)
        }
    }
}
