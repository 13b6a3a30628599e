/// A module that put drafts of legal documents out for comment, for whoever shows the document that one of them became.
///
/// A module asks for it with `context.service((any ConsultedDrafts).self)` and copes when no module provides it.
public protocol ConsultedDrafts: Sendable {
    /// The pages of public drafts that became the document of this number, the newest first: one query.
    ///
    /// - Parameters:
    ///   - number: as written: `15/2026/QĐ-UBND`.
    ///   - issuedOn: the document's day of issue, `2026-06-12`; numbers without a year begin anew each year.
    func drafts(ofDocument number: String, issuedOn: String) async throws -> [LinkedPage]

    /// What these links depend on.
    var dependency: Dependency { get }
}

/// A page that another module's page leads to.
public struct LinkedPage: Sendable, Hashable {
    /// What it is called.
    public let title: String
    /// Its address.
    public let url: String

    /// A page.
    public init(title: String, url: String) {
        self.title = title
        self.url = url
    }
}
