import Logging

/// The site's modules: what they are, whether they are served, and the buttons that change it.
enum ModulesScreen {
    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let model = ModulesModel(
            title: texts("admin.modules"), intro: texts("modules.intro"), hasActions: false, actions: [],
            modules: request.site.modules.map { entry($0, request) })
        return try request.adminCorePage("admin/modules", model, PageInfo(title: model.title))
    }

    static func enable(_ request: Request) async throws -> Response {
        try await change(request, done: "modules.enabled") { try await request.site.enable($0, by: request.actor) }
    }

    static func disable(_ request: Request) async throws -> Response {
        try await change(request, done: "modules.disabled") { try await request.site.disable($0, by: request.actor) }
    }

    static func restore(_ request: Request) async throws -> Response {
        try await change(request, done: "modules.restored") { try await request.site.restore($0, by: request.actor) }
    }

    /// The path of one of a module's screens: `/quan-tri/phan-he/news/cai-dat`.
    static func path(_ module: String, _ screen: String) -> String { "\(AdminPath.modules)/\(module)/\(screen)" }

    /// The module that the address names.
    ///
    /// - Throws: ``PortalError/notFound``.
    static func record(_ request: Request) throws -> ModuleRecord {
        guard let id = request.parameters["id"], let record = request.site.module(id) else {
            throw PortalError.notFound
        }
        return record
    }

    // MARK: - Parts

    private static func change(
        _ request: Request, done: String, _ change: (String) async throws -> Void
    ) async throws -> Response {
        let record = try record(request)
        let name = request.moduleName(record.id)
        do {
            try await change(record.id)
            return back(to: record, FlashMessage(.success, request.texts(done, ["name": name])))
        } catch let error as ModuleChangeError {
            return back(to: record, FlashMessage(.error, error.text(for: request)))
        } catch let error as ModuleArchiveError {
            request.site.logger.error("module '\(record.id)': \(error)")
            return back(to: record, FlashMessage(.error, request.texts("modules.error.archive", ["name": name])))
        }
    }

    private static func back(to record: ModuleRecord, _ message: FlashMessage) -> Response {
        .redirect(to: "\(AdminPath.modules)#\(record.id)", message: message)
    }

    /// Whether there is a page at the mount path: some modules work in the administration alone.
    private static func hasFront(_ record: ModuleRecord, _ request: Request) -> Bool {
        record.state == .enabled
            && request.assembly.endpoints.contains {
                $0.kind == .page && $0.method == .get && $0.path == record.mountPath
            }
    }

    private static func entry(_ record: ModuleRecord, _ request: Request) -> ModulesModel.Module {
        let texts = request.texts(of: record)
        let isKnown = record.library != nil
        let isRemoved = record.state == .removed
        return ModulesModel.Module(
            id: record.id,
            name: texts.optional("module.name") ?? record.id,
            version: record.version.isEmpty ? request.texts("modules.no_version") : record.version,
            description: texts.optional("module.description") ?? request.texts("modules.no_description"),
            mount: hasFront(record, request) ? record.mountPath : nil,
            state: request.texts("modules.state.\(record.stateName)"),
            badge: badge(record.state),
            fault: record.refusal.map { $0.text(request.texts) },
            notice: record.awaitsRestart ? request.texts("modules.awaits_restart") : nil,
            settingsUrl: isKnown && !isRemoved && !record.settings.definitions.isEmpty
                ? path(record.id, "cai-dat") : nil,
            removeUrl: isKnown && !isRemoved ? path(record.id, "go") : nil,
            postActions: posts(record, name: texts.optional("module.name") ?? record.id, request))
    }

    private static func badge(_ state: ModuleRecord.State) -> String {
        switch state {
        case .enabled: "success"
        case .disabled, .removed: "neutral"
        case .refused: "error"
        }
    }

    private static func posts(_ record: ModuleRecord, name: String, _ request: Request) -> [PostAction] {
        let (key, screen, isPrimary): (String, String, Bool) =
            switch record.state {
            case .enabled: ("modules.disable", "tat", false)
            case .disabled: ("modules.enable", "bat", true)
            case .removed: ("modules.restore", "khoi-phuc", true)
            case .refused: ("modules.try_again", "bat", true)
            }
        guard record.library != nil else { return [] }
        let post = AdminPost(
            request.texts(key), url: path(record.id, screen), subject: name, isPrimary: isPrimary,
            confirm: record.state == .enabled
                ? .init(
                    request.texts("modules.disable_ask", ["name": name]),
                    explanation: request.texts("modules.disable_note")) : nil)
        return [PostAction(post, csrf: request.formToken(), back: AdminPath.modules)]
    }
}

/// What the template `admin/modules` shows.
struct ModulesModel: TemplateModel {
    struct Module: Sendable {
        let id: String
        let name: String
        let version: String
        let description: String
        let mount: String?
        let state: String
        let badge: String
        let fault: String?
        let notice: String?
        let settingsUrl: String?
        let removeUrl: String?
        let postActions: [PostAction]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let modules: [Module]

    static var example: ModulesModel {
        ModulesModel(
            title: "Phân hệ", intro: "Bật, tắt có hiệu lực ngay", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")],
            modules: [
                Module(
                    id: "news", name: "Tin tức", version: "1.0.0", description: "Tin, bài theo chuyên mục",
                    mount: "/tin-tuc", state: "Đang bật", badge: "success", fault: "Không nạp được",
                    notice: "Chờ khởi động lại",
                    settingsUrl: "/quan-tri/phan-he/news/cai-dat", removeUrl: "/quan-tri/phan-he/news/go",
                    postActions: [
                        PostAction(
                            AdminPost("Tắt", url: "/", subject: "Tin tức", isPrimary: true, confirm: .example),
                            csrf: "…")
                    ])
            ])
    }
}
