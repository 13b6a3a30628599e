public import Foundation
public import GRDB

/// A mail in the queue, for the administration's list.
public struct QueuedMail: Sendable, Hashable {
    /// What became of a mail.
    public enum State: String, Sendable, CaseIterable {
        /// It waits for its first or next attempt.
        case waiting
        /// The transport took it.
        case sent
        /// It was given up.
        case failed
    }

    /// The mail's number.
    public let id: Int64
    /// The module that sent it.
    public let module: String
    /// The address that it goes to. Show ``MailAddress/masked`` in logs.
    public let recipient: String
    /// The name of who gets it.
    public let recipientName: String
    /// The subject.
    public let subject: String
    /// The text.
    public let text: String
    /// The record that it is about.
    public let record: RecordReference?
    /// When it was queued.
    public let createdAt: Date
    /// What became of it.
    public let state: State
    /// How often it was tried.
    public let attempts: Int
    /// When it is tried next.
    public let nextAt: Date?
    /// What the last attempt said.
    public let error: String?
    /// Whether its text opens something; it is shown to nobody, and empty once the mail is sent.
    public let isConfidential: Bool
}

extension QueuedMail: FetchableRecord {
    /// Reads a row of `core_mail`.
    public init(row: Row) throws {
        id = row["id"]
        module = row["module"]
        recipient = row["recipient"]
        recipientName = row["recipient_name"]
        subject = row["subject"]
        text = row["text"]
        let type: String? = row["record_type"]
        record = type.map { RecordReference(type: $0, id: row["record_id"]) }
        createdAt = row["created_at"]
        state = State(rawValue: row["state"]) ?? .failed
        attempts = row["attempts"]
        nextAt = row["next_at"]
        error = row["error"]
        isConfidential = row["is_confidential"]
    }
}

extension MailQueue {
    /// The mails of one state, newest first.
    ///
    /// - Parameters:
    ///   - before: only mails with smaller numbers, to go on from a page.
    ///   - limit: 1 to 200.
    public static func list(
        _ state: QueuedMail.State, before: Int64? = nil, limit: Int = 50, in database: Database
    ) throws -> [QueuedMail] {
        try QueuedMail.fetchAll(
            database, sql: listing, arguments: [state.rawValue, before ?? .max, min(max(limit, 1), 200)])
    }

    static let listing = "SELECT * FROM core_mail WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?"

    /// One page of the mails of a state, newest first.
    static func page(
        _ state: QueuedMail.State, limit: Int, offset: Int, in database: Database
    ) throws -> [QueuedMail] {
        try QueuedMail.fetchAll(
            database, sql: "SELECT * FROM core_mail WHERE state = ? ORDER BY id DESC LIMIT ? OFFSET ?",
            arguments: [state.rawValue, limit, offset])
    }

    /// How many mails there are of each state.
    static func counts(in database: Database) throws -> [QueuedMail.State: Int] {
        let rows = try Row.fetchAll(database, sql: "SELECT state, COUNT(*) AS n FROM core_mail GROUP BY state")
        var counts: [QueuedMail.State: Int] = [:]
        for row in rows {
            if let state = QueuedMail.State(rawValue: row["state"]) { counts[state] = row["n"] }
        }
        return counts
    }

    /// One mail, or nil.
    static func find(_ id: Int64, in database: Database) throws -> QueuedMail? {
        try QueuedMail.fetchOne(database, sql: "SELECT * FROM core_mail WHERE id = ?", arguments: [id])
    }

    /// Puts a mail that was given up back into the queue, or has one that waits tried at once.
    public static func retry(_ id: Int64, now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE core_mail SET state = 'waiting', attempts = 0, next_at = ?, ended_at = NULL
                WHERE id = ? AND state <> 'sent'
                """, arguments: [now, id])
    }
}
