import Foundation
import GRDB

/// What somebody without an account is asked by a one-time link: to approve a record in the step in which it is, or to
/// return it. What became of it stays with it (Art. 5.4, 9.1: each step with who and when).
struct OutsideApproval: Sendable, Hashable, Identifiable {
    /// Who is asked.
    struct Person: Sendable, Hashable {
        let name: String
        let office: String
        let mail: String
    }

    /// How it ended by what somebody did.
    enum Outcome: String, Sendable {
        case approved, returned, withdrawn
    }

    /// What it is at a moment.
    enum State: Sendable, Hashable {
        case open
        case ended(Outcome)
        /// Its working days are over.
        case expired
        /// The record was changed or went to another step: what was to be approved is no more.
        case overtaken
    }

    let id: Int64
    let record: RecordReference
    let step: String
    /// When the record came into the step: it may come there again.
    let since: Date
    /// The revision that is to be approved.
    let revision: Int
    let person: Person
    /// What was said to the person.
    let message: String
    let askedBy: Int64?
    let askedByName: String
    let askedAt: Date
    let expiresAt: Date
    let outcome: Outcome?
    let endedAt: Date?
    /// The name as the person typed it for a signature.
    let signature: String
    /// The network address from which it was decided.
    let address: String
    /// The entry of the workflow's log that it led to.
    let logEntry: Int64?

    init(row: Row) {
        id = row["id"]
        record = RecordReference(type: row["record_type"], id: row["record_id"])
        step = row["step"]
        since = row["since"]
        revision = row["revision"]
        person = Person(name: row["name"], office: row["office"], mail: row["mail"])
        message = row["message"]
        askedBy = row["asked_by"]
        askedByName = row["asked_by_name"]
        askedAt = row["asked_at"]
        expiresAt = row["expires_at"]
        outcome = Outcome(rawValue: row["outcome"])
        endedAt = row["ended_at"]
        signature = row["signature"]
        address = row["address"]
        logEntry = row["log_id"]
    }

    /// - Parameters:
    ///   - item: where the record stands; nil when it is gone.
    ///   - revision: the number of its last revision.
    func state(_ item: WorkflowItem?, revision: Int, now: Date) -> State {
        if let outcome { return .ended(outcome) }
        guard let item, item.step == step, item.since == since, revision == self.revision else { return .overtaken }
        return now > expiresAt ? .expired : .open
    }
}

/// Why somebody outside is not asked, or their answer not taken.
enum OutsideApprovalError: Error, Equatable {
    /// The address is that of somebody with an account: of the writer, or of anybody who should act under their own name.
    case hasAccount
    /// Somebody is asked already.
    case alreadyAsked
    /// The record bears a mark of secrecy: it does not leave the house.
    case secrecy
    /// The link was used, withdrawn, is too old, or what it was for has changed.
    case ended

    var messageKey: String {
        switch self {
        case .hasAccount: "approval.error.has_account"
        case .alreadyAsked: "approval.error.already_asked"
        case .secrecy: "approval.error.secrecy"
        case .ended: "approval.error.ended"
        }
    }
}
