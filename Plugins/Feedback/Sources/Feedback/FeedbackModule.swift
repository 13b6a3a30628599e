import PortalKit

/// Reports, petitions and questions from the public: taken in, worked on, answered, and published where allowed (the
/// regulation's Art. 8.3, 11.1).
struct FeedbackModule: StartingModule {
    static let manifest = ModuleManifest(
        id: FeedbackNames.module, version: "1.0.0", mountPath: "/phan-anh",
        permissions: FeedbackPermission.all.map { PermissionDefinition(id: $0) },
        settings: FeedbackSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = FeedbackSettings(registration.settings, language: registration.texts.language)
        if let fault = settings.fault { throw SettingsFault(description: fault) }
        for migration in FeedbackSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(
            AnswerWorkflow.type, gates: AnswerWorkflow.gates, records: AnswerWorkflow.records)
        registration.files(of: FeedbackNames.caseType) { actor, id, database in
            try CaseRows.fetch(id, in: database).map { CaseAccess(actor: actor).maySee($0) } ?? false
        }
        registerPages(settings, in: &registration)
        registerScreens(in: &registration)
        registerPublication(settings, in: &registration)
        registerWork(in: &registration)
        registerTemplates(in: &registration)
        registerRoles(in: &registration)
    }

    /// The map picture is for everybody while the settings name it.
    func start(in context: ModuleContext) async throws {
        let map = FeedbackSettings(context.settings).map
        try await context.storage.write(as: .system("feedback")) { try map.use(in: $0) }
    }

    /// Why the module cannot be served with these settings.
    struct SettingsFault: Error, CustomStringConvertible {
        let description: String
    }

    private func registerPages(_ settings: FeedbackSettings, in registration: inout ModuleRegistration) {
        registration.route(.get, FeedbackPath.front, ListPage.show)
        registration.route(.get, "/:slug", CasePage.show)
        if settings.isOpen {
            registration.route(.get, FeedbackPath.form, FormPage.show)
            registration.upload(FeedbackPath.form, limits: FeedbackLimit.form, FormPage.send)
        }
        registration.route(.get, FeedbackPath.tracking, TrackingPage.show)
        registration.route(.post, FeedbackPath.tracking, TrackingPage.find)
        registration.route(.get, FeedbackPath.caseFile, CaseFilePage.show)
        registration.upload(FeedbackPath.caseFile, limits: FeedbackLimit.form, CaseFilePage.act)
        registration.route(.get, FeedbackPath.photo, CaseFilePage.photo)
        registration.route(.get, FeedbackPath.figures, FiguresPage.show)
        registration.route(.get, FeedbackPath.opinion, OpinionPage.show)
        registration.upload(FeedbackPath.opinion, limits: FeedbackLimit.form, OpinionPage.send)
        registration.route(.get, FeedbackPath.opinionFile, OpinionPage.file)
        let texts = registration.texts
        let form = MenuEntry(title: texts("form.heading"), path: FeedbackPath.form, order: 0)
        registration.menu(
            MenuEntry(
                title: settings.title, order: 50,
                children: (settings.isOpen ? [form] : []) + [
                    MenuEntry(title: texts("tracking.title"), path: FeedbackPath.tracking, order: 0),
                    MenuEntry(title: texts("list.menu"), path: FeedbackPath.front, order: 0),
                    MenuEntry(title: texts("figures.title"), path: FeedbackPath.figures, order: 0),
                ]))
        registration.block(FeedbackBlocks.latest)
    }

