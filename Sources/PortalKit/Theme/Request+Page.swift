import Foundation

extension Request {
    /// A public page from one of the module's templates.
    ///
    /// - Parameters:
    ///   - template: its name in the module's `Resources/templates`, without ending.
    ///   - model: what the template shows.
    ///   - info: what the page says of itself around its content.
    public func page(_ template: String, _ model: some TemplateModel, _ info: PageInfo) throws -> Response {
        try corePage(module.id == "core" ? template : "\(module.id)/\(template)", model, info)
    }

    /// A part of a page from one of the module's templates, as a home-page block.
    public func fragment(_ template: String, _ model: some TemplateModel) throws -> SafeHTML {
        try render(module.id == "core" ? template : "\(module.id)/\(template)", model)
    }

    /// A public page from a template by its full name.
    func corePage(_ template: String, _ model: some TemplateModel, _ info: PageInfo) throws -> Response {
        try framed(try render(template, model), info)
    }

    /// Content in the frame of the public pages.
    func framed(_ content: SafeHTML, _ info: PageInfo) throws -> Response {
        let layout = try layoutModel(content, info)
        let html = try render("layout", layout, texts: coreTexts)
        var response = Response.html(html, status: info.status)
        response.headers["Content-Language"] = client.language
        response.lastModified = info.lastModified
        return response
    }

    /// Renders a template by its full name; `site` is there for all templates.
    func render(_ template: String, _ model: some TemplateModel, texts: Texts? = nil) throws -> SafeHTML {
        let value = TemplateValue(model).merging(assembly.siteValue)
        return SafeHTML(rendered: try assembly.templates.render(template, value, texts: texts ?? self.texts))
    }

    // MARK: - The frame

    private func layoutModel(_ content: SafeHTML, _ info: PageInfo) throws -> LayoutModel {
        let identity = module.site
        if !client.flash.isEmpty || session != nil { trace.markPersonal() }
        let home = LayoutModel.Breadcrumb(title: coreTexts("home"), url: "/", last: false)
        let steps = info.breadcrumbs.map { LayoutModel.Breadcrumb(title: $0.title, url: $0.url, last: false) }
        let isHome = path == "/"
        let here = LayoutModel.Breadcrumb(title: info.title, url: path, last: true)
        let isSearch = path == SearchPage.path
        return try LayoutModel(
            lang: client.language,
            title: info.title,
            description: info.description,
            canonical: identity.canonicalURL + (info.canonicalPath ?? path),
            noindex: !info.isIndexed,
            ogType: info.isArticle ? "article" : "website",
            shareImage: identity.canonicalURL + (info.image ?? assembly.shareImage),
            menuHTML: menuHTML(),
            hasBreadcrumbs: !isHome && (info.status == 200 || !info.breadcrumbs.isEmpty),
            breadcrumbs: [home] + steps + [here],
            hasFlash: !client.flash.isEmpty,
            flash: client.flash.map { .init(kind: $0.kind.rawValue, text: $0.text) },
            searchQuery: isSearch ? query["q"] ?? "" : "",
            searchUrl: SearchPage.path,
            languages: languageLinks(identity),
            feeds: assembly.feeds[client.language],
            stylesheets: assembly.stylesheets,
            scripts: assembly.scripts,
            structuredData: info.structuredData.flatMap { try? $0.scriptText },
            content: content,
            belowHTML: belowHTML,
            user: LayoutModel.User(actor, url: AdminPath.root)
                ?? citizen.map {
                    LayoutModel.User(
                        name: $0.name.isEmpty ? coreTexts("citizen.title") : $0.name, url: CitizenPath.account)
                },
            footerHTML: footerHTML())
    }

    private func languageLinks(_ identity: SiteIdentity) -> [LayoutModel.Language] {
        guard identity.languages.count > 1 else { return [] }
        let asked = FormURLEncoded.encode(query.names.flatMap { name in query.all(name).map { (name, $0) } })
        let here = asked.isEmpty ? path : "\(path)?\(asked)"
        return identity.languages.map { code in
            .init(
                code: code, name: coreTexts("language.\(code)"),
                url: "\(LanguageChoice.path)/\(code)?" + FormURLEncoded.encode([("ve", here)]),
                current: code == client.language)
        }
    }
}

extension JSONValue {
    /// The value as text that can stand in a script element: no tag can begin in it.
    var scriptText: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let json = try encoder.encode(self)
            let opening = UInt8(ascii: "<")
            guard json.contains(opening) else { return String(decoding: json, as: UTF8.self) }
            return String(decoding: json.flatMap { $0 == opening ? Array("\\u003c".utf8) : [$0] }, as: UTF8.self)
        }
    }
}
