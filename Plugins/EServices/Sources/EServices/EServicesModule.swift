import PortalKit

/// Administrative procedures and dossiers: the office as the single entry, from sending to the result (regulation Art.
/// 8.3, 8.6, 11.2).
struct EServicesModule: PortalModule {
    static let manifest = ModuleManifest(
        id: EServicesNames.module, version: "1.0.0", mountPath: "/dich-vu-cong", tablePrefix: "eservices_",
        permissions: [PermissionDefinition(id: EServicesPermission.procedures, usesLibrary: true)]
            + EServicesPermission.dossiers.map { PermissionDefinition(id: $0) },
        settings: EServicesSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = EServicesSettings(registration.settings, language: registration.texts.language)
        if let fault = settings.fault { throw SettingsFault(description: fault) }
        for migration in EServicesSchema.all { registration.migration(migration.id, migration.apply) }
        registerPages(settings, in: &registration)
        registerDesk(in: &registration)
        registerProcedures(in: &registration)
        registerWork(in: &registration)
        registerRoles(in: &registration)
    }

    /// Why the module cannot be served with these settings.
    struct SettingsFault: Error, CustomStringConvertible {
        let description: String
    }

    private func registerPages(_ settings: EServicesSettings, in registration: inout ModuleRegistration) {
        typealias Path = EServicesPath
        registration.route(.get, Path.front, CataloguePage.show)
        registration.route(.get, Path.track, TrackingPage.show)
        registration.route(.post, Path.track, TrackingPage.find)
        registration.route(.get, Path.dossier, DossierPage.show)
        registration.route(.get, Path.slip, DossierPage.slip)
        registration.route(.get, Path.slipFile, DossierPage.slipFile)
        registration.route(.get, Path.file, DossierPage.file)
        registration.upload(Path.supplement, limits: DossierFile.limits, DossierPage.supply)
        registration.route(.post, Path.withdraw, DossierPage.withdraw)
        registration.route(.get, Path.mine, MyDossiersPage.show)
        registration.citizenPage("mine.title", path: Path.mine)
        registration.route(.get, Path.resume, ResumePage.show)
        registration.route(.post, Path.resume, ResumePage.find)
        registration.route(.get, Path.figures, FigurePage.show)
        registration.route(.get, "/:slug", ProcedurePage.show)
        registration.route(.get, "/:slug/nop", FillingPage.show)
        registration.upload("/:slug/nop", limits: DossierFile.limits, FillingPage.send)
        registration.route(.get, "/:slug/da-luu", FillingPage.saved)
        let texts = registration.texts
        registration.menu(
            MenuEntry(
                title: settings.title, order: 40,
                children: [
                    MenuEntry(title: texts("menu.procedures"), path: Path.front, order: 0),
                    MenuEntry(title: texts("tracking.title"), path: Path.track, order: 1),
                    MenuEntry(title: texts("figures.public_title"), path: Path.figures, order: 2),
                ]))
        registration.template("catalogue", CatalogueModel.self)
        registration.template("procedure", ProcedureModel.self)
        registration.template("filling", FillingModel.self)
        registration.template("filling-saved", SavedModel.self)
        registration.template("my-dossiers", MyDossiersModel.self)
        registration.template("dossier", CitizenDossierModel.self)
        registration.template("slip", SlipModel.self)
        registration.template("figures", FigureModel.self)
    }

    private func registerDesk(in registration: inout ModuleRegistration) {
        typealias Screen = EServicesScreen
        let (desk, both) = (EServicesPermission.desk, EServicesPermission.dossiers)
        registration.adminMenu(AdminMenuEntry(title: "desk.title", anyOf: both, order: 10))
        registration.adminMenu(
            AdminMenuEntry(title: "counter.title", path: Screen.counter, permission: desk, order: 20))
        registration.adminScreen(.get, Screen.dossiers, anyOf: both, DossierListScreen.show)
        registration.adminScreen(.get, Screen.counter, permission: desk, CounterScreen.choose)
        registration.adminScreen(.get, "\(Screen.counter)/:id", permission: desk, CounterScreen.show)
        registration.adminScreen(
            .post, "\(Screen.counter)/:id", permission: desk, limits: DossierFile.limits, CounterScreen.register)
        registration.adminMenu(AdminMenuEntry(title: "handover.list", path: Screen.handovers, anyOf: both, order: 30))
        registration.adminMenu(
            AdminMenuEntry(title: "figures.title", path: Screen.figures, permission: desk, order: 40))
        registration.adminScreen(.get, Screen.register, permission: desk, RegisterScreen.show)
        registration.adminScreen(.get, Screen.registerFile, permission: desk, RegisterScreen.download)
        registration.adminScreen(.get, Screen.figures, permission: desk, FigureScreens.show)
        registration.adminScreen(.get, Screen.figuresCSV, permission: desk, FigureScreens.download)
        registration.adminScreen(.get, Screen.handovers, anyOf: both, HandoverScreens.list)
        registration.adminScreen(.get, "\(Screen.handovers)/:id", anyOf: both, HandoverScreens.slip)
        registration.adminScreen(.get, "/ho-so/:id", anyOf: both, DossierScreen.show)
        registration.adminScreen(.get, "/ho-so/:id/phieu", anyOf: both, DossierScreen.slip)
        registration.adminScreen(.get, "/ho-so/:id/phieu/tai-ve", anyOf: both, DossierScreen.slipFile)
        registration.adminScreen(.get, "/ho-so/:id/tep/:file", anyOf: both, DossierScreen.file)
        registration.adminScreen(
            .post, "/ho-so/:id/:action", anyOf: both, limits: DossierFile.limits, DossierScreen.act)
        registration.template("admin/dossier", DossierModel.self)
        registration.template("admin/counter", CounterModel.self)
        registration.template("admin/register", RegisterModel.self)
        registration.template("admin/handover", HandoverModel.self)
    }

