public import Foundation
public import GRDB

/// Takes records through their workflows. There is no other way: permission, reason and gates hold whatever the path.
///
/// Everything runs in the caller's transaction, so that a step, its trace and what follows from it come together.
public struct WorkflowEngine: Sendable {
    /// Longest reason, in characters.
    public static let maximumReason = 2000

    let gates: WorkflowGates
    let calendar: WorkingDays

    /// - Parameters:
    ///   - gates: The gates of each workflow, by its id.
    ///   - publicationGates: Gates of the core that every record of every workflow passes before the public sees it,
    ///     such as the scan for marks of secrecy.
    ///   - calendar: The site's working days, in which terms are counted.
    public init(
        gates: [String: [WorkflowGate]] = [:], publicationGates: [WorkflowGate] = [],
        calendar: WorkingDays = WorkingDays(holidays: [], makeUpDays: [])
    ) {
        self.calendar = calendar
        self.gates = WorkflowGates(byWorkflow: gates, publication: publicationGates)
    }

    /// Puts a record into the first step of a workflow, in the version in force.
    ///
    /// - Parameters:
    ///   - type: A registered workflow as its module declares it.
    ///   - scope: Where permissions are looked up, such as a section's id.
    /// - Throws: `WorkflowError.alreadyStarted`, `.unknownWorkflow`.
    @discardableResult
    public func start(
        _ record: RecordReference, as type: WorkflowType, scope: String? = nil, by actor: Actor, now: Date,
        in db: Database
    ) throws -> WorkflowItem {
        if try WorkflowItem.find(record, in: db) != nil { throw WorkflowError.alreadyStarted(record) }
        guard let type = try WorkflowDefinitions.latest(type.id, in: db)?.type else {
            throw WorkflowError.unknownWorkflow(id: type.id, version: type.version)
        }
        let first = type.step(type.initial)
        try db.execute(
            sql: """
                INSERT INTO core_workflow_items
                    (record_type, record_id, type, version, step, scope, is_public, is_waiting, since, due_at)
                VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                """,
            arguments: [
                record.type, record.id, type.id, type.version, type.initial, scope ?? "", first?.isWaiting ?? true, now,
                due(first, now: now),
            ])
        let item = try WorkflowItem.require(record, in: db)
        try WorkflowLog.append(item, from: nil, transition: nil, actor: actor, reason: "", in: db)
        try WorkflowWriters.note(actor, of: record, in: db)
        return item
    }

    private func due(_ step: WorkflowStep?, now: Date) -> Date? {
        step?.dueDays.map { calendar.due(after: now, days: $0) }
    }

    /// Where a record stands, or nil when it has no workflow.
    public func item(_ record: RecordReference, in db: Database) throws -> WorkflowItem? {
        try WorkflowItem.find(record, in: db)
    }

    /// The transitions that an actor may take now, by their own right or as a deputy. Gates are not asked: they tell what
    /// is missing when it is tried.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func available(
        _ record: RecordReference, for actor: Actor, now: Date, in db: Database
    ) throws -> [WorkflowTransition] {
        let place = try WorkflowPlace(record, for: actor, now: now, in: db)
        return place.type.transitions(from: place.item.step).filter { place.mandate(for: $0) != nil }
    }

    /// What the gates would say to a transition now: for showing beforehand what is still missing.
    ///
    /// - Throws: `WorkflowError.notStarted`, `.unknownTransition`, `.missingGate`, what a gate throws.
    public func gateFailures(
        _ record: RecordReference, by transition: String, in db: Database
    ) throws -> [GateFailure] {
        let item = try WorkflowItem.require(record, in: db)
        let type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        guard let transition = type.transition(transition) else { throw WorkflowError.unknownTransition(transition) }
        return try gates.failures(of: transition, in: type, for: record, db)
    }

    /// What still keeps a record from the public, whatever step it is in: what the gates of the transition say that makes
    /// it public.
    ///
    /// - Throws: `WorkflowError.notStarted`, `.missingGate`, what a gate throws.
    public func publicationFailures(_ record: RecordReference, in db: Database) throws -> [GateFailure] {
        let item = try WorkflowItem.require(record, in: db)
        let type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        let transition = type.transitions.first { type.leadsOn($0) && type.step($0.to)?.isPublic == true }
        guard let transition else { return [] }
        return try gates.failures(of: transition, in: type, for: record, db)
    }

    /// Takes a record to the next step. What was claimed is free again, and the next step's term begins.
    ///
    /// - Parameters:
    ///   - name: The transition's id.
    ///   - reason: As typed; kept in the log.
    /// - Throws: `WorkflowError`; what a gate throws. Nothing has changed then.
    @discardableResult
    public func advance(
        _ record: RecordReference, by name: String, actor: Actor, reason: String = "", now: Date,
        in db: Database
    ) throws -> WorkflowChange {
        let place = try WorkflowPlace(record, for: actor, now: now, in: db)
        let (item, type) = (place.item, place.type)
        guard let transition = type.transition(name) else { throw WorkflowError.unknownTransition(name) }
        guard transition.from == item.step else {
            throw WorkflowError.notPossible(transition: transition.id, step: item.step)
        }
        guard let mandate = place.mandate(for: transition) else { throw place.refusal(of: transition) }
        return try take(transition, of: place, actor: actor, mandate: mandate, reason: reason, now: now, in: db)
    }

    /// Takes a transition for whose actor there is a mandate.
    func take(
        _ transition: WorkflowTransition, of place: WorkflowPlace, actor: Actor, mandate: WorkflowMandate,
        reason: String, now: Date, in db: Database
    ) throws -> WorkflowChange {
        let (item, type, record) = (place.item, place.type, place.item.record)
        guard let next = type.step(transition.to) else { throw WorkflowError.unknownTransition(transition.id) }
        let reason = reason.normalizedInput(multiline: true)
        if transition.requiresReason && reason.isEmpty { throw WorkflowError.reasonRequired }
        if reason.count > Self.maximumReason { throw WorkflowError.reasonTooLong }
        if type.leadsOn(transition), type.step(item.step)?.demandsDocument == true,
            try !WorkflowDocuments.isThere(for: item, in: db)
        {
            throw WorkflowError.documentRequired
        }
        let failures = try gates.failures(of: transition, in: type, for: record, db)
        guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }

        try db.execute(
            sql: """
                UPDATE core_workflow_items
                SET step = ?, is_public = ?, is_waiting = ?, since = ?, due_at = ?, claimed_by = NULL
                WHERE record_type = ? AND record_id = ?
                """,
            arguments: [
                next.id, next.isPublic, next.isWaiting, now, next.isWaiting ? due(next, now: now) : nil, record.type,
                record.id,
            ])
        let moved = try WorkflowItem.require(record, in: db)
        let entry = try WorkflowLog.append(
            moved, from: item.step, transition: transition.id, actor: actor, mandate: mandate, reason: reason, in: db)
        return WorkflowChange(item: moved, transition: transition, wasPublic: item.isPublic, logEntry: entry)
    }
}
