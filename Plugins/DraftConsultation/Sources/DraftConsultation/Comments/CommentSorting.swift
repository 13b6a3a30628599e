import GRDB
import PortalKit

/// Sorting comments, and saying how each was taken up.
extension CommentDesk {
    /// Says how a comment was taken up, and with it all that say the same.
    func treat(_ id: Int64, _ treatment: Comment.Treatment, reason: String, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.state.counts else { throw CommentChanged() }
        let same = try CommentRows.duplicates(of: id, in: change.database)
        for one in [comment] + same {
            try set(
                one.id, "treatment = ?, reason = ?, treated_at = ?, treated_by = ?",
                [treatment.rawValue, reason, change.now, change.actor.name], in: change)
            try note(
                "treated", one, "\(context.texts("treatment.\(treatment.rawValue)")). \(reason)", in: change)
        }
        try change.audit(
            "draft-consultation.comment-treated", on: comment.reference, after: ["treatment": treatment.rawValue])
        try DraftDesk(context).takeUp(comment.draft, in: change)
        change.touch(.consultationComments(comment.draft))
    }

    /// Notes that a comment says the same as another, which stands for both; nil takes that back.
    func setDuplicate(_ id: Int64, of other: Int64?, in change: Change) throws {
        let comment = try require(id, in: change.database)
        if let other {
            let first = try require(other, in: change.database)
            guard first.draft == comment.draft, first.id != id, first.duplicateOf == nil, first.state.counts else {
                throw CommentChanged()
            }
            // What was a duplicate of this one is now one of the other.
            try change.database.execute(
                sql: "UPDATE consultation_comments SET duplicate_of = ? WHERE duplicate_of = ?", arguments: [other, id])
            try set(id, "duplicate_of = ?", [other], in: change)
            if let treatment = first.treatment {
                try set(
                    id, "treatment = ?, reason = ?, treated_at = ?, treated_by = ?",
                    [treatment.rawValue, first.reason, change.now, change.actor.name], in: change)
            }
            try note("duplicate", comment, first.code, in: change)
        } else {
            try set(id, "duplicate_of = NULL", [], in: change)
            try note("not-duplicate", comment, in: change)
        }
        try change.audit("draft-consultation.comment-sorted", on: comment.reference)
    }

    /// Puts a comment under a heading of its draft's report; an empty title takes it out.
    func setGroup(_ id: Int64, _ title: String, in change: Change) throws {
        let comment = try require(id, in: change.database)
        var group: Int64?
        if !title.isEmpty {
            try change.database.execute(
                sql: "INSERT INTO consultation_groups (draft_id, title) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [comment.draft, title])
            group = try Int64.fetchOne(
                change.database, sql: "SELECT id FROM consultation_groups WHERE draft_id = ? AND title = ?",
                arguments: [comment.draft, title])
        }
        try set(id, "group_id = ?", [group], in: change)
        try change.database.execute(
            sql: """
                DELETE FROM consultation_groups WHERE draft_id = ?
                AND NOT EXISTS (SELECT 1 FROM consultation_comments WHERE group_id = consultation_groups.id)
                """, arguments: [comment.draft])
        try change.audit("draft-consultation.comment-sorted", on: comment.reference, after: ["group": title])
    }

    func setTags(_ id: Int64, _ tags: [String], in change: Change) throws {
        let comment = try require(id, in: change.database)
        try change.database.execute(sql: "DELETE FROM consultation_tags WHERE comment_id = ?", arguments: [id])
        for tag in Set(tags) {
            try change.database.execute(
                sql: "INSERT INTO consultation_tags (comment_id, draft_id, tag) VALUES (?, ?, ?)",
                arguments: [id, comment.draft, tag])
        }
        try change.audit("draft-consultation.comment-sorted", on: comment.reference, after: ["tags": tags.sorted()])
    }

    func addTag(_ id: Int64, _ tag: String, in change: Change) throws {
        let tags = try CommentRows.tags(of: [id], in: change.database)[id] ?? []
        guard !tags.contains(tag), tags.count < CommentLimit.tags else { return }
        try setTags(id, tags + [tag], in: change)
    }
}
