import Foundation
public import GRDB

/// How often something of a module was shown or opened, by day: numbers, and nothing of who looked.
///
/// A page says what it shows with ``Request/counts(_:of:)``. Each time it is sent, also from memory, it is counted as page
/// views are: in memory, neither for programs nor for whoever is logged in; a job of the core writes the numbers down.
public enum Tally {
    /// Days for which numbers are kept: two years, and a quarter to compare them.
    static let keptDays = 820

    static let migration = Migration(
        id: "tally",
        sql: """
            CREATE TABLE core_tally (
                module TEXT NOT NULL,
                what TEXT NOT NULL,
                record INTEGER NOT NULL,
                day TEXT NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (module, what, record, day)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX core_tally_day ON core_tally (day);
            """)

    /// The sums by record; a record that was never counted is not in it.
    ///
    /// - Parameters:
    ///   - module: whose numbers.
    ///   - what: as the pages say it: `view`.
    ///   - records: those that are asked for.
    ///   - days: the first and the last day; nil for all that is kept.
    public static func sums(
        of module: String, _ what: String, records: some Sequence<Int64>, days: ClosedRange<VietnamTime>? = nil,
        in database: Database
    ) throws -> [Int64: Int] {
        let ids = Array(Set(records))
        guard !ids.isEmpty else { return [:] }
        let places = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT record, sum(count) AS count FROM core_tally
                WHERE module = ? AND what = ? AND record IN (\(places)) AND day BETWEEN ? AND ? GROUP BY record
                """,
            arguments: [module, what] + StatementArguments(ids)
                + [days?.lowerBound.isoDay ?? "", days?.upperBound.isoDay ?? "9999"])
        return Dictionary(rows.map { ($0["record"], $0["count"]) }, uniquingKeysWith: +)
    }

    /// The sum over all records of a module.
    public static func total(
        of module: String, _ what: String, days: ClosedRange<VietnamTime>, in database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT sum(count) FROM core_tally WHERE module = ? AND what = ? AND day BETWEEN ? AND ?",
            arguments: [module, what, days.lowerBound.isoDay, days.upperBound.isoDay]) ?? 0
    }

    /// Adds what was counted, and forgets what is old.
    static func add(_ counts: [TrafficCounter.Key: Int], now: Date, in database: Database) throws {
        for (key, count) in counts {
            guard let entry = Entry(text: key.path) else { continue }
            let day = VietnamTime(Date(timeIntervalSince1970: Double(key.day) * 86_400)).isoDay
            try database.execute(
                sql: """
                    INSERT INTO core_tally (module, what, record, day, count) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (module, what, record, day) DO UPDATE SET count = count + excluded.count
                    """, arguments: [entry.module, entry.what, entry.record, day, count])
        }
        try database.execute(
            sql: "DELETE FROM core_tally WHERE day < ?", arguments: [VietnamTime(now).adding(days: -keptDays).isoDay])
    }

    /// What a page shows that is to be counted.
    struct Entry: Hashable, Sendable {
        let module: String
        let what: String
        let record: Int64
    }
}

extension Tally.Entry {
    /// Its name in a ``TrafficCounter``.
    var text: String { "\(module) \(what) \(record)" }

    init?(text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let record = Int64(parts[2]) else { return nil }
        self.init(module: String(parts[0]), what: String(parts[1]), record: record)
    }
}

extension Request {
    /// Says that the answer shows, or opens, a record of the module: each time it is sent to a visitor it is counted, see
    /// ``Tally``.
    ///
    /// - Parameter what: a word without spaces: `view`.
    public func counts(_ what: String, of record: Int64) {
        trace.count(Tally.Entry(module: module.id, what: what, record: record))
    }
}
