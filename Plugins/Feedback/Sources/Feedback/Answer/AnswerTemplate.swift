import Foundation
import GRDB
import PortalKit

/// A text from which answers are begun, for all topics or one. `{ten}`, `{ma}`, `{tieu-de}`, `{linh-vuc}`, `{ngay-nhan}`
/// and `{co-quan}` stand for what the case says.
struct AnswerTemplate: Sendable, Identifiable {
    let id: Int64
    let title: String
    /// A topic's slug; empty for all.
    let topic: String
    let text: String
    let changedAt: Date

    static let places = ["ten", "ma", "tieu-de", "linh-vuc", "ngay-nhan", "co-quan"]

    func filled(_ values: [String: String]) -> String {
        values.reduce(text) { text, value in text.replacing("{\(value.key)}", with: value.value) }
    }

    init(row: Row) {
        (id, title, topic, text) = (row["id"], row["title"], row["topic"], row["text"])
        changedAt = row["changed_at"]
    }

    static func fetch(_ id: Int64, in database: Database) throws -> AnswerTemplate? {
        try Row.fetchOne(database, sql: "SELECT * FROM feedback_templates WHERE id = ?", arguments: [id])
            .map(AnswerTemplate.init(row:))
    }

    /// All, by title; with a topic those of the topic and of all.
    static func list(topic: String? = nil, in database: Database) throws -> [AnswerTemplate] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM feedback_templates WHERE ?1 IS NULL OR topic IN ('', ?1) ORDER BY title, id LIMIT 200
                """, arguments: [topic]
        ).map(AnswerTemplate.init(row:))
    }
}
