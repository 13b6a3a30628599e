import PortalKit

/// The module's tables. Cases are never deleted; personal data in them is masked.
enum FeedbackSchema {
    static let all = [cases, opinionMails, monthFigures]

    static let cases = Migration(
        id: "cases",
        sql: """
            CREATE TABLE feedback_cases (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                state TEXT NOT NULL,
                state_before TEXT,
                is_open INTEGER NOT NULL DEFAULT 1,
                kind TEXT NOT NULL,
                topic TEXT NOT NULL,
                aim TEXT NOT NULL DEFAULT '',
                demand TEXT NOT NULL DEFAULT '',
                channel TEXT NOT NULL,
                received_at TEXT NOT NULL,
                due_at TEXT NOT NULL,
                days_left INTEGER,
                title TEXT NOT NULL,
                text TEXT NOT NULL,
                area TEXT NOT NULL,
                place TEXT NOT NULL,
                map_x INTEGER,
                map_y INTEGER,
                name TEXT NOT NULL,
                phone TEXT NOT NULL,
                mail TEXT NOT NULL,
                address TEXT NOT NULL,
                is_anonymous INTEGER NOT NULL,
                may_publish INTEGER NOT NULL,
                consented_at TEXT,
                assignee INTEGER,
                assignee_name TEXT NOT NULL DEFAULT '',
                body_id INTEGER,
                body_name TEXT NOT NULL DEFAULT '',
                merged_into INTEGER REFERENCES feedback_cases (id),
                outcome TEXT NOT NULL DEFAULT '',
                answer TEXT NOT NULL DEFAULT '',
                for_public INTEGER NOT NULL DEFAULT 0,
                public_title TEXT NOT NULL DEFAULT '',
                public_text TEXT NOT NULL DEFAULT '',
                public_answer TEXT NOT NULL DEFAULT '',
                public_place TEXT NOT NULL DEFAULT '',
                public_point INTEGER NOT NULL DEFAULT 0,
                answered_at TEXT,
                told_by TEXT NOT NULL DEFAULT '',
                is_public INTEGER NOT NULL DEFAULT 0,
                published_at TEXT,
                hidden_at TEXT,
                hidden_reason TEXT NOT NULL DEFAULT '',
                rating INTEGER,
                rating_comment TEXT NOT NULL DEFAULT '',
                reopened INTEGER NOT NULL DEFAULT 0,
                revision INTEGER NOT NULL DEFAULT 0,
                escalated_at TEXT,
                closed_at TEXT,
                erased_at TEXT,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX feedback_cases_received ON feedback_cases (received_at, id);
            CREATE INDEX feedback_cases_open ON feedback_cases (due_at, id) WHERE is_open = 1;
            CREATE INDEX feedback_cases_state ON feedback_cases (state, received_at, id);
            CREATE INDEX feedback_cases_state_due ON feedback_cases (state, due_at, id);
            CREATE INDEX feedback_cases_topic ON feedback_cases (topic, received_at, id);
            CREATE INDEX feedback_cases_body ON feedback_cases (body_id, received_at, id) WHERE body_id IS NOT NULL;
            CREATE INDEX feedback_cases_assignee ON feedback_cases (assignee, due_at, id) WHERE assignee IS NOT NULL;
            CREATE INDEX feedback_cases_merged ON feedback_cases (merged_into) WHERE merged_into IS NOT NULL;
            CREATE INDEX feedback_cases_untold ON feedback_cases (answered_at, id)
                WHERE state = 'answered' AND mail = '' AND told_by = '' AND erased_at IS NULL;
            CREATE INDEX feedback_cases_rating ON feedback_cases (rating, received_at, id) WHERE rating IS NOT NULL;
            CREATE INDEX feedback_cases_closed ON feedback_cases (closed_at) WHERE erased_at IS NULL;
            CREATE INDEX feedback_cases_public ON feedback_cases (answered_at, id) WHERE is_public = 1;
            CREATE INDEX feedback_cases_public_topic ON feedback_cases (topic, answered_at, id) WHERE is_public = 1;
            CREATE INDEX feedback_cases_public_outcome ON feedback_cases (outcome, answered_at, id) WHERE is_public = 1;
            CREATE INDEX feedback_cases_public_both ON feedback_cases (topic, outcome, answered_at, id)
                WHERE is_public = 1;
            CREATE INDEX feedback_cases_public_id ON feedback_cases (id) WHERE is_public = 1;

            CREATE TABLE feedback_words (
                word TEXT NOT NULL,
                case_id INTEGER NOT NULL REFERENCES feedback_cases (id),
                PRIMARY KEY (word, case_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX feedback_words_case ON feedback_words (case_id);

            CREATE TABLE feedback_files (
                case_id INTEGER NOT NULL REFERENCES feedback_cases (id),
                position INTEGER NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('sender', 'answer', 'opinion')),
                hash TEXT NOT NULL,
                small_hash TEXT NOT NULL,
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                width INTEGER,
                height INTEGER,
                alt TEXT NOT NULL DEFAULT '',
                for_public INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (case_id, position)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE feedback_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                case_id INTEGER NOT NULL REFERENCES feedback_cases (id),
                kind TEXT NOT NULL,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX feedback_events_case ON feedback_events (case_id, id);

            CREATE TABLE feedback_access (
                token_hash TEXT PRIMARY KEY,
                case_id INTEGER NOT NULL REFERENCES feedback_cases (id),
                expires_at TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX feedback_access_expires ON feedback_access (expires_at);
            CREATE INDEX feedback_access_case ON feedback_access (case_id);

            CREATE TABLE feedback_opinions (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                case_id INTEGER NOT NULL REFERENCES feedback_cases (id),
                token_hash TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                office TEXT NOT NULL,
                mail TEXT NOT NULL,
                message TEXT NOT NULL,
                asked_by INTEGER,
                asked_by_name TEXT NOT NULL,
                asked_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                ended_at TEXT,
                outcome TEXT NOT NULL DEFAULT '',
                signature TEXT NOT NULL DEFAULT '',
                answer TEXT NOT NULL DEFAULT ''
            ) STRICT;
            CREATE INDEX feedback_opinions_case ON feedback_opinions (case_id, id);

            CREATE TABLE feedback_templates (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                title TEXT NOT NULL,
                topic TEXT NOT NULL DEFAULT '',
                text TEXT NOT NULL,
                changed_at TEXT NOT NULL,
                origin TEXT
            ) STRICT;
            CREATE INDEX feedback_templates_title ON feedback_templates (title, id);

            CREATE TABLE feedback_figures (
                day TEXT NOT NULL,
                topic TEXT NOT NULL,
                kind TEXT NOT NULL,
                received INTEGER NOT NULL DEFAULT 0,
                answered INTEGER NOT NULL DEFAULT 0,
                on_time INTEGER NOT NULL DEFAULT 0,
                minutes INTEGER NOT NULL DEFAULT 0,
                satisfied INTEGER NOT NULL DEFAULT 0,
                accepted INTEGER NOT NULL DEFAULT 0,
                unsatisfied INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (day, topic, kind)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE feedback_public_counts (
                topic TEXT NOT NULL,
                outcome TEXT NOT NULL,
                year INTEGER NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (topic, outcome, year)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE feedback_maps (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                item INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE feedback_content (
                key TEXT PRIMARY KEY,
                checksum TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// By which somebody is found who was asked about a case.
    static let opinionMails = Migration(
        id: "opinion-mails",
        sql: "CREATE INDEX feedback_opinions_mail ON feedback_opinions (lower(mail)) WHERE mail <> ''")

    /// Counts by month beside those by day.
    static let monthFigures = Migration(
        id: "month-figures",
        sql: """
            CREATE TABLE feedback_month_figures (
                month TEXT NOT NULL,
                topic TEXT NOT NULL,
                kind TEXT NOT NULL,
                received INTEGER NOT NULL DEFAULT 0,
                answered INTEGER NOT NULL DEFAULT 0,
                on_time INTEGER NOT NULL DEFAULT 0,
                minutes INTEGER NOT NULL DEFAULT 0,
                satisfied INTEGER NOT NULL DEFAULT 0,
                accepted INTEGER NOT NULL DEFAULT 0,
                unsatisfied INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (month, topic, kind)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO feedback_month_figures
                SELECT substr(day, 1, 7), topic, kind, sum(received), sum(answered), sum(on_time), sum(minutes),
                    sum(satisfied), sum(accepted), sum(unsatisfied)
                FROM feedback_figures GROUP BY 1, 2, 3;
            """)
}
