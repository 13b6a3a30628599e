import GRDB

/// A record that uses an item.
struct LibraryUse: Sendable, Hashable {
    let record: RecordReference
    let module: String
    let isPublic: Bool
    /// What the record is called, as far as the core knows it.
    let title: String?

    /// How many records use an item.
    static func count(of id: Int64, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_library_uses WHERE item_id = ?", arguments: [id]) ?? 0
    }

    /// How many records use each of these items; one query.
    static func counts(of ids: [Int64], in database: Database) throws -> [Int64: Int] {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT item_id, count(*) AS uses FROM core_library_uses WHERE item_id IN (\(marks)) GROUP BY item_id",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["item_id"], $0["uses"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The records that use an item, with their titles, the latest first: one query.
    static func all(of id: Int64, limit: Int = 200, in database: Database) throws -> [LibraryUse] {
        try Row.fetchAll(database, sql: query, arguments: [id, limit]).map { row in
            LibraryUse(
                record: RecordReference(type: row["record_type"], id: row["record_id"]), module: row["module"],
                isPublic: row["is_public"], title: row["title"])
        }
    }

    static let query = """
        SELECT used.record_type, used.record_id, used.module, used.is_public, coalesce(
            (SELECT nullif(coalesce(revised.title, json_extract(content, '$.title')), '') FROM core_revisions AS revised
                WHERE revised.record_type = used.record_type AND revised.record_id = used.record_id
                ORDER BY number DESC LIMIT 1),
            (SELECT title FROM core_search AS found
                WHERE found.record_type = used.record_type AND found.record_id = used.record_id LIMIT 1)) AS title
        FROM core_library_uses AS used WHERE used.item_id = ?
        ORDER BY used.record_type, used.record_id DESC LIMIT ?
        """
}
