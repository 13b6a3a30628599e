import Foundation
import PortalKit

/// A section, or a time of all sections, page by page.
enum SectionPage {
    static func show(_ request: Request) async throws -> Response {
        let presenter = NewsPresenter(request)
        guard let slug = request.parameters["section"], let section = presenter.sections[slug] else {
            throw PortalError.notFound
        }
        let listing = try await ArticleListing.fetch(
            .section(slug), for: request, size: presenter.settings.pageSize)
        let isReference = section.kind == .reference
        return try show(
            listing, title: section.title, intro: section.description.isEmpty ? nil : section.description,
            referenceNotice: isReference ? request.texts("reference_section_notice") : nil,
            path: NewsPath.section(slug), feed: NewsPath.sectionFeed(slug), steps: [presenter.frontStep], request,
            presenter)
    }

    /// A page of any list, with this page's template.
    static func show(
        _ listing: ArticleListing, title: String, intro: String?, referenceNotice: String?, path: String,
        feed: String, steps: [PageInfo.Breadcrumb], _ request: Request, _ presenter: NewsPresenter
    ) throws -> Response {
        let url = request.module.url(path)
        let years = listing.yearChoices(url, request.texts)
        let months = listing.monthChoices(url, request.texts)
        let model = SectionModel(
            title: title, intro: intro, referenceNotice: referenceNotice, years: years, hasYears: !years.isEmpty,
            months: months, hasMonths: !months.isEmpty, hasCards: !listing.articles.isEmpty,
            cards: listing.articles.map(presenter.card), pager: listing.pager(url, request.texts),
            feedUrl: request.module.url(feed))
        let isFirstPage = listing.paging.number == 1
        let query = listing.period.pairs + (isFirstPage ? [] : [("trang", String(listing.paging.number))])
        return try request.page(
            "section", model,
            PageInfo(
                title: isFirstPage
                    ? title : request.texts("page_title", ["title": title, "page": String(listing.paging.number)]),
                description: intro, breadcrumbs: steps, lastModified: listing.articles.first?.publishedAt,
                canonicalPath: url + (query.isEmpty ? "" : "?" + query.map { "\($0)=\($1)" }.joined(separator: "&"))))
    }
}

/// What the template `section` shows.
struct SectionModel: TemplateModel {
    let title: String
    let intro: String?
    let referenceNotice: String?
    let years: [ChoiceModel]
    let hasYears: Bool
    let months: [ChoiceModel]
    let hasMonths: Bool
    let hasCards: Bool
    let cards: [CardModel]
    let pager: Pager
    let feedUrl: String

    static var example: SectionModel {
        SectionModel(
            title: "Kinh tế – xã hội", intro: "Sản xuất và đời sống", referenceNotice: "Chưa được xác nhận",
            years: [ChoiceModel(title: "2026", url: "/tin-tuc/kinh-te-xa-hoi?nam=2026", current: true)],
            hasYears: true,
            months: [ChoiceModel(title: "Tháng 9", url: "/tin-tuc/kinh-te-xa-hoi?nam=2026&thang=9", current: true)],
            hasMonths: true, hasCards: true, cards: [.example], pager: .example,
            feedUrl: "/tin-tuc/kinh-te-xa-hoi/feed.xml")
    }
}
