import Foundation
import GRDB
import PortalKit

/// Against abuse, and for the protection of personal data. Nothing goes without a trace.
extension CaseDesk {
    func markSpam(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, in: FeedbackCase.State.allCases.filter(\.isWorkable), change) { before in
            try set(
                id, "state = 'spam', state_before = ?, closed_at = ?", [before.state.rawValue, change.now], in: change)
            try note(.spam, id, in: change)
        }
        try forgetWorkflow(of: item, in: change)
        try audit("spam", item, in: change)
    }

    func unmarkSpam(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, in: [.spam], change) { before in
            try set(
                id, "state = ?, state_before = NULL, closed_at = NULL", [(before.stateBefore ?? .new).rawValue],
                in: change)
            try note(.unspam, id, in: change)
        }
        try audit("not-spam", item, in: change)
    }

    /// Takes a case from the public's sight; in its place stands when and why.
    func hide(_ id: Int64, reason: String, in change: Change) throws {
        let item = try self.change(id, in: [.answered], change) { before in
            guard before.isPublic else { throw CaseChanged() }
            try set(id, "hidden_at = ?, hidden_reason = ?", [change.now, reason], in: change)
            try note(.hidden, id, reason, in: change)
        }
        try audit("hide", item, in: change)
    }

    func show(_ id: Int64, in change: Change) throws {
        let item = try self.change(id, change) { before in
            guard before.hiddenAt != nil else { throw CaseChanged() }
            try set(id, "hidden_at = NULL, hidden_reason = ''", in: change)
            try note(.shown, id, in: change)
        }
        try audit("show", item, in: change)
    }

    /// Masks who sent it, on request or when the time is over that it is kept (Law 91/2025/QH15). What it was about, and
    /// how it was answered, stays.
    func erase(_ id: Int64, in change: Change) throws {
        let before = try CaseRows.require(id, in: change.database)
        guard before.erasedAt == nil else { return }
        let mask = Masking(of: before)
        let item = try self.change(id, change) { before in
            try set(
                id,
                """
                name = ?, phone = '', mail = '', address = '', title = ?, text = ?, answer = ?, rating_comment = ?,
                told_by = CASE WHEN told_by = '' THEN '' ELSE '–' END, map_x = CASE WHEN public_point THEN map_x END,
                map_y = CASE WHEN public_point THEN map_y END, erased_at = ?
                """,
                [
                    context.texts("case.erased_name"), mask.masked(before.title), mask.masked(before.text),
                    mask.masked(before.answer.text), mask.masked(before.ratingComment), change.now,
                ], in: change)
            try change.database.execute(
                sql: "DELETE FROM feedback_access WHERE case_id = ?", arguments: [id])
            // Of what was given to a body only the body's name stays.
            try change.database.execute(
                sql: """
                    UPDATE feedback_events SET text = CASE kind
                        WHEN 'forwarded' THEN substr(text, 1, instr(text || char(10), char(10)) - 1) ELSE '' END
                    WHERE case_id = ?
                    """, arguments: [id])
            try change.database.execute(
                sql: "UPDATE feedback_opinions SET message = '', mail = '' WHERE case_id = ?", arguments: [id])
            try change.eraseRevisions(of: before.reference)
            try CaseFiles.dropPapers(of: id, in: change)
            try note(.erased, id, in: change)
        }
        try audit("erase", item, in: change)
    }

    /// A case that will not be answered needs no steps any more.
    func forgetWorkflow(of item: FeedbackCase, in change: Change) throws {
        guard try context.workflow.item(item.reference, in: change.database) != nil else { return }
        try context.workflow.forget(item.reference, in: change.database)
    }
}

extension CaseFiles {
    /// Lets go of all files of a case but those that the public sees: a letter's scan says who wrote it.
    static func dropPapers(of id: Int64, in change: Change) throws {
        try change.database.execute(
            sql: "DELETE FROM feedback_files WHERE case_id = ? AND for_public = 0", arguments: [id])
        let isPublic = try CaseRows.require(id, in: change.database).isPublic
        try use(of: id, isPublic: isPublic, in: change)
    }
}
