import GRDB
import PortalKit

/// How many public documents each choice of the list has.
struct LegalCounts: Sendable {
    /// What the list can be narrowed by.
    enum Facet: String, Sendable, CaseIterable {
        case all
        case kind
        case type
        case body
        case field
        case year
    }

    struct Entry: Sendable, Hashable {
        let value: String
        let title: String
        let count: Int
    }

    private let entries: [Facet: [Entry]]

    var total: Int { entries[.all]?.first?.count ?? 0 }

    /// The choices of a facet, the most frequent first; years the latest first.
    func entries(_ facet: Facet) -> [Entry] { entries[facet] ?? [] }

    static func fetch(in database: Database) throws -> LegalCounts {
        let rows = try Row.fetchAll(
            database, sql: "SELECT facet, value, title, count FROM legal_counts ORDER BY count DESC, title")
        var entries: [Facet: [Entry]] = [:]
        for row in rows {
            guard let facet = Facet(rawValue: row["facet"]) else { continue }
            entries[facet, default: []].append(
                Entry(value: row["value"], title: row["title"], count: row["count"]))
        }
        entries[.year]?.sort { $0.value > $1.value }
        return LegalCounts(entries: entries)
    }

    /// Adds a document to its choices, or takes it out with -1.
    static func add(_ difference: Int, _ content: LegalContent, in database: Database) throws {
        for (facet, value, title) in choices(of: content) where !value.isEmpty {
            if difference > 0 {
                try database.execute(
                    sql: """
                        INSERT INTO legal_counts (facet, value, title, count) VALUES (?, ?, ?, 1)
                        ON CONFLICT (facet, value) DO UPDATE SET count = count + 1
                        """,
                    arguments: [facet.rawValue, value, title])
            } else {
                try database.execute(
                    sql: "DELETE FROM legal_counts WHERE facet = ? AND value = ? AND count = 1",
                    arguments: [facet.rawValue, value])
                try database.execute(
                    sql: "UPDATE legal_counts SET count = count - 1 WHERE facet = ? AND value = ?",
                    arguments: [facet.rawValue, value])
            }
        }
    }

    private static func choices(of content: LegalContent) -> [(Facet, String, String)] {
        [
            (.all, "all", ""), (.kind, content.isDirection ? "1" : "0", ""),
            (.type, Slug.make(from: content.type), content.type),
            (.body, Slug.make(from: content.issuingBody), content.issuingBody),
            (.year, String(content.issuedOn.prefix(4)), String(content.issuedOn.prefix(4))),
        ] + Set(content.fields).map { (.field, $0, "") }
    }
}
