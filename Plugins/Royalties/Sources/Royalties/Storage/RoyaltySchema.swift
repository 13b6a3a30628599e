import PortalKit

/// The module's tables.
enum RoyaltySchema {
    static let payees = Migration(
        id: "payees",
        sql: """
            CREATE TABLE royalties_payees (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                pen_names TEXT NOT NULL,
                account_id INTEGER UNIQUE,
                unit TEXT NOT NULL,
                tax_code TEXT NOT NULL,
                bank_account TEXT NOT NULL,
                bank_name TEXT NOT NULL,
                is_tax_exempt INTEGER NOT NULL CHECK (is_tax_exempt IN (0, 1)),
                sort_key TEXT NOT NULL,
                revision INTEGER NOT NULL DEFAULT 1
            ) STRICT;
            CREATE INDEX royalties_payees_sort ON royalties_payees (sort_key, id);
            CREATE TABLE royalties_payee_names (
                key TEXT NOT NULL,
                payee_id INTEGER NOT NULL REFERENCES royalties_payees (id) ON DELETE CASCADE,
                PRIMARY KEY (key, payee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX royalties_payee_names_payee ON royalties_payee_names (payee_id);
            """)

    static let rates = Migration(
        id: "rates",
        sql: """
            CREATE TABLE royalties_rate_versions (
                id INTEGER PRIMARY KEY,
                effective_from TEXT NOT NULL UNIQUE,
                decision TEXT NOT NULL,
                base_salary INTEGER NOT NULL CHECK (base_salary >= 0)
            ) STRICT;
            CREATE TABLE royalties_rates (
                version_id INTEGER NOT NULL REFERENCES royalties_rate_versions (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                grade TEXT NOT NULL,
                amount INTEGER CHECK (amount >= 0),
                coefficient INTEGER CHECK (coefficient >= 0),
                PRIMARY KEY (version_id, kind, grade),
                CHECK ((amount IS NULL) <> (coefficient IS NULL))
            ) STRICT, WITHOUT ROWID;
            """)

    static let sheets = Migration(
        id: "sheets",
        sql: """
            CREATE TABLE royalties_sheets (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('month', 'quarter')),
                year INTEGER NOT NULL,
                number INTEGER NOT NULL,
                sequence INTEGER NOT NULL,
                step TEXT NOT NULL,
                tax_percent INTEGER NOT NULL,
                tax_threshold INTEGER NOT NULL,
                tax_on_excess INTEGER NOT NULL,
                gross INTEGER NOT NULL DEFAULT 0,
                tax INTEGER NOT NULL DEFAULT 0,
                net INTEGER NOT NULL DEFAULT 0,
                drawn_up_by TEXT NOT NULL,
                approved_by TEXT NOT NULL DEFAULT '',
                locked_at TEXT,
                seal TEXT,
                paid_on TEXT,
                payment_reference TEXT NOT NULL DEFAULT '',
                created_at TEXT NOT NULL,
                UNIQUE (kind, year, number, sequence),
                CHECK (net = gross - tax)
            ) STRICT;
            CREATE INDEX royalties_sheets_created ON royalties_sheets (created_at, id);
            CREATE INDEX royalties_sheets_year ON royalties_sheets (year, step);
            CREATE TABLE royalties_lines (
                sheet_id INTEGER NOT NULL REFERENCES royalties_sheets (id) ON DELETE CASCADE,
                payee_id INTEGER NOT NULL REFERENCES royalties_payees (id) ON DELETE RESTRICT,
                name TEXT NOT NULL,
                sort_key TEXT NOT NULL,
                unit TEXT NOT NULL,
                tax_code TEXT NOT NULL,
                bank_account TEXT NOT NULL,
                bank_name TEXT NOT NULL,
                count INTEGER NOT NULL,
                gross INTEGER NOT NULL,
                tax INTEGER NOT NULL,
                PRIMARY KEY (sheet_id, payee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX royalties_lines_payee ON royalties_lines (payee_id);
            """)

    /// A published record is one contribution of each kind for each person, however often its publication is told.
    static let contributions = Migration(
        id: "contributions",
        sql: """
            CREATE TABLE royalties_contributions (
                id INTEGER PRIMARY KEY,
                payee_id INTEGER NOT NULL REFERENCES royalties_payees (id) ON DELETE RESTRICT,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                search_key TEXT NOT NULL,
                quantity INTEGER NOT NULL CHECK (quantity > 0),
                done_on TEXT NOT NULL,
                record_type TEXT,
                record_id INTEGER,
                path TEXT NOT NULL DEFAULT '',
                state TEXT NOT NULL CHECK (state IN ('open', 'graded', 'excluded')),
                grade TEXT NOT NULL DEFAULT '',
                rate_version INTEGER REFERENCES royalties_rate_versions (id) ON DELETE RESTRICT,
                amount INTEGER NOT NULL DEFAULT 0,
                note TEXT NOT NULL DEFAULT '',
                corrects INTEGER REFERENCES royalties_contributions (id) ON DELETE RESTRICT,
                sheet_id INTEGER REFERENCES royalties_sheets (id) ON DELETE SET NULL,
                revision INTEGER NOT NULL DEFAULT 1,
                created_at TEXT NOT NULL,
                UNIQUE (record_type, record_id, kind, payee_id),
                CHECK (state = 'graded' OR amount = 0),
                CHECK (state = 'graded' OR sheet_id IS NULL),
                CHECK (amount >= 0 OR corrects IS NOT NULL)
            ) STRICT;
            CREATE INDEX royalties_contributions_day ON royalties_contributions (done_on, id);
            CREATE INDEX royalties_contributions_state ON royalties_contributions (state, done_on, id);
            CREATE INDEX royalties_contributions_payee ON royalties_contributions (payee_id, done_on, id);
            CREATE INDEX royalties_contributions_sheet ON royalties_contributions (sheet_id, payee_id);
            CREATE INDEX royalties_contributions_free ON royalties_contributions (done_on) \
            WHERE state = 'graded' AND sheet_id IS NULL;
            CREATE INDEX royalties_contributions_corrects ON royalties_contributions (corrects);
            CREATE INDEX royalties_contributions_rates ON royalties_contributions (rate_version);
            """)

    static let funds = Migration(
        id: "funds",
        sql: """
            CREATE TABLE royalties_budgets (
                year INTEGER PRIMARY KEY,
                amount INTEGER NOT NULL CHECK (amount >= 0),
                decision TEXT NOT NULL
            ) STRICT;
            CREATE TABLE royalties_incomes (
                id INTEGER PRIMARY KEY,
                received_on TEXT NOT NULL,
                amount INTEGER NOT NULL,
                title TEXT NOT NULL,
                record_type TEXT,
                record_id INTEGER,
                UNIQUE (record_type, record_id)
            ) STRICT;
            CREATE INDEX royalties_incomes_day ON royalties_incomes (received_on, id);
            """)

    /// Which entries of the content file were taken.
    static let contentEntries = Migration(
        id: "content-entries",
        sql: """
            CREATE TABLE royalties_content_entries (
                entry TEXT PRIMARY KEY,
                record_id INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    static let all = [payees, rates, sheets, contributions, funds, contentEntries]
}
