import Foundation
import GRDB

/// The views of public pages as the database keeps them: numbers by day and path, and nothing else.
enum Traffic {
    static let migration = Migration(
        id: "traffic",
        sql: """
            CREATE TABLE core_traffic (
                day TEXT NOT NULL,
                path TEXT NOT NULL,
                views INTEGER NOT NULL,
                PRIMARY KEY (day, path)
            ) STRICT, WITHOUT ROWID
            """)

    /// Days for which numbers are kept: a year, and a month to compare it.
    static let keptDays = 400

    /// Adds what was counted, and forgets what is old.
    static func add(_ counts: [TrafficCounter.Key: Int], now: Date, in database: Database) throws {
        for (key, views) in counts {
            let day = VietnamTime(Date(timeIntervalSince1970: Double(key.day) * 86_400)).isoDay
            try database.execute(
                sql: """
                    INSERT INTO core_traffic (day, path, views) VALUES (?, ?, ?)
                    ON CONFLICT (day, path) DO UPDATE SET views = views + excluded.views
                    """, arguments: [day, key.path, views])
        }
        try database.execute(
            sql: "DELETE FROM core_traffic WHERE day < ?", arguments: [VietnamTime(now).adding(days: -keptDays).isoDay])
    }

    /// The views of each of so many days up to a moment, the last one last; days without any are there with 0.
    static func days(_ count: Int, until now: Date, in database: Database) throws -> [(day: VietnamTime, views: Int)] {
        let days = (0..<count).reversed().map { VietnamTime(now).adding(days: -$0) }
        let found = try Row.fetchAll(
            database, sql: "SELECT day, sum(views) AS views FROM core_traffic WHERE day >= ? GROUP BY day",
            arguments: [days.first?.isoDay])
        let views: [String: Int] = Dictionary(found.map { ($0["day"], $0["views"]) }, uniquingKeysWith: +)
        return days.map { ($0, views[$0.isoDay] ?? 0) }
    }

    /// The pages that were looked at most since a day.
    static func topPages(since day: VietnamTime, limit: Int, in database: Database) throws -> [(
        path: String, views: Int
    )] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT path, sum(views) AS views FROM core_traffic WHERE day >= ? AND path <> ''
                GROUP BY path ORDER BY views DESC, path LIMIT ?
                """, arguments: [day.isoDay, limit]
        ).map { ($0["path"], $0["views"]) }
    }

    /// The views since a day by the first part of the path, the most first.
    static func groups(since day: VietnamTime, in database: Database) throws -> [(path: String, views: Int)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT CASE WHEN instr(substr(path, 2), '/') > 0 THEN substr(path, 1, instr(substr(path, 2), '/'))
                    ELSE path END AS part, sum(views) AS views
                FROM core_traffic WHERE day >= ? GROUP BY part ORDER BY views DESC, part LIMIT 12
                """, arguments: [day.isoDay]
        ).map { ($0["part"], $0["views"]) }
    }
}

extension Site {
    /// Writes down what was counted since the last time.
    func writeTraffic() async throws -> String? {
        let (views, tallies, now) = (traffic.take(), tally.take(), now())
        do {
            try await database.write { database in
                try Traffic.add(views, now: now, in: database)
                try Tally.add(tallies, now: now, in: database)
            }
        } catch {
            traffic.put(views)
            tally.put(tallies)
            throw error
        }
        return nil
    }
}
