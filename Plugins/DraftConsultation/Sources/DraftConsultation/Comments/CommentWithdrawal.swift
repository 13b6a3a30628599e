import GRDB
import PortalKit

/// What a sender takes back, and what nobody needs to know of them any more.
extension CommentDesk {
    /// Its sender takes it back: nobody but officers sees it any more, and it counts for nothing. Who it was is erased.
    func withdraw(_ id: Int64, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.state.counts || comment.state == .unconfirmed,
            let draft = try DraftRows.fetch(comment.draft, in: change.database), draft.reportedAt == nil
        else { throw CommentChanged() }
        try set(id, "state = 'withdrawn', duplicate_of = NULL, group_id = NULL", [], in: change)
        try change.database.execute(
            sql: "UPDATE consultation_comments SET duplicate_of = NULL WHERE duplicate_of = ?", arguments: [id])
        try note("withdrawn", comment, in: change)
        try change.audit(
            "draft-consultation.comment-withdrawn", on: comment.reference, after: ["code": comment.code])
        try erase(id, in: change)
        try recount(draft.id, in: change)
    }

    /// Masks who sent it, at the sender's wish or when the time is over that it is kept (Law 91/2025/QH15). What was
    /// said stays.
    func erase(_ id: Int64, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.erasedAt == nil else { return }
        try set(
            id, "name = '', mail = '', phone = '', files = '[]', erased_at = ?", [change.now], in: change)
        try change.setFiles([ContentHash](), of: comment.reference, isPublic: false)
        try change.database.execute(sql: "DELETE FROM consultation_links WHERE comment_id = ?", arguments: [id])
        try change.database.execute(
            sql:
                "UPDATE consultation_comment_events SET actor = '' WHERE comment_id = ? AND kind IN ('received', 'confirmed')",
            arguments: [id])
        try note("erased", comment, in: change)
        try change.audit("draft-consultation.comment-erased", on: comment.reference, after: ["code": comment.code])
    }
}
