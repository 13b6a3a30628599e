import PortalKit

/// Businesses introduce themselves and advertise, with the competent authority's confirmation, for a fee (regulation
/// Art. 13).
struct BusinessAdsModule: PortalModule {
    static let manifest = ModuleManifest(
        id: AdsNames.module, version: "1.0.0", mountPath: "/doanh-nghiep", tablePrefix: "ads_",
        permissions: AdsPermission.all.map { permission in
            PermissionDefinition(
                id: permission,
                usesLibrary: [AdsPermission.write, AdsPermission.moderate, AdsPermission.publish].contains(permission))
        },
        settings: AdsSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = AdsSettings(registration.settings, language: registration.texts.language)
        if let fault = settings.fault { throw SettingsFault(description: fault) }
        for migration in AdsSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(
            BusinessWorkflow.type, gates: BusinessWorkflow.gates, records: BusinessWorkflow.records)
        registration.revisions(BusinessRevisions.records)
        for type in [AdsNames.businessType, AdsNames.confirmationType] {
            registration.files(of: type) { actor, _, _ in AdsAccess.maySee(actor) }
        }
        registerPages(settings, in: &registration)
        registerBusinessScreens(in: &registration)
        registerOrderScreens(in: &registration)
        registerPublication(in: &registration)
        registerWork(in: &registration)
        registerRoles(in: &registration)
    }

    /// Why the module cannot be served with these settings.
    struct SettingsFault: Error, CustomStringConvertible {
        let description: String
    }

    private func registerPages(_ settings: AdsSettings, in registration: inout ModuleRegistration) {
        registration.route(.get, AdsPath.front, DirectoryPage.show)
        registration.route(.get, AdsPath.prices, PricePage.show)
        if settings.takesApplications {
            registration.route(.get, AdsPath.application, ApplicationPage.show)
            registration.upload(AdsPath.application, limits: BusinessForm.limits, ApplicationPage.send)
        }
        // Codes that were given go on working when the form is closed.
        registration.route(.get, AdsPath.receipt(":code"), ApplicationPage.receipt)
        registration.route(.get, "/mo/:id", AdClick.open)
        registration.route(.get, "/:slug", BusinessPage.show)
        registration.route(.get, AdsPath.complaint(":slug"), ComplaintPage.show)
        registration.route(.post, AdsPath.complaint(":slug"), ComplaintPage.send)
        let texts = registration.texts
        let application = MenuEntry(title: texts("application"), path: AdsPath.application, order: 1)
        registration.menu(
            MenuEntry(
                title: texts("menu"), order: 60,
                children: [MenuEntry(title: texts("directory"), path: AdsPath.front, order: 0)]
                    + (settings.takesApplications ? [application] : [])
                    + [MenuEntry(title: texts("prices"), path: AdsPath.prices, order: 2)]))
        registration.block(AdPlaces.block)
        registration.block(AdPlaces.newest)
        registration.frame(AdPlaces.below)
        registration.template("directory", DirectoryModel.self)
        registration.template("business", BusinessModel.self)
        registration.template("prices", PricesModel.self)
        registration.template("application", ApplicationModel.self)
        registration.template("receipt", ApplicationReceiptModel.self)
        registration.template("blocks/ads", AdsModel.self)
        registration.template("blocks/newest", NewestModel.self)
        registration.template("below", AdsModel.self)
    }

    private func registerBusinessScreens(in registration: inout ModuleRegistration) {
        let (write, moderate, all) = (AdsPermission.write, AdsPermission.moderate, AdsPermission.dossiers)
        registration.adminMenu(AdminMenuEntry(title: "admin.businesses", anyOf: all, order: 10))
        registration.adminScreen(.get, AdsScreen.list, anyOf: all, BusinessListScreen.show)
        registration.adminScreen(.get, AdsScreen.new, permission: write, BusinessEditScreen.new)
        registration.adminScreen(
            .post, AdsScreen.new, permission: write, limits: BusinessForm.limits, BusinessEditScreen.create)
        registration.adminScreen(.get, "/:id", anyOf: all, BusinessScreen.show)
        registration.adminScreen(.get, "/:id/sua", anyOf: all, BusinessEditScreen.edit)
        registration.adminScreen(.post, "/:id/sua", anyOf: all, limits: BusinessForm.limits, BusinessEditScreen.save)
        registration.adminScreen(.get, "/:id/xac-nhan", permission: moderate, ConfirmationScreen.show)
        registration.adminScreen(
            .post, "/:id/xac-nhan", permission: moderate, limits: ConfirmationScreen.limits, ConfirmationScreen.save)
        registration.adminScreen(.get, "/:id/xac-nhan/tep", anyOf: all, BusinessScreen.scan)
        registration.adminScreen(.get, "/:id/xem", anyOf: all, BusinessPreview.show)
        registration.adminScreen(.post, "/:id/viec/:action", anyOf: all, BusinessScreen.act)
        registration.adminMenu(
            AdminMenuEntry(title: "complaints", path: AdsScreen.complaints, permission: moderate, order: 30))
        registration.adminScreen(.get, AdsScreen.complaints, permission: moderate, ComplaintListScreen.show)
        registration.adminScreen(.get, "/khieu-nai/:id", permission: moderate, ComplaintScreen.show)
        registration.adminScreen(.post, "/khieu-nai/:id/viec/:action", permission: moderate, ComplaintScreen.act)
        registration.dashboard(AdsDashboard.contribution)
    }

