import Foundation
import GRDB
import PortalKit

/// What the public sees of the businesses.
enum PublicBusinesses {
    /// What the directory is narrowed by.
    struct Filter: Sendable {
        var text = ""
        var field = ""

        var isEmpty: Bool { (text + field).isEmpty }
        var pairs: [(String, String)] { [("q", text), ("linh-vuc", field)].filter { !$0.1.isEmpty } }

        fileprivate var condition: (String, StatementArguments) {
            var parts = ["is_public = 1"]
            var arguments = StatementArguments()
            if !field.isEmpty {
                parts.append("field = ?")
                arguments += [field]
            }
            for word in text.folded.split(whereSeparator: \.isWhitespace).prefix(8) {
                parts.append("instr(search_folded, ?) > 0")
                arguments += [String(word)]
            }
            return (parts.joined(separator: " AND "), arguments)
        }
    }

    static func count(_ filter: Filter, in database: Database) throws -> Int {
        let (condition, arguments) = filter.condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM ads_businesses WHERE \(condition)", arguments: arguments) ?? 0
    }

    /// By name.
    static func list(_ filter: Filter, limit: Int, offset: Int, in database: Database) throws -> [Business] {
        let (condition, arguments) = filter.condition
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM ads_businesses WHERE \(condition) ORDER BY name_folded, id LIMIT ? OFFSET ?",
            arguments: arguments + [limit, offset]
        ).map(Business.init(row:))
    }

    /// The last that were published.
    static func newest(limit: Int, in database: Database) throws -> [Business] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM ads_businesses WHERE is_public = 1 ORDER BY published_at DESC, id DESC LIMIT ?",
            arguments: [limit]
        ).map(Business.init(row:))
    }

    /// How many there are in each field.
    static func counts(in database: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT field, count(*) AS count FROM ads_businesses WHERE is_public = 1 GROUP BY field")
        return Dictionary(rows.map { ($0["field"], $0["count"]) }, uniquingKeysWith: +)
    }
}
