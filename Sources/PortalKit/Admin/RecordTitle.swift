import GRDB

/// What a record is called, as far as the core knows it.
enum RecordTitle {
    /// The title of a record: said with its latest revision or in its content, else of its search entry; nil when neither has one.
    static func find(_ record: RecordReference, in database: Database) throws -> String? {
        if record.type == "core.account" {
            return try AccountStore.find(record.id, in: database)?.fullName
        }
        if record.type == "core.role" { return try RoleStore.find(record.id, in: database)?.name }
        let revised = try String.fetchOne(
            database,
            sql: """
                SELECT coalesce(title, json_extract(content, '$.title')) FROM core_revisions
                WHERE record_type = ? AND record_id = ? ORDER BY number DESC LIMIT 1
                """, arguments: [record.type, record.id])
        if let revised, !revised.isEmpty { return revised }
        return try String.fetchOne(
            database, sql: "SELECT title FROM core_search WHERE record_type = ? AND record_id = ? LIMIT 1",
            arguments: [record.type, record.id])
    }

    /// The titles of many records.
    static func find(
        _ records: some Sequence<RecordReference>, in database: Database
    ) throws -> [RecordReference: String] {
        var titles: [RecordReference: String] = [:]
        for record in Set(records) { titles[record] = try find(record, in: database) }
        return titles
    }
}

extension RecordReference {
    /// The module that the record's type names: `news` of `news.article`.
    var module: String { String(type.prefix { $0 != "." }) }
}
