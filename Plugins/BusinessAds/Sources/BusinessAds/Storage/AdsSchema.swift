import PortalKit

/// The module's tables.
enum AdsSchema {
    static let all = [businesses, prices, orders, complaints, events, contentEntries]

    /// Rows are never deleted; whom the office writes to is masked in them.
    private static let businesses = Migration(
        id: "businesses",
        sql: """
            CREATE TABLE ads_businesses (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                slug TEXT NOT NULL UNIQUE,
                content TEXT NOT NULL CHECK (json_valid(content)),
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL,
                search_folded TEXT NOT NULL,
                tax_code TEXT NOT NULL,
                field TEXT NOT NULL,
                introduction_html TEXT NOT NULL,
                channel TEXT NOT NULL,
                step TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
                was_public INTEGER NOT NULL DEFAULT 0 CHECK (was_public IN (0, 1)),
                published_at TEXT,
                closed_at TEXT,
                close_reason TEXT NOT NULL DEFAULT '',
                is_spam INTEGER NOT NULL DEFAULT 0 CHECK (is_spam IN (0, 1)),
                applicant_name TEXT NOT NULL,
                applicant_mail TEXT NOT NULL,
                applicant_phone TEXT NOT NULL,
                consented_at TEXT,
                erased_at TEXT,
                revision INTEGER NOT NULL DEFAULT 0,
                received_at TEXT NOT NULL,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX ads_businesses_changed ON ads_businesses (changed_at, id);
            CREATE INDEX ads_businesses_step ON ads_businesses (step, changed_at, id) WHERE closed_at IS NULL;
            CREATE INDEX ads_businesses_field ON ads_businesses (field, changed_at, id);
            CREATE INDEX ads_businesses_tax_code ON ads_businesses (tax_code) WHERE tax_code <> '';
            CREATE INDEX ads_businesses_closed ON ads_businesses (closed_at) WHERE closed_at IS NOT NULL;
            CREATE INDEX ads_businesses_public ON ads_businesses (name_folded, id) WHERE is_public = 1;
            CREATE INDEX ads_businesses_public_field ON ads_businesses (field, name_folded, id) WHERE is_public = 1;
            CREATE INDEX ads_businesses_newest ON ads_businesses (published_at DESC, id DESC) WHERE is_public = 1;
            """)

    /// The fees, in đồng. A list that is in force, or was used, stays as it is.
    private static let prices = Migration(
        id: "prices",
        sql: """
            CREATE TABLE ads_price_lists (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                decision TEXT NOT NULL,
                valid_from TEXT NOT NULL UNIQUE,
                note TEXT NOT NULL,
                created_at TEXT NOT NULL
            ) STRICT;
            CREATE TABLE ads_prices (
                list_id INTEGER NOT NULL REFERENCES ads_price_lists (id) ON DELETE CASCADE,
                position TEXT NOT NULL,
                months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 60),
                fee INTEGER NOT NULL CHECK (fee >= 0),
                PRIMARY KEY (list_id, position, months)
            ) STRICT, WITHOUT ROWID;
            """)

    /// `paid` is the sum of the payments, kept with each of them.
    private static let orders = Migration(
        id: "orders",
        sql: """
            CREATE TABLE ads_orders (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                business_id INTEGER NOT NULL REFERENCES ads_businesses (id),
                price_list_id INTEGER NOT NULL REFERENCES ads_price_lists (id),
                position TEXT NOT NULL,
                months INTEGER NOT NULL,
                fee INTEGER NOT NULL CHECK (fee >= 0),
                paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
                starts_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                headline TEXT NOT NULL,
                target TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('ordered', 'paid', 'running', 'ended', 'cancelled')),
                suspended_at TEXT,
                suspend_reason TEXT NOT NULL DEFAULT '',
                invoice_name TEXT NOT NULL,
                invoice_tax_code TEXT NOT NULL,
                invoice_address TEXT NOT NULL,
                invoice_mail TEXT NOT NULL,
                invoice_number TEXT NOT NULL DEFAULT '',
                invoice_day TEXT NOT NULL DEFAULT '',
                note TEXT NOT NULL,
                notified_at TEXT,
                ordered_at TEXT NOT NULL,
                ordered_by TEXT NOT NULL
            ) STRICT;
            CREATE INDEX ads_orders_business ON ads_orders (business_id, id);
            CREATE INDEX ads_orders_list ON ads_orders (price_list_id);
            CREATE INDEX ads_orders_ordered ON ads_orders (ordered_at, id);
            CREATE INDEX ads_orders_state ON ads_orders (state, ordered_at, id);
            CREATE INDEX ads_orders_suspended ON ads_orders (suspended_at) WHERE suspended_at IS NOT NULL;
            CREATE INDEX ads_orders_shown ON ads_orders (position, ends_at)
                WHERE state IN ('paid', 'running') AND suspended_at IS NULL;
            CREATE INDEX ads_orders_starts ON ads_orders (starts_at) WHERE state = 'paid';
            CREATE INDEX ads_orders_ends ON ads_orders (ends_at) WHERE state IN ('paid', 'running');
            CREATE TABLE ads_payments (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                order_id INTEGER NOT NULL REFERENCES ads_orders (id),
                amount INTEGER NOT NULL CHECK (amount <> 0),
                paid_on TEXT NOT NULL,
                method TEXT NOT NULL,
                receipt TEXT NOT NULL,
                note TEXT NOT NULL,
                recorded_at TEXT NOT NULL,
                recorded_by TEXT NOT NULL
            ) STRICT;
            CREATE INDEX ads_payments_order ON ads_payments (order_id, id);
            CREATE INDEX ads_payments_day ON ads_payments (paid_on, id);
            """)

    private static let complaints = Migration(
        id: "complaints",
        sql: """
            CREATE TABLE ads_complaints (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                business_id INTEGER NOT NULL REFERENCES ads_businesses (id),
                channel TEXT NOT NULL,
                received_at TEXT NOT NULL,
                sender_name TEXT NOT NULL,
                sender_mail TEXT NOT NULL,
                sender_phone TEXT NOT NULL,
                consented_at TEXT,
                text TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('new', 'upheld', 'dismissed', 'spam')),
                answer TEXT NOT NULL DEFAULT '',
                answered_at TEXT,
                erased_at TEXT
            ) STRICT;
            CREATE INDEX ads_complaints_business ON ads_complaints (business_id, id);
            CREATE INDEX ads_complaints_received ON ads_complaints (received_at, id);
            CREATE INDEX ads_complaints_state ON ads_complaints (state, received_at, id);
            CREATE INDEX ads_complaints_answered ON ads_complaints (answered_at) WHERE erased_at IS NULL;
            """)

    /// What happened to businesses, orders and complaints besides the steps of the workflow.
    private static let events = Migration(
        id: "events",
        sql: """
            CREATE TABLE ads_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                kind TEXT NOT NULL,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX ads_events_record ON ads_events (record_type, record_id, id);
            """)

    /// Which entries of the content file became which records.
    private static let contentEntries = Migration(
        id: "content-entries",
        sql: """
            CREATE TABLE ads_content_entries (
                entry TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
}
