import Foundation
import GRDB
import Logging
import PortalKit

/// What the module does by itself.
enum NewsJobs {
    /// The mails, by their ids.
    private static let (stale, published) = ("stale", "published")
    static let mails = [
        MailTemplate(id: stale, placeholders: ["days", "url"]),
        MailTemplate(id: published, placeholders: ["title", "url"]),
    ]

    /// Shows articles at the time that was set for them. One that does not pass the gates any more stays where it is, and
    /// the others come out.
    static let release = JobDefinition(id: "release", schedule: .every(minutes: 1)) { context in
        let (desk, now) = (NewsDesk(context), context.now())
        for id in try await context.storage.read({ try NewsDesk.due(at: now, in: $0) }) {
            do {
                try await context.storage.write(as: .system("news.release")) { try desk.release(id, in: $0) }
            } catch WorkflowError.gatesFailed(let failures) {
                let reasons = failures.map(\.reason).joined(separator: ", ")
                context.logger.warning("article \(id) was not released: \(reasons)")
            }
        }
    }.also { context, after in
        try await context.storage.read { try Date.fetchOne($0, sql: Publication.nextDueQuery, arguments: [after]) }
    }

    /// Takes articles from the public at the end that was set for them.
    static let expire = JobDefinition(id: "expire", schedule: .every(minutes: 1)) { context in
        let (desk, now) = (NewsDesk(context), context.now())
        for id in try await context.storage.read({ try NewsDesk.ended(at: now, in: $0) }) {
            try await context.storage.write(as: .system("news.expire")) { try desk.expire(id, in: $0) }
        }
    }.also { context, after in
        try await context.storage.read { try Date.fetchOne($0, sql: Publication.nextEndQuery, arguments: [after]) }
    }

    /// Reminds the editorial board when nothing new has come out (Art. 10.1: updated daily).
    static let staleness = JobDefinition(id: "staleness", schedule: .daily(hour: 7, minute: 30)) { context in
        let settings = NewsSettings(context.settings)
        guard let recipient = settings.staleRecipient.flatMap({ MailAddress($0) }) else { return }
        let newest = try await context.storage.read { try PublicArticles.newest(in: $0) }
        guard let newest, let days = daysToRemind(of: newest, now: context.now(), threshold: settings.stalenessDays)
        else { return }
        let mail = context.mail(
            stale, to: recipient,
            ["days": String(days), "url": context.site.canonicalURL + context.adminURL()])
        try await context.storage.write(as: .system("news.staleness")) { try $0.send(mail) }
    }

    /// For how many whole days there has been nothing new, when today is a day to say so: the first day on which the
    /// threshold is reached, and each time that as many days have gone by again.
    static func daysToRemind(of newest: Date, now: Date, threshold: Int) -> Int? {
        let days = VietnamTime(now).dayNumber - VietnamTime(newest).dayNumber
        return days >= threshold && days % threshold == 0 ? days : nil
    }

    /// Tells whoever wrote an article that somebody else has published it, once for each publication.
    static func tellWriter(_ event: Event, _ context: ModuleContext) async throws {
        let article = try event.decode(ArticlePublished.self)
        guard let record = event.record, let writer = article.writtenBy, writer != article.publishedBy else {
            return
        }
        try await context.storage.write(as: .system("news.tell-writer")) { change in
            guard let account = try AccountStore.find(writer, in: change.database), account.state == .active,
                let recipient = MailAddress(account.email, name: account.fullName)
            else { return }
            try change.database.execute(
                sql: "UPDATE news_articles SET writer_told = 1 WHERE id = ? AND writer_told = 0 AND is_public = 1",
                arguments: [record.id])
            guard change.database.changesCount == 1 else { return }
            try change.send(
                context.mail(
                    published, to: recipient,
                    [
                        "title": article.title,
                        "url": context.absoluteURL(article.path),
                    ]))
        }
    }
}
