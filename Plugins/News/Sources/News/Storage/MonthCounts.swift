import Foundation
import GRDB
import PortalKit

/// How many public articles a list has in each month, the newest month first.
struct MonthCounts: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let month: Month
        let count: Int
    }

    let entries: [Entry]

    var total: Int { entries.reduce(0) { $0 + $1.count } }

    /// Years with articles, newest first.
    var years: [Int] {
        entries.map(\.month.year).reduce(into: []) { years, year in
            if years.last != year { years.append(year) }
        }
    }

    /// Only what lies in a year, or in one month of it.
    func narrowed(year: Int?, month: Int?) -> MonthCounts {
        MonthCounts(
            entries: entries.filter { entry in
                (year.map { $0 == entry.month.year } ?? true) && (month.map { $0 == entry.month.month } ?? true)
            })
    }

    /// The month in which the article at this place stands, and its place within what begins there. Skipping to it
    /// passes over the articles of one month at most, however deep the page.
    func place(of offset: Int) -> (from: Month, offset: Int)? {
        var rest = offset
        for entry in entries {
            if rest < entry.count { return (entry.month, rest) }
            rest -= entry.count
        }
        return nil
    }

    // MARK: - Storage

    static let query = "SELECT month, count FROM news_counts WHERE list = ? ORDER BY month DESC"

    static func fetch(_ list: ArticleList, in database: Database) throws -> MonthCounts {
        MonthCounts(
            entries: try Row.fetchAll(database.cachedStatement(sql: query), arguments: [list.name]).map { row in
                Entry(month: Month(number: row["month"]), count: row["count"])
            })
    }

    /// Counts an article in, or out when `difference` is -1.
    static func add(_ difference: Int, lists: [ArticleList], publishedAt: Date, in database: Database) throws {
        let month = Month(publishedAt).number
        for list in lists {
            if difference > 0 {
                try database.execute(
                    sql: """
                        INSERT INTO news_counts (list, month, count) VALUES (?, ?, ?)
                        ON CONFLICT (list, month) DO UPDATE SET count = count + excluded.count
                        """, arguments: [list.name, month, difference])
            } else {
                // The last one takes the row with it: a count is never zero.
                try database.execute(
                    sql: "DELETE FROM news_counts WHERE list = ? AND month = ? AND count <= ?",
                    arguments: [list.name, month, -difference])
                try database.execute(
                    sql: "UPDATE news_counts SET count = count + ? WHERE list = ? AND month = ?",
                    arguments: [difference, list.name, month])
            }
        }
    }
}
