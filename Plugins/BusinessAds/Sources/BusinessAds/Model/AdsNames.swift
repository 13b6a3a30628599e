import PortalKit

/// The names under which the core knows the module's records, lists and events.
enum AdsNames {
    static let module = "business-ads"
    static let businessType = "business-ads.business"
    /// The scan of a business's confirmation: a use of its own, since it is never public.
    static let confirmationType = "business-ads.confirmation"
    static let orderType = "business-ads.order"
    static let paymentType = "business-ads.payment"
    static let complaintType = "business-ads.complaint"
    static let priceListType = "business-ads.price-list"
    static let searchKind = "business"

    static let appliedEvent = "business-ads.application-received"
    static let publishedEvent = "business-ads.business-published"
    static let paymentEvent = "business-ads.payment-recorded"

    /// What is counted of an ad.
    enum Count {
        static let view = "view"
        static let click = "click"
    }

    static func business(_ id: Int64) -> RecordReference { RecordReference(type: businessType, id: id) }

    static func confirmation(_ id: Int64) -> RecordReference { RecordReference(type: confirmationType, id: id) }

    static func order(_ id: Int64) -> RecordReference { RecordReference(type: orderType, id: id) }

    static func payment(_ id: Int64) -> RecordReference { RecordReference(type: paymentType, id: id) }

    static func complaint(_ id: Int64) -> RecordReference { RecordReference(type: complaintType, id: id) }

    static func priceList(_ id: Int64) -> RecordReference { RecordReference(type: priceListType, id: id) }
}

/// What a role can be granted.
enum AdsPermission {
    /// To enter businesses and complete their dossiers.
    static let write = "business-ads.write"
    /// To check dossiers, record confirmations, refuse, and answer complaints.
    static let moderate = "business-ads.moderate"
    static let publish = "business-ads.publish"
    /// To take orders, record payments, and suspend ads.
    static let orders = "business-ads.orders"
    /// To set the fees.
    static let prices = "business-ads.prices"

    /// What lets see the dossiers of businesses.
    static let dossiers = [write, moderate, publish, orders]
    static let all = dossiers + [prices]
}

extension Dependency {
    /// All public businesses.
    static let businesses = Dependency.list(AdsNames.module)
    /// The ads that are shown.
    static let shownAds = Dependency.list("business-ads.shown")
    /// The fees.
    static let prices = Dependency.list("business-ads.prices")

    static func business(_ id: Int64) -> Dependency { .record(AdsNames.business(id)) }
}

/// The public addresses of the module, below its mount path.
enum AdsPath {
    static let front = "/"
    static let feed = "/feed.xml"
    static let application = "/dang-ky"
    static let prices = "/bang-gia"

    /// What a business's address cannot be.
    static let reserved: Set<String> = ["dang-ky", "bang-gia", "mo", "muc"]

    static func receipt(_ code: String) -> String { "\(application)/da-nhan/\(code)" }

    static func business(_ slug: String) -> String { "/\(slug)" }

    static func complaint(_ slug: String) -> String { "/\(slug)/khieu-nai" }

    /// Where an ad leads through, so that it can be counted.
    static func click(_ order: Int64) -> String { "/mo/\(order)" }
}

/// The screens of the module, below its place in the administration.
enum AdsScreen {
    static let list = "/"
    static let new = "/moi"
    static let orders = "/don"
    static let prices = "/bang-gia"
    static let newPrices = "/bang-gia/moi"
    static let complaints = "/khieu-nai"
    static let income = "/thu"
    static let incomeFile = "/thu/tai-ve"

    static func business(_ id: Int64) -> String { "/\(id)" }

    static func edit(_ id: Int64) -> String { "/\(id)/sua" }

    static func confirmation(_ id: Int64) -> String { "/\(id)/xac-nhan" }

    static func preview(_ id: Int64) -> String { "/\(id)/xem" }

    static func action(_ id: Int64, _ action: String) -> String { "/\(id)/viec/\(action)" }

    static func newOrder(_ id: Int64) -> String { "/\(id)/don/moi" }

    static func order(_ id: Int64) -> String { "\(orders)/\(id)" }

    static func editOrder(_ id: Int64) -> String { "\(orders)/\(id)/sua" }

    static func orderAction(_ id: Int64, _ action: String) -> String { "\(orders)/\(id)/viec/\(action)" }

    static func priceList(_ id: Int64) -> String { "\(prices)/\(id)" }

    static func priceDeletion(_ id: Int64) -> String { "\(prices)/\(id)/xoa" }

    static func complaint(_ id: Int64) -> String { "\(complaints)/\(id)" }

    static func complaintAction(_ id: Int64, _ action: String) -> String { "\(complaints)/\(id)/viec/\(action)" }
}