    private func registerProcedures(in registration: inout ModuleRegistration) {
        typealias Screen = EServicesScreen
        let write = EServicesPermission.procedures
        registration.adminMenu(
            AdminMenuEntry(title: "procedures.title", path: Screen.procedures, permission: write, order: 50))
        registration.adminScreen(.get, Screen.procedures, permission: write, ProcedureListScreen.show)
        registration.adminScreen(.get, Screen.newProcedure, permission: write, ProcedureEditScreen.new)
        registration.adminScreen(.post, Screen.newProcedure, permission: write, ProcedureEditScreen.create)
        registration.adminScreen(.get, Screen.exporting, permission: write, ProcedureSheetScreen.export)
        registration.adminScreen(.get, Screen.importing, permission: write, ProcedureSheetScreen.answer)
        registration.adminScreen(
            .post, Screen.importing, permission: write, limits: ProcedureSheetScreen.limits, ProcedureSheetScreen.answer
        )
        registration.adminScreen(.get, "\(Screen.procedures)/:id", permission: write, ProcedureEditScreen.edit)
        registration.adminScreen(.post, "\(Screen.procedures)/:id", permission: write, ProcedureEditScreen.save)
        registration.template("admin/procedure", ProcedureEditModel.self)
        registration.template("admin/sheet", ProcedureSheetModel.self)
        registerBuilder(in: &registration)
    }

    private func registerBuilder(in registration: inout ModuleRegistration) {
        let (write, root) = (EServicesPermission.procedures, "\(EServicesScreen.procedures)/:id/bieu-mau")
        registration.adminScreen(.get, root, permission: write, BuilderScreen.show)
        registration.adminScreen(.post, root, permission: write, BuilderScreen.save)
        registration.adminScreen(.get, "\(root)/xem", permission: write, BuilderEditScreen.preview)
        registration.adminScreen(.post, "\(root)/ban-hanh", permission: write, BuilderScreen.publish)
        registration.adminScreen(
            .post, "\(root)/xep/:page/:field/:way/:revision", permission: write, BuilderScreen.arrange)
        registration.adminScreen(.get, "\(root)/trang/:page", permission: write, BuilderEditScreen.page)
        registration.adminScreen(.post, "\(root)/trang/:page", permission: write, BuilderEditScreen.savePage)
        registration.adminScreen(.get, "\(root)/trang/:page/muc/:field", permission: write, BuilderEditScreen.field)
        registration.adminScreen(
            .post, "\(root)/trang/:page/muc/:field", permission: write, BuilderEditScreen.saveField)
        registration.template("admin/builder", BuilderModel.self)
    }

    private func registerWork(in registration: inout ModuleRegistration) {
        registration.searchable(
            SearchSource(
                kind: EServicesNames.searchKind, type: EServicesNames.procedureType,
                ids: { database, after, limit in
                    try ProcedureRows.shown(after: after, limit: limit, in: database)
                },
                entries: { database, id in
                    try ProcedureRows.fetch(id, in: database).map { [ProcedureDesk.searchEntry($0)] } ?? []
                }))
        registration.sitemap(ProcedureSitemap.source)
        registration.files(of: EServicesNames.dossierType) { _, _, _ in false }
        registration.files(of: EServicesNames.fillingType) { _, _, _ in false }
        registration.content(ServicesLoader.folder, ServicesLoader.load)
        registration.personalData(DossierPersonalData.source)
        registration.job(FileScans.job)
        registration.onEvent(EServicesNames.movedEvent, id: "scan-files", FileScans.onMove)
        registration.job(ProcedureJobs.versions)
        registration.job(DossierJobs.remind)
        registration.job(DossierJobs.fillings)
        registration.job(DossierJobs.retention)
        for mail in DossierMail.templates { registration.mailTemplate(mail) }
        registration.dashboard(DeskDashboard.contribution)
        registration.reportSection(FigureScreens.section)
    }

    private func registerRoles(in registration: inout ModuleRegistration) {
        registration.starterRole(StarterRole("receiver", permissions: [EServicesPermission.desk]))
        registration.starterRole(StarterRole("handler", permissions: [EServicesPermission.process]))
        registration.starterRole(StarterRole("procedure-editor", permissions: [EServicesPermission.procedures]))
        registration.permissionScopes(.bodies(permissions: [EServicesPermission.process]))
    }
}
