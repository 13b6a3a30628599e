import GRDB
import PortalKit

/// The way of a sheet: drawn up by the office, approved by the chair (Art. 12). Nobody approves what they drew up.
enum SheetWorkflow {
    static let draft = "draft"
    static let review = "review"
    static let approved = "approved"

    static let type = WorkflowType(
        id: "royalties.sheet",
        steps: [WorkflowStep(draft), WorkflowStep(review, dueDays: 5), WorkflowStep(approved, isFinal: true)],
        transitions: [
            WorkflowTransition(
                "submit", from: draft, to: review, permission: RoyaltyPermission.record,
                gates: [Gate.complete.rawValue, Gate.funds.rawValue]),
            WorkflowTransition("withdraw", from: review, to: draft, permission: RoyaltyPermission.record),
            WorkflowTransition(
                "approve", from: review, to: approved, permission: RoyaltyPermission.approve,
                gates: [Gate.complete.rawValue, Gate.funds.rawValue]),
            WorkflowTransition(
                "return", from: review, to: draft, permission: RoyaltyPermission.approve, requiresReason: true),
        ],
        initial: draft)

    static let records = WorkflowRecords(
        type: RoyaltyNames.sheetType, screen: RoyaltyScreen.sheets + "/:id",
        titles: { database, ids in
            try SheetRows.sheets(ids, in: database).mapValues(\.code)
        },
        publicView: { try await SheetPrint.view($1, $0) },
        settle: { done, change, _ in try SheetDesk.settle(done, in: change) })

    enum Gate: String {
        /// Somebody is paid by it, and nobody less than nothing.
        case complete
        /// There is money for it.
        case funds
    }

    /// - Parameter share: how many per cent of the income are for royalties.
    static func gates(share: Int) -> [WorkflowGate] {
        [
            WorkflowGate(id: Gate.complete.rawValue, check: checkComplete),
            WorkflowGate(id: Gate.funds.rawValue) { try checkFunds($0, $1, share: share) },
        ]
    }

    private static func checkComplete(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        let lines = try SheetRows.lines(of: record.id, in: database)
        if lines.isEmpty { return [GateFailure(reason: "gate.empty")] }
        let negative = lines.filter { $0.gross < 0 }.map(\.name)
        return negative.isEmpty
            ? [] : [GateFailure(reason: "gate.negative", values: ["names": negative.joined(separator: ", ")])]
    }

    private static func checkFunds(
        _ database: Database, _ record: RecordReference, share: Int
    ) throws -> [GateFailure] {
        let sheet = try SheetRows.require(record.id, in: database)
        let funds = try Funds.fetch(sheet.period.year, share: share, in: database)
        guard sheet.gross > funds.remaining else { return [] }
        return [
            GateFailure(
                reason: "gate.funds",
                values: ["missing": Money.text(sheet.gross - funds.remaining), "year": String(sheet.period.year)])
        ]
    }
}
