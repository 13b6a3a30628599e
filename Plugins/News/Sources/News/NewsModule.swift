import PortalKit

/// News by section, from the first draft to the public page (regulation Art. 2, 8.2, 8.6–8.8, 9, 10.1).
struct NewsModule: PortalModule {
    static let manifest = ModuleManifest(
        id: NewsNames.module, version: "1.0.0", mountPath: "/tin-tuc",
        permissions: NewsPermission.all.map { PermissionDefinition(id: $0, usesLibrary: true) }
            + [NewsPermission.submit, NewsPermission.submissions].map { PermissionDefinition(id: $0) },
        settings: NewsSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = NewsSettings(registration.settings, language: registration.texts.language)
        if let fault = settings.sections.fault { throw SettingsFault(description: fault) }
        for migration in NewsSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(
            NewsWorkflow.type, gates: NewsWorkflow.gates(settings.sections), records: NewsWorkflow.records)
        registration.revisions(ArticleRevisions.records(settings.sections))
        registerPages(settings, in: &registration)
        registerAdministration(in: &registration)
        registerSubmissions(settings, in: &registration)
        registerPublication(settings, in: &registration)
        registerWork(in: &registration)
        registerTemplates(in: &registration)
        registerRoles(settings, in: &registration)
    }

    /// Why the module cannot be served with these settings.
    struct SettingsFault: Error, CustomStringConvertible {
        let description: String
    }

    private func registerPages(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        registration.route(.get, NewsPath.front, FrontPage.show)
        registration.route(.get, NewsPath.archive, ArchivePage.show)
        registration.route(.get, "/the/:tag", TagPage.show)
        registration.route(.get, "/:section", SectionPage.show)
        registration.route(.get, "/:section/:slug", ArticlePage.show)
        let sections = settings.sections.all.map {
            MenuEntry(title: $0.title, path: NewsPath.section($0.slug), order: 0)
        }
        let form = MenuEntry(title: registration.texts("submission.form"), path: SubmissionPath.form, order: 0)
        registration.menu(
            MenuEntry(
                title: settings.title, order: 20, children: sections + (settings.takesSubmissions ? [form] : [])))
        for block in NewsBlocks.all { registration.block(block) }
    }

    private func registerAdministration(in registration: inout ModuleRegistration) {
        let write = NewsPermission.write
        let all = NewsPermission.all
        registration.adminMenu(AdminMenuEntry(title: "admin.list", anyOf: all, order: 10))
        registration.adminMenu(
            AdminMenuEntry(title: "admin.new", path: NewsScreen.new, permission: write, order: 20))
        registration.adminMenu(
            AdminMenuEntry(title: "import", path: NewsScreen.importing, permission: write, order: 25))
        registration.adminScreen(.get, NewsScreen.list, anyOf: all, ArticleListScreen.show)
        registration.adminScreen(.get, NewsScreen.new, permission: write, ArticleEditScreen.new)
        registration.adminScreen(
            .post, NewsScreen.new, permission: write, limits: ArticleForm.limits, ArticleEditScreen.create)
        registration.documentImport(ArticleImport.importer)
        registration.adminScreen(.get, "/:id", anyOf: all, ArticleEditScreen.edit)
        registration.adminScreen(.post, "/:id", anyOf: all, limits: ArticleForm.limits, ArticleEditScreen.save)
        registration.adminScreen(.get, "/:id/xem", anyOf: all, ArticlePreview.show)
        registration.adminScreen(.get, "/:id/tep-goc", anyOf: all, ArticleEditScreen.source)
        registration.adminScreen(.get, "/:id/phien-ban/:number", anyOf: all, ArticleRevisions.show)
        registration.dashboard(NewsDashboard.contribution)
    }

    private func registerPublication(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        registration.feed(NewsFeed.all(settings))
        for section in settings.sections.all { registration.feed(NewsFeed.section(section)) }
        registration.sitemap(NewsSitemap.source(settings.sections))
        registration.searchable(NewsSearch.source)
        registration.api("/articles", ArticlesAPI.listOperation, ArticlesAPI.list)
        registration.api("/articles/:id", ArticlesAPI.articleOperation, ArticlesAPI.article)
        for section in NewsReports.all { registration.reportSection(section) }
    }

    private func registerWork(in registration: inout ModuleRegistration) {
        registration.content("news", NewsLoader.load)
        registration.job(NewsJobs.release)
        registration.job(NewsJobs.expire)
        registration.job(NewsJobs.staleness)
        for mail in NewsJobs.mails { registration.mailTemplate(mail) }
        registration.onEvent(NewsNames.publishedEvent, id: "tell-writer", NewsJobs.tellWriter)
    }

    private func registerTemplates(in registration: inout ModuleRegistration) {
        registration.template("list", FrontModel.self)
        registration.template("section", SectionModel.self)
        registration.template("article", ArticleModel.self)
        registration.template("archive", ArchiveModel.self)
        registration.template("tag", TagModel.self)
        registration.template("blocks/latest", LatestBlockModel.self)
        registration.template("blocks/featured", FeaturedBlockModel.self)
        registration.template("blocks/sections", SectionsBlockModel.self)
        registration.template("blocks/announcements", AnnouncementsBlockModel.self)
        registration.template("admin/edit", ArticleEditModel.self)
    }
}
