import Foundation
import GRDB

/// An attempt to make a backup, and what became of it.
struct BackupRecord: Sendable, Hashable {
    enum State: String, Sendable {
        case running
        case succeeded
        case failed
    }

    let id: Int64
    let startedAt: Date
    let endedAt: Date?
    let state: State
    /// The archive's name; nil unless it succeeded.
    let file: String?
    let bytes: Int
    /// Uploaded files in it.
    let files: Int
    /// Uploaded files that the database knows and that were not on the disk.
    let missing: Int
    /// Why it failed.
    let error: String?

    init(row: Row) {
        id = row["id"]
        startedAt = row["started_at"]
        endedAt = row["ended_at"]
        state = State(rawValue: row["state"]) ?? .failed
        file = row["file"]
        bytes = row["bytes"]
        files = row["files"]
        missing = row["missing"]
        error = row["error"]
    }
}

/// What the database remembers of backups: the dashboard asks it, not the disk.
enum BackupStore {
    static let history = MigrationHistory(
        owner: "core.backup", prefix: "core_",
        migrations: [
            Migration(
                id: "backups",
                sql: """
                    CREATE TABLE core_backups (
                        id INTEGER PRIMARY KEY,
                        started_at TEXT NOT NULL,
                        ended_at TEXT,
                        state TEXT NOT NULL CHECK (state IN ('running', 'succeeded', 'failed')),
                        file TEXT,
                        bytes INTEGER NOT NULL DEFAULT 0,
                        files INTEGER NOT NULL DEFAULT 0,
                        missing INTEGER NOT NULL DEFAULT 0,
                        error TEXT
                    ) STRICT;
                    CREATE INDEX core_backups_state ON core_backups (state, id);
                    """)
        ])

    private static let kept = 500
    private static let interrupted = "the server ended before the backup did"

    /// Notes that a backup begins. One that seems to run was cut short, since only one runs at a time.
    static func begin(at now: Date, in database: Database) throws -> Int64 {
        try database.execute(
            sql: "UPDATE core_backups SET state = 'failed', ended_at = ?, error = ? WHERE state = 'running'",
            arguments: [now, interrupted])
        try database.execute(
            sql: "DELETE FROM core_backups WHERE id <= (SELECT max(id) FROM core_backups) - ?", arguments: [kept])
        try database.execute(
            sql: "INSERT INTO core_backups (started_at, state) VALUES (?, 'running')", arguments: [now])
        return database.lastInsertedRowID
    }

    static func succeed(_ id: Int64, _ made: BackupMaking.Outcome, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE core_backups SET state = 'succeeded', ended_at = ?, file = ?, bytes = ?, files = ?, missing = ?
                WHERE id = ?
                """,
            arguments: [
                now, made.file.name, made.file.bytes, made.manifest.files, made.manifest.missing.count, id,
            ])
    }

    static func fail(_ id: Int64, error: String, at now: Date, in database: Database) throws {
        try database.execute(
            sql: "UPDATE core_backups SET state = 'failed', ended_at = ?, error = ? WHERE id = ?",
            arguments: [now, String(error.prefix(500)), id])
    }

    /// In a restored database the backup that it came from still runs: it has succeeded.
    static func settle(file: String, bytes: Int, files: Int, missing: Int, at: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE core_backups SET state = 'succeeded', ended_at = ?, file = ?, bytes = ?, files = ?, missing = ?
                WHERE state = 'running'
                """, arguments: [at, file, bytes, files, missing])
    }

    /// How many attempts in a row have failed.
    static func failuresInARow(in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM core_backups WHERE state = 'failed'
                AND id > coalesce((SELECT max(id) FROM core_backups WHERE state = 'succeeded'), 0)
                """) ?? 0
    }
}

/// How a site's backups are doing, for dashboard, status page and the screen of backups.
struct BackupState: Sendable {
    /// After this many hours without a good backup something is wrong: one night was missed, and another day has passed.
    private static let oldAfter: TimeInterval = 49 * 3600

    let lastGood: BackupRecord?
    /// The last attempt that is over; one that was cut short still has the state of one that runs.
    let last: BackupRecord?
    let running: BackupRecord?
    let isScheduled: Bool
    /// Since when the site has known that it is to make backups.
    let knownSince: Date?

    init(_ site: Site, in database: Database) throws {
        func newest(_ condition: String) throws -> BackupRecord? {
            try Row.fetchOne(
                database, sql: "SELECT * FROM core_backups WHERE \(condition) ORDER BY id DESC LIMIT 1"
            ).map(BackupRecord.init)
        }
        lastGood = try newest("state = 'succeeded'")
        let isRunning = site.backups.isRunning
        running = isRunning ? try newest("state = 'running'") : nil
        last = try newest(isRunning ? "state <> 'running'" : "TRUE")
        isScheduled = site.configuration.backup.isEnabled
        knownSince = try Date.fetchOne(
            database, sql: "SELECT known_since FROM core_jobs WHERE module = 'core' AND id = ?",
            arguments: [BackupDesk.job])
    }

    /// The last attempt, when it failed.
    var failure: BackupRecord? { last.flatMap { $0.state == .succeeded ? nil : $0 } }

    /// Since when there has been no good backup, when that is too long.
    func oldSince(now: Date) -> Date? {
        guard isScheduled, let since = lastGood?.startedAt ?? knownSince else { return nil }
        return now.timeIntervalSince(since) > Self.oldAfter ? since : nil
    }

    func isFaulty(now: Date) -> Bool { failure != nil || oldSince(now: now) != nil || (lastGood?.missing ?? 0) > 0 }
}
