import Foundation
import GRDB
import PortalKit

/// The time that a sheet pays for.
struct SheetPeriod: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, CaseIterable, Codable {
        case month
        case quarter
    }

    let kind: Kind
    let year: Int
    /// 1 to 12, or 1 to 4.
    let number: Int

    /// Nil when there is no such month or quarter.
    init?(_ kind: Kind, _ number: Int, of year: Int) {
        guard (2000...2999).contains(year), (1...(kind == .month ? 12 : 4)).contains(number) else { return nil }
        self.kind = kind
        self.year = year
        self.number = number
    }

    /// As stored.
    init(row: Row) {
        kind = Kind(rawValue: row["kind"]) ?? .month
        year = row["year"]
        number = row["number"]
    }

    /// Reads "2026-11" or "2026-Q4".
    init?(parsing text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let year = Int(parts[0]) else { return nil }
        let isQuarter = parts[1].hasPrefix("Q")
        guard let number = Int(isQuarter ? parts[1].dropFirst() : parts[1]) else { return nil }
        self.init(isQuarter ? .quarter : .month, number, of: year)
    }

    /// "2026-11", "2026-Q4".
    var code: String {
        switch kind {
        case .month: "\(year)-\(number < 10 ? "0" : "")\(number)"
        case .quarter: "\(year)-Q\(number)"
        }
    }

    /// The last day in it: `2026-11-30`.
    var lastDay: String {
        let month = kind == .month ? number : number * 3
        let end = VietnamTime.month(month, of: year)?.upperBound ?? Date(timeIntervalSince1970: 0)
        return VietnamTime(end.addingTimeInterval(-1)).isoDay
    }

    /// "Tháng 11 năm 2026", "Quý IV năm 2026".
    func title(_ texts: Texts) -> String {
        texts(
            "period.\(kind.rawValue)",
            ["number": kind == .month ? String(number) : ["I", "II", "III", "IV"][number - 1], "year": String(year)])
    }
}

/// What one person gets by a sheet, with what was known of them when it was drawn up.
struct SheetLine: Sendable, Hashable {
    let payee: Int64
    let name: String
    let unit: String
    let taxCode: String
    let bankAccount: String
    let bankName: String
    let count: Int
    let gross: Int
    let tax: Int

    var net: Int { gross - tax }

    init(row: Row) {
        payee = row["payee_id"]
        name = row["name"]
        unit = row["unit"]
        taxCode = row["tax_code"]
        bankAccount = row["bank_account"]
        bankName = row["bank_name"]
        count = row["count"]
        gross = row["gross"]
        tax = row["tax"]
    }

    init(_ payee: Payee, count: Int, gross: Int, rule: TaxRule) {
        self.payee = payee.id
        name = payee.name
        unit = payee.content.unit
        taxCode = payee.content.taxCode
        bankAccount = payee.content.bankAccount
        bankName = payee.content.bankName
        self.count = count
        self.gross = gross
        tax = rule.withheld(of: gross, isExempt: payee.content.isTaxExempt)
    }
}

/// A sheet of payments (Art. 12).
struct Sheet: Sendable, Hashable, Identifiable {
    let id: Int64
    let period: SheetPeriod
    /// 1 for the period's first sheet, 2 for one that adds to it.
    let sequence: Int
    let step: String
    let rule: TaxRule
    let gross: Int
    let tax: Int
    let net: Int
    /// Set when it is approved: nothing of it changes from then on.
    let seal: String?
    let lockedAt: Date?
    let approvedBy: String
    let drawnUpBy: String
    /// `2026-12-05`, when it was paid.
    let paidOn: String?
    let paymentReference: String
    let createdAt: Date

    init(row: Row) {
        id = row["id"]
        period = SheetPeriod(row: row)
        sequence = row["sequence"]
        step = row["step"]
        rule = TaxRule(percent: row["tax_percent"], threshold: row["tax_threshold"], isOnExcess: row["tax_on_excess"])
        gross = row["gross"]
        tax = row["tax"]
        net = row["net"]
        seal = row["seal"]
        lockedAt = row["locked_at"]
        approvedBy = row["approved_by"]
        drawnUpBy = row["drawn_up_by"]
        paidOn = row["paid_on"]
        paymentReference = row["payment_reference"]
        createdAt = row["created_at"]
    }

    var reference: RecordReference { RoyaltyNames.sheet(id) }

    /// "NB-2026-Q4", "NB-2026-11-2".
    var code: String { "NB-\(period.code)" + (sequence > 1 ? "-\(sequence)" : "") }

    /// Whether its contents can still change.
    var isDraft: Bool { step == SheetWorkflow.draft }

    var isApproved: Bool { step == SheetWorkflow.approved }

    func title(_ texts: Texts) -> String {
        texts(
            sequence > 1 ? "sheet.title_further" : "sheet.title",
            ["period": period.title(texts), "number": String(sequence)])
    }
}
