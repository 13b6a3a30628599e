import Foundation
import PortalKit

/// Terms in working days, by the site's calendar.
struct DossierTerm: Sendable {
    let calendar: WorkingDays

    /// What comes after this hour is dealt with on the next working day, where the term is the same day.
    static let sameDayUntil = 15

    /// The end of a procedure's term for a dossier received at a moment.
    func due(after moment: Date, days: Int) -> Date {
        guard days == 0 else { return calendar.due(after: moment, days: days) }
        let clock = VietnamTime(moment)
        guard calendar.contains(clock), clock.hour < Self.sameDayUntil else {
            return calendar.due(after: moment, days: 1)
        }
        return clock.dayBounds.upperBound.addingTimeInterval(-1)
    }

    /// Working days left when the clock stops; negative when the term is over.
    func left(until due: Date, at moment: Date) -> Int {
        due < moment ? -1 : calendar.days(after: moment, until: due)
    }

    /// The end of a term that goes on: with as many days as were left, today's included where the clock stopped today.
    func due(resumedAt moment: Date, left: Int, before due: Date) -> Date {
        guard left >= 0 else { return due }
        return max(due, self.due(after: moment, days: left))
    }
}
