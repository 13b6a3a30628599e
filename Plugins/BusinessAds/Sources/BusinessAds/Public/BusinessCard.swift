import PortalKit

/// A business in a list.
struct BusinessCard: Sendable {
    let name: String
    let url: String
    let field: String
    let address: String
    let summary: String
    let logoUrl: String?
    let logoAlt: String
    let logoWidth: String
    let logoHeight: String
    let initial: String

    static let example = BusinessCard(
        name: "Gốm Gốm Thượng", url: "/doanh-nghiep/gom-gom-thuong", field: "Làng nghề", address: "Thôn Gốm Thượng",
        summary: "Ấm chén gốm nâu nung củi", logoUrl: "/tep/a/logo.png", logoAlt: "Biểu trưng", logoWidth: "480",
        logoHeight: "320", initial: "T")
}

extension BusinessCard {
    init(_ business: Business, _ settings: AdsSettings, _ context: ModuleContext) {
        let (content, logo) = (business.content, business.content.logo)
        self.init(
            name: business.name, url: context.url(business.path), field: settings.title(ofField: content.field),
            address: content.address, summary: business.introductionHTML.plainText.excerpt(length: 140),
            logoUrl: logo?.url, logoAlt: logo?.alt ?? "", logoWidth: String(logo?.width ?? 0),
            logoHeight: String(logo?.height ?? 0), initial: business.name.initial)
    }
}
