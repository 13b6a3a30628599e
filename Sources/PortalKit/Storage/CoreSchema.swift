/// The core's own tables.
public enum CoreSchema {
    /// The owner's name in `core_migrations`, and the module name of the core's own records.
    public static let owner = "core"

    /// How each of the core's tables begins.
    public static let prefix = "core_"

    /// The steps, one for each concept; later steps go to the end.
    public static let migrations: [Migration] = [
        modules, AuditLog.migration, Revisions.migration, SearchIndex.migration, Outbox.migration,
        JobRunner.migration, MailQueue.migration, files, redirects, Revisions.titles, LibrarySchema.migration,
        MailQueue.confidential,
        SecrecySchema.migration, IncidentSchema.migration, AuditCheck.migration, Traffic.migration,
        SearchIndex.factsMigration,
        SourceFile.migration,
        Revisions.files, FormDrafts.migration, SearchIndex.recordFactsMigration, Tally.migration,
        KeptReportSchema.migration, CitizenSessions.migration,
    ]

    /// Which modules the site has, and what the administrator has set for them.
    private static let modules = Migration(
        id: "modules",
        sql: """
            CREATE TABLE core_modules (
                id TEXT PRIMARY KEY,
                state TEXT NOT NULL,
                version TEXT NOT NULL,
                settings TEXT NOT NULL DEFAULT '{}',
                changed_at TEXT NOT NULL
            ) WITHOUT ROWID
            """)

    /// Uploaded files by the hash of their content, and the records that use them. A file that no record uses may be
    /// deleted; one is served to the public only while a public record uses it.
    private static let files = Migration(
        id: "files",
        sql: """
            CREATE TABLE core_files (
                hash TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                width INTEGER,
                height INTEGER,
                created_at TEXT NOT NULL,
                created_by INTEGER
            ) WITHOUT ROWID;
            CREATE INDEX core_files_created ON core_files (created_at);
            CREATE TABLE core_file_uses (
                hash TEXT NOT NULL REFERENCES core_files (hash),
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                module TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (hash, record_type, record_id)
            ) WITHOUT ROWID;
            CREATE INDEX core_file_uses_record ON core_file_uses (record_type, record_id);
            CREATE INDEX core_file_uses_module ON core_file_uses (module);
            """)

    /// Old addresses that must go on working.
    private static let redirects = Migration(
        id: "redirects",
        sql: """
            CREATE TABLE core_redirects (
                path TEXT PRIMARY KEY,
                target TEXT NOT NULL,
                module TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE INDEX core_redirects_module ON core_redirects (module);
            """)
}
