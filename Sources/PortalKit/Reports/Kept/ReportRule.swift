import Foundation

/// A report that the portal draws up by itself each year (`reports:` in `site.yml`).
public struct ReportRule: Sendable, Equatable {
    /// A day of every year.
    struct YearDay: Sendable, Equatable {
        let month: Int
        let day: Int

        /// Reads `06-30`; nil when there is no such day.
        init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 2, let month = parts[0], let day = parts[1], (1...12).contains(month),
                (1...VietnamTime.daysInMonth(year: 2024, month: month)).contains(day)
            else { return nil }
            self.month = month
            self.day = day
        }

        /// That day of a year; 29 February is the 28th where there is none.
        func moment(in year: Int) -> VietnamTime? {
            VietnamTime(
                year: year, month: month, day: min(day, VietnamTime.daysInMonth(year: year, month: month)))
        }

        /// The last such day at or before another.
        func latest(at day: VietnamTime) -> VietnamTime? {
            moment(in: day.year).flatMap { $0 <= day ? $0 : moment(in: day.year - 1) }
        }
    }

    /// What the report is called: `6 tháng đầu năm`.
    let title: String
    /// The first and the last day of the period.
    let from: YearDay
    let to: YearDay
    /// The day on which it is drawn up; the period is the last that has ended before.
    let on: YearDay

    /// After so many days a report that was not drawn up is not made up for: a new site would begin with old ones.
    private static let patience = 60

    /// What is to be drawn up at a moment: the period, and a name for this report of this rule.
    func due(at now: Date) -> (period: ReportPeriod, key: String)? {
        let today = VietnamTime(now).startOfDay
        guard let day = on.latest(at: today), today.dayNumber - day.dayNumber <= Self.patience,
            let last = to.latest(at: day.adding(days: -1)), let first = from.latest(at: last),
            let period = ReportPeriod(from: first, to: last)
        else { return nil }
        return (period, "\(title)@\(last.isoDay)")
    }

    /// `6 tháng đầu năm 2026`, with the year in which the period ends.
    func title(of period: ReportPeriod) -> String { "\(title) \(period.lastDay.year)" }
}
