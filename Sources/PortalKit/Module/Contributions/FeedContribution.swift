/// An Atom feed of a module.
public struct FeedContribution: Sendable {
    let path: String
    let title: String
    let make: @Sendable (Request) async throws -> AtomFeed

    /// - Parameters:
    ///   - path: below the module's mount path: `/feed.xml`.
    ///   - title: shown as it is.
    public init(path: String, title: String, make: @escaping @Sendable (Request) async throws -> AtomFeed) {
        self.path = path
        self.title = title
        self.make = make
    }
}
