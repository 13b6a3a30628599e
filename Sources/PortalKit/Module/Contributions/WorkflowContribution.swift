/// A check that the core makes before a record takes a transition, whatever the way to it.
public struct WorkflowGate: Sendable {
    let id: String
    let check: GateCheck

    /// - Parameter id: what transitions of the workflow name in their `gates`.
    public init(id: String, check: @escaping GateCheck) {
        self.id = id
        self.check = check
    }
}

struct WorkflowContribution: Sendable {
    let type: WorkflowType
    let gates: [WorkflowGate]
    let records: WorkflowRecords?
}
