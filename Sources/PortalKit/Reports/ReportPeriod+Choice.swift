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

    /// The period in an address: `tu=2026-01-01&den=2026-06-30`.
    var query: [(String, String)] { [("tu", firstDay.isoDay), ("den", lastDay.isoDay)] }
}
