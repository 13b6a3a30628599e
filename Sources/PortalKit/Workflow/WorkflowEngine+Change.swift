/// Workflows inside a module's `Change`: its actor, its moment, and an entry in the audit log besides the history.
///
/// Reasons stay in the history only: they may name citizens, and the audit log cannot be changed.
extension WorkflowEngine {
    /// Puts a record into the first step of a workflow. See `start(_:as:scope:by:now:in:)`.
    @discardableResult
    public func start(
        _ record: RecordReference, as type: WorkflowType, scope: String? = nil, in change: Change
    ) throws -> WorkflowItem {
        let item = try start(
            record, as: type, scope: scope, by: change.actor, now: change.recordedAt, in: change.database)
        try change.audit("\(type.id).start", on: record, after: ["step": item.step])
        return item
    }

    /// Takes a record to the next step. See `advance(_:by:actor:reason:now:in:)`.
    @discardableResult
    public func advance(
        _ record: RecordReference, by transition: String, reason: String = "", in change: Change
    ) throws -> WorkflowChange {
        let done = try advance(
            record, by: transition, actor: change.actor, reason: reason, now: change.recordedAt, in: change.database)
        try audit(done, in: change)
        return done
    }

    /// Takes a record to a step by the shortest way that the actor may go. See `advance(_:toStep:actor:now:in:)`.
    @discardableResult
    public func advance(
        _ record: RecordReference, toStep target: String, in change: Change
    ) throws -> [WorkflowChange] {
        let done = try advance(
            record, toStep: target, actor: change.actor, now: change.recordedAt, in: change.database)
        for step in done { try audit(step, in: change) }
        return done
    }

    func audit(_ done: WorkflowChange, in change: Change) throws {
        try change.audit(
            "\(done.item.type).\(done.transition.id)", on: done.item.record, before: ["step": done.transition.from],
            after: ["step": done.transition.to])
    }
}
