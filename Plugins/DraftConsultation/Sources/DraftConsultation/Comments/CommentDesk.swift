import GRDB
import PortalKit

/// A comment's state does not allow it any more.
struct CommentChanged: Error {}

/// All that is done to comments, whoever does it: each method is part of one transaction and leaves an entry in the
/// comment's history and in the audit log, which holds no personal data.
struct CommentDesk: Sendable {
    let context: ModuleContext
    var settings: ConsultationSettings { ConsultationSettings(context.settings) }

    init(_ context: ModuleContext) {
        self.context = context
    }

    func done(_ kind: String, _ comment: Comment, _ text: String = "", in change: Change) throws {
        try note(kind, comment, text, in: change)
        try change.audit(
            "draft-consultation.comment-\(kind)", on: comment.reference, after: ["code": comment.code])
        try recount(comment.draft, in: change)
    }

    func note(_ kind: String, _ comment: Comment, _ text: String = "", in change: Change) throws {
        let isSender = ["received", "confirmed", "withdrawn"].contains(kind)
        try change.database.execute(
            sql: "INSERT INTO consultation_comment_events (comment_id, kind, at, actor, text) VALUES (?, ?, ?, ?, ?)",
            arguments: [comment.id, kind, change.now, isSender ? "" : change.actor.name, text])
    }

    /// Counts anew how many comments the public sees.
    func recount(_ draft: Int64, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE consultation_drafts SET comment_count = (
                    SELECT count(*) FROM consultation_comments WHERE draft_id = ?1 AND state = 'published') WHERE id = ?1
                """, arguments: [draft])
        change.touch(.consultationComments(draft), .consultationDraft(draft), .consultationDrafts)
    }

    func set(
        _ id: Int64, _ columns: String, _ values: [(any DatabaseValueConvertible)?], in change: Change
    ) throws {
        try change.database.execute(
            sql: "UPDATE consultation_comments SET \(columns) WHERE id = ?",
            arguments: StatementArguments(values + [id]))
    }

    func require(_ id: Int64, in database: Database) throws -> Comment {
        guard let comment = try CommentRows.fetch(id, in: database) else { throw PortalError.notFound }
        return comment
    }
}
