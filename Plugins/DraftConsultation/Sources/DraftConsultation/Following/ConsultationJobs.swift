import Foundation
import GRDB
import PortalKit

/// What the module does by itself.
enum ConsultationJobs {
    private static let waiting = "comments-waiting"
    private static let batch = 200

    static let mails =
        CommentDesk.Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) }
        + FollowDesk.Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) } + [
            MailTemplate(id: waiting, placeholders: ["count", "url"])
        ]

    /// Tells followers that a draft can be commented on, that the period ends soon, and that there is a result; and senders
    /// what became of their comment.
    static let notices = JobDefinition(id: "notices", schedule: .every(minutes: 10)) { context in
        let now = context.now()
        let soon = VietnamTime(now).adding(days: ConsultationSettings(context.settings).reminderDays).date
        let due: [(FollowDesk.Message, String, String, StatementArguments)] = [
            (.opens, "told_open", "starts_at <= ? AND ends_at > ? AND result_at IS NULL", [now, now]),
            (.closing, "told_closing", "ends_at > ? AND ends_at <= ? AND result_at IS NULL", [now, soon]),
            (.result, "told_result", "result_at IS NOT NULL", []),
        ]
        let desk = FollowDesk(context)
        for (message, column, condition, arguments) in due {
            let drafts = try await context.storage.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM consultation_drafts WHERE is_public = 1 AND \(condition) AND EXISTS (
                            SELECT 1 FROM consultation_followers WHERE draft_id = consultation_drafts.id
                                AND confirmed_at IS NOT NULL AND \(column) = 0)
                        """, arguments: arguments
                ).map(DraftRows.draft)
            }
            for draft in drafts {
                _ = try await context.storage.write(as: .system("draft-consultation.notices")) {
                    try desk.tell(message, column, draft, limit: batch, in: $0)
                }
            }
        }
        try await tellSenders(context)
    }

    /// Tells those who left an address how their comment was taken up, once the report is published.
    private static func tellSenders(_ context: ModuleContext) async throws {
        let desk = CommentDesk(context)
        try await context.storage.write(as: .system("draft-consultation.notices")) { change in
            let rows = try Row.fetchAll(change.database, sql: sendersQuery, arguments: [batch])
            for comment in rows.map(Comment.init(row:)) {
                try change.database.execute(
                    sql: "UPDATE consultation_comments SET result_told = 1 WHERE id = ?", arguments: [comment.id])
                guard let recipient = comment.mailAddress, let treatment = comment.treatment,
                    let draft = try DraftRows.fetch(comment.draft, in: change.database), draft.isPublic
                else { continue }
                try desk.send(
                    .result, to: recipient, comment, draft,
                    [
                        "treatment": context.texts("treatment.\(treatment.rawValue)"),
                        "reason": comment.reason.present ?? "–",
                        "url": context.absoluteURL(ConsultationPath.report(draft.slug)),
                    ], in: change)
            }
        }
    }

    static let sendersQuery = """
        SELECT consultation_comments.* FROM consultation_drafts
        JOIN consultation_comments ON consultation_comments.draft_id = consultation_drafts.id
        WHERE consultation_drafts.is_public = 1 AND consultation_drafts.result_at IS NOT NULL
            AND consultation_drafts.reported_at IS NOT NULL AND consultation_comments.erased_at IS NULL
            AND consultation_comments.result_told = 0 AND consultation_comments.mail <> ''
            AND consultation_comments.treatment <> '' AND consultation_comments.state IN ('published', 'hidden')
        LIMIT ?
        """

    /// Reminds the desk of comments that wait to be looked at.
    static let reminder = JobDefinition(id: "comments-reminder", schedule: .daily(hour: 7, minute: 45)) { context in
        guard let recipient = MailAddress(ConsultationSettings(context.settings).recipient) else { return }
        let count = try await context.storage.read { try CommentSearch.waiting(bodies: nil, in: $0) }
        guard count > 0 else { return }
        let mail = context.mail(
            waiting, to: recipient,
            [
                "count": String(count),
                "url": context.site.canonicalURL + context.adminURL(ConsultationScreen.comments) + "?loc=waiting",
            ])
        try await context.storage.write(as: .system("draft-consultation.comments-reminder")) { try $0.send(mail) }
    }

    /// Drops what nobody confirmed, and masks who sent comments when the time is over that it is kept (Law 91/2025/QH15).
    static let retention = JobDefinition(id: "retention", schedule: .daily(hour: 3, minute: 50)) { context in
        let (now, desk) = (context.now(), CommentDesk(context))
        let months = ConsultationSettings(context.settings).retentionMonths
        let unconfirmed = now.addingTimeInterval(-Double(CommentLimit.hoursToConfirm) * 3600)
        let limit = now.addingTimeInterval(-Double(max(1, months)) * 30.4375 * 86_400)
        try await context.storage.write(as: .system("draft-consultation.retention")) { change in
            let database = change.database
            let stale = try Int64.fetchAll(
                database,
                sql: "SELECT id FROM consultation_comments WHERE state = 'unconfirmed' AND received_at < ? LIMIT 500",
                arguments: [unconfirmed])
            for id in stale {
                try change.setFiles([ContentHash](), of: ConsultationNames.comment(id), isPublic: false)
                try database.execute(sql: "DELETE FROM consultation_comments WHERE id = ?", arguments: [id])
            }
            try database.execute(
                sql: "DELETE FROM consultation_followers WHERE confirmed_at IS NULL AND created_at < ?",
                arguments: [now.addingTimeInterval(-7 * 86_400)])
            try database.execute(sql: "DELETE FROM consultation_links WHERE expires_at < ?", arguments: [now])
            guard months > 0 else { return }
            for id in try Int64.fetchAll(database, sql: expiredQuery, arguments: [limit]) {
                try desk.erase(id, in: change)
            }
            try database.execute(
                sql: """
                    DELETE FROM consultation_followers WHERE draft_id IN (
                        SELECT id FROM consultation_drafts WHERE is_public = 1 AND result_at < ?)
                    """, arguments: [limit])
        }
    }

    /// Comments on drafts whose period ended so long ago.
    static let expiredQuery = """
        SELECT consultation_comments.id FROM consultation_drafts
        JOIN consultation_comments ON consultation_comments.draft_id = consultation_drafts.id
        WHERE consultation_drafts.ends_at < ? AND consultation_comments.erased_at IS NULL LIMIT 500
        """
}
