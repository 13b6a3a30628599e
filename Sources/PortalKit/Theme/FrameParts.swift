import Synchronization

/// Parts of the frame that look the same on many pages, rendered once for each assembly and language.
///
/// The menu is made anew for each entry that can be the current one, so there are never more parts than entries.
final class FrameParts: Sendable {
    struct Key: Hashable {
        let template: String
        let language: String
        /// What tells it from others of its kind, as the menu's current entries.
        let mark: String
    }

    private let parts = Mutex<[Key: SafeHTML]>([:])

    /// The part, made when it is not there yet.
    func part(_ key: Key, _ make: () throws -> SafeHTML) rethrows -> SafeHTML {
        if let part = parts.withLock({ $0[key] }) { return part }
        let made = try make()
        parts.withLock { $0[key] = made }
        return made
    }
}

/// What the template `partials/menu` shows.
struct MenuModel: TemplateModel {
    let menu: [LayoutModel.MenuItem]

    static var example: MenuModel {
        MenuModel(menu: [
            .init(
                title: "Tin tức", url: "/tin-tuc", current: true, hasChildren: true,
                children: [.init(title: "Thông báo", url: "/tin-tuc/thong-bao", current: true)])
        ])
    }
}

/// What the template `partials/footer` shows.
struct FooterModel: TemplateModel {
    let footerLinks: [LinkModel]
    let hasFeeds: Bool
    let feeds: [LinkModel]
    /// On what condition others may reprint.
    let colophon: String

    static var example: FooterModel {
        FooterModel(
            footerLinks: [LinkModel(title: "Giới thiệu", url: "/gioi-thieu")], hasFeeds: true,
            feeds: [LinkModel(title: "Tin mới", url: "/tin-tuc/feed.xml")],
            colophon: "Ghi rõ nguồn khi phát hành lại")
    }
}

extension Request {
    /// The main menu as it stands on this page.
    func menuHTML() throws -> SafeHTML {
        let menu = assembly.menus[client.language]
        let current = menu.flatMap { $0.current(at: path) }.joined(separator: " ")
        return try part("partials/menu", mark: current) { MenuModel(menu: menu.map { $0.marked(current: path) }) }
    }

    /// The footer, the same on all pages.
    func footerHTML() throws -> SafeHTML {
        let feeds = assembly.feeds[client.language]
        return try part("partials/footer", mark: "") {
            FooterModel(
                footerLinks: site.configuration.footerLinks.filter { site.isServed($0.url) }.map {
                    LinkModel(title: $0.title[client.language], url: $0.url)
                }, hasFeeds: !feeds.isEmpty, feeds: feeds,
                colophon: coreTexts("colophon", ["name": site.identity.nameInSentence]))
        }
    }

    private func part(_ template: String, mark: String, _ model: () -> some TemplateModel) throws -> SafeHTML {
        try assembly.frameParts.part(.init(template: template, language: client.language, mark: mark)) {
            try render(template, model(), texts: coreTexts)
        }
    }
}

extension LayoutModel.MenuItem {
    /// The entry as it stands in the menu of the page at this path.
    func marked(current path: String) -> LayoutModel.MenuItem {
        .init(
            title: title, url: url, current: isCurrent(at: path), hasChildren: hasChildren,
            children: children.map { child in
                .init(title: child.title, url: child.url, current: path == child.url)
            })
    }

    /// The addresses of this entry and of those below it that are marked on the page at this path.
    func current(at path: String) -> [String] {
        (isCurrent(at: path) ? [url] : []) + children.filter { $0.url == path }.map(\.url)
    }

    private func isCurrent(at path: String) -> Bool {
        url == "/" ? path == "/" : path == url || path.hasPrefix(url + "/")
    }
}
