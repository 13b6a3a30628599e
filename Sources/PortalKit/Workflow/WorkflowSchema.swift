/// The tables of workflows. They need those of `AccountSchema`.
public enum WorkflowSchema {
    /// In the order in which they run.
    public static let migrations: [Migration] = [
        Migration(id: "workflow", sql: tables),
        Migration(
            id: "workflow-starts",
            sql: """
                CREATE INDEX core_workflow_log_started ON core_workflow_log (actor_id, id) WHERE from_step IS NULL
                """),
        Migration(id: "workflow-of-the-site", sql: siteTables), WorkDigest.migration,
        OutsideApprovals.migration,
    ]

    private static let tables = """
        CREATE TABLE core_workflow_types (
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            definition TEXT NOT NULL CHECK (json_valid(definition)),
            PRIMARY KEY (id, version)
        ) STRICT, WITHOUT ROWID;

        -- is_public and is_waiting repeat what the definition says of the step, for lists that join this table.
        CREATE TABLE core_workflow_items (
            record_type TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            type TEXT NOT NULL,
            version INTEGER NOT NULL,
            step TEXT NOT NULL,
            scope TEXT NOT NULL DEFAULT '',
            is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
            is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)),
            since TEXT NOT NULL,
            due_at TEXT,
            claimed_by INTEGER REFERENCES core_accounts (id) ON DELETE SET NULL,
            PRIMARY KEY (record_type, record_id),
            FOREIGN KEY (type, version) REFERENCES core_workflow_types (id, version)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX core_workflow_items_by_step ON core_workflow_items (record_type, step, since);
        CREATE INDEX core_workflow_items_by_type ON core_workflow_items (type, version);
        CREATE INDEX core_workflow_items_waiting
            ON core_workflow_items (is_waiting, type, version, step, scope, due_at) WHERE is_waiting = 1;
        CREATE INDEX core_workflow_items_claimed ON core_workflow_items (claimed_by) WHERE claimed_by IS NOT NULL;

        -- Who did what stays after the record and the account are gone: hence names, and no foreign keys.
        CREATE TABLE core_workflow_log (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            record_type TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            type TEXT NOT NULL,
            version INTEGER NOT NULL,
            from_step TEXT,
            to_step TEXT NOT NULL,
            transition TEXT,
            actor_kind TEXT NOT NULL CHECK (actor_kind IN ('anonymous', 'person', 'system', 'command')),
            actor_id INTEGER,
            actor_name TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX core_workflow_log_by_record ON core_workflow_log (record_type, record_id, id);
        CREATE INDEX core_workflow_log_by_time ON core_workflow_log (at);
        """

    /// Definitions that a site changed, who wrote what, deputies, written approvals.
    private static let siteTables = """
        -- The plan is what the site's people chose; null for a definition as the module declares it.
        ALTER TABLE core_workflow_types ADD COLUMN plan TEXT CHECK (plan IS NULL OR json_valid(plan));
        ALTER TABLE core_workflow_types ADD COLUMN note TEXT NOT NULL DEFAULT '';
        ALTER TABLE core_workflow_types ADD COLUMN created_at TEXT;
        ALTER TABLE core_workflow_types ADD COLUMN created_by TEXT NOT NULL DEFAULT '';

        ALTER TABLE core_workflow_log ADD COLUMN behalf_id INTEGER;
        ALTER TABLE core_workflow_log ADD COLUMN behalf_name TEXT NOT NULL DEFAULT '';

        CREATE TABLE core_workflow_writers (
            record_type TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            account_id INTEGER NOT NULL,
            PRIMARY KEY (record_type, record_id, account_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX core_workflow_writers_by_account ON core_workflow_writers (account_id);
        INSERT OR IGNORE INTO core_workflow_writers (record_type, record_id, account_id)
            SELECT record_type, record_id, actor_id FROM core_workflow_log
            WHERE actor_kind = 'person' AND actor_id IS NOT NULL AND from_step IS NULL;

        CREATE TABLE core_delegations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            delegator_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            deputy_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
            module TEXT NOT NULL DEFAULT '',
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            created_at TEXT NOT NULL,
            created_by INTEGER,
            ended_at TEXT,
            CHECK (delegator_id <> deputy_id AND starts_at <= ends_at)
        ) STRICT;
        CREATE INDEX core_delegations_by_deputy ON core_delegations (deputy_id, ends_at);
        CREATE INDEX core_delegations_by_delegator ON core_delegations (delegator_id, ends_at);
        CREATE INDEX core_delegations_by_end ON core_delegations (ends_at, starts_at) WHERE ended_at IS NULL;

        CREATE TABLE core_workflow_documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            record_type TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            step TEXT NOT NULL,
            hash TEXT NOT NULL,
            name TEXT NOT NULL,
            sent_by TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX core_workflow_documents_by_record ON core_workflow_documents (record_type, record_id, id);
        """
}
