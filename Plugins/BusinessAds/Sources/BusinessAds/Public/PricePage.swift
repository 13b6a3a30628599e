import PortalKit

/// The fees in force, for everybody.
enum PricePage {
    static func show(_ request: Request) async throws -> Response {
        let (texts, context, today) = (request.texts, request.module, VietnamTime(request.now))
        request.depends(on: .prices, .settings(context.id))
        request.expires(at: today.dayBounds.upperBound)
        let list = try await context.storage.read { try PriceRows.inForce(on: today.isoDay, in: $0) }
        let settings = AdsSettings(request)
        let model = PricesModel(
            title: texts("prices"), intro: texts("prices_intro"),
            source: list.map { texts("prices_source", ["decision": $0.decision, "day": $0.validFrom.dayText]) },
            note: list?.note.nonEmpty,
            table: table(list, texts), hasPayment: !settings.paymentDetails.isEmpty, payment: settings.paymentDetails,
            applicationUrl: settings.takesApplications ? context.url(AdsPath.application) : nil)
        return try request.page(
            "prices", model,
            PageInfo(title: model.title, description: model.intro, breadcrumbs: [BusinessPage.directoryStep(request)]))
    }

    /// A row for each place, a column for each period.
    static func table(_ list: PriceList?, _ texts: Texts) -> TableModel {
        let prices = list?.prices ?? []
        let periods = Set(prices.map(\.months)).sorted()
        let places = AdPosition.allCases.filter { place in prices.contains { $0.position == place } }
        return TableModel(
            caption: texts("prices_caption"),
            columns: [.init(texts("position"))]
                + periods.map { .init(texts("months_counted", ["count": String($0)]), isNumber: true) },
            rows: places.map { place in
                [.init(place.title(texts))]
                    + periods.map { .init(list?.fee(place, months: $0)?.grouped(texts) ?? "–") }
            }, empty: texts("prices_none"))
    }
}

/// What the template `prices` shows.
struct PricesModel: TemplateModel {
    let title: String
    let intro: String
    let source: String?
    let note: String?
    let table: TableModel
    let hasPayment: Bool
    let payment: String
    let applicationUrl: String?

    static var example: PricesModel {
        PricesModel(
            title: "Bảng giá", intro: "Phí quảng cáo", source: "Theo Quyết định", note: "Chưa gồm thuế",
            table: .example,
            hasPayment: true, payment: "Chuyển khoản", applicationUrl: "/doanh-nghiep/dang-ky")
    }
}
