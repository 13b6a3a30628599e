import Foundation
import GRDB
import PortalKit

/// A page of a list of articles, with the choice of year and month beside it.
struct ArticleListing: Sendable {
    /// Which time the reader chose.
    struct Period: Sendable, Equatable {
        let year: Int?
        let month: Int?

        /// `?nam=2026&thang=11`
        ///
        /// - Throws: ``PortalError/notFound`` when it is no such time.
        init(_ query: FormValues) throws {
            guard let yearText = query["nam"] else {
                guard query["thang"] == nil else { throw PortalError.notFound }
                (year, month) = (nil, nil)
                return
            }
            guard let year = Int(yearText), (1...9999).contains(year) else { throw PortalError.notFound }
            let month = query["thang"].map { Int($0) ?? 0 }
            guard month.map({ (1...12).contains($0) }) ?? true else { throw PortalError.notFound }
            self.year = year
            self.month = month
        }

        init(year: Int? = nil, month: Int? = nil) {
            self.year = year
            self.month = month
        }

        /// As pairs of a query.
        var pairs: [(String, String)] {
            [year.map { ("nam", String($0)) }, month.map { ("thang", String($0)) }].compactMap { $0 }
        }
    }

    let articles: [ArticleSummary]
    let paging: Paging
    /// All months of the list, also those not chosen.
    let counts: MonthCounts
    let period: Period

    /// - Throws: ``PortalError/notFound`` for a page beyond the last, and for a time without articles.
    static func fetch(
        _ list: ArticleList, period: Period, page: Int, size: Int, in database: Database
    ) throws -> ArticleListing {
        let counts = try MonthCounts.fetch(list, in: database)
        let chosen = counts.narrowed(year: period.year, month: period.month)
        guard period == Period() || chosen.total > 0 else { throw PortalError.notFound }
        let paging = try Paging(number: page, size: size, total: chosen.total)
        let articles = try PublicArticles.page(
            list, counts: chosen, offset: paging.offset, limit: size, in: database)
        return ArticleListing(articles: articles, paging: paging, counts: counts, period: period)
    }

    /// The list that a request asks for with `?trang=`, `?nam=` and `?thang=`.
    static func fetch(_ list: ArticleList, for request: Request, size: Int) async throws -> ArticleListing {
        let period = try Period(request.query)
        let page = try request.pageNumber()
        request.depends(on: list.dependency, .settings(request.module.id))
        return try await request.module.storage.read { database in
            try fetch(list, period: period, page: page, size: size, in: database)
        }
    }

    // MARK: - Models

    func pager(_ path: String, _ texts: Texts) -> Pager {
        Pager(paging, path: path, query: period.pairs, texts: texts)
    }

    /// The years to choose from, "all" before them; empty when there is nothing to choose.
    func yearChoices(_ path: String, _ texts: Texts) -> [ChoiceModel] {
        guard counts.entries.count > 1 else { return [] }
        let all = ChoiceModel(title: texts("all_times"), url: path, current: period.year == nil)
        return [all]
            + counts.years.map { year in
                ChoiceModel(
                    title: String(year), url: Self.url(path, Period(year: year)), current: year == period.year)
            }
    }

    /// The months of the chosen year.
    func monthChoices(_ path: String, _ texts: Texts) -> [ChoiceModel] {
        guard let year = period.year else { return [] }
        return counts.narrowed(year: year, month: nil).entries.map { entry in
            let month = entry.month.month
            return ChoiceModel(
                title: texts("month", ["month": String(month)]), url: Self.url(path, Period(year: year, month: month)),
                current: month == period.month)
        }
    }

    static func url(_ path: String, _ period: Period) -> String {
        path + "?" + period.pairs.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }
}
