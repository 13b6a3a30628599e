import Foundation
import GRDB
import PortalKit

/// The list of the administration: all documents, whatever their step.
struct DocumentSearch: Sendable {
    /// A number in any writing, or words of the summary, with or without diacritics.
    let text: String
    let type: String
    let body: String
    let step: String
    let year: Int?
    let status: LegalStatus?
    /// Only these issuing bodies; nil for all.
    let scopes: Set<String>?

    struct Row: Sendable {
        let id: Int64
        let number: String
        let type: String
        let summary: String
        let bodyKey: String
        let issuedOn: String
        let effectiveOn: String
        let endedOn: String
        let step: String
        let isPublic: Bool
        let wasPublic: Bool
        let changedAt: Date
    }

    init(_ request: Request, scopes: Set<String>?) {
        let filter = DocumentFilter(request.query)
        text = String(filter.text.prefix(100))
        (type, body, year, status) = (filter.type, filter.body, filter.year, filter.status)
        step = String((request.query["buoc"] ?? "").prefix(60))
        self.scopes = scopes
    }

    var pairs: [(String, String)] {
        [
            ("q", text), ("loai", type), ("hieu-luc", status?.rawValue ?? ""), ("nam", year.map { String($0) } ?? ""),
            ("co-quan", body), ("buoc", step),
        ].filter { !$0.1.isEmpty }
    }

    var isFiltered: Bool { !pairs.isEmpty }

    func count(today: String, in database: Database) throws -> Int {
        let condition = condition(today)
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM legal_documents WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    func rows(limit: Int, offset: Int, today: String, in database: Database) throws -> [Row] {
        let condition = condition(today)
        return try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT id, number, type, summary, body_key, issued_on, effective_on, ended_on, step, is_public,
                    was_public, changed_at
                FROM legal_documents WHERE \(condition.sql) ORDER BY changed_at DESC, id DESC LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [limit, offset]
        ).map { row in
            Row(
                id: row["id"], number: row["number"], type: row["type"], summary: row["summary"],
                bodyKey: row["body_key"], issuedOn: row["issued_on"], effectiveOn: row["effective_on"],
                endedOn: row["ended_on"], step: row["step"], isPublic: row["is_public"],
                wasPublic: row["was_public"], changedAt: row["changed_at"])
        }
    }

    private func condition(_ today: String) -> (sql: String, arguments: StatementArguments) {
        var parts = ["1"]
        var arguments = StatementArguments()
        func add(_ sql: String, _ values: StatementArguments) {
            parts.append(sql)
            arguments += values
        }
        if !step.isEmpty { add("step = ?", [step]) }
        if !type.isEmpty { add("type_key = ?", [type]) }
        if !body.isEmpty { add("body_key = ?", [body]) }
        if let scopes {
            add(
                "body_key IN (\(scopes.map { _ in "?" }.joined(separator: ", ")))", StatementArguments(scopes.sorted()))
        }
        if let year { add("issued_on >= ? AND issued_on < ?", ["\(year)-01-01", "\(year + 1)-01-01"]) }
        if let status {
            let condition = status.condition(today)
            add(condition.sql, condition.arguments)
        }
        // As public numbers are found in any writing, so here: by the key, or by words.
        let words = text.folded.split(separator: " ").prefix(8).map { (sql: "instr(search_key, ?) > 0", String($0)) }
        if !words.isEmpty {
            let key = LegalNumber.key(text)
            add(
                "(number_key >= ? AND number_key < ? OR \(words.map(\.sql).joined(separator: " AND ")))",
                [key, key + "\u{10FFFF}"] + StatementArguments(words.map(\.1)))
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    /// What the list can be narrowed by, from all documents.
    struct Choices: Sendable {
        struct Entry: Sendable {
            let value: String
            let title: String
        }

        let types: [Entry]
        let bodies: [Entry]
        let years: [Entry]

        static func fetch(in database: Database) throws -> Choices {
            // Each goes from one value of an index to the next, so that it does not read all rows.
            func entries(_ key: String, _ title: String) throws -> [Entry] {
                try GRDB.Row.fetchAll(
                    database,
                    sql: """
                        WITH RECURSIVE found(value) AS (
                            SELECT min(\(key)) FROM legal_documents
                            UNION ALL
                            SELECT (SELECT min(\(key)) FROM legal_documents WHERE \(key) > found.value)
                            FROM found WHERE found.value IS NOT NULL LIMIT 200
                        )
                        SELECT value, (SELECT \(title) FROM legal_documents WHERE \(key) = found.value LIMIT 1) AS title
                        FROM found WHERE value IS NOT NULL
                        """
                ).map { Entry(value: $0["value"], title: $0["title"]) }.filter { !$0.title.isEmpty }
                    .sorted { $0.title < $1.title }
            }
            let first = try String.fetchOne(
                database, sql: "SELECT min(issued_on) FROM legal_documents WHERE issued_on > ''")
            let last = try String.fetchOne(database, sql: "SELECT max(issued_on) FROM legal_documents")
            let (from, to) = (first.flatMap { Int($0.prefix(4)) } ?? 0, last.flatMap { Int($0.prefix(4)) } ?? -1)
            let years = from <= to ? Array(from...to) : []
            return Choices(
                types: try entries("type_key", "type"), bodies: try entries("body_key", "issuing_body"),
                years: years.reversed().map { Entry(value: String($0), title: String($0)) })
        }
    }
}
