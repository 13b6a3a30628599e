public import Foundation
public import GRDB

/// The events that were recorded with the changes they tell of, and what was delivered of them.
///
/// Each subscriber has a place in the outbox up to which it has been served; only a delivery that failed has a row of
/// its own, with the time of its next attempt. So an event costs one row, however many listen.
///
/// The subscriber of a disabled module is not called, and its place stays: when the module is enabled again it gets
/// what happened since it was disabled, as long as the outbox holds it (``retention``). A new subscriber gets what
/// happens after its module is first put in service, whether or not anybody serves the site then.
public enum Outbox {
    /// How long events are kept that all have been served with, and at most for a subscriber that is absent: 90 days.
    public static let retention: TimeInterval = 90 * 86_400

    /// A delivery is tried this many times: the last a good day after the first.
    public static let attempts = 10

    static let migration = Migration(
        id: "outbox",
        sql: """
            CREATE TABLE core_outbox (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                module TEXT NOT NULL,
                name TEXT NOT NULL,
                record_type TEXT,
                record_id INTEGER,
                payload TEXT NOT NULL,
                at TEXT NOT NULL
            );
            CREATE INDEX core_outbox_at ON core_outbox (at);
            CREATE TABLE core_subscribers (
                module TEXT NOT NULL,
                handler TEXT NOT NULL,
                served INTEGER NOT NULL,
                PRIMARY KEY (module, handler)
            ) WITHOUT ROWID;
            CREATE TABLE core_deliveries (
                event_id INTEGER NOT NULL REFERENCES core_outbox (id) ON DELETE CASCADE,
                module TEXT NOT NULL,
                handler TEXT NOT NULL,
                attempts INTEGER NOT NULL,
                next_at TEXT,
                error TEXT NOT NULL,
                PRIMARY KEY (event_id, module, handler)
            ) WITHOUT ROWID;
            CREATE INDEX core_deliveries_next ON core_deliveries (module, handler, next_at);
            CREATE INDEX core_deliveries_dead ON core_deliveries (event_id) WHERE next_at IS NULL;
            """)

    static func record(_ event: Event, module: String, at: Date, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO core_outbox (module, name, record_type, record_id, payload, at) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [module, event.name, event.record?.type, event.record?.id, event.payload, at])
    }

    /// Gives a subscriber that is new its place: the end of the outbox. One that is known keeps its own.
    static func subscribe(module: String, handler: String, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO core_subscribers (module, handler, served)
                VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM core_outbox))
                """, arguments: [module, handler])
    }

    // MARK: - Deliveries that were given up

    /// The deliveries that were given up after ``attempts`` tries, newest first, for the status page.
    ///
    /// - Parameter limit: 1 to 200.
    public static func dead(limit: Int = 50, in database: Database) throws -> [DeadDelivery] {
        try Row.fetchAll(database, sql: deadListing, arguments: [min(max(limit, 1), 200)]).map { row in
            DeadDelivery(
                eventId: row["event_id"], event: StoredEvent(row: row).event, at: row["at"], module: row["subscriber"],
                handler: row["handler"], attempts: row["attempts"], error: row["error"])
        }
    }

    static let deadListing = """
        SELECT core_outbox.*, event_id, core_deliveries.module AS subscriber, handler, attempts, error
        FROM core_deliveries JOIN core_outbox ON core_outbox.id = event_id
        WHERE next_at IS NULL ORDER BY event_id DESC LIMIT ?
        """

    /// Gives deliveries that were given up another chance, from now.
    public static func retryDead(now: Date, in database: Database) throws {
        try database.execute(
            sql: "UPDATE core_deliveries SET next_at = ?, attempts = 0 WHERE next_at IS NULL", arguments: [now])
    }

    /// Deletes events older than ``retention``; the core does it once a day. Deliveries still open keep their event.
    public static func prune(now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM core_outbox WHERE at < ?
                AND NOT EXISTS (SELECT 1 FROM core_deliveries WHERE event_id = core_outbox.id)
                """, arguments: [now.addingTimeInterval(-retention)])
    }
}

/// A delivery that was given up.
public struct DeadDelivery: Sendable, Hashable {
    /// The event's number.
    public let eventId: Int64
    /// The event.
    public let event: Event
    /// When it happened.
    public let at: Date
    /// The module that did not take it.
    public let module: String
    /// The handler in that module.
    public let handler: String
    /// How often it was tried.
    public let attempts: Int
    /// What the last attempt said.
    public let error: String
}

/// An event with its place in the outbox.
struct StoredEvent: Sendable {
    let id: Int64
    let event: Event

    init(row: Row) {
        id = row["id"]
        let type: String? = row["record_type"]
        event = Event(
            name: row["name"], record: type.map { RecordReference(type: $0, id: row["record_id"]) },
            payload: row["payload"])
    }
}
