import PortalKit

/// The names under which the core knows the module's records, lists and events.
enum OrganizationNames {
    static let module = "organization"
    static let permission = "organization.manage"
    static let bodyType = "organization.body"
    static let personType = "organization.person"
    static let pageType = "organization.page"
    static let bodyKind = "body"
    static let pageKind = "introduction"
    static let bodyChangedEvent = "organization.body-changed"

    static func body(_ id: Int64) -> RecordReference { RecordReference(type: bodyType, id: id) }

    static func person(_ id: Int64) -> RecordReference { RecordReference(type: personType, id: id) }

    static func page(_ id: Int64) -> RecordReference { RecordReference(type: pageType, id: id) }
}

/// What pages are made from: each page is made anew when one of those that it shows changes, and only then.
extension Dependency {
    /// Which bodies there are, what they are called, how they are arranged, and who leads them.
    static let structure = Dependency.list("organization.structure")
    /// How bodies and people are reached.
    static let directory = Dependency.list("organization.directory")
    /// Which introduction pages there are, and what they are called.
    static let introductionPages = Dependency.list("organization.pages")
    /// Addresses and times in the sitemap.
    static let organizationSitemap = Dependency.list(OrganizationNames.module)

    /// A body with its people.
    static func body(_ id: Int64) -> Dependency { .record(OrganizationNames.body(id)) }

    static func introductionPage(_ id: Int64) -> Dependency { .record(OrganizationNames.page(id)) }
}
