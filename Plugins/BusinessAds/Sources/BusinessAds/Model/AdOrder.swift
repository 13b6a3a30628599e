import Foundation
import PortalKit

/// A business's order to show an ad in one place for some months.
struct AdOrder: Sendable {
    enum State: String, Sendable, CaseIterable {
        /// Waits for its payment.
        case ordered
        /// Waits for its day.
        case paid
        case running
        case ended
        case cancelled

        var isOpen: Bool { self == .ordered || self == .paid || self == .running }
    }

    /// Where the ad leads.
    enum Target: String, Sendable, CaseIterable {
        case page
        case website
    }

    /// Whom the invoice is made out to.
    struct Invoice: Sendable, Equatable {
        var name = ""
        var taxCode = ""
        var address = ""
        var mail = ""
        var number = ""
        var day = ""
    }

    /// Greatest lengths, in characters.
    enum Limit {
        static let headline = 90
        static let text = 300
        static let note = 2000
    }

    let id: Int64
    let code: String
    let business: Int64
    let position: AdPosition
    let months: Int
    /// In đồng, as the price list in force on the day of the order said.
    let fee: Int
    /// What has been paid, less what was paid back.
    let paid: Int
    let startsAt: Date
    /// The first moment at which it is not shown any more.
    let endsAt: Date
    let headline: String
    let target: Target
    let state: State
    let suspendedAt: Date?
    let suspendReason: String
    let invoice: Invoice
    let note: String
    let orderedAt: Date
    let orderedBy: String

    var reference: RecordReference { AdsNames.order(id) }
    /// In đồng, without asking whether it is still owed.
    var due: Int { fee - paid }
    /// What is still to be paid before it can run, in đồng.
    var owed: Int { state == .ordered ? max(0, due) : 0 }
    /// What was paid back of a fee that had been paid whole, in đồng.
    var returned: Int { state == .ordered || state == .cancelled ? 0 : max(0, due) }
    var lastDay: VietnamTime { VietnamTime(endsAt.addingTimeInterval(-1)) }

    /// Whether it is to be seen at a moment, as far as the order goes: its business must be public besides.
    func isShown(at moment: Date) -> Bool {
        (state == .paid || state == .running) && suspendedAt == nil && startsAt <= moment && moment < endsAt
    }

    /// The state as people see it: what is suspended says so.
    func stateKey(at moment: Date) -> String {
        if suspendedAt != nil, state.isOpen { return "suspended" }
        return state == .paid && isShown(at: moment) ? State.running.rawValue : state.rawValue
    }

    /// From the first moment of a day to that of the day so many months later; a day that the month lacks is its last.
    static func period(from day: VietnamTime, months: Int) -> Range<Date> {
        let number = day.year * 12 + day.month - 1 + months
        let (year, month) = (number / 12, number % 12 + 1)
        let last = min(day.day, VietnamTime.daysInMonth(year: year, month: month))
        let start = day.startOfDay.date
        let end = VietnamTime(year: year, month: month, day: last)?.date ?? start
        return start..<max(start, end)
    }
}

/// Money that came in for an order, or went back.
struct Payment: Sendable {
    enum Method: String, Sendable, CaseIterable {
        case transfer
        case cash
    }

    let id: Int64
    /// In đồng; negative when it was paid back.
    let amount: Int
    let paidOn: String
    let method: Method
    /// Number of the receipt or of the bank's advice.
    let receipt: String
    let note: String
    let recordedBy: String
}

/// What other modules learn of a payment, such as the royalties whose source the fees are (Art. 12).
struct PaymentRecorded: Codable, Sendable {
    let payment: Int64
    let order: Int64
    let code: String
    let business: Int64
    let businessName: String
    /// In đồng; negative when it was paid back.
    let amount: Int
    /// What it was paid for, in words.
    let title: String
    /// `2026-11-24`
    let day: String
    let position: String
    let months: Int
}
