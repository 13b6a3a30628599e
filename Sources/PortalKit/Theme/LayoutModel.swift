/// What the template `layout` shows around a public page.
struct LayoutModel: TemplateModel {
    struct MenuItem: Sendable {
        struct Child: Sendable {
            let title: String
            let url: String
            let current: Bool
        }

        let title: String
        let url: String
        let current: Bool
        let hasChildren: Bool
        let children: [Child]
    }

    struct Breadcrumb: Sendable {
        let title: String
        let url: String
        let last: Bool
    }

    struct Flash: Sendable {
        let kind: String
        let text: String
    }

    struct Language: Sendable {
        let code: String
        let name: String
        let url: String
        let current: Bool
    }

    struct User: Sendable {
        let name: String
        let url: String

        init(name: String, url: String) {
            self.name = name
            self.url = url
        }

        /// A person who is logged in; nil for any other actor.
        init?(_ actor: Actor, url: String) {
            guard case .person(_, let name) = actor.kind else { return nil }
            self.init(name: name, url: url)
        }
    }

    let lang: String
    let title: String
    let description: String?
    let canonical: String
    let noindex: Bool
    let ogType: String
    let shareImage: String
    let menuHTML: SafeHTML
    let hasBreadcrumbs: Bool
    let breadcrumbs: [Breadcrumb]
    let hasFlash: Bool
    let flash: [Flash]
    let searchQuery: String
    let searchUrl: String
    let languages: [Language]
    let feeds: [LinkModel]
    let stylesheets: [String]
    let scripts: [String]
    let structuredData: String?
    let content: SafeHTML
    /// What modules add below it.
    let belowHTML: SafeHTML
    let user: User?
    let footerHTML: SafeHTML

    static var example: LayoutModel {
        LayoutModel(
            lang: "vi", title: "Tin tức", description: "Tin tức của xã", canonical: "https://dongviet.example/tin-tuc",
            noindex: true, ogType: "website", shareImage: "https://dongviet.example/assets/share.jpg",
            menuHTML: SafeHTML(escaping: "Trình đơn"),
            hasBreadcrumbs: true, breadcrumbs: [Breadcrumb(title: "Trang chủ", url: "/", last: true)], hasFlash: true,
            flash: [Flash(kind: "success", text: "Đã lưu")], searchQuery: "lúa", searchUrl: "/tim-kiem",
            languages: [Language(code: "en", name: "English", url: "/ngon-ngu/en", current: true)],
            feeds: [LinkModel(title: "Tin mới", url: "/tin-tuc/feed.xml")],
            stylesheets: ["/assets/portal.css"],
            scripts: ["/assets/portal.js"], structuredData: "{}", content: SafeHTML(escaping: "Nội dung"),
            belowHTML: SafeHTML(escaping: "Phần thêm"),
            user: User(name: "Nguyễn Thị Hạnh", url: "/quan-tri"),
            footerHTML: SafeHTML(escaping: "Chân trang"))
    }
}
