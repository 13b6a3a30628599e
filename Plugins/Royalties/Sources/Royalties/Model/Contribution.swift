import Foundation
import GRDB
import PortalKit

/// One piece of work that somebody did for the portal.
struct Contribution: Sendable, Hashable, Identifiable {
    /// How far it has come, apart from the sheet that it stands on.
    enum State: String, Sendable, CaseIterable {
        /// Waits for its grade.
        case open
        /// Has an amount, or is a correction.
        case graded
        /// Not paid, with the reason.
        case excluded
    }

    let id: Int64
    let payee: Int64
    let payeeName: String
    let payeeAccount: Int64?
    let kind: WorkKind
    let title: String
    let quantity: Int
    /// `2026-11-24`.
    let doneOn: String
    /// The published record that it was recorded from; nil when it was entered by hand.
    let record: RecordReference?
    let path: String
    let state: State
    let grade: String
    let rateVersion: Int64?
    /// In đồng; less than nothing only for a correction.
    let amount: Int
    let note: String
    /// The contribution that it corrects.
    let corrects: Int64?
    let sheet: Int64?
    /// Whether its sheet has left the first step: nothing of it changes then.
    let isLocked: Bool
    /// Whether its sheet was paid.
    let isPaid: Bool
    let revision: Int

    init(row: Row) {
        id = row["id"]
        payee = row["payee_id"]
        payeeName = row["payee_name"]
        payeeAccount = row["payee_account"]
        kind = WorkKind(rawValue: row["kind"]) ?? .writing
        title = row["title"]
        quantity = row["quantity"]
        doneOn = row["done_on"]
        let type: String? = row["record_type"]
        record = type.map { RecordReference(type: $0, id: row["record_id"]) }
        path = row["path"]
        state = State(rawValue: row["state"]) ?? .open
        grade = row["grade"]
        rateVersion = row["rate_version"]
        amount = row["amount"]
        note = row["note"]
        corrects = row["corrects"]
        sheet = row["sheet_id"]
        isLocked = row["is_locked"]
        isPaid = row["is_paid"]
        revision = row["revision"]
    }

    var reference: RecordReference { RoyaltyNames.contribution(id) }

    /// The day as people write it.
    var dayText: String { VietnamTime(parsing: doneOn)?.dayText ?? doneOn }
}

/// What is entered of a contribution by hand.
struct ContributionContent: Sendable, Hashable, Codable {
    var payee: Int64 = 0
    var kind = WorkKind.writing
    var title = ""
    var quantity = 1
    var doneOn = ""
    var note = ""

    /// The greatest lengths, in characters.
    enum Limit {
        static let title = 300
        static let note = 1000
        static let quantity = 1...999
    }
}
