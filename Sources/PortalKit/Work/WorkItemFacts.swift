import Foundation
import GRDB

/// Everything about where a record stands that its screen shows to somebody, read in one go.
struct WorkItemFacts: Sendable {
    /// A way onward or back that the person may take.
    struct Way: Sendable, Equatable {
        /// The transition's id; nil for publishing by all the steps at one stroke.
        let transition: String?
        let requiresReason: Bool
        /// Whether whoever takes it says by it that the record is good.
        let isApproval: Bool
        /// Whether they say besides that it holds no state secret: of what is on its way to the public (Art. 9.2a).
        let declaresNoSecret: Bool
        /// Whether a written approval must come with it.
        let needsDocument: Bool
        /// In whose name, when as a deputy.
        let behalfOf: String?
    }

    let place: WorkflowPlace
    let title: String
    let names: WorkflowNames
    let ways: [Way]
    /// What still keeps the record from the public.
    let obstacles: [GateFailure]
    /// Whether the person could pass the step had they not written the record.
    let isOwn: Bool
    /// What became of the record, when its step does not say it.
    let outcome: String?
    let assignedTo: String?
    let log: [WorkflowLogEntry]
    let revisions: [Revision]
    let documents: [WorkflowDocument]
    /// What people outside were asked, the newest first.
    let approvals: [OutsideApproval]
    /// The number of the record's last revision, 0 when it has none.
    var revision: Int { revisions.first?.number ?? 0 }
    var item: WorkflowItem { place.item }

    init(
        _ record: RecordReference, for request: Request, records: WorkflowRecords, in db: Database
    ) throws {
        let engine = request.site.workflow
        place = try WorkflowPlace(record, for: request.actor, now: request.now, in: db)
        title = try records.titles(db, [record.id])[record.id] ?? record.description
        names = try WorkflowNames(place.item.type, texts: request.texts, in: db)
        ways = try Self.ways(place, engine, request, in: db)
        var obstacles: [GateFailure] = []
        if place.type.step(place.item.step)?.isWaiting == true {
            for failure in try engine.publicationFailures(record, in: db) where !obstacles.contains(failure) {
                obstacles.append(failure)
            }
        }
        self.obstacles = obstacles
        let here = place
        isOwn = here.type.transitions(from: here.item.step).contains { here.isBarred(from: $0.asking) }
        outcome = try records.outcome(db, record.id, request.texts)
        assignedTo = try here.item.claimedBy.flatMap { try AccountStore.find($0, in: db)?.fullName }
        log = try WorkflowLog.history(of: record, in: db)
        revisions = try Revisions.list(of: record, limit: 100, in: db)
        documents = try WorkflowDocuments.list(of: record, in: db)
        approvals = try OutsideApprovals.list(of: record, in: db)
    }

    private static func ways(
        _ place: WorkflowPlace, _ engine: WorkflowEngine, _ request: Request, in db: Database
    ) throws -> [Way] {
        let (item, type) = (place.item, place.type)
        let isUnproved =
            try type.step(item.step)?.demandsDocument == true && !WorkflowDocuments.isThere(for: item, in: db)
        var ways = type.transitions(from: item.step).compactMap { transition -> Way? in
            guard let mandate = place.mandate(for: transition) else { return nil }
            let behalf: String? = if case .deputy(let person) = mandate { person.name } else { nil }
            let isApproval = type.isApproval(transition)
            return Way(
                transition: transition.id, requiresReason: transition.requiresReason, isApproval: isApproval,
                declaresNoSecret: isApproval && type.publicStep != nil,
                needsDocument: isUnproved && type.leadsOn(transition), behalfOf: behalf)
        }
        if !item.isPublic, let target = type.publicStep,
            let route = try engine.route(item.record, toStep: target.id, for: request.actor, now: request.now, in: db),
            route.count > 1
        {
            ways.insert(
                Way(
                    transition: nil, requiresReason: false, isApproval: true, declaresNoSecret: true,
                    needsDocument: false, behalfOf: nil),
                at: 0)
        }
        return ways
    }

    /// Whether the person may see the record's steps at all: whoever wrote it, may do something with such records, or
    /// may act in the step that it is in.
    static func maySee(_ place: WorkflowPlace, _ actor: Actor) -> Bool {
        let (type, scope) = (place.type, place.item.scope)
        return type.transitions.contains { actor.may($0.permission, scope: scope) }
            || actor.personId.map(place.writers.contains) == true
            || type.transitions(from: place.item.step).contains {
                place.authority.mandate(for: $0, in: type, scope: scope, writers: []) != nil
            }
    }
}
