/// The tables of accounts, roles and sessions.
public enum AccountSchema {
    /// In the order in which they run.
    public static let migrations: [Migration] = [
        Migration(id: "accounts", sql: accounts), Migration(id: "sessions", sql: sessions),
        Migration(id: "account-links", sql: links), Migration(id: "second-factor", sql: secondFactor),
    ]

    private static let accounts = """
        CREATE TABLE core_accounts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            login TEXT NOT NULL UNIQUE,
            full_name TEXT NOT NULL,
            office TEXT NOT NULL DEFAULT '',
            body TEXT NOT NULL DEFAULT '',
            email TEXT NOT NULL DEFAULT '',
            search_key TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'blocked')),
            created_at TEXT NOT NULL,
            last_login_at TEXT
        ) STRICT;

        CREATE TABLE core_roles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            is_system INTEGER NOT NULL DEFAULT 0 CHECK (is_system IN (0, 1))
        ) STRICT;

        -- An empty scope means everywhere.
        CREATE TABLE core_role_permissions (
            role_id INTEGER NOT NULL REFERENCES core_roles (id) ON DELETE CASCADE,
            permission TEXT NOT NULL,
            scope TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (role_id, permission, scope)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE core_account_roles (
            account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            role_id INTEGER NOT NULL REFERENCES core_roles (id) ON DELETE CASCADE,
            PRIMARY KEY (account_id, role_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX core_account_roles_by_role ON core_account_roles (role_id);

        INSERT INTO core_roles (name, is_system) VALUES ('\(Role.administrator)', 1);
        INSERT INTO core_role_permissions (role_id, permission)
            SELECT id, '*' FROM core_roles WHERE name = '\(Role.administrator)';

        CREATE TABLE core_account_addresses (
            account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            block TEXT NOT NULL,
            last_login_at TEXT NOT NULL,
            PRIMARY KEY (account_id, block)
        ) STRICT, WITHOUT ROWID;

        -- At most one row: the hash of the code with which the first administrator proves to have started the server.
        CREATE TABLE core_setup_code (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            code_hash TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;
        """

    private static let sessions = """
        CREATE TABLE core_sessions (
            token_hash TEXT NOT NULL PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            created_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            address TEXT NOT NULL,
            user_agent TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX core_sessions_by_account ON core_sessions (account_id, last_seen_at);
        CREATE INDEX core_sessions_by_expiry ON core_sessions (expires_at);
        """

    private static let links = """
        ALTER TABLE core_accounts ADD COLUMN has_password INTEGER NOT NULL DEFAULT 1 CHECK (has_password IN (0, 1));
        CREATE INDEX core_accounts_by_name ON core_accounts (search_key, id);

        CREATE TABLE core_account_links (
            token_hash TEXT NOT NULL PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX core_account_links_by_account ON core_account_links (account_id, created_at);

        -- Roles that were made from a module's declaration, so that one that was removed does not come back.
        CREATE TABLE core_starter_roles (
            module TEXT NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (module, id)
        ) STRICT, WITHOUT ROWID;
        """

    private static let secondFactor = """
        -- The secret is encrypted under the site's own; without a time of confirmation the factor is not in force.
        CREATE TABLE core_second_factors (
            account_id INTEGER PRIMARY KEY REFERENCES core_accounts (id) ON DELETE CASCADE,
            secret BLOB NOT NULL,
            confirmed_at TEXT,
            last_step INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE core_recovery_codes (
            account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            code_hash TEXT NOT NULL,
            PRIMARY KEY (account_id, code_hash)
        ) STRICT, WITHOUT ROWID;
        """
}
