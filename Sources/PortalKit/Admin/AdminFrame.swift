/// What the template `admin/layout` shows around a screen.
struct AdminLayoutModel: TemplateModel {
    struct Entry: Sendable {
        let title: String
        let url: String
        let current: Bool
        let badge: String?
    }

    struct Section: Sendable {
        let title: String
        let entries: [Entry]
    }

    let lang: String
    let title: String
    let stylesheets: [String]
    let scripts: [String]
    let adminHome: String
    let hasSections: Bool
    let sections: [Section]
    let user: LayoutModel.User?
    let logoutUrl: String
    let incidentUrl: String
    let csrf: String
    let hasBreadcrumbs: Bool
    let breadcrumbs: [LayoutModel.Breadcrumb]
    let hasFlash: Bool
    let flash: [LayoutModel.Flash]
    let content: SafeHTML

    static var example: AdminLayoutModel {
        AdminLayoutModel(
            lang: "vi", title: "Phân hệ", stylesheets: ["/assets/admin.css"], scripts: ["/assets/portal.js"],
            adminHome: "/quan-tri", hasSections: true,
            sections: [
                Section(
                    title: "Tin tức",
                    entries: [Entry(title: "Tin bài", url: "/quan-tri/news", current: true, badge: "2")])
            ], user: .init(name: "Nguyễn Thị Hạnh", url: "/quan-tri/tai-khoan"), logoutUrl: "/quan-tri/dang-xuat",
            incidentUrl: "/quan-tri/su-co/bao",
            csrf: "…", hasBreadcrumbs: true, breadcrumbs: [.init(title: "Quản trị", url: "/quan-tri", last: true)],
            hasFlash: true, flash: [.init(kind: "success", text: "Đã lưu")], content: SafeHTML(escaping: "Nội dung"))
    }
}

extension Request {
    /// A screen of the administration from one of the module's templates.
    public func adminPage(_ template: String, _ model: some TemplateModel, _ info: PageInfo) throws -> Response {
        try adminCorePage(module.id == "core" ? template : "\(module.id)/\(template)", model, info)
    }

    /// A screen of the administration from a template by its full name.
    func adminCorePage(_ template: String, _ model: some TemplateModel, _ info: PageInfo) throws -> Response {
        trace.markPersonal()
        let content = try render(template, model)
        let sections = session == nil ? [] : adminMenu()
        let texts = coreTexts
        let steps =
            [PageInfo.Breadcrumb(texts("administration"), url: AdminPath.root)]
            .filter { $0.url != path } + info.breadcrumbs
        let layout = AdminLayoutModel(
            lang: client.language,
            title: info.title,
            stylesheets: assembly.adminStylesheets,
            scripts: assembly.scripts,
            adminHome: AdminPath.root,
            hasSections: !sections.isEmpty,
            sections: sections,
            user: LayoutModel.User(actor, url: OwnAccountScreen.path),
            logoutUrl: AdminPath.logout,
            incidentUrl: IncidentRaising.url(from: path),
            csrf: formToken(),
            hasBreadcrumbs: session != nil && path != AdminPath.root,
            breadcrumbs: steps.map { .init(title: $0.title, url: $0.url, last: false) }
                + [.init(title: info.title, url: path, last: true)],
            hasFlash: !client.flash.isEmpty,
            flash: client.flash.map { .init(kind: $0.kind.rawValue, text: $0.text) },
            content: content)
        return .html(try render("admin/layout", layout, texts: texts), status: info.status)
    }

    /// The core's own screens, each with the permissions of which one shows it.
    private static let systemMenu: [(name: String, path: String, permissions: [String])] = [
        ("secrecy", AdminPath.secrecy, [CorePermission.secrecyOverride]),
        ("report", AdminPath.report, [CorePermission.reports]),
        ("traffic", AdminPath.traffic, [CorePermission.reports]),
        ("accounts", AdminPath.accounts, [CorePermission.accounts]),
        ("roles", AdminPath.roles, [CorePermission.accounts]),
        ("workflows", WorkPath.workflows, [CorePermission.workflows]),
        ("modules", AdminPath.modules, [CorePermission.modules]),
        ("status", AdminPath.status, [CorePermission.status]),
        ("backups", AdminPath.backups, [CorePermission.backups]),
        ("personal_data", PersonalDataScreen.path, [CorePermission.personalData]),
        ("mail", AdminPath.mail, CorePermission.seeMail),
        ("audit", AdminPath.audit, [CorePermission.audit]),
    ]

    private var adminMenuURLs: [String] {
        [AdminPath.root, WorkPath.inbox, AdminPath.files, AdminPath.incidents] + Self.systemMenu.map(\.path)
            + assembly.modules.flatMap { module in
                module.contributions.adminMenu.map { module.context.adminURL($0.path) }
            }
    }

    /// The menu of the administration as far as whoever asks may use it.
    private func adminMenu() -> [AdminLayoutModel.Section] {
        let here = adminMenuURLs.filter { path == $0 || ($0 != AdminPath.root && path.hasPrefix($0 + "/")) }
            .max { $0.count < $1.count }
        func entry(_ title: String, _ url: String, badge: String? = nil) -> AdminLayoutModel.Entry {
            .init(title: title, url: url, current: url == here, badge: badge)
        }
        var sections: [AdminLayoutModel.Section] = []
        for module in assembly.modules {
            let texts = assembly.texts.texts(module: module.id, language: client.language)
            let entries = module.contributions.adminMenu
                .filter { $0.isShown(to: actor) }
                .sorted { $0.order < $1.order }
                .map { entry(texts($0.title), module.context.adminURL($0.path)) }
            if !entries.isEmpty { sections.append(.init(title: texts("module.name"), entries: entries)) }
        }
        let core = Self.systemMenu.filter { $0.permissions.contains { actor.permissions.allows($0) } }
            .map { entry(coreTexts("admin.\($0.name)"), $0.path) }
        return [
            .init(
                title: coreTexts("admin.general"),
                entries: [
                    entry(coreTexts("admin.dashboard"), AdminPath.root),
                    entry(
                        coreTexts("work.inbox"), WorkPath.inbox,
                        badge: waitingWork == 0 ? nil : waitingWork.grouped(client.language)),
                ] + (LibraryAccess.mayUse(self) ? [entry(coreTexts("admin.library"), AdminPath.files)] : [])
                    + [entry(coreTexts("admin.incidents"), AdminPath.incidents)])
        ]
            + sections + (core.isEmpty ? [] : [.init(title: coreTexts("admin.system"), entries: core)])
    }
}
