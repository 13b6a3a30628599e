import Foundation
import GRDB
import PortalKit

/// Counts of cases by the day and by the month in which they came, by topic and kind: kept with each change, so that figures cost the same
/// with a hundred thousand cases.
enum CaseFigures {
    /// Brings the counts in line with a change.
    static func move(from before: FeedbackCase?, to after: FeedbackCase?, in database: Database) throws {
        if let before { try add(-1, before, in: database) }
        if let after { try add(1, after, in: database) }
    }

    private static func add(_ sign: Int, _ item: FeedbackCase, in database: Database) throws {
        // What is not a matter of its own does not count.
        guard item.state != .spam, item.state != .merged else { return }
        let answeredAt = item.state == .answered ? item.answeredAt : nil
        let minutes = answeredAt.map { max(0, Int($0.timeIntervalSince(item.receivedAt) / 60)) } ?? 0
        func one(_ condition: Bool) -> Int { condition ? sign : 0 }
        let day = VietnamTime(item.receivedAt).isoDay
        for (table, column, period) in [("figures", "day", day), ("month_figures", "month", String(day.prefix(7)))] {
            try database.cachedStatement(
                sql: """
                    INSERT INTO feedback_\(table)
                        (\(column), topic, kind, received, answered, on_time, minutes, satisfied, accepted, unsatisfied)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (\(column), topic, kind) DO UPDATE SET
                        received = received + excluded.received, answered = answered + excluded.answered,
                        on_time = on_time + excluded.on_time, minutes = minutes + excluded.minutes,
                        satisfied = satisfied + excluded.satisfied, accepted = accepted + excluded.accepted,
                        unsatisfied = unsatisfied + excluded.unsatisfied
                    """
            ).execute(arguments: [
                period, item.topic, item.kind.rawValue, sign, one(answeredAt != nil),
                one(answeredAt.map { $0 <= item.dueAt } ?? false), sign * minutes, one(item.rating == .satisfied),
                one(item.rating == .accepted), one(item.rating == .unsatisfied),
            ])
        }
    }
}

/// What was counted in a period, of one topic, month or kind, or of all.
struct CaseCounts: Sendable, Equatable {
    var received = 0
    var answered = 0
    var onTime = 0
    var minutes = 0
    var satisfied = 0
    var accepted = 0
    var unsatisfied = 0

    /// Days from receipt to answer on average.
    var days: Double? { answered == 0 ? nil : Double(minutes) / Double(answered) / 1440 }

    /// Of all answers, how many came in time.
    var onTimeShare: Double? { answered == 0 ? nil : Double(onTime) / Double(answered) }

    var rated: Int { satisfied + accepted + unsatisfied }

    /// Of all ratings, how many are satisfied or accept it.
    var contentShare: Double? { rated == 0 ? nil : Double(satisfied + accepted) / Double(rated) }

    static func + (left: CaseCounts, right: CaseCounts) -> CaseCounts {
        CaseCounts(
            received: left.received + right.received, answered: left.answered + right.answered,
            onTime: left.onTime + right.onTime, minutes: left.minutes + right.minutes,
            satisfied: left.satisfied + right.satisfied, accepted: left.accepted + right.accepted,
            unsatisfied: left.unsatisfied + right.unsatisfied)
    }

    /// By what cases are counted together.
    enum Group: String, Sendable {
        case topic
        case kind
        case month
    }

    /// The counts of the days from one to another, both inclusive, by the group's key.
    static func fetch(
        by group: Group, from first: String, to last: String, in database: Database
    ) throws -> [(key: String, counts: CaseCounts)] {
        let order = group == .month ? "1" : "received DESC, 1"
        let counts = source(from: first, to: last)
        return try Row.fetchAll(
            database,
            sql: """
                SELECT \(group.rawValue) AS key, sum(received) AS received, sum(answered) AS answered,
                    sum(on_time) AS on_time, sum(minutes) AS minutes, sum(satisfied) AS satisfied,
                    sum(accepted) AS accepted, sum(unsatisfied) AS unsatisfied
                FROM (\(counts.sql)) GROUP BY 1 HAVING sum(received) > 0 ORDER BY \(order)
                """, arguments: counts.arguments
        ).map { ($0["key"], CaseCounts(row: $0)) }
    }

    /// Whole months by month, what is left at both ends by day: a year is some hundred rows, not ten thousand.
    private static func source(from first: String, to last: String) -> (sql: String, arguments: StatementArguments) {
        let sums = "topic, kind, received, answered, on_time, minutes, satisfied, accepted, unsatisfied"
        let days = "SELECT substr(day, 1, 7) AS month, \(sums) FROM feedback_figures WHERE day >= ? AND day < ?"
        func month(_ day: String) -> String { String(day.prefix(7)) }
        let end = VietnamTime(parsing: last)?.adding(days: 1).isoDay ?? last
        let next = VietnamTime(parsing: month(first) + "-01")?.adding(days: 31).isoDay ?? first
        let (from, to) = (first.hasSuffix("-01") ? month(first) : month(next), month(end))
        guard from <= to else { return (days, [first, end]) }
        return (
            """
            SELECT month, \(sums) FROM feedback_month_figures WHERE month >= ? AND month < ?
            UNION ALL \(days) UNION ALL \(days)
            """, [from, to, first, from + "-01", to + "-01", end]
        )
    }

    private init(row: Row) {
        (received, answered) = (row["received"], row["answered"])
        (onTime, minutes) = (row["on_time"], row["minutes"])
        (satisfied, accepted, unsatisfied) = (row["satisfied"], row["accepted"], row["unsatisfied"])
    }

    init(
        received: Int = 0, answered: Int = 0, onTime: Int = 0, minutes: Int = 0, satisfied: Int = 0, accepted: Int = 0,
        unsatisfied: Int = 0
    ) {
        (self.received, self.answered, self.onTime, self.minutes) = (received, answered, onTime, minutes)
        (self.satisfied, self.accepted, self.unsatisfied) = (satisfied, accepted, unsatisfied)
    }
}

extension CaseFigures {
    /// The first year of which there is anything.
    static func firstYear(in database: Database) throws -> Int? {
        try String.fetchOne(database, sql: "SELECT min(day) FROM feedback_figures").flatMap { Int($0.prefix(4)) }
    }
}
