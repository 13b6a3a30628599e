import Foundation
import GRDB
import PortalKit

/// The published cases, narrowed by what a reader chose. Each query is a range of one index.
struct PublicCases: Sendable, Equatable {
    /// Words of question and answer.
    var text = ""
    var topic = ""
    var outcome: FeedbackCase.Outcome?
    var year: Int?

    /// So far what a search by words found is counted.
    static let searchLimit = 300

    struct Summary: Sendable {
        let id: Int64
        let title: String
        let text: String
        let place: String
        let topic: String
        let outcome: FeedbackCase.Outcome?
        let receivedAt: Date
        let answeredAt: Date
        /// Where it lies on the map, when the public may see it.
        let point: MapPoint?

        var path: String { FeedbackPath.published(id, title: title) }
    }

    init() {}

    /// What a request asks for; unknown values are left out.
    init(_ query: FormValues, topics: [FeedbackSettings.Topic]) {
        text = String((query["q"] ?? "").normalizedInput().prefix(200))
        topic = query["linh-vuc"].flatMap { slug in topics.contains { $0.slug == slug } ? slug : nil } ?? ""
        outcome = query["ket-qua"].flatMap(FeedbackCase.Outcome.init(rawValue:))
        year = query.integer("nam").flatMap { (2000...2200).contains($0) ? $0 : nil }
    }

    var isEmpty: Bool { self == PublicCases() }

    /// As pairs of a query.
    var pairs: [(String, String)] {
        [
            ("q", text), ("linh-vuc", topic), ("ket-qua", outcome?.rawValue ?? ""),
            ("nam", year.map { String($0) } ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// How many there are; of a search by words up to ``searchLimit``.
    ///
    /// - Parameter known: what ``condition(in:)`` gave before, so that words are searched once.
    func count(_ counts: PublicCounts, _ known: Condition? = nil, in database: Database) throws -> Int {
        if text.isEmpty {
            return counts.total(
                topic: topic.isEmpty ? nil : topic, outcome: outcome?.rawValue, year: year)
        }
        return try known?.found ?? condition(in: database).found
    }

    /// How far was counted; nil where all are.
    var countedTo: Int? { text.isEmpty ? nil : Self.searchLimit }

    /// The newest answers first; of a search the best.
    func rows(
        limit: Int, offset: Int, _ known: Condition? = nil, in database: Database
    ) throws -> [Summary] {
        let condition = try known ?? condition(in: database)
        return try Row.fetchAll(
            database,
            sql: """
                SELECT feedback_cases.id, public_title, substr(public_text, 1, 400) AS public_text, public_place, topic, outcome,
                    received_at, answered_at, CASE WHEN public_point THEN map_x END AS x,
                    CASE WHEN public_point THEN map_y END AS y
                FROM feedback_cases \(condition.join) WHERE \(condition.sql) ORDER BY \(condition.order)
                LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [limit, offset]
        ).map { row in
            let (x, y): (Int?, Int?) = (row["x"], row["y"])
            return Summary(
                id: row["id"], title: row["public_title"], text: row["public_text"], place: row["public_place"],
                topic: row["topic"], outcome: FeedbackCase.Outcome(rawValue: row["outcome"]),
                receivedAt: row["received_at"], answeredAt: row["answered_at"],
                point: x.flatMap { x in y.flatMap { MapPoint(x: x, y: $0) } })
        }
    }

    /// What was asked for, as SQL; of words with what the search found.
    struct Condition: Sendable {
        var join = ""
        var sql = "is_public = 1"
        var order = "answered_at DESC, feedback_cases.id DESC"
        var arguments = StatementArguments()
        /// How many a search by words found.
        var found = 0
    }

    func condition(in database: Database) throws -> Condition {
        let condition = chosen
        guard !text.isEmpty else { return condition }
        // What was chosen besides is asked of each match, so that a rare choice of a frequent word is found too.
        let isNarrowed = !condition.arguments.isEmpty
        let found = try SearchIndex.records(
            text, kind: FeedbackNames.searchKind, module: FeedbackNames.module,
            where: isNarrowed
                ? SearchIndex.RecordCondition(
                    "EXISTS (SELECT 1 FROM feedback_cases WHERE id = record_id AND \(condition.sql))",
                    condition.arguments) : nil, countedTo: Self.searchLimit, limit: Self.searchLimit, in: database)
        return Condition(
            join: "JOIN json_each(?) AS found ON found.value = feedback_cases.id", sql: "is_public = 1",
            order: "found.key",
            arguments: ["[" + found.ids.map { String($0) }.joined(separator: ",") + "]"], found: found.total)
    }

    /// What was chosen besides words.
    private var chosen: Condition {
        var condition = Condition()
        if !topic.isEmpty {
            condition.sql += " AND topic = ?"
            condition.arguments += [topic]
        }
        if let outcome {
            condition.sql += " AND outcome = ?"
            condition.arguments += [outcome.rawValue]
        }
        if let range = year.flatMap(VietnamTime.year) {
            condition.sql += " AND answered_at >= ? AND answered_at < ?"
            condition.arguments += [range.lowerBound, range.upperBound]
        }
        return condition
    }
}
