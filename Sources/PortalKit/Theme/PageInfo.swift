public import Foundation

/// What a page says of itself around its content.
public struct PageInfo: Sendable {
    /// A step of the way from the home page to this one.
    public struct Breadcrumb: Sendable {
        let title: String
        let url: String

        /// A step.
        public init(_ title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    let title: String
    var description: String?
    let breadcrumbs: [Breadcrumb]
    let isIndexed: Bool
    var status: Int
    let lastModified: Date?
    let canonicalPath: String?
    let image: String?
    let isArticle: Bool
    let structuredData: JSONValue?

    /// - Parameters:
    ///   - title: the page's own title; the site's name is added to it.
    ///   - description: one or two sentences for search engines and link previews.
    ///   - breadcrumbs: the steps between the home page and this page, without either.
    ///   - isIndexed: whether search engines may list it.
    ///   - lastModified: when what it shows was last changed.
    ///   - canonicalPath: its one address when it can be reached by several.
    ///   - image: the path of a picture for link previews.
    ///   - structuredData: a schema.org object, as JSON-LD.
    public init(
        title: String, description: String? = nil, breadcrumbs: [Breadcrumb] = [], isIndexed: Bool = true,
        status: Int = 200, lastModified: Date? = nil, canonicalPath: String? = nil, image: String? = nil,
        isArticle: Bool = false, structuredData: JSONValue? = nil
    ) {
        self.title = title
        self.description = description
        self.breadcrumbs = breadcrumbs
        self.isIndexed = isIndexed
        self.status = status
        self.lastModified = lastModified
        self.canonicalPath = canonicalPath
        self.image = image
        self.isArticle = isArticle
        self.structuredData = structuredData
    }
}
