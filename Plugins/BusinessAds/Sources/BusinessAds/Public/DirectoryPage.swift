import PortalKit

/// The directory of businesses, searched and narrowed by field.
enum DirectoryPage {
    static func show(_ request: Request) async throws -> Response {
        let settings = AdsSettings(request)
        var filter = PublicBusinesses.Filter()
        filter.text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        filter.field =
            request.query["linh-vuc"].flatMap { asked in settings.fields.first { $0.slug == asked }?.slug } ?? ""
        let (wanted, number) = (filter, try request.pageNumber())
        request.depends(on: .businesses, .settings(request.module.id))
        let (counts, paging, businesses) = try await request.module.storage.read { database in
            let paging = try Paging(
                number: number, size: settings.pageSize, total: PublicBusinesses.count(wanted, in: database))
            return (
                try PublicBusinesses.counts(in: database), paging,
                try PublicBusinesses.list(wanted, limit: settings.pageSize, offset: paging.offset, in: database)
            )
        }
        let ads =
            number == 1 && filter.isEmpty ? try await request.ads(.directory, count: settings.directoryCount) : nil
        let (texts, context) = (request.texts, request.module)
        let model = DirectoryModel(
            title: texts("directory"), intro: texts("directory_intro", ["name": context.site.nameInSentence]),
            url: context.url(), query: filter.text, fieldSlug: filter.field.nonEmpty,
            summary: texts("directory_found", ["count": String(paging.total)]), isFiltered: !filter.isEmpty,
            hasFields: counts.count > 1, fields: fields(filter, counts, settings, request), hasAds: ads != nil,
            ads: ads?.ads ?? [], adsTitle: texts("ad"), hasCards: !businesses.isEmpty,
            cards: businesses.map { BusinessCard($0, settings, context) },
            empty: texts(filter.isEmpty ? "directory_empty" : "directory_nothing"),
            pager: Pager(paging, path: context.url(), query: filter.pairs, texts: texts),
            applicationUrl: settings.takesApplications ? context.url(AdsPath.application) : nil,
            pricesUrl: context.url(AdsPath.prices), feedUrl: context.url(AdsPath.feed))
        return try request.page(
            "directory", model,
            PageInfo(
                title: number == 1
                    ? model.title : texts("page_title", ["title": model.title, "page": String(number)]),
                description: model.intro, isIndexed: filter.isEmpty))
    }

    private static func fields(
        _ filter: PublicBusinesses.Filter, _ counts: [String: Int], _ settings: AdsSettings, _ request: Request
    ) -> [DirectoryModel.Field] {
        func field(_ title: String, _ slug: String, _ count: Int?) -> DirectoryModel.Field {
            let pairs = [("q", filter.text), ("linh-vuc", slug)].filter { !$0.1.isEmpty }
            let url = request.module.url()
            return DirectoryModel.Field(
                title: title, url: pairs.isEmpty ? url : url + "?" + FormURLEncoded.encode(pairs),
                count: filter.text.isEmpty ? count.map { String($0) } : nil, current: filter.field == slug)
        }
        return [field(request.texts("directory_all_fields"), "", nil)]
            + settings.fields.filter { counts[$0.slug] != nil }.map { field($0.title, $0.slug, counts[$0.slug]) }
    }
}

/// What the template `directory` shows.
struct DirectoryModel: TemplateModel {
    struct Field: Sendable {
        let title: String
        let url: String
        let count: String?
        let current: Bool
    }

    let title: String
    let intro: String
    let url: String
    let query: String
    let fieldSlug: String?
    let summary: String
    let isFiltered: Bool
    let hasFields: Bool
    let fields: [Field]
    let hasAds: Bool
    let ads: [AdModel]
    let adsTitle: String
    let hasCards: Bool
    let cards: [BusinessCard]
    let empty: String
    let pager: Pager
    let applicationUrl: String?
    let pricesUrl: String
    let feedUrl: String

    static var example: DirectoryModel {
        DirectoryModel(
            title: "Doanh nghiệp", intro: "Doanh nghiệp của xã", url: "/doanh-nghiep", query: "gốm",
            fieldSlug: "lang-nghe", summary: "Có 12 doanh nghiệp", isFiltered: true, hasFields: true,
            fields: [Field(title: "Làng nghề", url: "/doanh-nghiep?linh-vuc=lang-nghe", count: "5", current: true)],
            hasAds: true, ads: [.example], adsTitle: "Quảng cáo", hasCards: true, cards: [.example],
            empty: "Chưa có doanh nghiệp", pager: .example, applicationUrl: "/doanh-nghiep/dang-ky",
            pricesUrl: "/doanh-nghiep/bang-gia", feedUrl: "/doanh-nghiep/feed.xml")
    }
}
