import Foundation
import Testing

@testable import PortalKit

@Suite struct VietnamTimeTests {
    @Test func textForms() throws {
        let time = try #require(VietnamTime(year: 2026, month: 11, day: 24, hour: 8, minute: 30))
        #expect(time.timeText == "08:30 24/11/2026")
        #expect(time.iso8601 == "2026-11-24T08:30:00+07:00")
        #expect(time.documentDayText == "ngày 24 tháng 11 năm 2026")
        #expect(VietnamTime(year: 2026, month: 2, day: 5)?.documentDayText == "ngày 05 tháng 02 năm 2026")
        #expect(time.date == Date(timeIntervalSince1970: 1_795_483_800))
        #expect(VietnamTime(Date(timeIntervalSince1970: 1_795_483_800.9)) == time)
    }

    @Test(arguments: [
        ("vi", "Thứ Ba, ngày 24/11/2026", "08:30, Thứ Ba, ngày 24/11/2026"),
        ("en", "Tuesday, 24 November 2026", "08:30, Tuesday, 24 November 2026"),
    ])
    func wordsFollowTheReader(_ language: String, _ day: String, _ moment: String) throws {
        let time = try #require(VietnamTime(year: 2026, month: 11, day: 24, hour: 8, minute: 30))
        let texts = TextLibrary(
            core: try Installation.locate(executable: URL(fileURLWithPath: #filePath)).coreResources, modules: [],
            languages: ["vi", "en"]
        ).texts(module: "core", language: language)
        #expect(time.longDayText(texts) == day)
        #expect(time.longTimeText(texts) == moment)
    }

    @Test(arguments: [
        ("2026-11-18 08:30", "2026-11-18T08:30:00+07:00"), ("2026-11-18T08:30", "2026-11-18T08:30:00+07:00"),
        ("2026-11-18", "2026-11-18T00:00:00+07:00"), ("18/11/2026", "2026-11-18T00:00:00+07:00"),
        ("8/1/2026", "2026-01-08T00:00:00+07:00"), ("18-11-2026 8:05:09", "2026-11-18T08:05:09+07:00"),
        ("08:30 18/11/2026", "2026-11-18T08:30:00+07:00"), ("2026-11-18T18:30:00Z", "2026-11-19T01:30:00+07:00"),
        ("2026-11-18T08:30:00.123+07:00", "2026-11-18T08:30:00+07:00"), (" 29/02/2028 ", "2028-02-29T00:00:00+07:00"),
    ])
    func parses(_ text: String, _ expected: String) {
        #expect(VietnamTime(parsing: text)?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "hôm nay", "2026-13-01", "29/02/2026", "31/04/2026", "2026-11-18 24:00", "2026-11-18 08:60", "11/2026",
        "2026/11", "18/11/26", "2026-11-18 08:30 x", "08:30", "2026-11-18 8:3", "-1/11/2026", "2026-11-18T08:30+7",
        "٢٠٢٦-11-18", "0000-01-01", "2026-11-18 2026-11-18",
    ])
    func refuses(_ text: String) {
        #expect(VietnamTime(parsing: text) == nil)
    }

    @Test func agreesWithTheFoundationCalendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: VietnamTime.offset))
        var random = SeededRandom(seed: 1)
        for _ in 0..<2_000 {
            let date = Date(
                timeIntervalSince1970: Double(Int.random(in: -10_000_000_000...20_000_000_000, using: &random)))
            let time = VietnamTime(date)
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
            #expect(parts.year == time.year && parts.month == time.month && parts.day == time.day)
            #expect(parts.hour == time.hour && parts.minute == time.minute && parts.second == time.second)
            #expect(parts.weekday == time.weekday % 7 + 1)
            #expect(time.date == date)
            #expect(VietnamTime(parsing: time.iso8601) == time)
        }
    }

    @Test func bounds() throws {
        let december = try #require(VietnamTime.month(12, of: 2026))
        #expect(VietnamTime(december.lowerBound).iso8601 == "2026-12-01T00:00:00+07:00")
        #expect(VietnamTime(december.upperBound).iso8601 == "2027-01-01T00:00:00+07:00")
        #expect(VietnamTime.month(13, of: 2026) == nil)
        let year = try #require(VietnamTime.year(2028))
        #expect(year.upperBound.timeIntervalSince(year.lowerBound) == 366 * 86_400)
        #expect(VietnamTime(.distantFuture).year <= 9999 && VietnamTime(.distantPast).year >= 1)
        #expect(VietnamTime(Date(timeIntervalSince1970: .infinity)).year == 9999)
    }
}
