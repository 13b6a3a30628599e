import GRDB

/// Who wrote a record: whoever began it, or saved it while it was in its first step. They do not approve it,
/// unless the site allows that. Who corrects it later, as a moderator does, has not written it.
enum WorkflowWriters {
    static func fetch(_ record: RecordReference, in db: Database) throws -> Set<Int64> {
        try Int64.fetchSet(
            db, sql: "SELECT account_id FROM core_workflow_writers WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
    }

    /// The accounts of a record's writers that are in use, in the order in which they were made.
    static func accounts(_ record: RecordReference, in db: Database) throws -> [Account] {
        try AccountStore.find(fetch(record, in: db), in: db).values
            .filter { $0.state == .active }.sorted { $0.id < $1.id }
    }

    /// Notes a person as one of a record's writers, when it is in its first step.
    static func note(_ actor: Actor, of record: RecordReference, in db: Database) throws {
        guard let person = actor.personId else { return }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO core_workflow_writers (record_type, record_id, account_id)
                SELECT item.record_type, item.record_id, ? FROM core_workflow_items item
                JOIN core_workflow_types type ON type.id = item.type AND type.version = item.version
                WHERE item.record_type = ? AND item.record_id = ?
                    AND item.step = json_extract(type.definition, '$.initial')
                """,
            arguments: [person, record.type, record.id])
    }
}
