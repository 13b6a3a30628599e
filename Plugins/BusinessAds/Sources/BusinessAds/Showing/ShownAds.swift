import Foundation
import GRDB
import PortalKit

/// The ads that a place has at a moment.
struct ShownAds: Sendable {
    struct Ad: Sendable {
        let order: Int64
        let headline: String
        let target: AdOrder.Target
        let business: Business
    }

    let ads: [Ad]
    /// When a page with these ads must be made anew; nil for never.
    let end: Date?

    /// - Parameter count: how many there is room for.
    static func fetch(
        _ position: AdPosition, count: Int, rotation: AdRotation, now: Date, in database: Database
    ) throws -> ShownAds {
        let rows = try Row.fetchAll(
            database, sql: candidatesQuery, arguments: [position.rawValue, now, now])
        let chosen = rotation.chosen(rows.map { $0["id"] }, count: count, at: now)
        let places = Dictionary(chosen.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let shown = try Row.fetchAll(
            database, sql: shownQuery, arguments: [JSONList.text(chosen)]
        ).map { row in
            Ad(
                order: row["order_id"], headline: row["headline"],
                target: AdOrder.Target(rawValue: row["target"]) ?? .page, business: try Business(row: row))
        }.sorted { (places[$0.order] ?? 0) < (places[$1.order] ?? 0) }
        let next = try Date.fetchOne(database, sql: nextQuery, arguments: [position.rawValue, now, now])
        // Where there is only one there is nothing to turn, and pages without ads stay for good.
        let turn = rows.count > 1 ? rotation.end(at: now) : nil
        return ShownAds(ads: shown, end: (rows.map { $0["ends_at"] as Date? } + [next, turn]).compactMap { $0 }.min())
    }

    /// What is paid and in its period, of businesses that are public.
    static let candidatesQuery = """
        SELECT ads_orders.id, ends_at FROM ads_orders JOIN ads_businesses ON ads_businesses.id = business_id
        WHERE position = ? AND state IN ('paid', 'running') AND suspended_at IS NULL AND ends_at > ? AND starts_at <= ?
            AND is_public = 1
        """

    static let nextQuery = """
        SELECT min(starts_at) FROM ads_orders
        WHERE position = ? AND state IN ('paid', 'running') AND suspended_at IS NULL AND ends_at > ? AND starts_at > ?
        """

    private static let shownQuery = """
        SELECT ads_businesses.*, ads_orders.id AS order_id, headline, target
        FROM ads_orders JOIN ads_businesses ON ads_businesses.id = business_id
        WHERE ads_orders.id IN (SELECT value FROM json_each(?))
        """
}

/// An ad in a template, always with its mark.
struct AdModel: Sendable {
    let headline: String
    let name: String
    let url: String
    let isExternal: Bool
    let logoUrl: String?
    let logoAlt: String
    let logoWidth: String
    let logoHeight: String
    let initial: String

    static let example = AdModel(
        headline: "Ấm chén gốm nâu, nung củi", name: "Gốm Gốm Thượng", url: "/doanh-nghiep/mo/1", isExternal: true,
        logoUrl: "/tep/a/logo.png", logoAlt: "Biểu trưng", logoWidth: "480", logoHeight: "320", initial: "G")
}

/// What the templates `blocks/ads` and `below` show.
struct AdsModel: TemplateModel {
    let title: String
    let id: String
    let ads: [AdModel]

    static var example: AdsModel { AdsModel(title: "Quảng cáo", id: "quang-cao", ads: [.example]) }
}

extension AdModel {
    init(_ ad: ShownAds.Ad, _ context: ModuleContext) {
        let logo = ad.business.content.logo
        self.init(
            headline: ad.headline, name: ad.business.name, url: context.url(AdsPath.click(ad.order)),
            isExternal: ad.target == .website && !ad.business.content.website.isEmpty, logoUrl: logo?.url,
            logoAlt: logo?.alt ?? "", logoWidth: String(logo?.width ?? 0), logoHeight: String(logo?.height ?? 0),
            initial: ad.business.name.initial)
    }
}

extension String {
    /// What stands for a logo where there is none: the first letter of the last word.
    var initial: String { split(separator: " ").last?.first.map { String($0).uppercased() } ?? "–" }
}

extension Request {
    /// The ads of a place on this page, nil when there are none now. The page is made anew when that changes, and each time
    /// that it is sent the ads are counted.
    func ads(_ position: AdPosition, count: Int) async throws -> AdsModel? {
        depends(on: .shownAds, .settings(module.id))
        guard count > 0 else { return nil }
        let (rotation, now) = (AdsSettings(self).rotation, self.now)
        let shown = try await module.storage.read {
            try ShownAds.fetch(position, count: count, rotation: rotation, now: now, in: $0)
        }
        if let end = shown.end { expires(at: end) }
        guard !shown.ads.isEmpty else { return nil }
        for ad in shown.ads { counts(AdsNames.Count.view, of: ad.order) }
        return AdsModel(
            title: texts("ad"), id: "quang-cao-\(position.rawValue)", ads: shown.ads.map { AdModel($0, module) })
    }
}
