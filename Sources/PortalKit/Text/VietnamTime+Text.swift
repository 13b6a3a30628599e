import Foundation

// How times are written in Viet Nam, and read from what people type.

extension VietnamTime {
    /// "24/11/2026"
    public var dayText: String { "\(padded(day))/\(padded(month))/\(padded(year, 4))" }

    /// "08:30"
    public var clockText: String { "\(padded(hour)):\(padded(minute))" }

    /// "08:30 24/11/2026"
    public var timeText: String { "\(clockText) \(dayText)" }

    /// "Thứ Ba", "Tuesday": in the language of the texts.
    public func weekdayText(_ texts: Texts) -> String { texts("weekday.\(weekday)") }

    /// "Thứ Ba, ngày 24/11/2026", "Tuesday, 24 November 2026": in the language of the texts.
    public func longDayText(_ texts: Texts) -> String { texts("date.long", words(texts)) }

    /// "08:30, Thứ Ba, ngày 24/11/2026", "08:30, Tuesday, 24 November 2026": in the language of the texts.
    public func longTimeText(_ texts: Texts) -> String { texts("date.long_time", words(texts)) }

    private func words(_ texts: Texts) -> [String: String] {
        [
            "clock": clockText, "weekday": weekdayText(texts), "day": padded(day),
            "month": texts("date.month.\(month)"), "year": padded(year, 4),
        ]
    }

    /// "ngày 24 tháng 11 năm 2026", as documents of the authorities are dated: day and the first two months with two
    /// digits (decree 30/2020/NĐ-CP, appendix I).
    public var documentDayText: String {
        "ngày \(padded(day)) tháng \(month < 3 ? padded(month) : String(month)) năm \(year)"
    }

    /// "2026-11-24": what an HTML date field takes.
    public var isoDay: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }

    /// "2026-11-24T08:30": what an HTML date and time field takes.
    public var isoMinute: String { "\(isoDay)T\(clockText)" }

    /// "2026-11-24T08:30:00+07:00" (ISO 8601, RFC 3339)
    public var iso8601: String { "\(isoMinute):\(padded(second))+07:00" }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Reads a day, or a day and a time, in Viet Nam: `2026-11-18`, `18/11/2026`, `18-11-2026`, each alone or followed
    /// by a space (or `T`) and `08:30` or `08:30:15`; or with the time before the day, as ``timeText`` writes it. A
    /// time may name its distance from UTC (`Z`, `+07:00`).
    ///
    /// - Returns: nothing when the text is none of these, or there is no such day.
    public init?(parsing text: String) {
        let parts = text.normalizedInput().split { $0 == " " || $0 == "T" }
        guard (1...2).contains(parts.count) else { return nil }
        let clockIndex = parts.firstIndex { $0.contains(":") }
        guard (clockIndex == nil) == (parts.count == 1),
            let (year, month, day) = Self.day(parts[clockIndex == 0 ? 1 : 0])
        else { return nil }
        guard let clockIndex else {
            self.init(year: year, month: month, day: day)
            return
        }
        guard let clock = Self.clock(parts[clockIndex]),
            let local = VietnamTime(
                year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second)
        else { return nil }
        self = VietnamTime(local.date.addingTimeInterval(Double(Self.offset - clock.offset)))
    }

    private static func day(_ text: Substring) -> (year: Int, month: Int, day: Int)? {
        let numbers = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard numbers.count == 3, let first = number(numbers[0], 1...4), let month = number(numbers[1], 1...2) else {
            return nil
        }
        if numbers[0].utf8.count == 4, text.contains("-"), let day = number(numbers[2], 2...2) {
            return (first, month, day)
        }
        guard numbers[0].utf8.count <= 2, let year = number(numbers[2], 4...4) else { return nil }
        return (year, month, first)
    }

    private static func clock(_ text: Substring) -> (hour: Int, minute: Int, second: Int, offset: Int)? {
        var clock = text
        var offset = Self.offset
        if clock.last == "Z" {
            clock.removeLast()
            offset = 0
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let distance = clock[clock.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
            guard distance.count == 2, let hours = number(distance[0], 2...2), let minutes = number(distance[1], 2...2),
                hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 3600 + minutes * 60) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        if let fraction = clock.firstIndex(of: "."), clock[clock.index(after: fraction)...].allSatisfy(\.isNumber) {
            clock = clock[..<fraction]
        }
        let numbers = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(numbers.count), let hour = number(numbers[0], 1...2),
            let minute = number(numbers[1], 2...2)
        else { return nil }
        guard numbers.count == 3 else { return (hour, minute, 0, offset) }
        return number(numbers[2], 2...2).map { (hour, minute, $0, offset) }
    }

    private static func number(_ text: Substring, _ digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
