import Foundation
import GRDB
import PortalKit

/// What happened to a business, an order or a complaint besides the steps of a workflow.
enum AdsEvents {
    /// Notes what was done; `text` is what was said with it.
    ///
    /// - Parameter person: who did it, when it was not whoever makes the change.
    static func note(
        _ kind: String, _ record: RecordReference, _ text: String = "", by person: String? = nil, in change: Change
    ) throws {
        try change.database.execute(
            sql: "INSERT INTO ads_events (record_type, record_id, kind, at, actor, text) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [record.type, record.id, kind, change.now, person ?? change.personName, text])
    }

    /// The latest first.
    static func fetch(_ record: RecordReference, _ texts: Texts, in database: Database) throws -> [EventModel] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT kind, at, actor, text FROM ads_events WHERE record_type = ? AND record_id = ?
                ORDER BY id DESC LIMIT 300
                """, arguments: [record.type, record.id]
        ).map { row in
            EventModel(
                texts("event.\(row["kind"] as String)"), by: texts.person(row["actor"]), at: row["at"],
                text: row["text"])
        }
    }

    /// Takes out what was written about people: names of senders, and notes.
    static func mask(_ record: RecordReference, sender kinds: [String], as name: String, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE ads_events SET actor = CASE WHEN kind IN (SELECT value FROM json_each(?)) THEN ? ELSE actor END,
                    text = CASE WHEN kind = 'note' THEN '' ELSE text END
                WHERE record_type = ? AND record_id = ?
                """, arguments: [JSONList.text(kinds), name, record.type, record.id])
    }
}

extension Change {
    /// Who makes it; empty for what the portal does by itself.
    var personName: String { if case .person(_, let name) = actor.kind { name } else { "" } }
}

extension Texts {
    /// A person's name, or that it was the portal.
    func person(_ name: String) -> String { name.isEmpty ? self("work.history.portal") : name }
}
