import PortalKit

/// The Atom feed of the newest published answers.
enum CaseFeed {
    private static let size = 20

    static func contribution(_ settings: FeedbackSettings) -> FeedContribution {
        FeedContribution(path: FeedbackPath.feed, title: settings.title) { request in
            request.depends(on: .feedback, .settings(request.module.id))
            let context = request.module
            let rows = try await context.storage.read { try PublicCases().rows(limit: size, offset: 0, in: $0) }
            return AtomFeed(
                id: context.absoluteURL(FeedbackPath.feed), title: "\(settings.title) – \(context.site.name)",
                selfLink: context.absoluteURL(FeedbackPath.feed), link: context.absoluteURL(),
                author: context.site.authority,
                entries: rows.map { row in
                    AtomFeed.Entry(
                        id: "\(context.site.canonicalURL)/api/v1/\(context.id)/cases/\(row.id)", title: row.title,
                        link: context.absoluteURL(row.path), updated: row.answeredAt, published: row.answeredAt,
                        categories: [(row.topic, settings.title(of: row.topic))],
                        summary: row.text.excerpt(length: 300))
                })
        }
    }
}