    private func registerOrderScreens(in registration: inout ModuleRegistration) {
        let (orders, prices) = (AdsPermission.orders, AdsPermission.prices)
        registration.adminMenu(AdminMenuEntry(title: "orders", path: AdsScreen.orders, permission: orders, order: 20))
        registration.adminScreen(.get, AdsScreen.orders, permission: orders, OrderListScreen.show)
        registration.adminScreen(.get, "/:id/don/moi", permission: orders, OrderEditScreen.new)
        registration.adminScreen(.post, "/:id/don/moi", permission: orders, OrderEditScreen.create)
        registration.adminScreen(.get, "/don/:id", permission: orders, OrderScreen.show)
        registration.adminScreen(.get, "/don/:id/sua", permission: orders, OrderEditScreen.edit)
        registration.adminScreen(.post, "/don/:id/sua", permission: orders, OrderEditScreen.save)
        registration.adminScreen(.post, "/don/:id/viec/:action", permission: orders, OrderScreen.act)
        registration.adminMenu(AdminMenuEntry(title: "income", path: AdsScreen.income, permission: orders, order: 40))
        registration.adminScreen(.get, AdsScreen.income, permission: orders, IncomeScreen.show)
        registration.adminScreen(.get, AdsScreen.incomeFile, permission: orders, IncomeScreen.download)
        registration.adminMenu(
            AdminMenuEntry(title: "prices.lists", path: AdsScreen.prices, permission: prices, order: 50))
        registration.adminScreen(.get, AdsScreen.prices, permission: prices, PriceScreen.list)
        registration.adminScreen(.get, AdsScreen.newPrices, permission: prices, PriceScreen.new)
        registration.adminScreen(.post, AdsScreen.newPrices, permission: prices, PriceScreen.create)
        registration.adminScreen(.get, "/bang-gia/:id", permission: prices, PriceScreen.show)
        registration.adminScreen(.post, "/bang-gia/:id", permission: prices, PriceScreen.save)
        registration.adminScreen(.post, "/bang-gia/:id/xoa", permission: prices, PriceScreen.delete)
    }

    private func registerPublication(in registration: inout ModuleRegistration) {
        registration.feed(AdsFeed.contribution(title: registration.texts("feed_title")))
        registration.sitemap(AdsSitemap.source)
        registration.searchable(AdsSearch.source)
        registration.api("/businesses", BusinessesAPI.listOperation, BusinessesAPI.list)
        registration.api("/businesses/:id", BusinessesAPI.businessOperation, BusinessesAPI.show)
        registration.reportSection(AdsReports.section)
    }

    private func registerWork(in registration: inout ModuleRegistration) {
        registration.content("business-ads", AdsLoader.load)
        registration.job(AdsJobs.turn)
        registration.job(AdsJobs.notices)
        registration.job(AdsJobs.reminder)
        registration.job(AdsJobs.retention)
        for mail in AdsMails.templates { registration.mailTemplate(mail) }
    }

    private func registerRoles(in registration: inout ModuleRegistration) {
        typealias Permission = AdsPermission
        registration.starterRole(
            StarterRole("ads-office", permissions: [Permission.write, Permission.moderate, Permission.orders]))
        registration.starterRole(StarterRole("ads-approver", permissions: [Permission.moderate, Permission.publish]))
        registration.starterRole(StarterRole("ads-accountant", permissions: [Permission.orders, Permission.prices]))
    }
}
