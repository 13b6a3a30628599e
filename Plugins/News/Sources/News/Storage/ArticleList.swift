import Foundation
import PortalKit

/// A list of public articles, newest first.
enum ArticleList: Sendable, Hashable {
    case all
    case section(String)
    /// By the tag's slug.
    case tag(String)

    /// Its name in `news_counts`.
    var name: String {
        switch self {
        case .all: "all"
        case .section(let slug): "section:\(slug)"
        case .tag(let slug): "tag:\(slug)"
        }
    }

    /// What a page that shows it depends on.
    var dependency: Dependency {
        switch self {
        case .all: .news
        case .section(let slug): .newsSection(slug)
        case .tag(let slug): .newsTag(slug)
        }
    }
}

/// A month of the calendar of Viet Nam.
struct Month: Sendable, Hashable, Comparable {
    let year: Int
    /// 1 to 12.
    let month: Int

    init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month of a moment.
    init(_ date: Date) {
        let time = VietnamTime(date)
        (year, month) = (time.year, time.month)
    }

    /// As in the database: `202611`.
    init(number: Int) {
        (year, month) = (number / 100, number % 100)
    }

    var number: Int { year * 100 + month }

    /// From its first moment to the next month's.
    var bounds: Range<Date> {
        VietnamTime.month(month, of: year) ?? Date.distantPast..<Date.distantPast
    }

    static func < (left: Month, right: Month) -> Bool { left.number < right.number }
}
