import Foundation
import GRDB

/// Tickets that were used, so that a form that is sent twice is taken in once.
enum IntakeSchema {
    static let migrations = [
        Migration(
            id: "tickets",
            sql: """
                CREATE TABLE core_intake_tickets (
                    nonce TEXT PRIMARY KEY,
                    record_type TEXT NOT NULL,
                    record_id INTEGER NOT NULL,
                    used_at TEXT NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX core_intake_tickets_used ON core_intake_tickets (used_at);
                """)
    ]
}

extension Change {
    /// Notes that a form has become a record; call it in the transaction that makes the record.
    ///
    /// - Throws: ``IntakeRepeated`` when the same form was taken in before: nothing is written then.
    public func use(_ intake: Intake, for record: RecordReference) throws {
        guard let nonce = intake.nonce else { return }
        let before = try Row.fetchOne(
            database, sql: "SELECT record_type, record_id FROM core_intake_tickets WHERE nonce = ?",
            arguments: [nonce])
        if let before {
            throw IntakeRepeated(record: RecordReference(type: before["record_type"], id: before["record_id"]))
        }
        // A ticket is good for a day; afterwards it is refused for its age.
        try database.execute(
            sql: "DELETE FROM core_intake_tickets WHERE used_at < ?",
            arguments: [now.addingTimeInterval(-2 * Intake.longest)])
        try database.execute(
            sql: "INSERT INTO core_intake_tickets (nonce, record_type, record_id, used_at) VALUES (?, ?, ?, ?)",
            arguments: [nonce, record.type, record.id, now])
    }
}

/// The same form was sent twice, as by a double click.
public struct IntakeRepeated: Error {
    /// What it became the first time.
    public let record: RecordReference
}
