import Foundation
import PortalKit

/// Everything by month.
enum ArchivePage {
    static func show(_ request: Request) async throws -> Response {
        if request.query["nam"] != nil { return try await month(request) }
        let presenter = NewsPresenter(request)
        let texts = request.texts
        let path = request.module.url(NewsPath.archive)
        let counts = try await request.module.storage.read { try MonthCounts.fetch(.all, in: $0) }
        request.depends(on: .news, .settings(request.module.id))
        let years = counts.years.map { year in
            ArchiveModel.Year(
                title: String(year),
                months: counts.narrowed(year: year, month: nil).entries.map { entry in
                    let period = ArticleListing.Period(year: year, month: entry.month.month)
                    return ArchiveModel.Month(
                        title: texts("month", ["month": String(entry.month.month)]),
                        url: ArticleListing.url(path, period),
                        count: texts("articles_counted", ["count": String(entry.count)]))
                })
        }
        let title = texts("archive_title", ["title": presenter.settings.title])
        return try request.page(
            "archive", ArchiveModel(title: title, years: years, hasYears: !years.isEmpty),
            PageInfo(title: title, breadcrumbs: [presenter.frontStep], canonicalPath: path))
    }

    /// The articles of a year or a month.
    private static func month(_ request: Request) async throws -> Response {
        let presenter = NewsPresenter(request)
        let texts = request.texts
        let listing = try await ArticleListing.fetch(.all, for: request, size: presenter.settings.pageSize)
        let year = String(listing.period.year ?? 0)
        let title =
            listing.period.month.map { texts("archive_month", ["month": String($0), "year": year]) }
            ?? texts("archive_year", ["year": year])
        return try SectionPage.show(
            listing, title: title, intro: nil, referenceNotice: nil, path: NewsPath.archive, feed: NewsPath.feed,
            steps: [
                presenter.frontStep,
                PageInfo.Breadcrumb(
                    texts("archive_title", ["title": presenter.settings.title]),
                    url: request.module.url(NewsPath.archive)),
            ], request, presenter)
    }
}

/// What the template `archive` shows.
struct ArchiveModel: TemplateModel {
    struct Month: Sendable {
        let title: String
        let url: String
        let count: String
    }

    struct Year: Sendable {
        let title: String
        let months: [Month]
    }

    let title: String
    let years: [Year]
    let hasYears: Bool

    static var example: ArchiveModel {
        ArchiveModel(
            title: "Lưu trữ",
            years: [
                Year(
                    title: "2026",
                    months: [Month(title: "Tháng 9", url: "/tin-tuc/luu-tru?nam=2026&thang=9", count: "27 tin, bài")])
            ], hasYears: true)
    }
}
