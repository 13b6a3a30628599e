public import GRDB

/// What a module gives the portal, collected by ``PortalModule/register(in:)``.
///
/// Nothing declared here takes effect by itself: the core puts the contributions of all enabled modules together, and
/// everything that the portal shows or runs is read from there. So a disabled module is gone everywhere at once.
public struct ModuleRegistration: Sendable {
    /// The site that the module is registered for.
    public let site: SiteIdentity
    /// The module's settings as `site.yml` and the administrator have set them.
    public let settings: ModuleSettings
    /// The module's texts in the language that it is registered for: registering runs once for each language of the site,
    /// so that the titles of menus and feeds are in the reader's.
    public let texts: Texts

    private(set) var contributions: Contributions

    init(manifest: ModuleManifest, site: SiteIdentity, settings: ModuleSettings, texts: Texts) {
        self.site = site
        self.settings = settings
        self.texts = texts
        contributions = Contributions(module: manifest.id)
    }

    // MARK: - Pages

    /// Answers public requests.
    ///
    /// - Parameters:
    ///   - path: below the module's mount path; `:name` takes one part of the path: `/:section/:slug`.
    ///   - handler: for a POST the core has checked the CSRF token and read the form before it is called.
    public mutating func route(_ method: Method, _ path: String, _ handler: @escaping Handler) {
        contributions.routes.append(Route(method: method, path: path, limits: .form, handler: handler))
    }

    /// Answers public posts that carry files, within the limits given.
    public mutating func upload(_ path: String, limits: FormLimits, _ handler: @escaping Handler) {
        contributions.routes.append(Route(method: .post, path: path, limits: limits, handler: handler))
    }

    /// Answers programs, below `/api/v1/<module id>`; described in the site's OpenAPI document.
    public mutating func api(_ path: String, _ operation: APIOperation, _ handler: @escaping Handler) {
        contributions.apiRoutes.append(APIRoute(path: path, operation: operation, handler: handler))
    }

    /// A screen of the administration, below `/quan-tri/<module id>`; nobody without the permission reaches it.
    public mutating func adminScreen(
        _ method: Method, _ path: String, permission: String, limits: FormLimits = .form,
        _ handler: @escaping Handler
    ) {
        adminScreen(method, path, anyOf: [permission], limits: limits, handler)
    }

    /// A screen of the administration that each of several permissions opens, be it only in one scope; what may be done
    /// there the handler asks with ``Request/require(_:scope:)``.
    public mutating func adminScreen(
        _ method: Method, _ path: String, anyOf permissions: [String], limits: FormLimits = .form,
        _ handler: @escaping Handler
    ) {
        contributions.adminScreens.append(
            AdminScreen(method: method, path: path, permissions: permissions, limits: limits, handler: handler))
    }

    /// Figures for the administration's first page.
    public mutating func dashboard(_ contribution: DashboardContribution) {
        contributions.dashboard.append(contribution)
    }

    /// An entry in the administration's menu, shown to those who hold the permission.
    public mutating func adminMenu(_ entry: AdminMenuEntry) {
        contributions.adminMenu.append(entry)
    }

    /// An entry in the public main menu.
    public mutating func menu(_ entry: MenuEntry) {
        contributions.menu.append(entry)
    }

    /// A page for citizens who signed in with the site's identity service, named on the page of their account.
    ///
    /// - Parameters:
    ///   - title: a text key.
    ///   - path: below the module's mount path.
    public mutating func citizenPage(_ title: String, path: String) {
        contributions.citizenPages.append(CitizenPage(title: title, path: path))
    }

    /// A block that `site.yml` can put on the home page as `<module id>.<block id>`.
    public mutating func block(_ block: HomeBlock) {
        contributions.blocks.append(block)
    }

    /// Something that stands below the content of public pages, before the footer.
    public mutating func frame(_ addition: FrameAddition) {
        contributions.frameAdditions.append(addition)
    }

    /// A template with an example of its model, by which site templates are checked and documented.
    public mutating func template(_ name: String, _ model: (some TemplateModel).Type) {
        contributions.templates[name] = model
    }

    // MARK: - Roles

    /// Where some of the module's permissions can be granted instead of everywhere: in a section, for a body.
    public mutating func permissionScopes(_ scopes: PermissionScopes) {
        contributions.permissionScopes.append(scopes)
    }

