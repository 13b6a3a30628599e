public import GRDB

/// The file that a record was made from, as it was sent (Art. 4.4, 10.2: original, copy and draft are kept). It stays with
/// the record, is never public and is only offered to be saved; who may have it the record's own screen decides.
enum SourceFile {
    /// One file a record. Its use stands in `core_file_uses` besides, under ``use(of:)``.
    static let migration = Migration(
        id: "record-sources",
        sql: """
            CREATE TABLE core_record_sources (
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                module TEXT NOT NULL,
                hash TEXT NOT NULL REFERENCES core_files (hash),
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                kept_at TEXT NOT NULL,
                PRIMARY KEY (record_type, record_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX core_record_sources_hash ON core_record_sources (hash);
            CREATE INDEX core_record_sources_module ON core_record_sources (module);
            """)

    /// As a use of its own, the file is neither scanned nor published with the files that the record shows.
    static func use(of record: RecordReference) -> RecordReference {
        RecordReference(type: "\(record.type).source", id: record.id)
    }

    /// The records of a module that were made from a file with this content, the first one first.
    static func records(madeFrom hash: ContentHash, module: String, in database: Database) throws -> [RecordReference] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT record_type, record_id FROM core_record_sources WHERE hash = ? AND module = ?
                ORDER BY record_id LIMIT 10
                """, arguments: [hash.rawValue, module]
        ).map { RecordReference(type: $0["record_type"], id: $0["record_id"]) }
    }
}

extension KeptUpload {
    /// The file that a record was made from; nil when it was typed, or its file was not kept.
    public static func source(of record: RecordReference, in database: Database) throws -> KeptUpload? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM core_record_sources WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
        return row.flatMap { row in
            ContentHash(rawValue: row["hash"]).map {
                KeptUpload(
                    hash: $0, name: row["name"], mediaType: MediaType(rawValue: row["media_type"]), bytes: row["bytes"])
            }
        }
    }
}

extension Change {
    /// Keeps the file that a record was made from, instead of one that was kept before. Read it with
    /// ``KeptUpload/source(of:in:)`` and answer with ``Response/download(_:)`` to whoever may change the record.
    public func keepSource(_ file: KeptUpload, of record: RecordReference) throws {
        try register(StoredFile(hash: file.hash, size: file.bytes), name: file.name, mediaType: file.mediaType)
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO core_record_sources
                    (record_type, record_id, module, hash, name, media_type, bytes, kept_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.type, record.id, module, file.hash.rawValue, file.name, file.mediaType.rawValue, file.bytes, now,
            ])
        try setFiles([file.hash], of: SourceFile.use(of: record), isPublic: false)
        try audit("import.source", on: record, after: ["file": file.name, "hash": file.hash.rawValue])
    }
}

extension Response {
    /// A file made for the person who asks, to be saved; it is not kept on the way.
    public static func download(_ bytes: [UInt8], as type: MediaType, name: String) -> Response {
        Response(
            headers: [
                "Content-Type": type.contentType,
                "Content-Disposition": FileName(name, type: type).contentDisposition(inline: false),
                "Cache-Control": "private, no-store",
            ], body: .bytes(bytes))
    }

    /// A stored file, always to be saved: nothing that came from outside is shown in the portal's own name. Whether the
    /// person may have it the caller has asked.
    public static func download(_ file: KeptUpload) -> Response {
        Response(
            headers: [
                "Content-Type": file.mediaType.contentType,
                "Content-Disposition": FileName(file.name, type: file.mediaType).contentDisposition(inline: false),
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                "Cache-Control": "private, no-store",
            ], body: .file(file.hash))
    }
}
