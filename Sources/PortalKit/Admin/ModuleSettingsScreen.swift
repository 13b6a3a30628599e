/// A module's settings as a form made from its manifest.
enum ModuleSettingsScreen {
    static func show(_ request: Request) async throws -> Response {
        let record = try record(request)
        return try page(settingsForm(record, request).form, record, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let record = try record(request)
        let settings = settingsForm(record, request)
        var form = settings.form
        form.accept(request)
        let changes = settings.changes(in: &form)
        guard form.isValid else { return try page(form, record, request) }
        do {
            try await request.site.changeSettings(of: record.id, to: changes, by: request.actor)
        } catch ModuleChangeError.refusedSetting(let key, let reason) {
            form.fail("setting-\(key)", request.texts(reason))
            return try page(form, record, request)
        } catch let error as ModuleChangeError {
            guard let first = record.settings.definitions.first else { throw error }
            form.fail(SettingsForm.name(first), error.text(for: request))
            return try page(form, record, request)
        }
        let done = changes.isEmpty ? "settings.unchanged" : "settings.saved"
        return .redirect(
            to: "\(AdminPath.modules)#\(record.id)",
            message: FlashMessage(.success, request.texts(done, ["name": request.moduleName(record.id)])))
    }

    /// The module, if it has settings that can be changed.
    private static func record(_ request: Request) throws -> ModuleRecord {
        let record = try ModulesScreen.record(request)
        guard record.library != nil, record.state != .removed, !record.settings.definitions.isEmpty else {
            throw PortalError.notFound
        }
        return record
    }

    private static func settingsForm(_ record: ModuleRecord, _ request: Request) -> SettingsForm {
        SettingsForm(settings: record.settings, texts: request.texts(of: record), core: request.texts)
    }

    private static func page(_ form: Form, _ record: ModuleRecord, _ request: Request) throws -> Response {
        let texts = request.texts
        let info = PageInfo(
            title: texts("settings.title", ["name": request.moduleName(record.id)]),
            breadcrumbs: [.init(texts("admin.modules"), url: AdminPath.modules)])
        return try request.adminForm(
            form, info, submit: texts("settings.save"), cancelURL: AdminPath.modules,
            intro: "\(texts("version")) \(record.version)", template: "admin/module-settings")
    }
}
