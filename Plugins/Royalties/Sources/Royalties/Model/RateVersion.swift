import GRDB
import PortalKit

/// What one piece of work of a kind and grade is worth.
enum RateValue: Sendable, Hashable {
    /// In đồng.
    case amount(Int)
    /// Of the base salary.
    case coefficient(Coefficient)

    var text: String {
        switch self {
        case .amount(let amount): Money.text(amount)
        case .coefficient(let coefficient): coefficient.text
        }
    }

    func amount(baseSalary: Int) -> Int {
        switch self {
        case .amount(let amount): amount
        case .coefficient(let coefficient): coefficient.amount(of: baseSalary)
        }
    }
}

/// A kind of work done to a certain grade.
struct RateKey: Sendable, Hashable {
    let kind: WorkKind
    let grade: String
}

/// The rates that a decision has set, from a day on. What was graded by them keeps them: they are never changed then.
struct RateVersion: Sendable, Hashable, Identifiable {
    let id: Int64
    /// `2026-01-01`.
    let effectiveFrom: String
    /// "Quyết định số 15/QĐ-UBND ngày 05/01/2026".
    let decision: String
    /// In đồng a month.
    let baseSalary: Int
    let rates: [RateKey: RateValue]

    /// What a piece of work is worth; nil when the decision says nothing about it.
    func amount(_ kind: WorkKind, grade: String) -> Int? {
        rates[RateKey(kind: kind, grade: grade)]?.amount(baseSalary: baseSalary)
    }

    var reference: RecordReference { RoyaltyNames.rates(id) }
}
