import Foundation
import GRDB

/// Where a record stands, seen by somebody: what they may do there, and by what right.
struct WorkflowPlace: Sendable {
    let item: WorkflowItem
    let type: WorkflowType
    let writers: Set<Int64>
    let authority: WorkflowAuthority

    /// - Throws: `WorkflowError.notStarted`.
    init(_ record: RecordReference, for actor: Actor, now: Date, in db: Database) throws {
        item = try WorkflowItem.require(record, in: db)
        type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        writers = try WorkflowWriters.fetch(record, in: db)
        authority = try WorkflowAuthority(actor, now: now, in: db)
    }

    func mandate(for transition: WorkflowTransition) -> WorkflowMandate? {
        authority.mandate(for: transition, in: type, scope: item.scope, writers: writers)
    }

    /// Why somebody who has no mandate has none.
    func refusal(of transition: WorkflowTransition) -> WorkflowError {
        isBarred(from: transition) ? .ownRecord : .notPermitted(permission: transition.permission)
    }

    /// Whether only having written the record stands in the way.
    func isBarred(from transition: WorkflowTransition) -> Bool {
        authority.isBarredAsWriter(from: transition, in: type, scope: item.scope, writers: writers)
    }

    /// The one way on from here, or nil: the approval of the step.
    var wayOn: WorkflowTransition? {
        let ways = type.transitions(from: item.step).filter(type.leadsOn)
        return ways.count == 1 ? ways[0] : nil
    }
}
