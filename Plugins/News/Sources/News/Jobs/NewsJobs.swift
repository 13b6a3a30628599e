import Foundation
import PortalKit

/// What the module does by itself.
enum NewsJobs {
    static let staleMail = MailTemplate(id: "stale", placeholders: ["days", "site", "url"])
    static let publishedMail = MailTemplate(id: "published", placeholders: ["title", "url", "site"])

    /// Shows articles at the time that was set for them.
    static let release = JobDefinition(id: "release", schedule: .every(minutes: 1)) { context in
        try await context.storage.write(as: .system("news.release")) { change in
            _ = try Publication.releaseDue(in: change)
        }
    }

    /// Reminds the editorial board when nothing new has come out (Art. 10.1: updated daily).
    static let staleness = JobDefinition(id: "staleness", schedule: .daily(hour: 7, minute: 30)) { context in
        let settings = NewsSettings(context.settings)
        guard let recipient = settings.staleRecipient else { return }
        let newest = try await context.storage.read { try PublicArticles.newest(in: $0) }
        guard let newest, let days = daysToRemind(of: newest, now: context.now(), threshold: settings.stalenessDays)
        else { return }
        let mail = context.mail(
            staleMail.id, to: recipient,
            ["days": String(days), "site": context.site.name, "url": context.site.canonicalURL + context.adminURL()])
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
        let published = try event.decode(ArticlePublished.self)
        guard let record = event.record, let writer = published.writtenBy, writer != published.publishedBy else {
            return
        }
        try await context.storage.write(as: .system("news.tell-writer")) { change in
            guard let account = try AccountStore.find(writer, in: change.database), !account.email.isEmpty,
                account.state == .active
            else { return }
            try change.database.execute(
                sql: "UPDATE news_articles SET writer_told = 1 WHERE id = ? AND writer_told = 0 AND is_public = 1",
                arguments: [record.id])
            guard change.database.changesCount == 1 else { return }
            try change.send(
                context.mail(
                    publishedMail.id, to: account.email,
                    [
                        "title": published.title, "site": context.site.name,
                        "url": context.absoluteURL(published.path),
                    ]))
        }
    }
}
