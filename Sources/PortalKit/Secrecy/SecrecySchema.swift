import GRDB

/// The core's tables for the scan for marks of secrecy.
enum SecrecySchema {
    /// A file's marks are kept by its content; a stop by the record and the content that it had, so that whoever decides
    /// decides about exactly that.
    static let migration = Migration(
        id: "secrecy",
        sql: """
            CREATE TABLE core_secrecy_scans (
                hash TEXT PRIMARY KEY,
                version INTEGER NOT NULL,
                is_read INTEGER NOT NULL CHECK (is_read IN (0, 1)),
                marks TEXT NOT NULL CHECK (json_valid(marks)),
                scanned_at TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE core_secrecy_stops (
                id INTEGER PRIMARY KEY,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                content TEXT NOT NULL,
                stopped_at TEXT NOT NULL,
                stopped_name TEXT NOT NULL,
                decided_at TEXT,
                decided_by INTEGER,
                decided_name TEXT,
                reason TEXT,
                UNIQUE (record_type, record_id, content)
            ) STRICT;
            CREATE INDEX core_secrecy_stops_open ON core_secrecy_stops (stopped_at) WHERE decided_at IS NULL;
            CREATE INDEX core_secrecy_stops_at ON core_secrecy_stops (stopped_at);
            """)
}
