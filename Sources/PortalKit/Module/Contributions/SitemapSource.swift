public import Foundation

/// Pages of a module for the sitemap, asked for in parts so that memory does not grow with the total.
public struct SitemapSource: Sendable {
    let count: @Sendable (ModuleContext) async throws -> Int
    let entries: @Sendable (ModuleContext, Range<Int>) async throws -> [SitemapEntry]

    /// - Parameters:
    ///   - count: how many pages there are.
    ///   - entries: the pages at these places of a stable order.
    public init(
        count: @escaping @Sendable (ModuleContext) async throws -> Int,
        entries: @escaping @Sendable (ModuleContext, Range<Int>) async throws -> [SitemapEntry]
    ) {
        self.count = count
        self.entries = entries
    }
}

/// One page in the sitemap.
public struct SitemapEntry: Sendable {
    let path: String
    let changed: Date?

    /// - Parameter path: below the module's mount path.
    public init(path: String, changed: Date? = nil) {
        self.path = path
        self.changed = changed
    }
}