    private func registerScreens(in registration: inout ModuleRegistration) {
        let (all, receive) = (FeedbackPermission.all, FeedbackPermission.receive)
        typealias Screen = FeedbackScreen
        registration.adminMenu(AdminMenuEntry(title: "admin.list", anyOf: all, order: 10))
        registration.adminMenu(
            AdminMenuEntry(title: "admin.register", path: Screen.register, permission: receive, order: 20))
        registration.adminMenu(
            AdminMenuEntry(title: "template.list", path: Screen.templates, permission: receive, order: 30))
        registration.adminMenu(
            AdminMenuEntry(title: "admin.statistics", path: Screen.statistics, anyOf: all, order: 40))
        registration.adminScreen(.get, Screen.list, anyOf: all, CaseListScreen.show)
        registration.adminScreen(.get, Screen.csv, anyOf: all, CaseListScreen.download)
        registration.adminScreen(.get, Screen.register, permission: receive, RegisterScreen.show)
        registration.adminScreen(
            .post, Screen.register, permission: receive, limits: FeedbackLimit.form, RegisterScreen.register)
        registration.adminScreen(.get, Screen.statistics, anyOf: all, CaseStatistics.show)
        registration.adminScreen(.get, Screen.statisticsCSV, anyOf: all, CaseStatistics.download)
        registration.adminScreen(.get, Screen.templates, permission: receive, TemplateScreens.list)
        registration.adminScreen(.get, Screen.newTemplate, permission: receive, TemplateScreens.new)
        registration.adminScreen(.post, Screen.newTemplate, permission: receive, TemplateScreens.create)
        registration.adminScreen(.get, "\(Screen.templates)/:id", permission: receive, TemplateScreens.edit)
        registration.adminScreen(.post, "\(Screen.templates)/:id", permission: receive, TemplateScreens.update)
        registration.adminScreen(.post, "\(Screen.templates)/:id/xoa", permission: receive, TemplateScreens.delete)
        registration.adminScreen(.get, "/:id", anyOf: all, CaseScreen.show)
        registration.adminScreen(.post, "/:id/xu-ly/:action", anyOf: all, CaseScreen.act)
        registration.adminScreen(.post, "/:id/hoi-co-quan/:opinion/rut-lai", anyOf: all, CaseScreen.recall)
        registration.adminScreen(.get, "/:id/tep/:position", anyOf: all, CaseScreen.file)
        registration.adminScreen(.get, "/:id/phieu", anyOf: all, SlipScreen.show)
        registration.adminScreen(.get, "/:id/tra-loi", anyOf: all, AnswerScreen.show)
        registration.adminScreen(
            .post, "/:id/tra-loi", anyOf: all, limits: FeedbackLimit.form, AnswerScreen.save)
        registration.dashboard(CaseDashboard.contribution)
    }

    private func registerPublication(_ settings: FeedbackSettings, in registration: inout ModuleRegistration) {
        registration.feed(CaseFeed.contribution(settings))
        registration.sitemap(CaseSitemap.source)
        registration.searchable(CaseSearch.source)
        registration.api("/cases", CasesAPI.listOperation, CasesAPI.list)
        registration.api("/cases/:id", CasesAPI.caseOperation, CasesAPI.item)
        registration.api("/figures", CasesAPI.figuresOperation, CasesAPI.figures)
        registration.reportSection(CaseStatistics.section)
        registration.personalData(CasePersonalData.source)
        registration.personalData(OpinionPersonalData.source)
    }

    private func registerWork(in registration: inout ModuleRegistration) {
        registration.content("feedback", FeedbackLoader.load)
        registration.job(FeedbackJobs.reminder)
        registration.job(FeedbackJobs.escalation)
        registration.job(FeedbackJobs.retention)
        for mail in FeedbackJobs.mails { registration.mailTemplate(mail) }
    }

    private func registerTemplates(in registration: inout ModuleRegistration) {
        registration.template("list", CaseListModel.self)
        registration.template("case", CaseModel.self)
        registration.template("letter", LetterModel.self)
        registration.template("absent", AbsentCaseModel.self)
        registration.template("form", CaseFormModel.self)
        registration.template("case-file", CaseFileModel.self)
        registration.template("opinion", OpinionModel.self)
        registration.template("figures", FiguresModel.self)
        registration.template("blocks/latest", LatestCasesModel.self)
        registration.template("admin/case", CaseScreenModel.self)
        registration.template("admin/register", RegisterModel.self)
        registration.template("admin/answer", AnswerScreenModel.self)
        registration.template("admin/slip", SlipModel.self)
    }

    private func registerRoles(in registration: inout ModuleRegistration) {
        registration.starterRole(StarterRole("feedback-desk", permissions: [FeedbackPermission.receive]))
        registration.starterRole(StarterRole("feedback-officer", permissions: [FeedbackPermission.handle]))
        registration.starterRole(StarterRole("feedback-head", permissions: [FeedbackPermission.approve]))
        registration.permissionScopes(
            .bodies(permissions: [FeedbackPermission.handle, FeedbackPermission.approve]))
    }
}
