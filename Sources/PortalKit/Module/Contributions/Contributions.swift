/// Everything that one module gives a site.
///
/// Settings, permissions and the mount path stand in the manifest; translations and assets in the module's `Resources/`.
struct Contributions: Sendable {
    let module: String
    var routes: [Route] = []
    var apiRoutes: [APIRoute] = []
    var adminScreens: [AdminScreen] = []
    var adminMenu: [AdminMenuEntry] = []
    var menu: [MenuEntry] = []
    var citizenPages: [CitizenPage] = []
    var blocks: [HomeBlock] = []
    var frameAdditions: [FrameAddition] = []
    var templates: [String: any TemplateModel.Type] = [:]
    var migrations: [Migration] = []
    var workflows: [WorkflowContribution] = []
    var revisions: [RevisedRecords] = []
    var searchSources: [SearchSource] = []
    var contentLoaders: [ContentContribution] = []
    var jobs: [JobDefinition] = []
    var eventHandlers: [EventHandler] = []
    var mailTemplates: [MailTemplate] = []
    var feeds: [FeedContribution] = []
    var sitemaps: [SitemapSource] = []
    var reportSections: [ReportSection] = []
    var services: [ServiceContribution] = []
    var dashboard: [DashboardContribution] = []
    var permissionScopes: [PermissionScopes] = []
    var starterRoles: [StarterRole] = []
    var fileReaders: [String: RecordReader] = [:]
    var documentImporter: DocumentImporter?
    var personalData: [PersonalDataSource] = []

    init(module: String) {
        self.module = module
    }

    /// The module's own permissions that its declarations name.
    private var usedPermissions: [String] {
        let screens = adminScreens.flatMap(\.permissions) + adminMenu.flatMap(\.permissions)
        let roles = starterRoles.flatMap(\.permissions).filter { !CorePermission.isOne($0) }
        return screens + revisions.flatMap(\.permissions) + dashboard.flatMap(\.permissions)
            + permissionScopes.flatMap(\.permissions) + roles
    }

    /// Declarations that contradict each other or the manifest, in words for a module developer.
    func faults(manifest: ModuleManifest) -> [String] {
        let permissions = Set(manifest.permissions.map(\.id))
        var faults: [String] = []
        for permission in usedPermissions where !permissions.contains(permission) {
            faults.append("the permission '\(permission)' is used but not in the manifest")
        }
        for transition in workflows.flatMap(\.type.transitions) where !permissions.contains(transition.permission) {
            faults.append("the permission '\(transition.permission)' is used but not in the manifest")
        }
        for workflow in workflows where !workflow.type.id.hasPrefix(manifest.id + ".") {
            faults.append("the workflow '\(workflow.type.id)' must begin with '\(manifest.id).'")
        }
        for type in personalData.map(\.type) where !type.hasPrefix(manifest.id + ".") {
            faults.append("the type of records '\(type)' must begin with '\(manifest.id).'")
        }
        for type in fileReaders.keys where !type.hasPrefix(manifest.id + ".") {
            faults.append("the type of records '\(type)' must begin with '\(manifest.id).'")
        }
        let names: [(String, [String])] = [
            ("route", routes.map { "\($0.method.rawValue) \(Self.shape(of: $0.path))" }),
            ("API route", apiRoutes.map { Self.shape(of: $0.path) }),
            ("admin screen", adminScreens.map { "\($0.method.rawValue) \(Self.shape(of: $0.path))" }),
            ("block", blocks.map(\.id)),
            ("migration", migrations.map(\.id)),
            ("job", jobs.map(\.id)),
            ("event handler", eventHandlers.map(\.id)),
            ("mail template", mailTemplates.map(\.id)),
            ("feed", feeds.map(\.path)),
            ("report section", reportSections.map(\.id)),
            ("starter role", starterRoles.map(\.id)),
            ("kind of revised records", revisions.map(\.type)),
        ]
        for (kind, names) in names {
            for name in Set(names) where names.filter({ $0 == name }).count > 1 {
                faults.append("the \(kind) '\(name)' is declared twice")
            }
        }
        return faults.sorted()
    }

    /// A path without the names of its parameters: `/:slug` and `/:id` are one address.
    private static func shape(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { $0.hasPrefix(":") ? ":…" : $0 }
            .joined(separator: "/")
    }
}
