import GRDB
import PortalKit

/// The way of an answer: drafted, looked at, sent. The step that the portal calls public is the one in which the answer has
/// left the house: to the sender always, to the public where it was decided so.
enum AnswerWorkflow {
    static let submit = "submit"
    static let send = "answer"
    static let reopen = "reopen"
    static let sentStep = "answered"
    private static let complete = "complete"

    static let type = WorkflowType(
        id: "feedback.answer",
        steps: [WorkflowStep("draft"), WorkflowStep("review"), WorkflowStep(sentStep, isPublic: true)],
        transitions: [
            WorkflowTransition(
                submit, from: "draft", to: "review", permission: FeedbackPermission.handle,
                parties: [.permission(FeedbackPermission.handle), .permission(FeedbackPermission.receive)],
                gates: [complete]),
            WorkflowTransition(
                "withdraw", from: "review", to: "draft", permission: FeedbackPermission.handle,
                parties: [.permission(FeedbackPermission.handle), .permission(FeedbackPermission.receive)]),
            WorkflowTransition(
                "return", from: "review", to: "draft", permission: FeedbackPermission.approve, requiresReason: true),
            WorkflowTransition(
                send, from: "review", to: sentStep, permission: FeedbackPermission.approve, gates: [complete]),
            WorkflowTransition(
                reopen, from: sentStep, to: "draft", permission: FeedbackPermission.approve,
                parties: [.permission(FeedbackPermission.approve), .permission(FeedbackPermission.receive)],
                requiresReason: true),
        ], initial: "draft")

    static let gates = [WorkflowGate(id: complete, check: checkComplete)]

    /// How the portal shows answers among the work that waits, and tells the module of each step.
    static let records = WorkflowRecords(
        type: FeedbackNames.caseType, screen: "/:id", titles: { try CaseRows.titles($1, in: $0) },
        publicView: { try await AnswerPreview.view($1, $0) },
        settle: { try CaseDesk($2).settle($0, in: $1) })

    /// What an answer needs before it is approved, and again before it leaves.
    private static func checkComplete(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        let item = try CaseRows.require(record.id, in: database)
        let answer = item.answer
        var failures: [GateFailure] = []
        if answer.text.isEmpty { failures.append(GateFailure(field: "text", reason: "gate.text")) }
        if answer.outcomeCase == nil { failures.append(GateFailure(field: "outcome", reason: "gate.outcome")) }
        guard answer.isForPublic else { return failures }
        let texts = [
            ("public_title", answer.publicTitle), ("public_text", answer.publicText),
            ("public_answer", answer.publicAnswer),
        ]
        failures += texts.filter(\.1.isEmpty).map { GateFailure(field: $0.0, reason: "gate.public") }
        return failures
    }
}
