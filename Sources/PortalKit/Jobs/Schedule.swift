public import Foundation

/// When a job is due, by the clock of Viet Nam.
public enum Schedule: Sendable, Hashable {
    /// Every so many minutes, counted from midnight UTC of 1 January 1970; at least 1.
    case every(minutes: Int)
    /// Every day.
    case daily(hour: Int, minute: Int)
    /// Every week; 1 is Monday, 7 is Sunday.
    case weekly(weekday: Int, hour: Int, minute: Int)
    /// Every month; in a month that is shorter, on its last day.
    case monthly(day: Int, hour: Int, minute: Int)

    /// The last moment at or before another at which the job was due.
    public func latest(at moment: Date) -> Date {
        switch self {
        case .every(let minutes):
            let interval = Double(max(minutes, 1)) * 60
            return Date(timeIntervalSince1970: (moment.timeIntervalSince1970 / interval).rounded(.down) * interval)
        case .daily(let hour, let minute):
            let today = Self.moment(on: VietnamTime(moment), hour, minute)
            return today <= moment ? today : today.addingTimeInterval(-86_400)
        case .weekly(let weekday, let hour, let minute):
            let clock = VietnamTime(moment)
            let daysBack = (clock.weekday - weekday + 7) % 7
            let due = Self.moment(on: clock.adding(days: -daysBack), hour, minute)
            return due <= moment ? due : due.addingTimeInterval(-7 * 86_400)
        case .monthly(let day, let hour, let minute):
            let clock = VietnamTime(moment)
            let due = Self.moment(inMonthOf: clock, day, hour, minute)
            if due <= moment { return due }
            return Self.moment(inMonthOf: clock.adding(days: -clock.day), day, hour, minute)
        }
    }

    /// The first moment after another at which the job is due.
    public func next(after moment: Date) -> Date {
        switch self {
        case .every(let minutes): latest(at: moment).addingTimeInterval(Double(max(minutes, 1)) * 60)
        case .daily: latest(at: moment).addingTimeInterval(86_400)
        case .weekly: latest(at: moment).addingTimeInterval(7 * 86_400)
        case .monthly(let day, let hour, let minute):
            Self.next(monthlyOn: day, hour, minute, after: moment)
        }
    }

    private static func next(monthlyOn day: Int, _ hour: Int, _ minute: Int, after moment: Date) -> Date {
        let clock = VietnamTime(moment)
        let due = Self.moment(inMonthOf: clock, day, hour, minute)
        if due > moment { return due }
        let daysLeft = VietnamTime.daysInMonth(year: clock.year, month: clock.month) - clock.day
        return Self.moment(inMonthOf: clock.adding(days: daysLeft + 1), day, hour, minute)
    }

    private static func moment(on day: VietnamTime, _ hour: Int, _ minute: Int) -> Date {
        day.startOfDay.date.addingTimeInterval(Double(hour * 3600 + minute * 60))
    }

    private static func moment(inMonthOf clock: VietnamTime, _ day: Int, _ hour: Int, _ minute: Int) -> Date {
        let last = VietnamTime.daysInMonth(year: clock.year, month: clock.month)
        return moment(on: clock.adding(days: min(max(day, 1), last) - clock.day), hour, minute)
    }
}
