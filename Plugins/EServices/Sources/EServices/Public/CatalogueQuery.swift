import Foundation
import GRDB
import PortalKit

/// What a reader looks for in the catalogue of procedures.
struct CatalogueQuery: Sendable {
    struct Facet: Sendable {
        let value: String
        let count: Int
    }

    let text: String
    let field: String
    let level: ProcedureContent.Level?
    let body: String

    init(_ query: FormValues) {
        text = String((query["q"] ?? "").prefix(100))
        field = String((query["linh-vuc"] ?? "").prefix(60))
        level = query["muc-do"].flatMap(ProcedureContent.Level.init(rawValue:))
        body = String((query["co-quan"] ?? "").prefix(200))
    }

    var pairs: [(String, String)] {
        [("q", text), ("linh-vuc", field), ("muc-do", level?.rawValue ?? ""), ("co-quan", body)]
            .filter { !$0.1.isEmpty }
    }

    var isFiltered: Bool { !pairs.isEmpty }

    func count(in database: Database) throws -> Int {
        let condition = condition()
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM eservices_procedures WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Procedure] {
        let condition = condition()
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM eservices_procedures WHERE \(condition.sql) ORDER BY field, name LIMIT ? OFFSET ?",
            arguments: condition.arguments + [limit, offset]
        ).map(Procedure.init(row:))
    }

    /// How many there are of each value of a column, were it not chosen.
    func facet(_ column: String, in database: Database) throws -> [Facet] {
        let condition = condition(without: column)
        return try Row.fetchAll(
            database,
            sql: """
                SELECT \(column) AS value, count(*) AS count FROM eservices_procedures WHERE \(condition.sql)
                GROUP BY \(column) ORDER BY count DESC, value LIMIT 60
                """, arguments: condition.arguments
        ).map { Facet(value: $0["value"], count: $0["count"]) }
    }

    private func condition(without column: String = "") -> (sql: String, arguments: StatementArguments) {
        var parts = ["is_public = 1", "is_in_force = 1"]
        var arguments = StatementArguments()
        for (name, value) in [("field", field), ("level", level?.rawValue ?? ""), ("body", body)]
        where !value.isEmpty && name != column {
            parts.append("\(name) = ?")
            arguments += [value]
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("instr(search_text, ?) > 0")
            arguments += [String(word)]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
