import PortalKit

/// The module's pages for `/sitemap.xml`.
enum OrganizationSitemap {
    static let source = SitemapSource(
        count: { try await entries($0).count },
        entries: { context, range in
            let all = try await entries(context)
            return Array(all[range.clamped(to: all.indices)])
        })

    /// A commune has some dozens of bodies, so all are read at once.
    private static func entries(_ context: ModuleContext) async throws -> [SitemapEntry] {
        let moment = context.now()
        return try await context.storage.read { database in
            let pages = try OrganizationRows.pages(in: database)
            let bodies = try Authority.fetch(at: moment, in: database).tree.places.map(\.body)
            let front = SitemapEntry(path: OrganizationPath.front, changed: pages.first?.changedAt)
            return [front]
                + pages.dropFirst().map {
                    SitemapEntry(path: OrganizationPath.page($0.content.slug), changed: $0.changedAt)
                }
                + [OrganizationPath.structure, OrganizationPath.directory].map {
                    SitemapEntry(path: $0, changed: bodies.map(\.changedAt).max())
                }
                + bodies.map { SitemapEntry(path: $0.path, changed: $0.changedAt) }
        }
    }
}
