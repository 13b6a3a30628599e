public import Foundation
public import GRDB

extension WorkflowEngine {
    /// The shortest way to a step that an actor may go alone without giving reasons: direct publishing for whoever
    /// may act in each step, and did not write the record. A step that demands a written approval is not passed in
    /// silence. Empty when the record is there already, nil when there is no such way.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func route(
        _ record: RecordReference, toStep target: String, for actor: Actor, now: Date, in db: Database
    ) throws -> [WorkflowTransition]? {
        let place = try WorkflowPlace(record, for: actor, now: now, in: db)
        let (item, type) = (place.item, place.type)
        var ways: [String: [WorkflowTransition]] = [item.step: []]
        var frontier = [item.step]
        while !frontier.isEmpty, ways[target] == nil {
            var next: [String] = []
            for step in frontier {
                for transition in type.transitions(from: step)
                where !transition.requiresReason && ways[transition.to] == nil && place.mandate(for: transition) != nil
                    && !place.needsDocument(for: transition)
                {
                    ways[transition.to] = (ways[step] ?? []) + [transition]
                    next.append(transition.to)
                }
            }
            frontier = next
        }
        return ways[target]
    }

    /// Takes a record to a step by the shortest way that the actor may go. Every transition is checked and logged as
    /// if it were taken by itself; when one is refused, none has happened.
    ///
    /// - Throws: `WorkflowError.noRoute`, and what `advance(_:by:...)` throws.
    @discardableResult
    public func advance(
        _ record: RecordReference, toStep target: String, actor: Actor, now: Date, in db: Database
    ) throws -> [WorkflowChange] {
        let start = try WorkflowItem.require(record, in: db)
        guard let route = try route(record, toStep: target, for: actor, now: now, in: db) else {
            throw WorkflowError.noRoute(from: start.step, to: target)
        }
        var changes: [WorkflowChange] = []
        try db.inSavepoint {
            changes = try route.map { try advance(record, by: $0.id, actor: actor, now: now, in: db) }
            return .commit
        }
        return changes
    }
}

extension WorkflowPlace {
    /// Whether a transition leaves a step that demands a written approval.
    fileprivate func needsDocument(for transition: WorkflowTransition) -> Bool {
        type.leadsOn(transition) && type.step(transition.from)?.demandsDocument == true
    }
}
