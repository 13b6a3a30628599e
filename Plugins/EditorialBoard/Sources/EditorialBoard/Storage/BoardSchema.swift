import PortalKit

/// The module's tables. Each record has its folded title for the search, and the number of its last revision.
enum BoardSchema {
    private static let common = """
        search_key TEXT NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
        """

    static let board = Migration(
        id: "board",
        sql: """
            CREATE TABLE board_terms (
                id INTEGER PRIMARY KEY,
                title TEXT NOT NULL,
                decision TEXT NOT NULL,
                decided_on TEXT NOT NULL,
                starts_on TEXT NOT NULL,
                ends_on TEXT,
                note TEXT NOT NULL,
                \(common)
            ) STRICT;
            CREATE INDEX board_terms_start ON board_terms (starts_on, id);
            CREATE TABLE board_members (
                id INTEGER PRIMARY KEY,
                term_id INTEGER NOT NULL REFERENCES board_terms (id) ON DELETE RESTRICT,
                name TEXT NOT NULL,
                role TEXT NOT NULL,
                role_order INTEGER NOT NULL,
                office TEXT NOT NULL,
                unit TEXT NOT NULL,
                account_id INTEGER,
                email TEXT NOT NULL,
                duties TEXT NOT NULL,
                starts_on TEXT,
                ends_on TEXT,
                \(common),
                UNIQUE (term_id, account_id)
            ) STRICT;
            CREATE INDEX board_members_term ON board_members (term_id, role_order, search_key, id);
            CREATE INDEX board_members_account ON board_members (account_id);
            CREATE TABLE board_feeds (
                member_id INTEGER PRIMARY KEY REFERENCES board_members (id) ON DELETE CASCADE,
                token_hash TEXT NOT NULL UNIQUE,
                created_at TEXT NOT NULL
            ) STRICT;
            """)

    static let plans = Migration(
        id: "plans",
        sql: """
            CREATE TABLE board_plans (
                id INTEGER PRIMARY KEY,
                title TEXT NOT NULL,
                period TEXT NOT NULL,
                year INTEGER NOT NULL,
                aim TEXT NOT NULL,
                state TEXT NOT NULL,
                approved_by TEXT NOT NULL,
                approved_at TEXT,
                \(common)
            ) STRICT;
            CREATE INDEX board_plans_year ON board_plans (year, period, id);
            CREATE TABLE board_items (
                id INTEGER PRIMARY KEY,
                plan_id INTEGER NOT NULL REFERENCES board_plans (id) ON DELETE CASCADE,
                title TEXT NOT NULL,
                owner_id INTEGER NOT NULL REFERENCES board_members (id) ON DELETE RESTRICT,
                due_on TEXT NOT NULL,
                result TEXT NOT NULL,
                state TEXT NOT NULL,
                progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
                report TEXT NOT NULL,
                is_supplement INTEGER NOT NULL CHECK (is_supplement IN (0, 1)),
                \(common)
            ) STRICT;
            CREATE INDEX board_items_plan ON board_items (plan_id, due_on, id);
            CREATE INDEX board_items_owner ON board_items (owner_id, state, due_on);
            CREATE INDEX board_items_due ON board_items (state, due_on);
            """)

    static let coverages = Migration(
        id: "coverages",
        sql: """
            CREATE TABLE board_coverages (
                id INTEGER PRIMARY KEY,
                title TEXT NOT NULL,
                place TEXT NOT NULL,
                starts_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                host TEXT NOT NULL,
                task TEXT NOT NULL,
                state TEXT NOT NULL,
                outcome TEXT NOT NULL,
                link TEXT NOT NULL,
                \(common),
                CHECK (ends_at >= starts_at)
            ) STRICT;
            CREATE INDEX board_coverages_start ON board_coverages (starts_at, id);
            CREATE INDEX board_coverages_state ON board_coverages (state, ends_at);
            CREATE TABLE board_assignments (
                coverage_id INTEGER NOT NULL REFERENCES board_coverages (id) ON DELETE CASCADE,
                member_id INTEGER NOT NULL REFERENCES board_members (id) ON DELETE RESTRICT,
                PRIMARY KEY (coverage_id, member_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX board_assignments_member ON board_assignments (member_id, coverage_id);
            """)

    static let requests = Migration(
        id: "requests",
        sql: """
            CREATE TABLE board_requests (
                id INTEGER PRIMARY KEY,
                title TEXT NOT NULL,
                body_id INTEGER,
                body_name TEXT NOT NULL,
                email TEXT NOT NULL,
                content TEXT NOT NULL,
                asked_on TEXT NOT NULL,
                due_on TEXT NOT NULL,
                member_id INTEGER REFERENCES board_members (id) ON DELETE RESTRICT,
                state TEXT NOT NULL,
                answer TEXT NOT NULL,
                answered_on TEXT,
                reminders INTEGER NOT NULL,
                reminded_on TEXT,
                \(common)
            ) STRICT;
            CREATE INDEX board_requests_due ON board_requests (due_on, id);
            CREATE INDEX board_requests_state ON board_requests (state, due_on);
            CREATE INDEX board_requests_body ON board_requests (body_id, due_on);
            CREATE INDEX board_requests_member ON board_requests (member_id, state);
            """)

    static let cases = Migration(
        id: "cases",
        sql: """
            CREATE TABLE board_cases (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,
                unit TEXT NOT NULL,
                grounds TEXT NOT NULL,
                proposal TEXT NOT NULL,
                proposed_by TEXT NOT NULL,
                proposed_by_account INTEGER,
                proposed_on TEXT NOT NULL,
                state TEXT NOT NULL,
                decision TEXT NOT NULL,
                decision_number TEXT NOT NULL,
                decided_by TEXT NOT NULL,
                decided_on TEXT,
                \(common)
            ) STRICT;
            CREATE INDEX board_cases_day ON board_cases (proposed_on, id);
            CREATE INDEX board_cases_state ON board_cases (state, proposed_on);
            """)

    static let minutes = Migration(
        id: "minutes",
        sql: """
            CREATE TABLE board_minutes (
                id INTEGER PRIMARY KEY,
                title TEXT NOT NULL,
                held_at TEXT NOT NULL,
                place TEXT NOT NULL,
                chair TEXT NOT NULL,
                secretary TEXT NOT NULL,
                present TEXT NOT NULL,
                absent TEXT NOT NULL,
                content TEXT NOT NULL,
                conclusions TEXT NOT NULL,
                state TEXT NOT NULL,
                \(common)
            ) STRICT;
            CREATE INDEX board_minutes_day ON board_minutes (held_at, id);
            """)

    /// Which entries of the content file were taken.
    static let contentEntries = Migration(
        id: "content-entries",
        sql: """
            CREATE TABLE board_content_entries (
                entry TEXT PRIMARY KEY,
                record_id INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    static let all = [board, plans, coverages, requests, cases, minutes, contentEntries]
}
