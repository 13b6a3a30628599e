import Logging

/// The home page: the blocks that `site.yml` arranges, each from its module.
enum HomePage {
    static func show(_ request: Request) async throws -> Response {
        var blocks: [HomeModel.Block] = []
        for (index, entry) in request.site.configuration.home.enumerated() {
            guard let use = request.assembly.blocks[entry.block] else { continue }
            let options = use.block.options.isEmpty ? ModuleSettings(definitions: []) : options(entry, use.block)
            if let html = await render(use, options, request), !html.isEmpty {
                blocks.append(.init(id: "khoi-\(index + 1)", width: entry.width.rawValue, html: html))
            }
        }
        let site = request.module.site
        let texts = request.texts
        let language = request.client.language
        let links = request.site.configuration.quickLinks.filter { request.site.isServed($0.link.url) }.map {
            HomeModel.QuickLink(
                title: $0.link.title[language], url: $0.link.url, icon: $0.icon.rawValue, note: $0.note?[language])
        }
        let model = HomeModel(
            heading: texts("home_heading", ["name": site.name]),
            intro: texts.optional("home_intro", ["name": site.nameInSentence, "authority": site.authority]),
            hasQuickLinks: !links.isEmpty, quickLinks: links, blocks: blocks)
        let data = JSONValue.object([
            "@context": .string("https://schema.org"), "@type": .string("GovernmentOrganization"),
            "name": .string(site.authority), "url": .string(site.canonicalURL + "/"),
            "telephone": site.phone.map { .string($0) } ?? .null, "address": site.address.map { .string($0) } ?? .null,
        ])
        return try request.corePage(
            "home", model,
            PageInfo(title: texts("home"), description: model.intro, canonicalPath: "/", structuredData: data))
    }

    private static func options(_ entry: SiteConfiguration.HomeBlock, _ block: HomeBlock) -> ModuleSettings {
        var faults: [Fault] = []
        return ModuleSettings.read(from: entry.options, definitions: block.options, faults: &faults)
    }

    /// A block that fails is left out and logged: the rest of the page is worth more.
    private static func render(_ use: Assembly.BlockInUse, _ options: ModuleSettings, _ request: Request) async
        -> SafeHTML?
    {
        do {
            let inner = request.in(use.module)
            return try await use.module.use.during { try await use.block.render(inner, options) }
        } catch {
            request.site.logger.error(
                "block failed", metadata: ["block": "\(use.module.id).\(use.block.id)", "error": "\(error)"])
            request.trace.expire(at: request.now)
            return nil
        }
    }
}

extension Request {
    /// Whether the home page shows another of the module's blocks too, so that the two need not say the same.
    ///
    /// - Parameter block: its id in the module: `featured`.
    public func isOnHomePage(_ block: String) -> Bool {
        site.configuration.home.contains { $0.block == "\(module.id).\(block)" }
    }

    /// The same request as another module sees it.
    func `in`(_ other: ActiveModule) -> Request {
        var request = Request(
            method: method, path: path, query: query, parameters: parameters, headers: headers, form: form,
            uploads: uploads, refusedUploads: refusedUploads, actor: actor, now: now, module: other.context,
            texts: assembly.texts.texts(module: other.id, language: client.language), client: client, session: session,
            hasSecondFactor: hasSecondFactor,
            site: site, assembly: assembly, trace: trace)
        request.citizen = citizen
        return request
    }
}

/// What the template `home` shows.
struct HomeModel: TemplateModel {
    struct QuickLink: Sendable {
        let title: String
        let url: String
        let icon: String
        let note: String?
    }

    struct Block: Sendable {
        let id: String
        let width: String
        let html: SafeHTML
    }

    let heading: String
    let intro: String?
    let hasQuickLinks: Bool
    let quickLinks: [QuickLink]
    let blocks: [Block]

    static var example: HomeModel {
        HomeModel(
            heading: "Xã Đồng Việt", intro: "Chào mừng", hasQuickLinks: true,
            quickLinks: [QuickLink(title: "Tin tức", url: "/tin-tuc", icon: "news", note: "Mới nhất")],
            blocks: [Block(id: "khoi-1", width: "full", html: SafeHTML(escaping: "Khối"))])
    }
}