    /// A role that a site begins with; whoever administers it changes or removes it as they like.
    public mutating func starterRole(_ role: StarterRole) {
        contributions.starterRoles.append(role)
    }

    // MARK: - Data

    /// A step of the module's schema; steps run once, in the order of declaration, and never change once released.
    public mutating func migration(_ id: String, _ apply: @escaping @Sendable (Database) throws -> Void) {
        contributions.migrations.append(Migration(id: id, apply: apply))
    }

    /// A kind of record that goes through steps to publication.
    ///
    /// - Parameter records: how its records are shown and kept in line; with it the portal gives them all screens of work.
    public mutating func workflow(
        _ type: WorkflowType, gates: [WorkflowGate] = [], records: WorkflowRecords? = nil
    ) throws {
        try type.validate()
        contributions.workflows.append(WorkflowContribution(type: type, gates: gates, records: records))
    }

    /// Who may see the files that records of a type have been given by ``Change/setFiles(_:of:isPublic:)``, while they are
    /// not public. Records with a workflow need not say it: whoever may see a record's steps sees its files.
    ///
    /// - Parameter type: the type in their references: `events.entry`.
    public mutating func files(of type: String, visibleTo reader: @escaping RecordReader) {
        contributions.fileReaders[type] = reader
    }

    /// How records answer for the personal data in them: on the portal's screen that finds, gives out and erases what it
    /// holds of one person (law 91/2025/QH15).
    public mutating func personalData(_ source: PersonalDataSource) {
        contributions.personalData.append(source)
    }

    /// How documents that people bring in become drafts of this module: on the screen that the portal then has for it,
    /// and by `dinh import`.
    public mutating func documentImport(_ importer: DocumentImporter) {
        contributions.documentImporter = importer
        for method in [Method.get, .post] {
            adminScreen(
                method, importer.path, permission: importer.permission,
                limits: method == .post ? DocumentImport.limits : .form
            ) { try await DocumentImportScreen.answer(importer, $0) }
        }
    }

    /// A kind of record whose revisions people can look at, compare and restore.
    public mutating func revisions(_ records: RevisedRecords) {
        contributions.revisions.append(records)
    }

    /// A kind of content that the portal's search finds.
    public mutating func searchable(_ source: SearchSource) {
        contributions.searchSources.append(source)
    }

    /// Content files that `dinh content load` brings in from the site's `content/<folder>/`.
    public mutating func content(_ folder: String, _ load: @escaping ContentLoader) {
        contributions.contentLoaders.append(ContentContribution(folder: folder, load: load))
    }

    // MARK: - Work in the background

    /// Work done on a schedule.
    public mutating func job(_ job: JobDefinition) {
        contributions.jobs.append(job)
    }

    /// What to do when an event was recorded, by this module or another.
    ///
    /// Each handler gets each event at least once, also after a crash, so it must bear a repetition.
    public mutating func onEvent(
        _ name: String, id: String, _ handle: @escaping @Sendable (Event, ModuleContext) async throws -> Void
    ) {
        contributions.eventHandlers.append(EventHandler(event: name, id: id, handle: handle))
    }

    /// A mail that the module sends: `texts` keys `mail.<id>.subject` and `mail.<id>.body`, with the placeholders named.
    public mutating func mailTemplate(_ template: MailTemplate) {
        contributions.mailTemplates.append(template)
    }

    // MARK: - Publication

    /// An Atom feed below the module's mount path.
    public mutating func feed(_ feed: FeedContribution) {
        contributions.feeds.append(feed)
    }

    /// Pages for `/sitemap.xml`.
    public mutating func sitemap(_ source: SitemapSource) {
        contributions.sitemaps.append(source)
    }

    /// A section of the periodic report (the regulation's Art. 16.1).
    public mutating func reportSection(_ section: ReportSection) {
        contributions.reportSections.append(section)
    }

    /// Offers a service to other modules under a protocol of the core.
    public mutating func provide<Service>(
        _ type: Service.Type, _ make: @escaping @Sendable (ModuleContext) -> Service
    ) {
        contributions.services.append(ServiceContribution(type: ObjectIdentifier(type), make: { make($0) }))
    }
}
