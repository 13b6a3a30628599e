public import GRDB

/// How the records of a workflow are shown and brought in line, so that the portal can give them their screens: the list
/// of one's work, the steps of each record, approval by a link.
///
/// ```swift
/// try registration.workflow(
///     type, gates: gates,
///     records: WorkflowRecords(
///         type: "events.entry", screen: "/:id", titles: { try Entry.titles($1, in: $0) },
///         publicView: { request, id in try await EntryPage.view(id, request) },
///         settle: { try EntryDesk($2).settle($0.item, in: $1) }))
/// ```
///
/// The steps of the record 12 are then at `/quan-tri/events/12/buoc`.
public struct WorkflowRecords: Sendable {
    let type: String
    let screen: String
    let titles: @Sendable (Database, [Int64]) throws -> [Int64: String]
    let publicView: @Sendable (Request, Int64) async throws -> PublicView
    let settle: @Sendable (WorkflowChange, Change, ModuleContext) throws -> Void
    let outcome: @Sendable (Database, Int64, Texts) throws -> String?

    /// - Parameters:
    ///   - type: the type in their references.
    ///   - screen: the screen of one record, with `:id`, below the module's place in the administration.
    ///   - titles: what the records of these ids are called, in one query.
    ///   - publicView: a record as the public sees it, or will see it.
    ///   - settle: brings the module's own tables in line with a step that was taken, in its transaction.
    ///   - outcome: what has become of a record, in words, when the name of the step just taken does not say it, as of
    ///     one that appears only later; nil when it does.
    public init(
        type: String, screen: String, titles: @escaping @Sendable (Database, [Int64]) throws -> [Int64: String],
        publicView: @escaping @Sendable (Request, Int64) async throws -> PublicView,
        settle: @escaping @Sendable (WorkflowChange, Change, ModuleContext) throws -> Void,
        outcome: @escaping @Sendable (Database, Int64, Texts) throws -> String? = { _, _, _ in nil }
    ) {
        self.type = type
        self.screen = screen
        self.titles = titles
        self.publicView = publicView
        self.settle = settle
        self.outcome = outcome
    }

    func path(of id: Int64) -> String { screen.replacing(":id", with: String(id)) }
}

/// A record's public page without its frame.
public struct PublicView: Sendable {
    let content: SafeHTML
    let info: PageInfo

    /// - Parameter content: as `request.fragment(…)` makes it.
    public init(_ content: SafeHTML, _ info: PageInfo) {
        self.content = content
        self.info = info
    }
}

extension Assembly {
    /// What an enabled module declares of a type of records, with the module.
    func workflowRecords(_ type: String) -> (module: ActiveModule, workflow: WorkflowType, records: WorkflowRecords)? {
        for module in modules {
            for workflow in module.contributions.workflows {
                if let records = workflow.records, records.type == type { return (module, workflow.type, records) }
            }
        }
        return nil
    }

    /// The types of records that have screens for their steps.
    var workflowRecordTypes: Set<String> {
        Set(modules.flatMap { $0.contributions.workflows.compactMap { $0.records?.type } })
    }

    /// The screen of a record's steps, nil when its module has none or is not served.
    func workflowURL(_ record: RecordReference) -> String? {
        workflowRecords(record.type).map { $0.module.context.adminURL($0.records.path(of: record.id)) + WorkPath.steps }
    }
}

extension ModuleContext {
    /// The screen of the steps of one of the module's records.
    ///
    /// - Parameter screen: the record's own screen: `/12`.
    public func stepsURL(_ screen: String) -> String { adminURL(screen) + WorkPath.steps }
}

/// Addresses of the screens of work.
enum WorkPath {
    static let inbox = "/quan-tri/viec"
    static let digest = "/quan-tri/viec/thu-nhac"
    static let deputies = "/quan-tri/uy-quyen"
    static let workflows = "/quan-tri/quy-trinh"
    /// Below a record's screen.
    static let steps = "/buoc"
    static let publishNow = "/xuat-ban-ngay"
    /// Below the steps.
    static let claim = "/nhan-viec"
    static let release = "/tra-viec"
}
