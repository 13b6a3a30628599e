import Foundation

/// Puts the contributions of the core and of the enabled modules together.
struct AssemblyBuilder: Sendable {
    let site: Site.Parts
    let modules: [ActiveModule]
    let coreEndpoints: [Endpoint]
    let texts: TextLibrary
    let templates: TemplateLibrary
    let theme: ThemeConfiguration

    func build() -> Assembly {
        let assets = makeAssets()
        let endpoints = coreEndpoints + modules.flatMap(endpoints(of:))
        return Assembly(
            modules: modules,
            router: EndpointRouter(endpoints),
            endpoints: endpoints,
            templates: templates,
            texts: texts,
            assets: assets,
            siteValue: .object(["site": TemplateValue(makeSiteModel(assets))]),
            menus: PerLanguage { makeMenu($0) },
            blocks: makeBlocks(),
            feeds: PerLanguage { makeFeeds($0) },
            shareImage: theme.shareImage.flatMap { assets.url("site/\($0)") } ?? assets.url("core/share.png") ?? "",
            stylesheets: stylesheets(assets),
            adminStylesheets: adminStylesheets(assets),
            scripts: (["core/js/portal.js"] + modules.flatMap { assets.names(of: $0.id, suffix: ".js") })
                .compactMap(assets.url),
            workingDays: site.configuration.workingDays)
    }

    // MARK: - Routes

    private func endpoints(of module: ActiveModule) -> [Endpoint] {
        let contributions = module.contributions
        let pages = contributions.routes.map { route in
            Endpoint(
                .page, route.method, module.context.url(route.path), module: module, limits: route.limits,
                handler: route.handler)
        }
        let feeds = contributions.feeds.map { feed in
            Endpoint(.page, .get, module.context.url(feed.path), module: module) { request in
                .text(try await feed.make(request).xml, mediaType: "application/atom+xml")
            }
        }
        let api = contributions.apiRoutes.map { route in
            Endpoint(.api, .get, "/api/v1/\(module.id)\(route.path)", module: module, handler: route.handler)
        }
        let screens = contributions.adminScreens.map { screen in
            Endpoint(
                .admin, screen.method, module.context.adminURL(screen.path), module: module,
                permissions: screen.permissions, limits: screen.limits, handler: screen.handler)
        }
        let work = contributions.workflows.compactMap(\.records).flatMap {
            WorkItemScreen.endpoints(of: $0, module: module)
        }
        let revisions = contributions.revisions.flatMap { RevisionScreen.endpoints(of: $0, module: module) }
        return pages + feeds + api + screens + work + revisions
    }

    // MARK: - Public frame

    private func makeFeeds(_ language: String) -> [LinkModel] {
        modules.flatMap { module in
            module.frames[language].feeds.map {
                LinkModel(title: $0.title, url: module.context.url($0.path))
            }
        }
    }

    private func makeMenu(_ language: String) -> [LayoutModel.MenuItem] {
        let entries = modules.flatMap { module in
            module.frames[language].menu.sorted { $0.order < $1.order }.map { entry in
                LayoutModel.MenuItem(
                    title: entry.title, url: module.context.url(entry.path), current: false,
                    hasChildren: !entry.children.isEmpty,
                    children: entry.children.map {
                        .init(title: $0.title, url: module.context.url($0.path), current: false)
                    })
            }
        }
        let home = LayoutModel.MenuItem(
            title: texts.texts(module: "core", language: language)("home"), url: "/", current: false,
            hasChildren: false, children: [])
        return [home] + entries
    }

    private func makeBlocks() -> [String: Assembly.BlockInUse] {
        var blocks: [String: Assembly.BlockInUse] = [:]
        for module in modules {
            for block in module.contributions.blocks {
                blocks["\(module.id).\(block.id)"] = Assembly.BlockInUse(module: module, block: block)
            }
        }
        return blocks
    }

    private func makeAssets() -> AssetLibrary {
        var assets = AssetLibrary()
        assets.add(folder: site.installation.coreResources.appending(path: "assets"), owner: "core")
        for module in modules {
            assets.add(folder: module.folder.resources.appending(path: "assets"), owner: module.id)
        }
        assets.add(folder: site.folder.appending(path: "theme"), owner: "site")
        if !theme.stylesheet.isEmpty {
            assets.add(Array(theme.stylesheet.utf8), owner: "site", path: "generated/colors.css")
        }
        return assets
    }

    private func stylesheets(_ assets: AssetLibrary) -> [String] {
        let names =
            ["tokens", "portal", "components", "legal"].map { "core/css/\($0).css" }
            + modules.flatMap { assets.names(of: $0.id, suffix: ".css") }
            + assets.names(of: "site", suffix: ".css") + ["core/css/print.css"]
        return names.compactMap(assets.url)
    }

    private func adminStylesheets(_ assets: AssetLibrary) -> [String] {
        let core = ["tokens", "portal", "components", "legal", "admin"].map { "core/css/\($0).css" }
        let names =
            core + modules.flatMap { assets.names(of: $0.id, suffix: ".css") } + [Self.colors, "core/css/print.css"]
        return names.compactMap(assets.url)
    }

    private static let colors = "site/generated/colors.css"

    private func makeSiteModel(_ assets: AssetLibrary) -> SiteModel {
        let identity = site.identity
        let texts = texts.texts(module: "core", language: identity.language)
        return SiteModel(
            name: texts("site_title", ["name": identity.nameInSentence]),
            authority: identity.authority,
            hasSuperiors: !identity.superiors.isEmpty,
            superiors: identity.superiors.map { .init(name: $0, url: nil) },
            logo: theme.logo.flatMap { assets.url("site/\($0)") } ?? assets.url("core/logo.svg") ?? "",
            favicon: theme.favicon.flatMap { assets.url("site/\($0)") } ?? assets.url("core/favicon.svg") ?? "",
            icons: assets.url("core/icons.svg") ?? "",
            editorScript: assets.url("core/js/editor/editor.js") ?? "",
            editorStyle: assets.url("core/css/editor.css") ?? "",
            home: "/",
            themeColor: theme.themeColor,
            address: identity.address,
            phone: identity.phone,
            phoneNumber: identity.phone?.filter { $0.isNumber || $0 == "+" },
            email: identity.email,
            responsible: identity.responsible)
    }
}
