import Foundation
import GRDB
import PortalKit

/// What happens to submissions by itself.
enum SubmissionJobs {
    private static let late = "submission-late"
    static let mails =
        SubmissionDesk.Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) } + [
            MailTemplate(id: late, placeholders: ["new", "late", "url"])
        ]

    /// Reminds the desk of what nobody has looked at and what is late.
    static let reminder = JobDefinition(id: "submissions-reminder", schedule: .daily(hour: 7, minute: 40)) { context in
        guard let recipient = MailAddress(NewsSettings(context.settings).submissionRecipient) else { return }
        let now = context.now()
        let waiting = try await context.storage.read { try SubmissionSearch.waiting(now: now, in: $0) }
        guard waiting.new + waiting.late > 0 else { return }
        let mail = context.mail(
            late, to: recipient,
            [
                "new": String(waiting.new), "late": String(waiting.late),
                "url": context.site.canonicalURL + context.adminURL(SubmissionScreenPath.list),
            ])
        try await context.storage.write(as: .system("news.submissions-reminder")) { try $0.send(mail) }
    }

    /// Masks who sent what was closed longer ago than it is kept (Law 91/2025/QH15).
    static let retention = JobDefinition(id: "submissions-retention", schedule: .daily(hour: 3, minute: 40)) {
        context in
        let months = NewsSettings(context.settings).submissionMonths
        guard months > 0 else { return }
        let limit = context.now().addingTimeInterval(-Double(months) * 30.4375 * 86_400)
        let desk = SubmissionDesk(context)
        try await context.storage.write(as: .system("news.submissions-retention")) { change in
            let due = try Int64.fetchAll(change.database, sql: expiredQuery, arguments: [limit])
            for id in due { try desk.erase(id, in: change) }
        }
    }

    static let expiredQuery = """
        SELECT id FROM news_submissions WHERE erased_at IS NULL AND closed_at < ? ORDER BY closed_at LIMIT 500
        """

    /// Tells the sender that their item was published, once for each article that was made from it.
    static func tellSender(_ event: Event, _ context: ModuleContext) async throws {
        let published = try event.decode(ArticlePublished.self)
        guard let record = event.record else { return }
        let desk = SubmissionDesk(context)
        try await context.storage.write(as: .system("news.tell-sender")) { change in
            guard let submission = try SubmissionRows.fetch(ofArticle: record.id, in: change.database) else { return }
            try change.database.execute(
                sql: """
                    UPDATE news_submissions SET publication_told = 1, answered_at = coalesce(answered_at, ?)
                    WHERE id = ? AND publication_told = 0 AND state = 'used'
                    """, arguments: [change.now, submission.id])
            guard change.database.changesCount == 1 else { return }
            try desk.note(.published, submission, in: change)
            try desk.tell(.published, submission, ["url": context.absoluteURL(published.path)], in: change)
            try change.audit("news.submission-published", on: submission.reference, after: ["article": record.id])
        }
    }
}
