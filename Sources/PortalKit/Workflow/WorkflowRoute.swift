public import Foundation
public import GRDB

extension WorkflowEngine {
    /// The shortest way to a step that an actor may go alone without giving reasons: direct publishing for whoever
    /// holds the permissions of every level. Empty when the record is there already, nil when there is no such way.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func route(
        _ record: RecordReference, toStep target: String, for actor: Actor, in db: Database
    ) throws -> [WorkflowTransition]? {
        let item = try WorkflowItem.require(record, in: db)
        let type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        var ways: [String: [WorkflowTransition]] = [item.step: []]
        var frontier = [item.step]
        while !frontier.isEmpty, ways[target] == nil {
            var next: [String] = []
            for step in frontier {
                for transition in type.transitions(from: step)
                where !transition.requiresReason && ways[transition.to] == nil
                    && actor.may(transition.permission, scope: item.scope)
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
        guard let route = try route(record, toStep: target, for: actor, in: db) else {
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
