import GRDB
import PortalKit

/// The Atom feed: each draft as it was put out last.
enum ConsultationFeed {
    static func contribution(_ settings: ConsultationSettings) -> FeedContribution {
        FeedContribution(path: ConsultationPath.feed, title: settings.title) { request in
            request.depends(on: .consultationDrafts, .settings(request.module.id))
            let (context, texts) = (request.module, request.texts)
            let drafts = try await context.storage.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM consultation_drafts WHERE is_public = 1
                        ORDER BY published_at DESC, id DESC LIMIT 20
                        """
                ).map(DraftRows.draft)
            }
            return AtomFeed(
                id: context.absoluteURL(ConsultationPath.feed), title: "\(settings.title) – \(context.site.name)",
                selfLink: context.absoluteURL(ConsultationPath.feed),
                link: context.absoluteURL(ConsultationPath.front), author: context.site.authority,
                entries: drafts.map { draft in
                    AtomFeed.Entry(
                        id: "\(context.site.canonicalURL)/api/v1/\(context.id)/drafts/\(draft.id)",
                        title: draft.content.title, link: context.absoluteURL(draft.path), updated: draft.changedAt,
                        published: draft.startsAt, authors: [draft.content.body],
                        summary: texts(
                            "fact.period_value",
                            ["start": draft.content.startsOn.dayText, "end": draft.content.endsOn.dayText]))
                })
        }
    }
}
