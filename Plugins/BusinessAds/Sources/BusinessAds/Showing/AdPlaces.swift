import PortalKit

/// Where ads stand on pages that are not the module's own.
enum AdPlaces {
    private static let count = SettingDefinition(key: "count", type: .integer(1...8), defaultValue: .integer(4))

    /// The block of the home page.
    static let block = HomeBlock(id: "ads", options: [count]) { request, options in
        guard let model = try await request.ads(.home, count: options.integer("count")) else { return nil }
        return try request.fragment("blocks/ads", model)
    }

    /// Newly published businesses on the home page.
    static let newest = HomeBlock(id: "newest", options: [count]) { request, options in
        request.depends(on: .businesses, .settings(request.module.id))
        let count = options.integer("count")
        let businesses = try await request.module.storage.read { try PublicBusinesses.newest(limit: count, in: $0) }
        guard !businesses.isEmpty else { return nil }
        let settings = AdsSettings(request)
        return try request.fragment(
            "blocks/newest",
            NewestModel(
                title: request.texts("newest"), url: request.module.url(),
                cards: businesses.map { BusinessCard($0, settings, request.module) }))
    }

    /// Below the content of the pages that the site names.
    static let below = FrameAddition { request in
        let settings = AdsSettings(request)
        guard settings.showsAdsBelow(request.path), !isPrivate(request.path, request),
            let model = try await request.ads(.foot, count: settings.footCount)
        else { return nil }
        return try request.fragment("below", model)
    }

    /// Forms, receipts and the way through which ads are opened carry no ads.
    private static func isPrivate(_ path: String, _ request: Request) -> Bool {
        let own = [AdsPath.application, "/mo"].map { request.module.url($0) }
        return own.contains { path == $0 || path.hasPrefix($0 + "/") } || path.hasSuffix("/khieu-nai")
            || path.split(separator: "/").last?.contains(".") == true
    }
}

/// What the template `blocks/newest` shows.
struct NewestModel: TemplateModel {
    let title: String
    let url: String
    let cards: [BusinessCard]

    static var example: NewestModel { NewestModel(title: "Doanh nghiệp mới", url: "/doanh-nghiep", cards: [.example]) }
}

/// Leads from an ad to what it is about, and is counted.
enum AdClick {
    static func open(_ request: Request) async throws -> Response {
        let (id, now) = (try request.id(), request.now)
        let found = try await request.module.storage.read { database -> (AdOrder, Business)? in
            guard let order = try OrderRows.fetch(id, in: database) else { return nil }
            return (order, try BusinessRows.require(order.business, in: database))
        }
        guard let (order, business) = found, business.isPublic else { throw PortalError.notFound }
        let page = request.module.url(business.path)
        // An old link, as in a mail that was passed on, still leads to the business, but nowhere else.
        guard order.isShown(at: now) else { return .redirect(to: page) }
        request.counts(AdsNames.Count.click, of: order.id)
        let website = business.content.website
        var response = Response.redirect(to: order.target == .website && !website.isEmpty ? website : page)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
    }
}
