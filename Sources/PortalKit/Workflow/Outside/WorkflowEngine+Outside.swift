import GRDB

extension WorkflowTransition {
    /// The same way as those see it who may ask somebody outside to take it: whoever holds its permission, and whom the
    /// step names besides.
    var asking: WorkflowTransition {
        guard parties.contains(.outside) else { return self }
        return WorkflowTransition(
            id, from: from, to: to, permission: permission,
            parties: parties.filter { $0 != .outside } + [.permission(permission)], requiresReason: requiresReason,
            gates: gates)
    }
}

extension WorkflowPlace {
    /// The way on from here when somebody outside may take it.
    var outsideWay: WorkflowTransition? { wayOn.flatMap { $0.parties.contains(.outside) ? $0 : nil } }

    /// The way back from here when somebody outside may take it.
    var outsideWayBack: WorkflowTransition? {
        type.transitions(from: item.step).first { $0.requiresReason && $0.parties.contains(.outside) }
    }

    /// Whether the person may ask somebody outside. Never the writer, unless the site lets writers approve: a link
    /// to an address that nobody else knows would be an approval of their own.
    var mayAskOutside: Bool { outsideWay.map { mandate(for: $0.asking) != nil } ?? false }
}

extension WorkflowEngine {
    /// Takes the step that somebody outside was asked about, in their name. All else holds as for anybody: reason,
    /// written approval, gates.
    ///
    /// - Parameters:
    ///   - outcome: `approved` or `returned`.
    ///   - signature: the person's name as typed.
    /// - Throws: `OutsideApprovalError`, `WorkflowError`, what a gate throws.
    func decide(
        _ approval: OutsideApproval, _ outcome: OutsideApproval.Outcome, signature: String, reason: String,
        in change: Change
    ) throws -> WorkflowChange {
        let database = change.database
        guard try OutsideApprovals.state(approval, now: change.now, in: database) == .open else {
            throw OutsideApprovalError.ended
        }
        // Somebody may have been given an account, or an account this address, since.
        if try OutsideApprovals.hasAccount(approval.person.mail, in: database) {
            throw OutsideApprovalError.hasAccount
        }
        let place = try WorkflowPlace(approval.record, for: change.actor, now: change.now, in: database)
        guard let way = outcome == .approved ? place.outsideWay : place.outsideWayBack else {
            throw OutsideApprovalError.ended
        }
        let done = try take(
            way, of: place, actor: change.actor, mandate: .own, reason: reason, now: change.now, in: database)
        try audit(done, in: change)
        try OutsideApprovals.end(
            approval, outcome, signature: signature, logEntry: done.logEntry, in: change)
        let trace = OutsideApprovals.trace(approval.step, approval.person)
            .merging(["signature": signature, "asked_by": approval.askedByName]) { own, _ in own }
        let action = outcome == .approved ? "workflow.outside-approve" : "workflow.outside-return"
        try change.audit(action, on: approval.record, after: trace)
        return done
    }
}
