import PortalKit

/// The module's tables.
enum LegalSchema {
    /// `number_key` is the number without case, tone and spaces, by which it is looked for and found twice. `lines` is
    /// the text as JSON. Every public list is a range of one partial index.
    static let documents = Migration(
        id: "documents",
        sql: """
            CREATE TABLE legal_documents (
                id INTEGER PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                number TEXT NOT NULL,
                number_key TEXT NOT NULL,
                type TEXT NOT NULL,
                type_key TEXT NOT NULL,
                summary TEXT NOT NULL,
                search_key TEXT NOT NULL,
                issuing_body TEXT NOT NULL,
                body_key TEXT NOT NULL,
                signer TEXT NOT NULL,
                signer_office TEXT NOT NULL,
                issued_on TEXT NOT NULL,
                effective_on TEXT NOT NULL,
                expired_on TEXT NOT NULL,
                ended_on TEXT NOT NULL,
                is_direction INTEGER NOT NULL CHECK (is_direction IN (0, 1)),
                note TEXT NOT NULL,
                files TEXT NOT NULL CHECK (json_valid(files)),
                lines TEXT NOT NULL CHECK (json_valid(lines)),
                step TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
                was_public INTEGER NOT NULL DEFAULT 0 CHECK (was_public IN (0, 1)),
                revision INTEGER NOT NULL DEFAULT 0,
                created_at TEXT NOT NULL,
                created_by INTEGER,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX legal_documents_number ON legal_documents (number_key);
            CREATE INDEX legal_documents_changed ON legal_documents (changed_at, id);
            CREATE INDEX legal_documents_step ON legal_documents (step, changed_at, id);
            CREATE INDEX legal_documents_type ON legal_documents (type_key, changed_at, id);
            CREATE INDEX legal_documents_body ON legal_documents (body_key, changed_at, id);
            CREATE INDEX legal_documents_issued ON legal_documents (issued_on);
            CREATE INDEX legal_documents_public ON legal_documents (issued_on DESC, id DESC) WHERE is_public = 1;
            CREATE INDEX legal_documents_public_type ON legal_documents (type_key, issued_on DESC, id DESC)
                WHERE is_public = 1;
            CREATE INDEX legal_documents_public_body ON legal_documents (body_key, issued_on DESC, id DESC)
                WHERE is_public = 1;
            CREATE INDEX legal_documents_public_kind ON legal_documents (is_direction, issued_on DESC, id DESC)
                WHERE is_public = 1;
            CREATE INDEX legal_documents_public_ended ON legal_documents (ended_on) WHERE is_public = 1 AND ended_on <> '';
            CREATE INDEX legal_documents_public_effective ON legal_documents (effective_on) WHERE is_public = 1;
            """)

    static let fields = Migration(
        id: "fields",
        sql: """
            CREATE TABLE legal_document_fields (
                document_id INTEGER NOT NULL REFERENCES legal_documents (id) ON DELETE CASCADE,
                field TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0,
                issued_on TEXT NOT NULL,
                PRIMARY KEY (document_id, field)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX legal_document_fields_public ON legal_document_fields (field, issued_on DESC, document_id DESC)
                WHERE is_public = 1;
            """)

    /// A relation names the other document by its number; `target_id` follows as soon as the portal has it.
    static let relations = Migration(
        id: "relations",
        sql: """
            CREATE TABLE legal_relations (
                document_id INTEGER NOT NULL REFERENCES legal_documents (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                kind TEXT NOT NULL,
                number TEXT NOT NULL,
                number_key TEXT NOT NULL,
                issued_on TEXT NOT NULL,
                target_id INTEGER REFERENCES legal_documents (id) ON DELETE SET NULL,
                PRIMARY KEY (document_id, position)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX legal_relations_target ON legal_relations (target_id) WHERE target_id IS NOT NULL;
            CREATE INDEX legal_relations_number ON legal_relations (number_key);
            """)

    /// How many public documents each choice of a list has, kept with each change, so that no page counts rows.
    static let counts = Migration(
        id: "counts",
        sql: """
            CREATE TABLE legal_counts (
                facet TEXT NOT NULL,
                value TEXT NOT NULL,
                title TEXT NOT NULL,
                count INTEGER NOT NULL CHECK (count > 0),
                PRIMARY KEY (facet, value)
            ) STRICT, WITHOUT ROWID;
            """)

    /// Which content file a document came from, with what was in it.
    static let contentFiles = Migration(
        id: "content-files",
        sql: """
            CREATE TABLE legal_content_files (
                path TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                document_id INTEGER NOT NULL UNIQUE REFERENCES legal_documents (id) ON DELETE CASCADE,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// A document's text from a day on, with its amendments in it; the text as it was issued stays in the document.
    static let versions = Migration(
        id: "versions",
        sql: """
            CREATE TABLE legal_versions (
                id INTEGER PRIMARY KEY,
                document_id INTEGER NOT NULL REFERENCES legal_documents (id) ON DELETE CASCADE,
                effective_on TEXT NOT NULL,
                source TEXT NOT NULL,
                source_id INTEGER REFERENCES legal_documents (id) ON DELETE SET NULL,
                lines TEXT NOT NULL CHECK (json_valid(lines)),
                made_at TEXT NOT NULL,
                made_by INTEGER,
                UNIQUE (document_id, effective_on)
            ) STRICT;
            CREATE INDEX legal_versions_source ON legal_versions (source_id) WHERE source_id IS NOT NULL;
            """)

    /// Each saving of a consolidated text is a revision of it; what came from a content file is remembered, so that a
    /// version that an officer has changed or removed stays so.
    static let versionRevisions = Migration(
        id: "version-revisions",
        sql: """
            ALTER TABLE legal_versions ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE legal_version_files (
                path TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                version_id INTEGER NOT NULL,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// The lists' indexes hold all that a list can be narrowed by: a choice that few documents fulfil is looked for in an
    /// index, not in a hundred thousand rows with their texts.
    static let listIndexes: Migration = {
        let lists = [("", ""), ("_type", "type_key, "), ("_body", "body_key, "), ("_kind", "is_direction, ")]
        let rest = "issued_on DESC, id DESC, type_key, body_key, is_direction, effective_on, ended_on"
        let indexes = lists.map { name, first in
            """
            DROP INDEX legal_documents_public\(name);
            CREATE INDEX legal_documents_public\(name) ON legal_documents (\(first)\(rest)) WHERE is_public = 1;
            """
        }
        return Migration(
            id: "list-indexes",
            sql: indexes.joined(separator: "\n") + """

                DROP INDEX legal_documents_public_effective;
                CREATE INDEX legal_documents_public_effective ON legal_documents (effective_on, ended_on)
                    WHERE is_public = 1;
                """)
    }()

    static let all = [
        documents, fields, relations, counts, contentFiles, versions, versionRevisions, listIndexes,
    ]
}
