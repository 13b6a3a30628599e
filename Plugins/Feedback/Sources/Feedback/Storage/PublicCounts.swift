import GRDB
import PortalKit

/// How many published cases there are of each topic, outcome and year, kept with each change.
struct PublicCounts: Sendable {
    struct Row: Sendable {
        let topic: String
        let outcome: String
        let year: Int
        let count: Int
    }

    let rows: [Row]

    static func fetch(in database: Database) throws -> PublicCounts {
        PublicCounts(
            rows: try GRDB.Row.fetchAll(
                database, sql: "SELECT topic, outcome, year, count FROM feedback_public_counts WHERE count > 0"
            ).map { Row(topic: $0["topic"], outcome: $0["outcome"], year: $0["year"], count: $0["count"]) })
    }

    /// How many there are of what was chosen; nil stands for all.
    func total(topic: String? = nil, outcome: String? = nil, year: Int? = nil) -> Int {
        rows.reduce(0) { sum, row in
            let isMeant =
                (topic ?? row.topic) == row.topic && (outcome ?? row.outcome) == row.outcome
                && (year ?? row.year) == row.year
            return isMeant ? sum + row.count : sum
        }
    }

    var years: [Int] { Set(rows.map(\.year)).sorted(by: >) }

    static func add(_ sign: Int, _ item: FeedbackCase, in database: Database) throws {
        guard let answeredAt = item.answeredAt else { return }
        try database.execute(
            sql: """
                INSERT INTO feedback_public_counts (topic, outcome, year, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (topic, outcome, year) DO UPDATE SET count = count + excluded.count
                """, arguments: [item.topic, item.answer.outcome, VietnamTime(answeredAt).year, sign])
    }
}
