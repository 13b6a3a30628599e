public import Foundation

/// A point in time as a clock in Viet Nam shows it: Indochina Time, seven hours ahead of UTC, without summer time
/// (decision 121/CP of 1967 for the north, for all the country since 1975).
///
/// Times are stored as `Date`; this is for showing and reading them. It does its own calendar arithmetic (Gregorian,
/// after Howard Hinnant's "chrono-compatible low-level date algorithms"), so that a page with a hundred dates costs
/// nothing. Years reach from 1 to 9999; a `Date` outside is taken for the nearest within.
public struct VietnamTime: Sendable, Hashable, Comparable {
    /// How far the clock is ahead of UTC, in seconds.
    public static let offset = 7 * 3600

    /// 1 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int

    /// The clock at a point in time; fractions of a second are dropped.
    public init(_ date: Date) {
        let bounds = Self.seconds(day: Self.dayNumber(1, 1, 1))...Self.seconds(day: Self.dayNumber(10_000, 1, 1)) - 1
        let seconds = date.timeIntervalSince1970.rounded(.down)
        let clock = seconds.isNaN ? 0 : Int(min(max(seconds, -1e15), 1e15)) + Self.offset
        self.init(secondsSince1970: min(max(clock, bounds.lowerBound), bounds.upperBound))
    }

    /// A time of a calendar's day; nothing when there is no such day or time.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(year: year, month: month),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    private init(secondsSince1970 clock: Int) {
        let dayNumber = clock.flooredQuotient(by: 86_400)
        let secondOfDay = clock - dayNumber * 86_400
        (year, month, day) = Self.civil(dayNumber)
        (hour, minute, second) = (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
    }

    /// The point in time.
    public var date: Date {
        let clock = Self.seconds(day: dayNumber) + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(clock - Self.offset))
    }

    /// Days since 1 January 1970 in Viet Nam.
    public var dayNumber: Int { Self.dayNumber(year, month, day) }

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int {
        let sinceMonday = dayNumber + 3
        return sinceMonday - sinceMonday.flooredQuotient(by: 7) * 7 + 1
    }

    /// The day's first moment.
    public var startOfDay: VietnamTime { VietnamTime(secondsSince1970: Self.seconds(day: dayNumber)) }

    /// The same time some days later, or earlier when negative.
    public func adding(days: Int) -> VietnamTime { VietnamTime(date.addingTimeInterval(Double(days) * 86_400)) }

    /// Whether the left time comes first.
    public static func < (left: VietnamTime, right: VietnamTime) -> Bool {
        (left.year, left.month, left.day, left.hour * 3600 + left.minute * 60 + left.second)
            < (right.year, right.month, right.day, right.hour * 3600 + right.minute * 60 + right.second)
    }

    /// How many days the month has.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// From the month's first moment to the next month's; nothing when there is no such month.
    public static func month(_ month: Int, of year: Int) -> Range<Date>? {
        guard let start = VietnamTime(year: year, month: month, day: 1) else { return nil }
        return start.date..<start.adding(days: daysInMonth(year: year, month: month)).date
    }

    /// From the year's first moment to the next year's; nothing when there is no such year.
    public static func year(_ year: Int) -> Range<Date>? {
        guard let first = month(1, of: year), let last = month(12, of: year) else { return nil }
        return first.lowerBound..<last.upperBound
    }

    /// From the day's first moment to the next day's.
    public var dayBounds: Range<Date> { startOfDay.date..<startOfDay.date.addingTimeInterval(86_400) }
}

// MARK: - Calendar arithmetic

extension VietnamTime {
    private static func seconds(day: Int) -> Int { day * 86_400 }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

extension Int {
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
    }
}
