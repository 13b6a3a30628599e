import PortalKit

/// The module's tables. Dossiers are never deleted; personal data in them is sealed, and masked at the end.
enum EServicesSchema {
    static let all = [procedures, forms, dossiers, handling, scale, citizens, waiting]

    private static let procedures = Migration(
        id: "procedures",
        sql: """
            CREATE TABLE eservices_procedures (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                slug TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                search_text TEXT NOT NULL,
                field TEXT NOT NULL,
                body_id INTEGER,
                body TEXT NOT NULL,
                level TEXT NOT NULL CHECK (level IN ('information', 'partial', 'full')),
                is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
                version INTEGER NOT NULL,
                is_in_force INTEGER NOT NULL CHECK (is_in_force IN (0, 1)),
                content TEXT NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0,
                form_version INTEGER,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX eservices_procedures_shown ON eservices_procedures (is_public, is_in_force, field, name);
            CREATE INDEX eservices_procedures_name ON eservices_procedures (name, id);
            CREATE TABLE eservices_procedure_versions (
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                number INTEGER NOT NULL,
                effective_on TEXT NOT NULL CHECK (effective_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
                content TEXT NOT NULL,
                note TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                saved_by TEXT NOT NULL,
                PRIMARY KEY (procedure_id, number)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX eservices_procedure_versions_effective ON eservices_procedure_versions (effective_on);
            CREATE TABLE eservices_content_entries (
                entry TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                record_id INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    private static let forms = Migration(
        id: "forms",
        sql: """
            CREATE TABLE eservices_forms (
                procedure_id INTEGER PRIMARY KEY REFERENCES eservices_procedures (id),
                draft TEXT NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0,
                changed_at TEXT NOT NULL,
                changed_by TEXT NOT NULL
            ) STRICT;
            CREATE TABLE eservices_form_versions (
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                number INTEGER NOT NULL,
                definition TEXT NOT NULL,
                published_at TEXT NOT NULL,
                published_by TEXT NOT NULL,
                PRIMARY KEY (procedure_id, number)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER eservices_form_versions_stay BEFORE UPDATE ON eservices_form_versions
                BEGIN SELECT RAISE(ABORT, 'a published form does not change'); END;
            CREATE TABLE eservices_fillings (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code_hash TEXT NOT NULL UNIQUE,
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                procedure_version INTEGER NOT NULL,
                form_version INTEGER,
                sealed BLOB NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0,
                changed_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                dossier_id INTEGER
            ) STRICT;
            CREATE INDEX eservices_fillings_expiry ON eservices_fillings (expires_at);
            CREATE INDEX eservices_fillings_procedure ON eservices_fillings (procedure_id);
            """)

    private static let dossiers = Migration(
        id: "dossiers",
        sql: """
            CREATE TABLE eservices_counters (
                scope TEXT PRIMARY KEY,
                number INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE eservices_dossiers (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                procedure_version INTEGER NOT NULL,
                form_version INTEGER,
                procedure_name TEXT NOT NULL,
                field TEXT NOT NULL,
                channel TEXT NOT NULL CHECK (channel IN ('online', 'counter')),
                state TEXT NOT NULL,
                state_before TEXT,
                outcome TEXT,
                last_event INTEGER,
                body_id INTEGER,
                body TEXT NOT NULL,
                applicant_label TEXT NOT NULL,
                applicant BLOB NOT NULL,
                personal BLOB NOT NULL,
                answers TEXT NOT NULL,
                phone_mark TEXT NOT NULL,
                identity_mark TEXT NOT NULL,
                suffix_mark TEXT NOT NULL,
                mail_mark TEXT NOT NULL,
                delivery TEXT NOT NULL,
                consented_at TEXT,
                is_suspicious INTEGER NOT NULL DEFAULT 0,
                term_days INTEGER NOT NULL,
                received_at TEXT NOT NULL,
                accepted_at TEXT,
                due_at TEXT,
                stage_due_at TEXT,
                stopped_at TEXT,
                finished_at TEXT,
                closed_at TEXT,
                result_text TEXT NOT NULL DEFAULT '',
                fee INTEGER NOT NULL DEFAULT 0,
                fee_paid_at TEXT,
                fee_receipt TEXT NOT NULL DEFAULT '',
                fee_method TEXT NOT NULL DEFAULT '',
                assignee INTEGER,
                assignee_name TEXT NOT NULL DEFAULT '',
                archived_at TEXT,
                erased_at TEXT,
                created_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX eservices_dossiers_received ON eservices_dossiers (received_at, id);
            CREATE INDEX eservices_dossiers_state ON eservices_dossiers (state, received_at, id);
            CREATE INDEX eservices_dossiers_due ON eservices_dossiers (due_at)
                WHERE finished_at IS NULL AND stopped_at IS NULL;
            CREATE INDEX eservices_dossiers_assignee ON eservices_dossiers (assignee, state) WHERE assignee IS NOT NULL;
            CREATE INDEX eservices_dossiers_body ON eservices_dossiers (body_id, state, received_at);
            CREATE INDEX eservices_dossiers_procedure ON eservices_dossiers (procedure_id, received_at);
            CREATE INDEX eservices_dossiers_field ON eservices_dossiers (field, received_at);
            CREATE INDEX eservices_dossiers_closed ON eservices_dossiers (closed_at)
                WHERE archived_at IS NULL OR erased_at IS NULL;
            CREATE INDEX eservices_dossiers_phone ON eservices_dossiers (phone_mark) WHERE phone_mark <> '';
            CREATE INDEX eservices_dossiers_identity ON eservices_dossiers (identity_mark) WHERE identity_mark <> '';
            CREATE INDEX eservices_dossiers_mail ON eservices_dossiers (mail_mark) WHERE mail_mark <> '';
            CREATE TABLE eservices_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                kind TEXT NOT NULL,
                from_state TEXT,
                to_state TEXT,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX eservices_events_dossier ON eservices_events (dossier_id, id);
            CREATE TRIGGER eservices_dossiers_step BEFORE UPDATE OF state ON eservices_dossiers
                WHEN OLD.state <> NEW.state AND NOT EXISTS (
                    SELECT 1 FROM eservices_events WHERE id = NEW.last_event AND dossier_id = NEW.id
                        AND id IS NOT OLD.last_event AND from_state = OLD.state AND to_state = NEW.state)
                BEGIN SELECT RAISE(ABORT, 'a dossier changes its state by a logged step only'); END;
            CREATE TABLE eservices_words (
                word TEXT NOT NULL,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                PRIMARY KEY (word, dossier_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX eservices_words_dossier ON eservices_words (dossier_id);
            CREATE TABLE eservices_figures (
                day TEXT NOT NULL,
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                kind TEXT NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (day, procedure_id, kind)
            ) STRICT, WITHOUT ROWID;
            """)

    private static let handling = Migration(
        id: "handling",
        sql: """
            CREATE TABLE eservices_files (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                role TEXT NOT NULL CHECK (role IN ('sent', 'supplement', 'result')),
                label TEXT NOT NULL,
                hash TEXT NOT NULL,
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                added_at TEXT NOT NULL,
                scan TEXT NOT NULL CHECK (scan IN ('unscanned', 'waiting', 'clean', 'infected')),
                finding TEXT NOT NULL DEFAULT ''
            ) STRICT;
            CREATE INDEX eservices_files_dossier ON eservices_files (dossier_id, id);
            CREATE INDEX eservices_files_waiting ON eservices_files (id) WHERE scan = 'waiting';
            CREATE TABLE eservices_supplements (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                request TEXT NOT NULL,
                days_left INTEGER NOT NULL,
                asked_at TEXT NOT NULL,
                asked_by TEXT NOT NULL,
                answered_at TEXT,
                answer TEXT NOT NULL DEFAULT ''
            ) STRICT;
            CREATE INDEX eservices_supplements_dossier ON eservices_supplements (dossier_id, id);
            CREATE TABLE eservices_handovers (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                body_id INTEGER,
                body TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'declined', 'ended')),
                note TEXT NOT NULL,
                due_at TEXT NOT NULL,
                handed_at TEXT NOT NULL,
                handed_by TEXT NOT NULL,
                answered_at TEXT,
                answered_by TEXT NOT NULL DEFAULT '',
                reason TEXT NOT NULL DEFAULT ''
            ) STRICT;
            CREATE INDEX eservices_handovers_dossier ON eservices_handovers (dossier_id, id);
            CREATE INDEX eservices_handovers_body ON eservices_handovers (body_id, handed_at);
            CREATE INDEX eservices_handovers_day ON eservices_handovers (handed_at, id);
            CREATE TABLE eservices_views (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                dossier_id INTEGER NOT NULL REFERENCES eservices_dossiers (id),
                account INTEGER,
                name TEXT NOT NULL,
                at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX eservices_views_dossier ON eservices_views (dossier_id, at);
            """)

    /// Ranges for each list of the desk, and figures by month, so that they cost the same however many dossiers there are.
    private static let scale = Migration(
        id: "scale",
        sql: """
            DROP INDEX eservices_dossiers_assignee;
            CREATE INDEX eservices_dossiers_assignee ON eservices_dossiers (assignee, received_at, id)
                WHERE assignee IS NOT NULL;
            CREATE INDEX eservices_dossiers_assignee_state ON eservices_dossiers (assignee, state, received_at, id)
                WHERE assignee IS NOT NULL;
            CREATE INDEX eservices_dossiers_body_received ON eservices_dossiers (body_id, received_at, id);
            CREATE INDEX eservices_dossiers_field_state ON eservices_dossiers (field, state, received_at, id);
            DROP INDEX eservices_dossiers_closed;
            CREATE INDEX eservices_dossiers_to_archive ON eservices_dossiers (closed_at) WHERE archived_at IS NULL;
            CREATE INDEX eservices_dossiers_to_erase ON eservices_dossiers (closed_at) WHERE erased_at IS NULL;
            CREATE TABLE eservices_month_figures (
                month TEXT NOT NULL,
                procedure_id INTEGER NOT NULL REFERENCES eservices_procedures (id),
                kind TEXT NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (month, procedure_id, kind)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO eservices_month_figures (month, procedure_id, kind, count)
                SELECT substr(day, 1, 7), procedure_id, kind, sum(count) FROM eservices_figures GROUP BY 1, 2, 3;
            """)

    /// Who confirmed the applicant's identity, and a citizen's own dossiers, newest first.
    private static let citizens = Migration(
        id: "citizens",
        sql: """
            ALTER TABLE eservices_dossiers ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
            DROP INDEX eservices_dossiers_identity;
            CREATE INDEX eservices_dossiers_identity ON eservices_dossiers (identity_mark, received_at, id)
                WHERE identity_mark <> '';
            """)

    /// What is due and late is counted for each first page of the administration: without reading the dossiers, so the two
    /// columns that are empty in it are in it too.
    private static let waiting = Migration(
        id: "waiting",
        sql: """
            CREATE INDEX eservices_dossiers_waiting
                ON eservices_dossiers (state, due_at, body_id, finished_at, stopped_at)
                WHERE finished_at IS NULL AND stopped_at IS NULL;
            """)
}
