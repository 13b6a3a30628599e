import Foundation
import GRDB
import PortalKit

/// The list of the administration: all articles, whatever their step.
struct ArticleSearch: Sendable, Equatable {
    /// What the list is sorted by; the raw value stands in the address.
    enum Order: String, CaseIterable, Sendable {
        case changed = "sua"
        case published = "dang"
        case title = "tieu-de"

        var column: String {
            switch self {
            case .changed: "changed_at"
            case .published: "published_at"
            case .title: "title_folded"
            }
        }
    }

    /// Words of the title, with or without diacritics.
    var text = ""
    /// A step of the workflow; empty for all.
    var step = ""
    /// A section's slug; empty for all.
    var section = ""
    /// Only these sections; nil for all.
    var scopes: Set<String>?
    var order = Order.changed
    var isAscending = false

    struct Row: Sendable {
        let id: Int64
        let title: String
        let section: String
        let step: String
        let isPublic: Bool
        let isScheduled: Bool
        let author: String
        let publishedAt: Date?
        let changedAt: Date
    }

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM news_articles WHERE \(condition.sql)", arguments: condition.arguments
        ) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Row] {
        let condition = condition
        let direction = isAscending ? "ASC" : "DESC"
        return try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT id, title, section, step, is_public, is_scheduled, author, published_at, changed_at
                FROM news_articles WHERE \(condition.sql)
                ORDER BY \(order.column) \(direction), id \(direction) LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [limit, offset]
        ).map { row in
            Row(
                id: row["id"], title: row["title"], section: row["section"], step: row["step"],
                isPublic: row["is_public"], isScheduled: row["is_scheduled"], author: row["author"],
                publishedAt: row["published_at"], changedAt: row["changed_at"])
        }
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts = ["1"]
        var arguments = StatementArguments()
        if !step.isEmpty {
            parts.append("step = ?")
            arguments += [step]
        }
        if !section.isEmpty {
            parts.append("section = ?")
            arguments += [section]
        }
        if let scopes {
            parts.append("section IN (\(scopes.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(scopes.sorted())
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("instr(title_folded, ?) > 0")
            arguments += [String(word)]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
