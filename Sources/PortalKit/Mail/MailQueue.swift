public import Foundation
public import GRDB
import Logging

/// Mails that wait to be sent; each was recorded in the transaction of the change that it tells of.
public actor MailQueue {
    private let database: SiteDatabase
    private let transport: any MailTransport
    private let sender: MailAddress
    private let now: @Sendable () -> Date
    private let timeLimit: TimeLimit
    private let wakeUp = WakeUp()
    private let logger: Logger
    private var isSending = false

    /// A mail is tried this many times: the last a good day after the first.
    public static let attempts = 10
    /// Mails that were sent or given up are kept this long, then deleted with the personal data in them: 30 days.
    public static let retention: TimeInterval = 30 * 86_400
    private static let transportLimit = Duration.seconds(60)

    static let migration = Migration(
        id: "mail",
        sql: """
            CREATE TABLE core_mail (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                module TEXT NOT NULL,
                recipient TEXT NOT NULL,
                recipient_name TEXT NOT NULL,
                subject TEXT NOT NULL,
                text TEXT NOT NULL,
                record_type TEXT,
                record_id INTEGER,
                created_at TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
                attempts INTEGER NOT NULL DEFAULT 0,
                next_at TEXT,
                ended_at TEXT,
                error TEXT
            );
            CREATE INDEX core_mail_next ON core_mail (state, next_at);
            CREATE INDEX core_mail_ended ON core_mail (ended_at);
            CREATE INDEX core_mail_state ON core_mail (state, id);
            """)

    /// Whether a mail's text opens something: see ``Mail/isConfidential``.
    static let confidential = Migration(
        id: "mail-confidential",
        sql: """
            ALTER TABLE core_mail ADD COLUMN is_confidential INTEGER NOT NULL DEFAULT 0
                CHECK (is_confidential IN (0, 1))
            """)

    /// Makes the queue of one site.
    ///
    /// - Parameter sender: in whose name the site writes.
    init(
        database: SiteDatabase, transport: any MailTransport, sender: MailAddress,
        logger: Logger = Logger(label: "mail"), now: @escaping @Sendable () -> Date = { Date() },
        timeLimit: TimeLimit = TimeLimit()
    ) {
        self.database = database
        self.transport = transport
        self.sender = sender
        self.logger = logger
        self.now = now
        self.timeLimit = timeLimit
    }

    static func enqueue(_ mail: Mail, module: String, at: Date, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO core_mail
                    (module, recipient, recipient_name, subject, text, record_type, record_id, created_at, next_at,
                    is_confidential)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                module, mail.recipient.address, mail.recipient.name, mail.subject, mail.text, mail.record?.type,
                mail.record?.id, at, at, mail.isConfidential,
            ])
    }

    // MARK: - Sending

    /// Call after a commit that queued mails.
    public nonisolated func signal() {
        wakeUp.signal()
    }

    /// Sends on each signal, and looks once a minute for attempts that are due, until the task is cancelled.
    public nonisolated func run() async {
        await wakeUp.run(every: .seconds(60)) {
            do {
                try await self.sendDue()
            } catch is CancellationError {
                return
            } catch {
                self.logger.error("mails were not sent: \(error)")
            }
        }
    }

    /// Sends the mails that are due, and returns how many went out.
    ///
    /// - Throws: only when the database cannot be read or written.
    @discardableResult
    public func sendDue() async throws -> Int {
        guard transport.isActive, !isSending else { return 0 }
        isSending = true
        defer { isSending = false }
        var sent = 0
        let due = now()
        while true {
            let mails = try await database.read { database in
                try QueuedMail.fetchAll(database, sql: Self.dueListing, arguments: [due])
            }
            if mails.isEmpty { return sent }
            for mail in mails {
                try Task.checkCancellation()
                if try await send(mail) { sent += 1 }
            }
        }
    }

    static let dueListing = """
        SELECT * FROM core_mail WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at LIMIT 50
        """

    private func send(_ queued: QueuedMail) async throws -> Bool {
        let moment = now()
        guard let recipient = MailAddress(queued.recipient, name: queued.recipientName) else {
            try await fail(queued, error: "not a mail address", isFinal: true)
            return false
        }
        let mail = Mail(to: recipient, subject: queued.subject, text: queued.text)
        let message = MailMessage(id: queued.id, mail: mail, sender: sender, at: queued.createdAt)
        do {
            try await timeLimit.run(Self.transportLimit) { [transport] in try await transport.deliver(message) }
        } catch {
            try Task.checkCancellation()
            logger.warning("mail \(queued.id) to \(recipient.masked) failed: \(error)")
            let isPermanent = (error as? MailTransportError)?.isPermanent ?? false
            let isFinal = isPermanent || queued.attempts + 1 >= Self.attempts
            try await fail(queued, error: String("\(error)".prefix(500)), isFinal: isFinal)
            return false
        }
        let (id, isForgotten) = (queued.id, !transport.isTrial)
        try await database.write { database in
            try database.execute(
                sql: """
                    UPDATE core_mail SET state = 'sent', attempts = attempts + 1, ended_at = ?, next_at = NULL,
                        error = NULL, text = CASE WHEN is_confidential AND ? THEN '' ELSE text END WHERE id = ?
                    """, arguments: [moment, isForgotten, id])
        }
        return true
    }

    private func fail(_ queued: QueuedMail, error: String, isFinal: Bool) async throws {
        let moment = now()
        let next = moment.addingTimeInterval(Backoff.seconds(afterAttempt: queued.attempts + 1))
        try await database.write { database in
            try database.execute(
                sql: """
                    UPDATE core_mail SET attempts = attempts + 1, error = ?, state = ?, next_at = ?, ended_at = ?
                    WHERE id = ?
                    """,
                arguments: [
                    error, isFinal ? "failed" : "waiting", isFinal ? nil : next, isFinal ? moment : nil, queued.id,
                ])
            guard isFinal else { return }
            try AuditLog.append(
                "mail.failed", by: .system("mail"), module: queued.module, at: moment,
                on: queued.record ?? RecordReference(type: "core.mail", id: queued.id), note: error, in: database)
        }
    }

    /// Deletes mails that ended longer ago than ``retention``; the core does it once a day.
    public static func prune(now: Date, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_mail WHERE ended_at < ?", arguments: [now.addingTimeInterval(-retention)])
    }
}
