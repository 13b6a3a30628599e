public import Foundation
public import GRDB

/// Takes records through their workflows. There is no other way: permission, reason and gates hold whatever the path.
///
/// Everything runs in the caller's transaction, so that a step, its trace and what follows from it come together.
public struct WorkflowEngine: Sendable {
    /// Longest reason, in characters.
    public static let maximumReason = 2000

    let gates: WorkflowGates

    /// - Parameters:
    ///   - gates: The gates of each workflow, by its id.
    ///   - publicationGates: Gates of the core that every record of every workflow passes before the public sees it,
    ///     such as the scan for marks of secrecy.
    public init(gates: [String: [WorkflowGate]] = [:], publicationGates: [WorkflowGate] = []) {
        self.gates = WorkflowGates(byWorkflow: gates, publication: publicationGates)
    }

    /// Puts a record into the first step of a workflow.
    ///
    /// - Parameters:
    ///   - type: A registered workflow; the record keeps this version.
    ///   - scope: Where permissions are looked up, such as a section's id.
    ///   - dueAt: When the first step should be done.
    /// - Throws: `WorkflowError.alreadyStarted`, `.unknownWorkflow`.
    @discardableResult
    public func start(
        _ record: RecordReference, as type: WorkflowType, scope: String? = nil, dueAt: Date? = nil, by actor: Actor,
        now: Date, in db: Database
    ) throws -> WorkflowItem {
        if try WorkflowItem.find(record, in: db) != nil { throw WorkflowError.alreadyStarted(record) }
        let type = try WorkflowDefinitions.require(type.id, version: type.version, in: db)
        try db.execute(
            sql: """
                INSERT INTO core_workflow_items
                    (record_type, record_id, type, version, step, scope, is_public, is_waiting, since, due_at)
                VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                """,
            arguments: [
                record.type, record.id, type.id, type.version, type.initial, scope ?? "",
                type.step(type.initial)?.isWaiting ?? true, now, dueAt,
            ])
        let item = try WorkflowItem.require(record, in: db)
        try WorkflowLog.append(item, from: nil, transition: nil, actor: actor, reason: "", in: db)
        return item
    }

    /// Where a record stands, or nil when it has no workflow.
    public func item(_ record: RecordReference, in db: Database) throws -> WorkflowItem? {
        try WorkflowItem.find(record, in: db)
    }

    /// The transitions that an actor may take now. Gates are not asked: they tell what is missing when it is tried.
    ///
    /// - Throws: `WorkflowError.notStarted`.
    public func available(
        _ record: RecordReference, for actor: Actor, in db: Database
    ) throws -> [WorkflowTransition] {
        let item = try WorkflowItem.require(record, in: db)
        let type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        return type.transitions(from: item.step).filter {
            actor.may($0.permission, scope: item.scope)
        }
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

    /// Takes a record to the next step. What was claimed is free again, and what was due is due anew.
    ///
    /// - Parameters:
    ///   - transition: The transition's id.
    ///   - reason: As typed; kept in the log.
    ///   - dueAt: When the next step should be done.
    /// - Throws: `WorkflowError`; what a gate throws. Nothing has changed then.
    @discardableResult
    public func advance(
        _ record: RecordReference, by transition: String, actor: Actor, reason: String = "", dueAt: Date? = nil,
        now: Date, in db: Database
    ) throws -> WorkflowChange {
        let item = try WorkflowItem.require(record, in: db)
        let type = try WorkflowDefinitions.require(item.type, version: item.version, in: db)
        guard let transition = type.transition(transition), let next = type.step(transition.to) else {
            throw WorkflowError.unknownTransition(transition)
        }
        guard transition.from == item.step else {
            throw WorkflowError.notPossible(transition: transition.id, step: item.step)
        }
        guard actor.may(transition.permission, scope: item.scope) else {
            throw WorkflowError.notPermitted(permission: transition.permission)
        }
        let reason = reason.normalizedInput(multiline: true)
        if transition.requiresReason && reason.isEmpty { throw WorkflowError.reasonRequired }
        if reason.count > Self.maximumReason { throw WorkflowError.reasonTooLong }
        let failures = try gates.failures(of: transition, in: type, for: record, db)
        guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }

        try db.execute(
            sql: """
                UPDATE core_workflow_items
                SET step = ?, is_public = ?, is_waiting = ?, since = ?, due_at = ?, claimed_by = NULL
                WHERE record_type = ? AND record_id = ?
                """,
            arguments: [next.id, next.isPublic, next.isWaiting, now, dueAt, record.type, record.id])
        let moved = try WorkflowItem.require(record, in: db)
        try WorkflowLog.append(
            moved, from: item.step, transition: transition.id, actor: actor, reason: reason, in: db)
        return WorkflowChange(item: moved, transition: transition, wasPublic: item.isPublic)
    }
}
