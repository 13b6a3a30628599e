public import Foundation

/// The days on which the authority works: Monday to Friday without the site's holidays, and the days on which a holiday
/// is made up for.
public struct WorkingDays: Sendable, Hashable {
    private let holidays: Set<Int>
    private let makeUpDays: Set<Int>

    /// - Parameters:
    ///   - holidays: days off beside the weekends.
    ///   - makeUpDays: days at a weekend on which people work, as is decided when a holiday is moved.
    public init(holidays: some Sequence<VietnamTime> = [], makeUpDays: some Sequence<VietnamTime> = []) {
        self.holidays = Set(holidays.map(\.dayNumber))
        self.makeUpDays = Set(makeUpDays.map(\.dayNumber))
    }

    /// Whether people work on the day.
    public func contains(_ day: VietnamTime) -> Bool {
        makeUpDays.contains(day.dayNumber) || (day.weekday <= 5 && !holidays.contains(day.dayNumber))
    }

    /// The end of a term of working days: the last second of its last day.
    ///
    /// The day on which the term begins does not count, and it ends with its last day (Civil Code 2015, Art. 147.2 and
    /// 148.5).
    ///
    /// - Parameter days: how many, at least 1.
    public func due(after moment: Date, days: Int) -> Date {
        var day = VietnamTime(moment).startOfDay
        var left = max(days, 1)
        while left > 0 {
            day = day.adding(days: 1)
            if contains(day) { left -= 1 }
        }
        return day.dayBounds.upperBound.addingTimeInterval(-1)
    }

    /// How many working days are left of a term: those after a moment's day, up to and with the day on which it ends. At
    /// most ten years are looked at.
    public func days(after moment: Date, until end: Date) -> Int {
        let last = VietnamTime(end).dayNumber
        var day = VietnamTime(moment).startOfDay
        var count = 0
        for _ in 0..<3660 where day.dayNumber < last {
            day = day.adding(days: 1)
            if contains(day) { count += 1 }
        }
        return count
    }
}
