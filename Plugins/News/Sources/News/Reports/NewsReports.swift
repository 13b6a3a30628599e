import Foundation
import GRDB
import PortalKit

/// What the periodic report says of the module's work (Art. 16.1).
enum NewsReports {
    static let all = [bySection, byAuthor, updates]

    /// Articles of the period by section, with reference news and announcements among them.
    static let bySection = ReportSection(id: "by-section", title: "report.by_section") { context, period in
        let sections = NewsSettings(context.settings).sections
        let counts = try await context.storage.read { try count("section", period, in: $0) }
        let known = sections.all.map { ($0.title, counts[$0.slug] ?? 0) }
        let gone = counts.filter { sections[$0.key] == nil }.sorted { $0.key < $1.key }
        return table(known + gone.map { ($0.key, $0.value) }, heading: "report.section", context)
    }

    /// Articles of the period by author: the ground for royalties (Art. 12).
    static let byAuthor = ReportSection(id: "by-author", title: "report.by_author") { context, period in
        let counts = try await context.storage.read { try count("author", period, in: $0) }
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        return table(rows, heading: "report.author", context)
    }

    /// On how many days of each month something new came out (Art. 10.1: updated daily).
    static let updates = ReportSection(id: "updates", title: "report.updates") { context, period in
        let days = try await context.storage.read { try publicationDays(period, in: $0) }
        let months = UpdateDays.months(period, until: context.now(), days: days)
        let texts = context.texts
        let columns = ["report.month", "report.days_updated", "report.days_without", "report.longest_gap"]
        return ReportTable(
            columns: columns.map { texts($0) },
            rows: months.map { month in
                [
                    texts("report.month_name", ["month": String(month.month.month), "year": String(month.month.year)]),
                    String(month.updated), String(month.without), String(month.longestGap),
                ]
            },
            totals: months.isEmpty
                ? []
                : [
                    texts("report.total"), String(months.reduce(0) { $0 + $1.updated }),
                    String(months.reduce(0) { $0 + $1.without }), String(months.map(\.longestGap).max() ?? 0),
                ], isByTime: true)
    }

    private static func table(_ rows: [(String, Int)], heading: String, _ context: ModuleContext) -> ReportTable {
        ReportTable(
            columns: [context.texts(heading), context.texts("report.articles")],
            rows: rows.map { [$0.0, String($0.1)] },
            totals: [context.texts("report.total"), String(rows.reduce(0) { $0 + $1.1 })])
    }

    private static func count(_ column: String, _ period: ReportPeriod, in database: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(column), count(*) AS count FROM news_articles
                WHERE is_public = 1 AND published_at >= ? AND published_at < ? GROUP BY \(column)
                """, arguments: [period.start, period.end])
        return Dictionary(rows.map { ($0[0], $0["count"]) }, uniquingKeysWith: +)
    }

    /// The days, as numbers, on which something came out.
    private static func publicationDays(_ period: ReportPeriod, in database: Database) throws -> Set<Int> {
        // The Julian day of 1 January 1970 is 2440587.5.
        try Int.fetchSet(
            database,
            sql: """
                SELECT DISTINCT CAST(julianday(date(published_at, '+7 hours')) - 2440587.5 AS INTEGER)
                FROM news_articles WHERE is_public = 1 AND published_at >= ? AND published_at < ?
                """, arguments: [period.start, period.end])
    }
}

/// How steadily a month was updated.
struct UpdateDays: Sendable, Equatable {
    let month: Month
    /// Days with something new.
    let updated: Int
    /// Days without.
    let without: Int
    /// The most days without in a row.
    let longestGap: Int

    /// The months of a period up to a day; days to come count for nothing.
    static func months(_ period: ReportPeriod, until now: Date, days: Set<Int>) -> [UpdateDays] {
        let end = min(period.end, VietnamTime(now).startOfDay.adding(days: 1).date)
        var day = VietnamTime(period.start).startOfDay
        var months: [UpdateDays] = []
        while day.date < end {
            let month = Month(day.date)
            var (updated, without, gap, longest) = (0, 0, 0, 0)
            while day.date < end, Month(day.date) == month {
                if days.contains(day.dayNumber) {
                    updated += 1
                    gap = 0
                } else {
                    without += 1
                    gap += 1
                    longest = max(longest, gap)
                }
                day = day.adding(days: 1)
            }
            months.append(UpdateDays(month: month, updated: updated, without: without, longestGap: longest))
        }
        return months
    }
}
