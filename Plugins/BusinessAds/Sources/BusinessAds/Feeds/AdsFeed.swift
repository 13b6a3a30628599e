import GRDB
import PortalKit

/// The Atom feed of newly published businesses.
enum AdsFeed {
    private static let size = 20

    static func contribution(title: String) -> FeedContribution {
        FeedContribution(path: AdsPath.feed, title: title) { request in
            request.depends(on: .businesses, .settings(request.module.id))
            let (context, settings) = (request.module, AdsSettings(request))
            let businesses = try await context.storage.read { try PublicBusinesses.newest(limit: size, in: $0) }
            return AtomFeed(
                id: context.absoluteURL(AdsPath.feed), title: "\(title) – \(context.site.name)",
                selfLink: context.absoluteURL(AdsPath.feed), link: context.absoluteURL(AdsPath.front),
                author: context.site.authority,
                entries: businesses.map { business in
                    let field = business.content.field
                    return AtomFeed.Entry(
                        id: "\(context.site.canonicalURL)/api/v1/\(context.id)/businesses/\(business.id)",
                        title: business.name, link: context.absoluteURL(business.path), updated: business.changedAt,
                        published: business.publishedAt, authors: [business.content.legalName],
                        categories: [(term: field, label: settings.title(ofField: field))],
                        summary: business.introductionHTML.plainText.excerpt(length: 300))
                })
        }
    }
}

/// The module's pages for `/sitemap.xml`: the directory, the fees, then all businesses in the order of their entry.
enum AdsSitemap {
    private static let own = [SitemapEntry(path: AdsPath.front), SitemapEntry(path: AdsPath.prices)]

    static let source = SitemapSource(
        count: { context in
            try await context.storage.read { database in
                try Int.fetchOne(database, sql: "SELECT count(*) FROM ads_businesses WHERE is_public = 1") ?? 0
            } + own.count
        },
        entries: { context, range in
            let first = own.indices.filter(range.contains).map { own[$0] }
            let (limit, offset) = (range.count - first.count, max(0, range.lowerBound - own.count))
            return try await first
                + context.storage.read { database in
                    try Row.fetchAll(
                        database,
                        sql: """
                            SELECT slug, changed_at FROM ads_businesses WHERE is_public = 1
                            ORDER BY name_folded, id LIMIT ? OFFSET ?
                            """, arguments: [limit, offset]
                    ).map { SitemapEntry(path: AdsPath.business($0["slug"]), changed: $0["changed_at"]) }
                }
        })
}
