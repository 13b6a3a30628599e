/// The tables of the file library.
enum LibrarySchema {
    /// An item has one content now and keeps those that were replaced. `core_library_files` names the stored files of
    /// all of them, so that nothing of an item is taken for left over. A use names an item without a foreign key: a
    /// module's archive may bring back a use of an item that is gone.
    static let migration = Migration(
        id: "library",
        sql: """
            CREATE TABLE core_library_items (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                address TEXT NOT NULL,
                title TEXT NOT NULL,
                title_folded TEXT NOT NULL,
                folded TEXT NOT NULL,
                alt TEXT NOT NULL DEFAULT '',
                caption TEXT NOT NULL DEFAULT '',
                credit TEXT NOT NULL DEFAULT '',
                version INTEGER NOT NULL DEFAULT 1,
                hash TEXT NOT NULL REFERENCES core_files (hash),
                bytes INTEGER NOT NULL,
                content TEXT NOT NULL,
                created_at TEXT NOT NULL,
                created_by INTEGER,
                created_by_name TEXT NOT NULL,
                changed_at TEXT NOT NULL
            );
            CREATE INDEX core_library_items_title ON core_library_items (title_folded, id);
            CREATE INDEX core_library_items_bytes ON core_library_items (bytes, id);
            CREATE INDEX core_library_items_kind ON core_library_items (kind, id);
            CREATE INDEX core_library_items_hash ON core_library_items (hash);
            CREATE INDEX core_library_items_owner ON core_library_items (created_by, id);
            CREATE TABLE core_library_versions (
                item_id INTEGER NOT NULL REFERENCES core_library_items (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                content TEXT NOT NULL,
                replaced_at TEXT NOT NULL,
                replaced_by TEXT NOT NULL,
                PRIMARY KEY (item_id, number)
            ) WITHOUT ROWID;
            CREATE TABLE core_library_files (
                hash TEXT NOT NULL REFERENCES core_files (hash),
                item_id INTEGER NOT NULL REFERENCES core_library_items (id) ON DELETE CASCADE,
                PRIMARY KEY (hash, item_id)
            ) WITHOUT ROWID;
            CREATE INDEX core_library_files_item ON core_library_files (item_id);
            CREATE TABLE core_library_uses (
                item_id INTEGER NOT NULL,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                module TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (item_id, record_type, record_id)
            ) WITHOUT ROWID;
            CREATE INDEX core_library_uses_record ON core_library_uses (record_type, record_id);
            CREATE INDEX core_library_uses_module ON core_library_uses (module);
            """)
}
