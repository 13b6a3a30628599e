import GRDB

/// The core's tables for incidents.
enum IncidentSchema {
    static let migration = Migration(
        id: "incidents",
        sql: """
            CREATE TABLE core_incidents (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                severity TEXT NOT NULL,
                text TEXT NOT NULL,
                page TEXT NOT NULL DEFAULT '',
                raised_at TEXT NOT NULL,
                raised_by INTEGER NOT NULL,
                raised_name TEXT NOT NULL,
                closed_at TEXT
            ) STRICT;
            CREATE INDEX core_incidents_open ON core_incidents (closed_at IS NOT NULL, raised_at);
            CREATE INDEX core_incidents_raiser ON core_incidents (raised_by, raised_at);

            -- What was done about an incident, kept for good.
            CREATE TABLE core_incident_actions (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                incident_id INTEGER NOT NULL REFERENCES core_incidents (id),
                kind TEXT NOT NULL CHECK (kind IN ('action', 'close', 'reopen')),
                text TEXT NOT NULL,
                at TEXT NOT NULL,
                actor_id INTEGER,
                actor_name TEXT NOT NULL
            ) STRICT;
            CREATE INDEX core_incident_actions_by_incident ON core_incident_actions (incident_id, id);
            """)
}
