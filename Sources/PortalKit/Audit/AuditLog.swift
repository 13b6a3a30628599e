import Foundation
public import GRDB

/// The record of everything that was done, which nobody can change (the regulation's Art. 16.5).
///
/// The database refuses to update or delete entries, and each entry's hash covers the hash before it: whoever changes
/// the file past the portal is found out by ``verify(_:)``. To find out a cut end too, note ``head(_:)`` elsewhere now
/// and then, as backups do. Because nothing can be taken out, personal data of citizens does not belong in it.
public enum AuditLog {
    static let migration = Migration(
        id: "audit",
        sql: """
            CREATE TABLE core_audit (
                id INTEGER PRIMARY KEY,
                at TEXT NOT NULL,
                actor_kind TEXT NOT NULL,
                actor_id INTEGER,
                actor_name TEXT NOT NULL,
                module TEXT NOT NULL,
                action TEXT NOT NULL,
                subject_type TEXT,
                subject_id INTEGER,
                before TEXT,
                after TEXT,
                note TEXT,
                address TEXT,
                previous_hash TEXT NOT NULL,
                hash TEXT NOT NULL
            );
            CREATE INDEX core_audit_at ON core_audit (at);
            CREATE INDEX core_audit_actor ON core_audit (actor_id, at);
            CREATE INDEX core_audit_action ON core_audit (action, at);
            CREATE INDEX core_audit_subject ON core_audit (subject_type, subject_id, at);
            CREATE TRIGGER core_audit_no_update BEFORE UPDATE ON core_audit
                BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
            CREATE TRIGGER core_audit_no_delete BEFORE DELETE ON core_audit
                BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
            CREATE TRIGGER core_audit_only_append BEFORE INSERT ON core_audit
                WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM core_audit)
                BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
            """)

    /// Writes an entry in the transaction at hand; what identifies a person is masked in it.
    static func append(
        _ action: String, by actor: Actor, module: String, at: Date, on subject: RecordReference? = nil,
        before: String? = nil, after: String? = nil, note: String? = nil, in database: Database
    ) throws {
        let before = before.map(PersonalDataMask.mask(json:))
        let after = after.map(PersonalDataMask.mask(json:))
        let note = note.map { PersonalDataMask.mask($0) }
        let last = try head(database)
        let id = (last?.id ?? 0) + 1
        let previousHash = last?.hash ?? ""
        let fields: [String?] = [
            String(id), at.storedText, actor.kindName, actor.personId.map(String.init), actor.name, module, action,
            subject?.type, (subject?.id).map(String.init), before, after, note, actor.address,
        ]
        let values: [(any DatabaseValueConvertible)?] =
            fields + [previousHash, AuditEntry.hash(of: fields, after: previousHash)]
        try database.execute(
            sql: """
                INSERT INTO core_audit (id, at, actor_kind, actor_id, actor_name, module, action, subject_type,
                    subject_id, before, after, note, address, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: StatementArguments(values))
    }

    /// The last entry's number and hash, nil while there is none.
    public static func head(_ database: Database) throws -> AuditHead? {
        try Row.fetchOne(database, sql: "SELECT id, hash FROM core_audit ORDER BY id DESC LIMIT 1")
            .map { AuditHead(id: $0["id"], hash: $0["hash"]) }
    }

    /// Checks the whole chain and returns the number of the first entry that is not as it was written, or that is
    /// missing; nil when all is well.
    ///
    /// - Parameter known: a head noted earlier: the log must still hold it.
    public static func verify(_ database: Database, known: AuditHead? = nil) throws -> Int64? {
        var expected: Int64 = 1
        var previousHash = ""
        let entries = try AuditEntry.fetchCursor(database, sql: "SELECT * FROM core_audit ORDER BY id")
        while let entry = try entries.next() {
            guard entry.id == expected, entry.previousHash == previousHash,
                entry.hash == AuditEntry.hash(of: entry.fields, after: previousHash)
            else { return expected }
            if let known, known.id == entry.id, known.hash != entry.hash { return entry.id }
            previousHash = entry.hash
            expected += 1
        }
        if let known, known.id >= expected { return expected }
        return nil
    }
}

/// The last entry of the audit log at some time.
public struct AuditHead: Sendable, Hashable, Codable {
    /// The entry's number.
    public let id: Int64
    /// The entry's hash.
    public let hash: String

    /// Makes a head from what was noted.
    public init(id: Int64, hash: String) {
        self.id = id
        self.hash = hash
    }
}
