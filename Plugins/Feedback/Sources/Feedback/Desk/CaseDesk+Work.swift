import Foundation
import GRDB
import PortalKit

/// What officers do on the way to an answer.
extension CaseDesk {
    private static let workable = FeedbackCase.State.allCases.filter(\.isWorkable)

    /// Gives a case to a person, or to nobody.
    func assign(_ id: Int64, to account: Account?, in change: Change) throws {
        let isOwn = account != nil && account?.id == change.actor.personId
        let kind: CaseEvent.Kind = account == nil ? .released : isOwn ? .claimed : .assigned
        let item = try self.change(id, in: FeedbackCase.State.open, change) { before in
            let state = before.state == .new ? FeedbackCase.State.work : before.state
            try set(
                id, "state = ?, assignee = ?, assignee_name = ?",
                [state.rawValue, account?.id, account?.fullName ?? ""],
                in: change)
            try note(kind, id, isOwn ? "" : account?.fullName ?? "", in: change)
        }
        try audit(kind.rawValue, item, after: ["assignee": item.assigneeName], in: change)
        if let account, !isOwn { try tell(account, ofWorkOn: item, in: change) }
    }

    /// Tells an officer that a case is theirs now.
    private func tell(_ account: Account, ofWorkOn item: FeedbackCase, in change: Change) throws {
        guard !isSilent, let recipient = MailAddress(account.email, name: account.fullName) else { return }
        try change.send(
            context.mail(
                "assigned", to: recipient,
                [
                    "title": item.title, "code": item.code.text, "day": VietnamTime(item.dueAt).dayText,
                    "by": change.actor.name,
                    "url": context.site.canonicalURL + context.adminURL(FeedbackScreen.detail(item.id)),
                ], record: item.reference))
    }

    /// What the office makes of a case; the term follows the kind, counted from when it came.
    struct Classification: Sendable {
        var kind: FeedbackCase.Kind
        var topic: String
        var aim: String
        var demand: String
    }

    func classify(_ id: Int64, _ classification: Classification, in change: Change) throws {
        let item = try self.change(id, in: FeedbackCase.State.open, change) { before in
            let isOther = classification.kind != before.kind
            try set(
                id, "state = ?, kind = ?, topic = ?, aim = ?, demand = ?, due_at = ?",
                [
                    before.state == .new ? "work" : before.state.rawValue, classification.kind.rawValue,
                    classification.topic, classification.aim, classification.demand,
                    isOther ? due(classification.kind, after: before.receivedAt) : before.dueAt,
                ], in: change)
            try note(.classified, id, in: change)
        }
        try audit(
            "classify", item, after: ["kind": item.kind.rawValue, "topic": item.topic], in: change)
    }

    /// Gives a case to a body of the authority: whoever works for it with an account sees it and drafts the answer.
    func forward(_ id: Int64, to body: BodySummary?, message: String, in change: Change) throws {
        let item = try self.change(id, in: FeedbackCase.State.open, change) { before in
            try set(
                id, "state = ?, body_id = ?, body_name = ?",
                [before.state == .new ? "work" : before.state.rawValue, body?.id, body?.name ?? ""], in: change)
            let words = [body?.name ?? context.texts("case.no_body"), message].filter { !$0.isEmpty }
            try note(.forwarded, id, words.joined(separator: "\n"), in: change)
        }
        if try context.workflow.item(item.reference, in: change.database) != nil {
            try context.workflow.setScope(item.scopes.first, of: item.reference, in: change.database)
        }
        try audit("forward", item, after: ["body": item.bodyName], in: change)
        guard let scope = item.scopes.first else { return }
        let officers = try AccountStore.holders(
            of: FeedbackPermission.handle, limitedTo: scope, in: change.database)
        for officer in officers { try tell(officer, ofWorkOn: item, in: change) }
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        let item = try self.change(id, change) { _ in try note(.note, id, text, in: change) }
        try audit("note", item, in: change)
    }

    /// Asks the sender for more; the term stands still until they answer.
    func ask(_ id: Int64, _ question: String, in change: Change) throws {
        let item = try self.change(id, in: Self.workable, change) { before in
            let left = before.daysLeft ?? context.workingDays.days(after: change.now, until: before.dueAt)
            try set(id, "state = 'asked', days_left = ?", [left], in: change)
            try note(.asked, id, question, in: change)
        }
        try audit("ask", item, in: change)
        try tell(.asked, item, ["question": question], in: change)
    }

    /// Goes on without what the sender was asked for, or after they said it in another way.
    func goOn(_ id: Int64, _ text: String, in change: Change) throws {
        let item = try self.change(id, in: [.asked], change) { before in
            try resume(before, in: change)
            try note(.resumed, id, text, in: change)
        }
        try audit("resume", item, in: change)
    }

    /// Sets another term, and tells the sender why.
    func extend(_ id: Int64, to day: VietnamTime, reason: String, in change: Change) throws {
        let due = day.dayBounds.upperBound.addingTimeInterval(-1)
        let item = try self.change(id, in: FeedbackCase.State.open, change) { _ in
            try set(id, "due_at = ?, escalated_at = NULL", [due], in: change)
            try note(.extended, id, "\(day.dayText): \(reason)", in: change)
        }
        try audit("extend", item, after: ["due": day.isoDay], in: change)
        try tell(.extended, item, ["day": day.dayText, "reason": reason], in: change)
    }

    // MARK: - The same twice

    /// Joins a case to another that is about the same: it gets that one's answer.
    func merge(_ id: Int64, into other: Int64, in change: Change) throws {
        guard id != other else { throw CaseChanged() }
        let target = try CaseRows.require(other, in: change.database)
        guard [.merged, .spam, .withdrawn].contains(target.state) == false,
            try CaseRows.merged(into: id, in: change.database).isEmpty
        else { throw CaseChanged() }
        let item = try self.change(id, in: Self.workable, change) { before in
            try set(
                id, "state = 'merged', state_before = ?, merged_into = ?, closed_at = ?",
                [before.state.rawValue, other, change.now], in: change)
            try note(.merged, id, "", in: change)
        }
        try forgetWorkflow(of: item, in: change)
        try note(.merged, other, context.texts("case.merged_here", ["title": item.title]), in: change)
        try audit("merge", item, after: ["into": String(other)], in: change)
        // What is answered already is told at once.
        if target.state == .answered {
            try tell(.answered, item, ["answer": target.sharedAnswer], in: change)
        }
    }

    func split(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, in: [.merged], change) { before in
            try set(
                id, "state = ?, state_before = NULL, merged_into = NULL, closed_at = NULL",
                [(before.stateBefore ?? .work).rawValue], in: change)
            try note(.split, id, in: change)
        }
        try audit("split", item, in: change)
    }
}
