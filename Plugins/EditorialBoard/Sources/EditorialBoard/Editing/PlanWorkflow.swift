import GRDB
import PortalKit

/// The way of a plan: drawn up by the standing office, approved by the head (Art. 4.1). Nobody approves what they drew up.
enum PlanWorkflow {
    static let draft = "draft"
    static let review = "review"
    static let approved = "approved"
    private static let complete = "complete"

    static let type = WorkflowType(
        id: "editorial-board.plan",
        steps: [WorkflowStep(draft), WorkflowStep(review, dueDays: 5), WorkflowStep(approved, isFinal: true)],
        transitions: [
            WorkflowTransition(
                "submit", from: draft, to: review, permission: BoardPermission.plan, gates: [complete]),
            WorkflowTransition("withdraw", from: review, to: draft, permission: BoardPermission.plan),
            WorkflowTransition(
                "approve", from: review, to: approved, permission: BoardPermission.approve, gates: [complete]),
            WorkflowTransition(
                "return", from: review, to: draft, permission: BoardPermission.approve, requiresReason: true),
        ],
        initial: draft)

    static let records = WorkflowRecords(
        type: Plan.type, screen: BoardScreen.plans + "/:id",
        titles: { database, ids in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT id, title FROM board_plans WHERE id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))",
                arguments: StatementArguments(ids))
            return Dictionary(rows.map { ($0["id"], $0["title"]) }) { first, _ in first }
        },
        publicView: { try await PlanScreens.view($1, $0) },
        settle: { done, change, _ in try settle(done, in: change) })

    /// There is something to do in it, and all of it in its time.
    static let gates = [
        WorkflowGate(id: complete) { database, record in
            let plan = try Plan.require(record.id, in: database).content
            let items = try PlanItem.of(record.id, in: database)
            if items.isEmpty { return [GateFailure(reason: "gate.no_items")] }
            let late = items.filter { $0.content.dueOn > plan.lastDay }.map(\.content.title)
            return late.isEmpty
                ? [] : [GateFailure(reason: "gate.beyond", values: ["titles": late.joined(separator: "; ")])]
        }
    ]

    static func settle(_ done: WorkflowChange, in change: Change) throws {
        let id = done.item.record.id
        var plan = try Plan.require(id, in: change.database).content
        plan.state = done.item.step
        if plan.isApproved { (plan.approvedBy, plan.approvedAt) = (change.actor.name, change.now) }
        try change.database.execute(
            sql: "UPDATE board_plans SET state = ?, approved_by = ?, approved_at = ? WHERE id = ?",
            arguments: [plan.state, plan.approvedBy, plan.approvedAt, id])
        change.touch(.boardCalendar)
    }
}
