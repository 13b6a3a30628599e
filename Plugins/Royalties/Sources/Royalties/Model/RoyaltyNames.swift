import PortalKit

/// The names under which the core knows the module's records, permissions and events.
enum RoyaltyNames {
    static let module = "royalties"
    static let contributionType = "royalties.contribution"
    static let payeeType = "royalties.payee"
    static let rateType = "royalties.rates"
    static let sheetType = "royalties.sheet"
    static let budgetType = "royalties.budget"
    static let paidEvent = "royalties.paid"

    static func contribution(_ id: Int64) -> RecordReference { RecordReference(type: contributionType, id: id) }

    static func payee(_ id: Int64) -> RecordReference { RecordReference(type: payeeType, id: id) }

    static func rates(_ id: Int64) -> RecordReference { RecordReference(type: rateType, id: id) }

    static func sheet(_ id: Int64) -> RecordReference { RecordReference(type: sheetType, id: id) }

    static func budget(_ year: Int) -> RecordReference { RecordReference(type: budgetType, id: Int64(year)) }
}

/// Who may do what (Art. 12: drawn up by the office, approved by the chair).
enum RoyaltyPermission {
    /// The office: contributions, payees, sheets, payment.
    static let record = "royalties.record"
    /// The editorial board: the grade of each contribution.
    static let grade = "royalties.grade"
    /// The chair: sheets.
    static let approve = "royalties.approve"
    /// Rates and funds.
    static let manage = "royalties.manage"
    /// An author: what is their own.
    static let own = "royalties.own"

    /// Those who see all of it.
    static let all = [record, grade, approve, manage]
}

/// Addresses of the administration's screens below the module's own.
enum RoyaltyScreen {
    static let contributions = "/"
    static let newContribution = "/moi"
    static let contributionsCSV = "/tai-ve"
    static let grading = "/cham"
    static let payees = "/nguoi-nhan"
    static let sheets = "/bang"
    static let rates = "/don-gia"
    static let funds = "/kinh-phi"
    static let own = "/cua-toi"

    static func contribution(_ id: Int64) -> String { "/\(id)" }

    static func correction(of id: Int64) -> String { "/\(id)/dieu-chinh" }

    static func payee(_ id: Int64) -> String { "\(payees)/\(id)" }

    static func sheet(_ id: Int64) -> String { "\(sheets)/\(id)" }

    static func rates(_ id: Int64) -> String { "\(rates)/\(id)" }

    static func funds(_ year: Int) -> String { "\(funds)/\(year)" }
}
