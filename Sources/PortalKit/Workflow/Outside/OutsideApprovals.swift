import Foundation
import GRDB

/// Makes, finds and ends one-time links of approval. Only the hash of a link's token is stored.
enum OutsideApprovals {
    /// Working days that a link may hold.
    static let days = 1...30

    static let migration = Migration(
        id: "workflow-outside",
        sql: """
            -- Whoever is asked has no account: who, how and from where stays with the request, as proof of the approval.
            CREATE TABLE core_workflow_outside (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                step TEXT NOT NULL,
                since TEXT NOT NULL,
                revision INTEGER NOT NULL,
                token_hash TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                office TEXT NOT NULL,
                mail TEXT NOT NULL,
                message TEXT NOT NULL,
                asked_by INTEGER,
                asked_by_name TEXT NOT NULL,
                asked_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'approved', 'returned', 'withdrawn')),
                ended_at TEXT,
                signature TEXT NOT NULL DEFAULT '',
                address TEXT NOT NULL DEFAULT '',
                log_id INTEGER
            ) STRICT;
            CREATE INDEX core_workflow_outside_by_record ON core_workflow_outside (record_type, record_id, id);
            """)

    /// Asks somebody outside about the step in which a record is.
    ///
    /// - Parameter days: working days for which the link holds.
    /// - Returns: the token to put into the address; it cannot be had again.
    /// - Throws: `OutsideApprovalError`, `WorkflowError.notStarted`, `.notPermitted`, `.ownRecord`, `.gatesFailed`.
    static func ask(
        _ person: OutsideApproval.Person, about record: RecordReference, message: String, days: Int,
        engine: WorkflowEngine, random: RandomBytes = systemRandomBytes, in change: Change
    ) throws -> String {
        let database = change.database
        let place = try WorkflowPlace(record, for: change.actor, now: change.now, in: database)
        guard let way = place.outsideWay else { throw WorkflowError.unknownTransition("") }
        guard place.mayAskOutside else { throw place.refusal(of: way.asking) }
        if try hasAccount(person.mail, in: database) { throw OutsideApprovalError.hasAccount }
        if try open(place.item, now: change.now, in: database) != nil { throw OutsideApprovalError.alreadyAsked }
        if try engine.publicationFailures(record, in: database).contains(where: { $0.secrecy != nil }) {
            throw OutsideApprovalError.secrecy
        }
        let failures = try engine.gateFailures(record, by: way.id, in: database)
        guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }
        let token = TokenBytes.base64URL(random(32))
        try database.execute(
            sql: """
                INSERT INTO core_workflow_outside (record_type, record_id, step, since, revision, token_hash, name,
                    office, mail, message, asked_by, asked_by_name, asked_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.type, record.id, place.item.step, place.item.since, try revision(of: record, in: database),
                TokenBytes.sha256Hex(token), person.name, person.office, person.mail, message, change.actor.personId,
                change.actor.name, change.now, engine.calendar.due(after: change.now, days: days),
            ])
        try change.audit("workflow.outside-ask", on: record, after: trace(place.item.step, person))
        return token
    }

    /// Takes a request back: its link ends.
    ///
    /// - Throws: `OutsideApprovalError.ended` when it has ended already.
    static func withdraw(_ approval: OutsideApproval, in change: Change) throws {
        try end(approval, .withdrawn, in: change)
        try change.audit(
            "workflow.outside-withdraw", on: approval.record, before: trace(approval.step, approval.person))
    }

    /// Ends a request once: of two that try at the same moment one is refused.
    static func end(
        _ approval: OutsideApproval, _ outcome: OutsideApproval.Outcome, signature: String = "",
        logEntry: Int64? = nil, in change: Change
    ) throws {
        try change.database.execute(
            sql: """
                UPDATE core_workflow_outside SET outcome = ?, ended_at = ?, signature = ?, address = ?, log_id = ?
                WHERE id = ? AND outcome = ''
                """,
            arguments: [
                outcome.rawValue, change.now, signature, change.actor.address ?? "", logEntry, approval.id,
            ])
        guard change.database.changesCount == 1 else { throw OutsideApprovalError.ended }
    }

    // MARK: - Reading

    /// The request of a link's token, ended or not; nil when there is none.
    static func find(_ token: String, in db: Database) throws -> OutsideApproval? {
        guard token.utf8.count == 43, token.utf8.allSatisfy(\.isBase64URL) else { return nil }
        return try Row.fetchOne(
            db, sql: "SELECT * FROM core_workflow_outside WHERE token_hash = ?",
            arguments: [TokenBytes.sha256Hex(token)]
        ).map(OutsideApproval.init(row:))
    }

    /// The requests about a record, the newest first.
    static func list(of record: RecordReference, in db: Database) throws -> [OutsideApproval] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM core_workflow_outside WHERE record_type = ? AND record_id = ? ORDER BY id DESC LIMIT 100
                """,
            arguments: [record.type, record.id]
        ).map(OutsideApproval.init(row:))
    }

    /// The request that waits for its answer, nil when there is none.
    static func open(_ item: WorkflowItem, now: Date, in db: Database) throws -> OutsideApproval? {
        let revision = try revision(of: item.record, in: db)
        return try list(of: item.record, in: db).first { $0.state(item, revision: revision, now: now) == .open }
    }

    static func state(_ approval: OutsideApproval, now: Date, in db: Database) throws -> OutsideApproval.State {
        approval.state(
            try WorkflowItem.find(approval.record, in: db), revision: try revision(of: approval.record, in: db),
            now: now)
    }

    private static func revision(of record: RecordReference, in db: Database) throws -> Int {
        try Revisions.list(of: record, limit: 1, in: db).first?.number ?? 0
    }

    /// Whether an address is that of an account: whoever has one acts under their own name, and nobody approves what
    /// they wrote by a link to themselves. What stands behind a `+` in an address leads to the same person.
    static func hasAccount(_ mail: String, in db: Database) throws -> Bool {
        let known = try String.fetchAll(
            db, sql: "SELECT email FROM core_accounts UNION SELECT login FROM core_accounts")
        let asked = mailbox(mail)
        return known.contains { mailbox($0) == asked }
    }

    private static func mailbox(_ address: String) -> String {
        let parts = address.lowercased().split(separator: "@", maxSplits: 1)
        guard parts.count == 2 else { return address.lowercased() }
        return "\(parts[0].prefix { $0 != "+" })@\(parts[1])"
    }

    /// What the audit log keeps of who was asked; it masks the address itself.
    static func trace(_ step: String, _ person: OutsideApproval.Person) -> [String: String] {
        ["step": step, "name": person.name, "office": person.office, "email": person.mail]
    }
}
