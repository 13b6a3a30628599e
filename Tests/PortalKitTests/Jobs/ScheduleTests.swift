import Foundation
import Testing

@testable import PortalKit

struct ScheduleTests {
    private func moment(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) throws -> Date {
        try #require(VietnamTime(year: year, month: month, day: day, hour: hour, minute: minute)).date
    }

    @Test func everySoManyMinutes() throws {
        let schedule = Schedule.every(minutes: 15)
        #expect(try schedule.latest(at: moment(2026, 1, 31, 7, 14)) == moment(2026, 1, 31, 7))
        #expect(try schedule.latest(at: moment(2026, 1, 31, 7, 15)) == moment(2026, 1, 31, 7, 15))
        #expect(try schedule.next(after: moment(2026, 1, 31, 7, 15)) == moment(2026, 1, 31, 7, 30))
    }

    @Test func everyDayByTheClockOfVietNam() throws {
        let schedule = Schedule.daily(hour: 2, minute: 30)
        #expect(try schedule.latest(at: moment(2026, 3, 1, 2, 29)) == moment(2026, 2, 28, 2, 30))
        #expect(try schedule.latest(at: moment(2026, 3, 1, 2, 30)) == moment(2026, 3, 1, 2, 30))
        #expect(try schedule.next(after: moment(2026, 3, 1, 2, 30)) == moment(2026, 3, 2, 2, 30))
    }

    @Test func everyWeek() throws {
        // 31 January 2026 is a Saturday.
        let monday = Schedule.weekly(weekday: 1, hour: 8, minute: 0)
        #expect(try monday.latest(at: moment(2026, 1, 31)) == moment(2026, 1, 26, 8))
        #expect(try monday.latest(at: moment(2026, 1, 26, 7, 59)) == moment(2026, 1, 19, 8))
        #expect(try monday.next(after: moment(2026, 1, 31)) == moment(2026, 2, 2, 8))
    }

    @Test func everyMonthAlsoInAShortOne() throws {
        let schedule = Schedule.monthly(day: 31, hour: 6, minute: 0)
        #expect(try schedule.latest(at: moment(2026, 2, 10)) == moment(2026, 1, 31, 6))
        #expect(try schedule.latest(at: moment(2026, 2, 28, 6)) == moment(2026, 2, 28, 6))
        #expect(try schedule.next(after: moment(2026, 1, 31, 6)) == moment(2026, 2, 28, 6))
        #expect(try schedule.next(after: moment(2027, 12, 31, 7)) == moment(2028, 1, 31, 6))
        #expect(try schedule.latest(at: moment(2026, 1, 1)) == moment(2025, 12, 31, 6))
    }
}
