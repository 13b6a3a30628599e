import GRDB

/// The core's table of the reports that were drawn up.
enum KeptReportSchema {
    static let migration = Migration(
        id: "reports",
        sql: """
            CREATE TABLE core_reports (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                title TEXT NOT NULL,
                starts_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'approved')),
                figures TEXT NOT NULL,
                figures_at TEXT NOT NULL,
                remarks TEXT NOT NULL DEFAULT '{}',
                drawn_by INTEGER,
                drawn_name TEXT NOT NULL,
                drawn_at TEXT NOT NULL,
                submitted_by INTEGER,
                returned_reason TEXT NOT NULL DEFAULT '',
                approved_name TEXT,
                approved_at TEXT,
                digest TEXT,
                -- Which of the site's rules asked for it, and for which day; so that it is drawn up once.
                rule TEXT UNIQUE
            ) STRICT;
            CREATE INDEX core_reports_listed ON core_reports (ends_at, id);
            CREATE INDEX core_reports_by_state ON core_reports (state, ends_at, id);

            CREATE TRIGGER core_reports_stay BEFORE UPDATE ON core_reports WHEN old.state = 'approved'
            BEGIN SELECT raise(ABORT, 'an approved report stays as it is'); END;
            CREATE TRIGGER core_reports_are_kept BEFORE DELETE ON core_reports WHEN old.state = 'approved'
            BEGIN SELECT raise(ABORT, 'an approved report is kept'); END;
            """)
}
