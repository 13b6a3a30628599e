public import Foundation
public import GRDB

/// Answers one request.
public typealias Handler = @Sendable (Request) async throws -> Response

/// How much a form may carry.
public struct FormLimits: Sendable {
    /// The whole body, in bytes.
    public let bodyBytes: Int
    /// One file, in bytes; nothing is taken when zero.
    public let fileBytes: Int
    /// Files in one form.
    public let files: Int

    /// Limits of a form; the core's own bound for the text of one field applies besides.
    public init(bodyBytes: Int, fileBytes: Int = 0, files: Int = 0) {
        self.bodyBytes = bodyBytes
        self.fileBytes = fileBytes
        self.files = files
    }

    /// A form without files, at most 1 MiB.
    public static let form = FormLimits(bodyBytes: 1 << 20)
}

struct Route: Sendable {
    let method: Method
    let path: String
    let limits: FormLimits
    let handler: Handler
}

struct AdminScreen: Sendable {
    let method: Method
    let path: String
    /// One of these lets in.
    let permissions: [String]
    let limits: FormLimits
    let handler: Handler
}

/// An entry in the public main menu.
public struct MenuEntry: Sendable {
    let title: String
    let path: String
    let order: Int
    let children: [MenuEntry]

    /// - Parameters:
    ///   - title: shown as it is; take it from the module's texts or settings.
    ///   - path: below the module's mount path, `/` for the mount path itself.
    ///   - order: smaller comes first; the home page is 0.
    public init(title: String, path: String = "/", order: Int, children: [MenuEntry] = []) {
        self.title = title
        self.path = path
        self.order = order
        self.children = children
    }
}

/// An entry in the administration's menu.
public struct AdminMenuEntry: Sendable {
    let title: String
    let path: String
    let permissions: [String]
    let needsWhole: Bool
    let order: Int

    /// - Parameters:
    ///   - title: the key of its text among the module's translations.
    ///   - path: below `/quan-tri/<module id>`.
    ///   - permission: who sees it.
    ///   - needsWhole: whether it is shown only to those who hold the permission everywhere, not just in some scope.
    public init(
        title: String, path: String = "/", permission: String, needsWhole: Bool = false, order: Int = 100
    ) {
        self.init(title: title, path: path, anyOf: [permission], needsWhole: needsWhole, order: order)
    }

    /// An entry that each of several permissions shows.
    public init(
        title: String, path: String = "/", anyOf permissions: [String], needsWhole: Bool = false, order: Int = 100
    ) {
        self.title = title
        self.path = path
        self.permissions = permissions
        self.needsWhole = needsWhole
        self.order = order
    }

    func isShown(to actor: Actor) -> Bool {
        permissions.contains { needsWhole ? actor.may($0) : actor.permissions.allowsSomewhere($0) }
    }
}

/// Figures for the administration's first page.
public struct DashboardContribution: Sendable {
    /// One figure with what it means.
    public struct Tile: Sendable {
        let title: String
        let value: String
        let note: String
        let url: String
        let isWarning: Bool

        /// A figure; all words are shown as they are.
        public init(title: String, value: String, note: String, url: String, isWarning: Bool = false) {
            self.title = title
            self.value = value
            self.note = note
            self.url = url
            self.isWarning = isWarning
        }
    }

    /// A list with a heading.
    public struct Panel: Sendable {
        /// One line, which leads somewhere.
        public struct Item: Sendable {
            let text: String
            let url: String
            let note: String?
            let isWarning: Bool

            /// A line; all words are shown as they are. A warning is marked as overdue.
            public init(text: String, url: String, note: String? = nil, isWarning: Bool = false) {
                self.text = text
                self.url = url
                self.note = note
                self.isWarning = isWarning
            }
        }

        let title: String
        let moreURL: String?
        let items: [Item]
        let empty: String

        /// - Parameters:
        ///   - moreURL: where all of it stands; nil when this is all.
        ///   - empty: what to say when there is nothing.
        public init(title: String, moreURL: String? = nil, items: [Item], empty: String) {
            self.title = title
            self.moreURL = moreURL
            self.items = items
            self.empty = empty
        }
    }

    let permissions: [String]
    let tiles: @Sendable (Request) async throws -> [Tile]
    let panels: @Sendable (Request) async throws -> [Panel]

    /// - Parameter permission: who sees the figures.
    public init(permission: String, tiles: @escaping @Sendable (Request) async throws -> [Tile]) {
        self.init(anyOf: [permission], tiles: tiles)
    }

    /// - Parameters:
    ///   - permissions: each of these shows the figures.
    ///   - panels: lists below the figures.
    public init(
        anyOf permissions: [String], tiles: @escaping @Sendable (Request) async throws -> [Tile],
        panels: @escaping @Sendable (Request) async throws -> [Panel] = { _ in [] }
    ) {
        self.permissions = permissions
        self.tiles = tiles
        self.panels = panels
    }
}

/// A block for the home page.
public struct HomeBlock: Sendable {
    let id: String
    let options: [SettingDefinition]
    let render: @Sendable (Request, ModuleSettings) async throws -> SafeHTML?

