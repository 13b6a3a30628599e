import PortalKit

/// The names under which the core knows the module's records, lists, workflow and events.
enum NewsNames {
    static let module = "news"
    static let articleType = "news.article"
    static let searchKind = "article"
    static let publishedEvent = "news.article-published"

    static func article(_ id: Int64) -> RecordReference { RecordReference(type: articleType, id: id) }
}

/// What a role can be granted.
enum NewsPermission {
    static let write = "news.write"
    static let moderate = "news.moderate"
    static let publish = "news.publish"
    /// To send items from an account, as contributors do.
    static let submit = "news.submit"
    /// To work at the desk where items come in, with the personal data in them.
    static let submissions = "news.submissions"
    /// What has to do with articles.
    static let all = [write, moderate, publish]
}

/// The lists that pages are made from: a page that shows one is made anew when something in it changes.
extension Dependency {
    /// All public articles.
    static let news = Dependency.list(NewsNames.module)

    static func newsSection(_ slug: String) -> Dependency { .list("news.section.\(slug)") }

    static func newsTag(_ slug: String) -> Dependency { .list("news.tag.\(slug)") }

    static func article(_ id: Int64) -> Dependency { .record(NewsNames.article(id)) }
}
