import Foundation
import GRDB
import PortalKit

/// The answer: drafted, approved through its workflow, sent, and published where it was decided so.
extension CaseDesk {
    /// Saves a draft of the answer, and begins its way to approval with the first.
    ///
    /// - Parameter revision: the revision that the draft was made from.
    /// - Throws: ``AnswerConflict`` when there is a later one.
    @discardableResult
    func save(
        _ answer: Answer, of id: Int64, from revision: Int, files: NewFiles = .none,
        published: Set<Int>? = nil, in change: Change
    ) throws -> FeedbackCase {
        let item = try self.change(id, in: FeedbackCase.State.allCases.filter(\.isWorkable), change) { before in
            guard before.revision == revision else { throw AnswerConflict() }
            let isNew = try context.workflow.item(before.reference, in: change.database) == nil
            if isNew {
                try context.workflow.start(
                    before.reference, as: AnswerWorkflow.type, scope: before.scopes.first, in: change)
            }
            try CaseFiles.add(files, to: id, in: change)
            if let published { try CaseFiles.choose(published, of: id, in: change) }
            let number = try change.saveRevision(
                of: before.reference, content: AnswerRevision(answer, of: before), title: before.title)
            try set(
                id,
                """
                state = CASE state WHEN 'new' THEN 'work' ELSE state END, outcome = ?, answer = ?, for_public = ?,
                public_title = ?, public_text = ?, public_answer = ?, public_place = ?, public_point = ?,
                revision = ?
                """,
                [
                    answer.outcome, answer.text, answer.isForPublic, answer.publicTitle, answer.publicText,
                    answer.publicAnswer, answer.publicPlace, answer.showsPoint, number,
                ], in: change)
            try note(.drafted, id, in: change)
        }
        try audit("draft", item, after: ["revision": String(item.revision)], in: change)
        return item
    }

    /// Sends a draft to approval, as the portal's screen of steps does.
    func submit(_ id: Int64, in change: Change) throws {
        let item = try CaseRows.require(id, in: change.database)
        try settle(try context.workflow.advance(item.reference, by: AnswerWorkflow.submit, in: change), in: change)
    }

    /// Brings a case in line with a step that its answer has taken.
    func settle(_ done: WorkflowChange, in change: Change) throws {
        let id = done.item.record.id
        if done.isPublication {
            try answer(id, in: change)
        } else if done.isWithdrawal {
            try reopen(id, in: change)
        } else if done.item.step == AnswerWorkflow.type.initial {
            try self.change(id, change) { _ in
                try set(id, "state = 'work'", in: change)
                try note(.returned, id, in: change)
            }
        } else {
            try self.change(id, change) { _ in
                try set(id, "state = 'review', days_left = NULL", in: change)
                if done.transition.from == AnswerWorkflow.type.initial { try note(.submitted, id, in: change) }
            }
        }
    }

    /// The answer goes out: to the sender, to those whose cases were joined to this, and to the public where that was
    /// decided.
    private func answer(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, change) { _ in
            try set(
                id, "state = 'answered', answered_at = ?, closed_at = ?, told_by = ''", [change.now, change.now],
                in: change)
            try note(.answered, id, in: change)
        }
        try tell(.answered, item, ["answer": item.answer.text], in: change)
        for joined in try CaseRows.merged(into: id, in: change.database) {
            try tell(.answered, joined, ["answer": item.sharedAnswer], in: change)
        }
        try change.emit(Event(FeedbackNames.answeredEvent, record: item.reference))
    }

    /// An answered case is taken up again, with a new term; its rating was of the answer that does not hold any more.
    private func reopen(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, change) { before in
            try set(
                id,
                """
                state = 'work', answered_at = NULL, closed_at = NULL, told_by = '', escalated_at = NULL,
                due_at = ?, reopened = reopened + 1, rating = NULL, rating_comment = ''
                """, [due(before.kind, after: change.now)], in: change)
            try note(.reopened, id, in: change)
        }
        try tell(.reopened, item, ["day": VietnamTime(item.dueAt).dayText], in: change)
        try change.emit(Event(FeedbackNames.reopenedEvent, record: item.reference))
    }

    /// Notes how a sender was told who has no mail.
    func noteTold(_ id: Int64, _ way: String, in change: Change) throws {
        let item = try self.change(id, in: [.answered], change) { _ in
            try set(id, "told_by = ?", [way], in: change)
            try note(.told, id, way, in: change)
        }
        try audit("told", item, in: change)
    }
}

/// Somebody else saved the draft meanwhile.
struct AnswerConflict: Error {}

/// What is kept of each draft, and looked through for marks of secrecy before it goes out.
struct AnswerRevision: Codable, Sendable {
    let answer: Answer
    /// The words that the answer is to.
    let subject: String

    init(_ answer: Answer, of item: FeedbackCase) {
        self.answer = answer
        subject = item.title
    }
}

extension CaseFiles {
    /// Says which photos are published with a case.
    static func choose(_ positions: Set<Int>, of id: Int64, in change: Change) throws {
        for file in try list(of: id, in: change.database) {
            let isChosen = file.isPhoto && positions.contains(file.position)
            guard isChosen != file.isForPublic else { continue }
            try change.database.execute(
                sql: "UPDATE feedback_files SET for_public = ? WHERE case_id = ? AND position = ?",
                arguments: [isChosen, id, file.position])
        }
    }
}