    /// - Parameters:
    ///   - id: `latest`; `site.yml` names it `<module id>.latest`.
    ///   - options: what `site.yml` may set for one use of the block.
    ///   - render: makes the block, or nil when it has nothing to show.
    public init(
        id: String, options: [SettingDefinition] = [],
        render: @escaping @Sendable (Request, ModuleSettings) async throws -> SafeHTML?
    ) {
        self.id = id
        self.options = options
        self.render = render
    }
}

/// Something that a module adds to public pages, its own and others': it stands below their content, before the footer.
public struct FrameAddition: Sendable {
    let render: @Sendable (Request) async throws -> SafeHTML?

    /// - Parameter render: makes it for the page that is asked for, by `request.path`; nil when there is nothing to show
    ///   there. It is asked each time a page is made, so it reads little, and says what it depends on as a page does.
    public init(render: @escaping @Sendable (Request) async throws -> SafeHTML?) {
        self.render = render
    }
}

/// A check that the core makes before a record takes a transition, whatever the way to it.
public struct WorkflowGate: Sendable {
    let id: String
    let check: GateCheck

    /// - Parameter id: what transitions of the workflow name in their `gates`.
    public init(id: String, check: @escaping GateCheck) {
        self.id = id
        self.check = check
    }
}

struct WorkflowContribution: Sendable {
    let type: WorkflowType
    let gates: [WorkflowGate]
    let records: WorkflowRecords?
}

/// A kind of content that the portal's search finds.
public struct SearchSource: Sendable {
    /// Records that are indexed a few at a time.
    struct Records: Sendable {
        let type: String
        let ids: @Sendable (Database, Int64, Int) throws -> [Int64]
        let entries: @Sendable (Database, Int64) throws -> [SearchEntry]
    }

    /// How the index is written anew.
    enum Way: Sendable {
        case atOnce(@Sendable (Change) throws -> Void)
        case inBatches(Records)
    }

    let kind: String
    let way: Way

    /// Content of which there is never much: it is indexed anew in one transaction.
    ///
    /// - Parameters:
    ///   - kind: `article`; its label is the text `search.kind.<kind>`.
    ///   - reindex: writes the entries of all public records anew.
    public init(kind: String, reindex: @escaping @Sendable (Change) throws -> Void) {
        self.kind = kind
        way = .atOnce(reindex)
    }

    /// Content of which there may be a lot: it is indexed anew a few records at a time, while people read and write.
    ///
    /// - Parameters:
    ///   - kind: `article`; its label is the text `search.kind.<kind>`.
    ///   - type: the type of the records, as in ``RecordReference``: `news.article`.
    ///   - ids: the public records with an id greater than the one given, by id, at most as many as asked for.
    ///   - entries: what the search is to know of one of them, an entry for each language; empty when it is not public.
    public init(
        kind: String, type: String,
        ids: @escaping @Sendable (_ database: Database, _ after: Int64, _ limit: Int) throws -> [Int64],
        entries: @escaping @Sendable (_ database: Database, _ id: Int64) throws -> [SearchEntry]
    ) {
        self.kind = kind
        way = .inBatches(Records(type: type, ids: ids, entries: entries))
    }
}

/// Brings the files of one content folder in; running it again changes nothing that has not changed.
public typealias ContentLoader = @Sendable (URL, ModuleContext) async throws -> ContentReport

/// What a content loader did.
public struct ContentReport: Sendable {
    /// Records made new.
    public var added = 0
    /// Records that differed from their file.
    public var changed = 0
    /// Records that were as their file says.
    public var unchanged = 0
    /// Files that could not be taken, each with its reason.
    public var faults: [Fault] = []

    /// An empty report.
    public init() {}
}

struct ContentContribution: Sendable {
    let folder: String
    let load: ContentLoader
}

/// Work done on a schedule.
public struct JobDefinition: Sendable {
    let id: String
    let schedule: Schedule
    private(set) var moment: (@Sendable (ModuleContext, Date) async throws -> Date?)?
    let run: @Sendable (ModuleContext) async throws -> Void

    /// - Parameter id: unique in the module.
    public init(
        id: String, schedule: Schedule, run: @escaping @Sendable (ModuleContext) async throws -> Void
    ) {
        self.id = id
        self.schedule = schedule
        self.run = run
    }

    /// The job, due besides at moments that records name, as at the end of an article: to the second for what was known a
    /// minute before, with the schedule for the rest.
    ///
    /// - Parameter moment: the first such moment after another, nil when there is none; a range of an index, since it is
    ///   asked each minute.
    public func also(
        at moment: @escaping @Sendable (ModuleContext, _ after: Date) async throws -> Date?
    ) -> JobDefinition {
        var job = self
        job.moment = moment
        return job
    }
}

struct EventHandler: Sendable {
    let event: String
    let id: String
    let handle: @Sendable (Event, ModuleContext) async throws -> Void
}

/// A mail that a module sends.
public struct MailTemplate: Sendable {
    let id: String
    let placeholders: [String]

    /// - Parameters:
    ///   - id: the texts `mail.<id>.subject` and `mail.<id>.body` are its words.
    ///   - placeholders: what the words may name in braces.
    public init(id: String, placeholders: [String]) {
        self.id = id
        self.placeholders = placeholders
    }
}

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

struct ServiceContribution: Sendable {
    let type: ObjectIdentifier
    let make: @Sendable (ModuleContext) -> Any
}
