import Foundation
public import GRDB

/// A site's files: their content by hash on the disk, what is known of them and where they are used in the database.
public struct FileLibrary: Sendable {
    /// The content.
    public let store: FileStore
    let database: SiteDatabase
    /// What editors may put into the library and attach to records.
    public internal(set) var accepted: Set<MediaType> = MediaType.allowed

    /// Where stored files are served: `/tep/<hash>/<name>`.
    public static let path = "/tep"

    /// The address of a stored file.
    public static func url(_ hash: ContentHash, name: String) -> String {
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "tep"
        return "\(path)/\(hash.rawValue)/\(encoded)"
    }

    /// A file as it is known to the site.
    public struct Entry: Sendable, Hashable {
        /// The content.
        public let hash: ContentHash
        /// The name under which it is offered.
        public let name: String
        /// What it is, by its content.
        public let mediaType: MediaType
        /// Size in bytes.
        public let bytes: Int
        /// Width in pixels, of pictures.
        public let width: Int?
        /// Height in pixels, of pictures.
        public let height: Int?

        /// The address of the file.
        public var url: String { FileLibrary.url(hash, name: name) }

        init(row: Row) throws {
            guard let hash = ContentHash(rawValue: row["hash"]) else { throw PortalError.notFound }
            self.hash = hash
            name = row["name"]
            mediaType = MediaType(rawValue: row["media_type"])
            bytes = row["bytes"]
            width = row["width"]
            height = row["height"]
        }
    }

    /// What is known of a file, or nil.
    public static func find(_ hash: ContentHash, in database: Database) throws -> Entry? {
        try Row.fetchOne(database, sql: "SELECT * FROM core_files WHERE hash = ?", arguments: [hash.rawValue])
            .map(Entry.init)
    }

    /// Files that nothing uses, no revision either, and that are older than a day: what was left by forms that were not
    /// finished.
    static func orphans(before moment: Date, in database: Database) throws -> [ContentHash] {
        try String.fetchAll(
            database,
            sql: """
                SELECT hash FROM core_files WHERE created_at < ?
                AND NOT EXISTS (SELECT 1 FROM core_file_uses WHERE core_file_uses.hash = core_files.hash)
                AND NOT EXISTS (SELECT 1 FROM core_library_files WHERE core_library_files.hash = core_files.hash)
                AND NOT EXISTS (SELECT 1 FROM core_revision_files WHERE core_revision_files.hash = core_files.hash)
                """,
            arguments: [moment]
        ).compactMap(ContentHash.init(rawValue:))
    }
}

extension Change {
    /// Makes a stored file known to the site.
    ///
    /// - Returns: what is known of it; of a content that is known already, its first name.
    @discardableResult
    public func register(
        _ file: StoredFile, name: String, mediaType: MediaType, width: Int? = nil, height: Int? = nil
    ) throws -> FileLibrary.Entry {
        try database.execute(
            sql: """
                INSERT INTO core_files (hash, name, media_type, bytes, width, height, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING
                """,
            arguments: [
                file.hash.rawValue, FileName(name, type: mediaType).text, mediaType.rawValue, file.size, width, height,
                now, actor.personId,
            ])
        guard let entry = try FileLibrary.find(file.hash, in: database) else { throw PortalError.notFound }
        return entry
    }

    /// Makes a file that was kept from a form known to the site.
    @discardableResult
    public func register(_ file: KeptUpload) throws -> FileLibrary.Entry {
        try register(StoredFile(hash: file.hash, size: file.bytes), name: file.name, mediaType: file.mediaType)
    }

    /// Makes a file that a person sent with a form known to the site.
    @discardableResult
    public func register(_ upload: UploadedFile) throws -> FileLibrary.Entry {
        try register(
            StoredFile(hash: upload.hash, size: upload.bytes), name: upload.name, mediaType: upload.mediaType)
    }

    /// Says which files a record uses, instead of what it used before. A file is public while a public record uses it.
    public func setFiles(_ hashes: some Sequence<ContentHash>, of record: RecordReference, isPublic: Bool) throws {
        try database.execute(
            sql: "DELETE FROM core_file_uses WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
        for hash in Set(hashes) {
            try database.execute(
                sql: """
                    INSERT INTO core_file_uses (hash, record_type, record_id, module, is_public) VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [hash.rawValue, record.type, record.id, module, isPublic])
        }
    }
}
