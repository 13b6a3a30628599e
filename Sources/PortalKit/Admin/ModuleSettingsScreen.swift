/// A module's settings as a form made from its manifest.
enum ModuleSettingsScreen {
    /// The name of the buttons that rearrange rows.
    static let command = "rows"

    static func show(_ request: Request) async throws -> Response {
        let record = try record(request)
        return try page(settingsForm(record, request), record, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let record = try record(request)
        var form = settingsForm(record, request)
        form.accept(request.form)
        if let command = request.form[command].flatMap(SettingRows.Command.init) {
            form.rearrange(command)
            return try page(form, record, request)
        }
        let changes = form.changes()
        guard form.isValid else { return try page(form, record, request) }
        do {
            try await request.site.changeSettings(of: record.id, to: changes, by: request.actor)
        } catch ModuleChangeError.refusedSetting(let key, let reason) {
            form.fail(key, request.texts(reason))
            return try page(form, record, request)
        } catch let error as ModuleChangeError {
            guard let key = changes.keys.sorted().first else { throw error }
            form.fail(key, error.text(for: request))
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

    private static func page(_ form: SettingsForm, _ record: ModuleRecord, _ request: Request) throws -> Response {
        let texts = request.texts
        let info = PageInfo(
            title: texts("settings.title", ["name": request.moduleName(record.id)]),
            breadcrumbs: [.init(texts("admin.modules"), url: AdminPath.modules)])
        let model = ModuleSettingsModel(
            form, words: SettingWords(texts: request.texts(of: record), core: texts), title: info.title,
            intro: "\(texts("version")) \(record.version)", action: request.path, csrf: request.formToken())
        var response = try request.adminCorePage("admin/module-settings", model, info)
        if !form.isValid { response.status = 422 }
        return response
    }
}
