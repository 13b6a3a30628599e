import PortalKit

/// The introduction of the commune's authority: functions, duties, powers, structure, people in charge and contacts
/// (the regulation's Art. 8.1).
struct OrganizationModule: PortalModule {
    static let manifest = ModuleManifest(
        id: OrganizationNames.module, version: "1.0.0", mountPath: "/gioi-thieu",
        permissions: [PermissionDefinition(id: OrganizationNames.permission, usesLibrary: true)])

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        for migration in OrganizationSchema.all { registration.migration(migration.id, migration.apply) }
        registerPages(in: &registration)
        registerPublication(in: &registration)
        registerBodyScreens(in: &registration)
        registerPageScreens(in: &registration)
        for records in OrganizationRevisions.all { registration.revisions(records) }
        registration.permissionScopes(.bodies(permissions: [OrganizationNames.permission]))
        registration.starterRole(StarterRole("manager", permissions: [OrganizationNames.permission]))
        registration.content("organization", OrganizationLoader.load)
        registration.provide((any BodyDirectory).self) { OrganizationBodies(context: $0) }
    }

    private func registerPages(in registration: inout ModuleRegistration) {
        registration.route(.get, OrganizationPath.front, IntroductionScreen.front)
        registration.route(.get, OrganizationPath.structure, StructureScreen.show)
        registration.route(.get, OrganizationPath.chart, StructureScreen.chart)
        registration.route(.get, OrganizationPath.body(":slug"), BodyScreen.show)
        registration.route(.get, OrganizationPath.directory, DirectoryScreen.show)
        registration.route(.get, OrganizationPath.page(":slug"), IntroductionScreen.page)
        registration.block(ContactBlock.block)
        let texts = registration.texts
        registration.menu(
            MenuEntry(
                title: texts("menu"), order: 10,
                children: [
                    MenuEntry(title: texts("menu_introduction"), path: OrganizationPath.front, order: 0),
                    MenuEntry(title: texts("structure"), path: OrganizationPath.structure, order: 1),
                    MenuEntry(title: texts("directory"), path: OrganizationPath.directory, order: 2),
                ]))
        registration.template("introduction", IntroductionModel.self)
        registration.template("admin/page-preview", PagePreviewModel.self)
        registration.template("structure", StructureModel.self)
        registration.template("body", BodyModel.self)
        registration.template("directory", DirectoryModel.self)
        registration.template("blocks/contact", ContactBlockModel.self)
    }

    private func registerPublication(in registration: inout ModuleRegistration) {
        registration.searchable(OrganizationSearch.bodies)
        registration.searchable(OrganizationSearch.pages)
        registration.sitemap(OrganizationSitemap.source)
        registration.api("/bodies", OrganizationAPI.bodiesOperation, OrganizationAPI.bodies)
        registration.api("/people", OrganizationAPI.peopleOperation, OrganizationAPI.people)
        registration.reportSection(OrganizationReport.section)
    }

    private func registerBodyScreens(in registration: inout ModuleRegistration) {
        let manage = OrganizationNames.permission
        registration.adminMenu(AdminMenuEntry(title: "admin.bodies", permission: manage, order: 10))
        registration.adminScreen(.get, OrganizationScreen.bodies, permission: manage, BodyListScreen.show)
        registration.adminScreen(.get, OrganizationScreen.newBody, permission: manage, BodyEditScreen.new)
        registration.adminScreen(.post, OrganizationScreen.newBody, permission: manage, BodyEditScreen.create)
        registration.adminScreen(.get, "/:id", permission: manage, BodyEditScreen.edit)
        registration.adminScreen(.post, "/:id", permission: manage, BodyEditScreen.save)
        registration.adminScreen(.post, "/:id/xoa", permission: manage, BodyListScreen.delete)
        registration.adminScreen(.post, "/:id/chuyen/:direction", permission: manage, BodyListScreen.move)
        registration.adminScreen(.get, "/:id/can-bo", permission: manage, PersonListScreen.show)
        registration.adminScreen(.get, "/:id/can-bo/moi", permission: manage, PersonEditScreen.new)
        registration.adminScreen(.post, "/:id/can-bo/moi", permission: manage, PersonEditScreen.create)
        registration.adminScreen(.get, "/:id/can-bo/:person", permission: manage, PersonEditScreen.edit)
        registration.adminScreen(.post, "/:id/can-bo/:person", permission: manage, PersonEditScreen.save)
        registration.adminScreen(.post, "/:id/can-bo/:person/xoa", permission: manage, PersonListScreen.delete)
        registration.adminScreen(
            .post, "/:id/can-bo/:person/chuyen/:direction", permission: manage, PersonListScreen.move)
    }

    private func registerPageScreens(in registration: inout ModuleRegistration) {
        let manage = OrganizationNames.permission
        registration.adminMenu(
            AdminMenuEntry(
                title: "admin.pages", path: OrganizationScreen.pages, permission: manage, needsWhole: true, order: 20))
        registration.adminScreen(.get, OrganizationScreen.pages, permission: manage, PageListScreen.show)
        registration.adminScreen(.get, OrganizationScreen.newPage, permission: manage, PageEditScreen.new)
        registration.adminScreen(.post, OrganizationScreen.newPage, permission: manage, PageEditScreen.create)
        registration.adminScreen(.get, "/trang/:id", permission: manage, PageEditScreen.edit)
        registration.adminScreen(.post, "/trang/:id", permission: manage, PageEditScreen.save)
        registration.adminScreen(.post, "/trang/:id/xoa", permission: manage, PageListScreen.delete)
        registration.adminScreen(.post, "/trang/:id/chuyen/:direction", permission: manage, PageListScreen.move)
    }
}
