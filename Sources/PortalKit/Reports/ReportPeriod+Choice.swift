import Foundation

/// The periods that the regulation asks reports for, half-years and years (Art. 16.1), and those that a person types.
extension ReportPeriod {
    /// The first day.
    var firstDay: VietnamTime { VietnamTime(start) }

    /// The last day, inclusive.
    var lastDay: VietnamTime { VietnamTime(end.addingTimeInterval(-1)) }

    /// Whole days, both inclusive; nil when the last comes before the first.
    init?(from first: VietnamTime, to last: VietnamTime) {
        let (start, end) = (first.dayBounds.lowerBound, last.dayBounds.upperBound)
        guard start < end else { return nil }
        self.init(start: start, end: end)
    }

    /// A half of a year, 1 or 2; nil when there is no such one.
    static func half(_ half: Int, of year: Int) -> ReportPeriod? {
        guard let first = VietnamTime.month(half == 1 ? 1 : 7, of: year),
            let last = VietnamTime.month(half == 1 ? 6 : 12, of: year)
        else { return nil }
        return ReportPeriod(start: first.lowerBound, end: last.upperBound)
    }

    /// The half-year that a moment lies in.
    static func halfYear(around moment: Date) -> ReportPeriod {
        let clock = VietnamTime(moment)
        return half(clock.month <= 6 ? 1 : 2, of: clock.year) ?? ReportPeriod(start: moment, end: moment)
    }

    /// The period of the same length that ends where this one begins: whole months are compared with as many months, other
    /// periods with as many days.
    var before: ReportPeriod {
        let (first, next) = (VietnamTime(start), VietnamTime(end))
        let months = (next.year - first.year) * 12 + next.month - first.month
        let isWhole = [first, next].allSatisfy { $0.day == 1 && $0 == $0.startOfDay }
        guard isWhole, months > 0 else { return ReportPeriod(start: start - end.timeIntervalSince(start), end: start) }
        let month = first.year * 12 + first.month - 1 - months
        let earlier = VietnamTime(year: month / 12, month: month % 12 + 1, day: 1)
        return ReportPeriod(start: earlier?.date ?? start, end: start)
    }

    /// The period in an address: `tu=2026-01-01&den=2026-06-30`.
    var query: [(String, String)] { [("tu", firstDay.isoDay), ("den", lastDay.isoDay)] }
}
