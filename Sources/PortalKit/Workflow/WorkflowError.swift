/// Why a record does not move.
public enum WorkflowError: Error, Equatable {
    /// The record has no workflow yet.
    case notStarted(RecordReference)
    /// The record has one already.
    case alreadyStarted(RecordReference)
    /// No such definition is stored.
    case unknownWorkflow(id: String, version: Int)
    /// The workflow has no such transition.
    case unknownTransition(String)
    /// The record is in a step that the transition does not leave: most often somebody else was faster.
    case notPossible(transition: String, step: String)
    /// The actor wrote the record, or is the deputy of who did, and the site does not let writers approve.
    case ownRecord
    /// The step is left only with a written approval, and none was uploaded.
    case documentRequired
    /// The actor is not one of those who may act in the step.
    case notPermitted(permission: String)
    /// No way that the actor may take, without having to give reasons, leads to the step.
    case noRoute(from: String, to: String)
    /// The transition needs a reason.
    case reasonRequired
    /// The reason is longer than `WorkflowEngine.maximumReason` characters.
    case reasonTooLong
    /// Gates do not let the record through.
    case gatesFailed([GateFailure])
    /// The definition names a gate that no enabled module declares.
    case missingGate(workflow: String, gate: String)
    /// Somebody else has taken the record on.
    case claimed(by: Int64)

    /// The translation key of the message for a person.
    public var messageKey: String {
        switch self {
        case .notStarted, .alreadyStarted, .unknownWorkflow, .unknownTransition,
            .missingGate:
            "workflow.error.definition"
        case .notPossible: "workflow.error.not_possible"
        case .ownRecord: "workflow.error.own_record"
        case .documentRequired: "workflow.error.document_required"
        case .notPermitted: "workflow.error.not_permitted"
        case .noRoute: "workflow.error.no_route"
        case .reasonRequired: "workflow.error.reason_required"
        case .reasonTooLong: "workflow.error.reason_too_long"
        case .gatesFailed: "workflow.error.gates_failed"
        case .claimed: "workflow.error.claimed"
        }
    }
}
