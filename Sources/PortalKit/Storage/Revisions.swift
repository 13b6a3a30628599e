public import Foundation
public import GRDB

/// One state of a record, kept (the regulation's Art. 4.4, 5.4, 10.2).
public struct Revision: Sendable, Hashable {
    /// The record.
    public let record: RecordReference
    /// Counts from 1 for each record.
    public let number: Int
    /// When it was saved.
    public let at: Date
    /// The account of the person who saved it.
    public let actorId: Int64?
    /// The name of who saved it, as it was then.
    public let actorName: String
    /// What the person said about it.
    public let note: String?
    /// The record's content as JSON; empty in lists, which would be heavy otherwise.
    public let content: String

    /// The content as the module's own type.
    public func decode<Content: Decodable>(_ type: Content.Type) throws -> Content {
        try JSONText.decode(type, from: content)
    }
}

/// Every saved state of every record.
public enum Revisions {
    static let migration = Migration(
        id: "revisions",
        sql: """
            CREATE TABLE core_revisions (
                id INTEGER PRIMARY KEY,
                module TEXT NOT NULL,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                number INTEGER NOT NULL,
                at TEXT NOT NULL,
                actor_kind TEXT NOT NULL,
                actor_id INTEGER,
                actor_name TEXT NOT NULL,
                content TEXT NOT NULL,
                note TEXT,
                UNIQUE (record_type, record_id, number)
            );
            CREATE INDEX core_revisions_module ON core_revisions (module);
            """)

    /// What each revision's record was called, for those whose content has no title.
    static let titles = Migration(id: "revision_titles", sql: "ALTER TABLE core_revisions ADD COLUMN title TEXT")

    /// The files that a revision names by their hashes, whatever the way on which it comes and goes: a file stays as long
    /// as somebody may want to bring that revision back.
    static let files = Migration(
        id: "revision_files",
        sql: """
            CREATE TABLE core_revision_files (
                revision_id INTEGER NOT NULL,
                hash TEXT NOT NULL,
                PRIMARY KEY (revision_id, hash)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX core_revision_files_hash ON core_revision_files (hash);
            INSERT INTO core_revision_files
                SELECT DISTINCT revision.id, part.atom FROM core_revisions AS revision, json_tree(revision.content) AS part
                WHERE \(isHash);
            CREATE TRIGGER core_revision_files_come AFTER INSERT ON core_revisions BEGIN
                INSERT OR IGNORE INTO core_revision_files
                    SELECT NEW.id, part.atom FROM json_tree(NEW.content) AS part WHERE \(isHash);
            END;
            CREATE TRIGGER core_revision_files_go AFTER DELETE ON core_revisions BEGIN
                DELETE FROM core_revision_files WHERE revision_id = OLD.id;
            END;
            """)

    private static let isHash =
        "part.type = 'text' AND length(part.atom) = 64 AND part.atom NOT GLOB '*[^0-9a-f]*'"

    /// The revisions of a record without their content, newest first.
    ///
    /// - Parameter limit: 1 to 200.
    public static func list(
        of record: RecordReference, limit: Int = 50, offset: Int = 0, in database: Database
    ) throws -> [Revision] {
        try Row.fetchAll(
            database, sql: listing, arguments: [record.type, record.id, min(max(limit, 1), 200), max(offset, 0)]
        ).map(Revision.init(row:))
    }

    static let listing = """
        SELECT record_type, record_id, number, at, actor_id, actor_name, note, '' AS content
        FROM core_revisions WHERE record_type = ? AND record_id = ?
        ORDER BY number DESC LIMIT ? OFFSET ?
        """

    /// One revision with its content, nil when there is no such one.
    public static func fetch(of record: RecordReference, number: Int, in database: Database) throws -> Revision? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM core_revisions WHERE record_type = ? AND record_id = ? AND number = ?",
            arguments: [record.type, record.id, number]
        ).map(Revision.init(row:))
    }

    /// How many revisions a record has.
    public static func count(of record: RecordReference, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_revisions WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id]) ?? 0
    }

    /// How many revisions the records of a type got in a period, also those of records that are gone since.
    public static func count(ofType type: String, in period: Range<Date>, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_revisions WHERE record_type = ? AND at >= ? AND at < ?",
            arguments: [type, period.lowerBound, period.upperBound]) ?? 0
    }

    /// Saves the next revision and returns its number.
    static func save(
        _ content: String, title: String? = nil, of record: RecordReference, by actor: Actor, module: String, at: Date,
        note: String?,
        in database: Database
    ) throws -> Int {
        let last = try Int.fetchOne(
            database, sql: "SELECT max(number) FROM core_revisions WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
        let number = (last ?? 0) + 1
        try database.execute(
            sql: """
                INSERT INTO core_revisions
                    (module, record_type, record_id, number, at, actor_kind, actor_id, actor_name, content, note, title)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                module, record.type, record.id, number, at, actor.kindName, actor.personId, actor.name, content, note,
                title,
            ])
        return number
    }

    /// Says something of a revision that was just saved.
    static func annotate(_ record: RecordReference, number: Int, note: String, in database: Database) throws {
        try database.execute(
            sql: "UPDATE core_revisions SET note = ? WHERE record_type = ? AND record_id = ? AND number = ?",
            arguments: [note, record.type, record.id, number])
    }

    /// Takes out all revisions of a record, as the law on personal data asks when a person's data is to be erased.
    static func erase(of record: RecordReference, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_revisions WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
    }
}

extension Revision {
    fileprivate init(row: Row) {
        record = RecordReference(type: row["record_type"], id: row["record_id"])
        number = row["number"]
        at = row["at"]
        actorId = row["actor_id"]
        actorName = row["actor_name"]
        note = row["note"]
        content = row["content"]
    }
}
