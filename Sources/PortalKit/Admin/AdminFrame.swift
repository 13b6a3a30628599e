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
        /// Whether its entries are seen at once; else its heading unfolds them.
        let isOpen: Bool
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
                    entries: [Entry(title: "Tin bài", url: "/quan-tri/news", current: true, badge: "2")], isOpen: true)
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
}
