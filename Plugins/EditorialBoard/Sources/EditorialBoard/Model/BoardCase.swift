import GRDB
import PortalKit

/// A commendation or a violation: grounds, proposal, decision (Art. 15).
struct BoardCase: BoardContent {
    enum Kind: String, Sendable, CaseIterable, Codable {
        case commendation
        case violation
    }

    enum State: String, Sendable, CaseIterable, Codable {
        case proposed
        case granted
        case refused
    }

    static let name = "case"
    static let table = "board_cases"
    static let path = BoardScreen.cases
    static let permission = BoardPermission.plan

    var kind = Kind.commendation
    /// Whom it is about. It may be a citizen, so it never reaches the audit log.
    var title = ""
    var unit = ""
    var grounds = ""
    var proposal = ""
    var proposedBy = ""
    var proposedByAccount: Int64?
    /// `2026-11-24`.
    var proposedOn = ""
    var state = State.proposed
    var decision = ""
    /// "Quyết định số 96/QĐ-UBND".
    var decisionNumber = ""
    var decidedBy = ""
    var decidedOn: String?

    init() {}

    init(row: Row) {
        kind = Kind(rawValue: row["kind"]) ?? .commendation
        title = row["subject"]
        unit = row["unit"]
        grounds = row["grounds"]
        proposal = row["proposal"]
        proposedBy = row["proposed_by"]
        proposedByAccount = row["proposed_by_account"]
        proposedOn = row["proposed_on"]
        state = State(rawValue: row["state"]) ?? .proposed
        decision = row["decision"]
        decisionNumber = row["decision_number"]
        decidedBy = row["decided_by"]
        decidedOn = row["decided_on"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("kind", kind.rawValue), ("subject", title), ("unit", unit), ("grounds", grounds), ("proposal", proposal),
            ("proposed_by", proposedBy), ("proposed_by_account", proposedByAccount), ("proposed_on", proposedOn),
            ("state", state.rawValue), ("decision", decision), ("decision_number", decisionNumber),
            ("decided_by", decidedBy), ("decided_on", decidedOn),
        ]
    }

    /// "KT-12", "XL-3": khen thưởng, xử lý.
    func label(_ id: Int64) -> String { "\(kind == .commendation ? "KT" : "XL")-\(id)" }

    var trace: [String: String] {
        ["kind": kind.rawValue, "state": state.rawValue, "decision_number": decisionNumber]
    }
}
