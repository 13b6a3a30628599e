import PortalKit

/// Legal documents and directives with their structure (regulation Art. 4.2, 8.2, 8.4).
struct LegalDocumentsModule: PortalModule {
    static let manifest = ModuleManifest(
        id: LegalNames.module, version: "1.0.0", mountPath: "/van-ban", tablePrefix: "legal_",
        permissions: LegalPermission.all.map { PermissionDefinition(id: $0, usesLibrary: true) },
        settings: LegalSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = LegalSettings(registration.settings, language: registration.texts.language)
        if let fault = settings.fault { throw SettingsFault(description: fault) }
        for migration in LegalSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(LegalWorkflow.type, gates: LegalWorkflow.gates, records: LegalWorkflow.records)
        registerPages(settings, in: &registration)
        registerAdministration(in: &registration)
        registration.revisions(LegalRevisions.records(settings))
        registration.revisions(VersionRevisions.records)
        registerPublication(settings, in: &registration)
        registerRoles(settings, in: &registration)
        registration.content("legal-documents", LegalLoader.load)
    }

    /// Why the module cannot be served with these settings.
    struct SettingsFault: Error, CustomStringConvertible {
        let description: String
    }

    private func registerPages(_ settings: LegalSettings, in registration: inout ModuleRegistration) {
        registration.route(.get, LegalPath.front, ListPage.show)
        registration.route(.get, "/:slug", DocumentPage.show)
        registration.route(.get, "/:slug/so-sanh", ComparePage.show)
        registration.route(.get, "/:slug/akn.xml", Downloads.akomaNtoso)
        registration.route(.get, "/:slug/toan-van.txt", Downloads.plainText)
        registration.menu(MenuEntry(title: settings.title, order: 30))
        registration.template("list", LegalListModel.self)
        registration.template("document", LegalDocumentModel.self)
        registration.template("compare", CompareModel.self)
    }

    private func registerAdministration(in registration: inout ModuleRegistration) {
        let write = LegalPermission.write
        let all = LegalPermission.all
        registration.adminMenu(AdminMenuEntry(title: "admin.list", anyOf: all, order: 10))
        registration.adminMenu(
            AdminMenuEntry(title: "admin.new", path: LegalScreen.new, permission: write, order: 20))
        registration.adminMenu(
            AdminMenuEntry(title: "admin.import", path: LegalScreen.importing, permission: write, order: 30))
        registration.adminMenu(
            AdminMenuEntry(title: "bulk.title", path: LegalScreen.bulk, permission: write, order: 40))
        registration.adminScreen(.get, LegalScreen.list, anyOf: all, LegalListScreen.show)
        registration.adminScreen(.get, LegalScreen.new, permission: write, LegalEditScreen.new)
        registration.adminScreen(
            .post, LegalScreen.new, permission: write, limits: LegalForm.limits, LegalEditScreen.create)
        registration.documentImport(LegalImport.importer)
        registration.adminScreen(.get, LegalScreen.bulk, permission: write, BulkScreen.answer)
        registration.adminScreen(
            .post, LegalScreen.bulk, permission: write, limits: BulkScreen.limits, BulkScreen.answer)
        registration.adminScreen(.get, LegalScreen.bulkSample, permission: write, BulkScreen.sample)
        registration.adminScreen(.get, "/:id", anyOf: all, LegalEditScreen.edit)
        registration.adminScreen(.post, "/:id", anyOf: all, limits: LegalForm.limits, LegalEditScreen.save)
        registration.adminScreen(.post, "/:id/xoa", permission: write, LegalEditScreen.delete)
        registration.adminScreen(.get, "/:id/cau-truc", anyOf: all, StructureScreen.show)
        registration.adminScreen(.post, "/:id/cau-truc", anyOf: all, StructureScreen.save)
        registration.adminScreen(.get, "/:id/quan-he", anyOf: all, RelationsScreen.show)
        registration.adminScreen(.post, "/:id/quan-he", anyOf: all, RelationsScreen.save)
        registration.adminScreen(.get, "/:id/hop-nhat", anyOf: all, VersionsScreen.show)
        registration.adminScreen(
            .post, "/:id/hop-nhat", anyOf: all, limits: LegalForm.limits, VersionsScreen.save)
        registration.adminScreen(.get, "/:id/hop-nhat/:version", anyOf: all, VersionEditScreen.show)
        registration.adminScreen(
            .post, "/:id/hop-nhat/:version", anyOf: all, limits: LegalForm.limits, VersionEditScreen.save)
        registration.adminScreen(.get, "/:id/hop-nhat/:version/cau-truc", anyOf: all, StructureScreen.show)
        registration.adminScreen(.post, "/:id/hop-nhat/:version/cau-truc", anyOf: all, StructureScreen.save)
        registration.adminScreen(.post, "/:id/hop-nhat/:version/xoa", anyOf: all, VersionsScreen.remove)
        registration.adminScreen(.get, "/:id/xem", anyOf: all, DocumentPreview.show)
        registration.adminScreen(.get, "/:id/phien-ban/:number", anyOf: all, DocumentRevision.show)
        registration.dashboard(LegalDashboard.contribution)
        registration.template("admin/edit", LegalEditModel.self)
        registration.template("admin/relations", RelationsModel.self)
        registration.template("admin/consolidation", ConsolidationModel.self)
        registration.template("admin/bulk", BulkModel.self)
    }

    private func registerPublication(_ settings: LegalSettings, in registration: inout ModuleRegistration) {
        registration.feed(LegalFeed.contribution(settings))
        registration.sitemap(LegalSitemap.source)
        registration.searchable(LegalSearch.source)
        registration.block(LatestBlock.block)
        registration.template("blocks/latest", LatestBlockModel.self)
        for section in LegalReports.all { registration.reportSection(section) }
        registration.api("/documents", DocumentsAPI.listOperation, DocumentsAPI.list)
        registration.api("/documents/:id", DocumentsAPI.documentOperation, DocumentsAPI.document)
        registration.provide((any MentionSource).self) { LegalMentionSource(context: $0) }
    }
}
