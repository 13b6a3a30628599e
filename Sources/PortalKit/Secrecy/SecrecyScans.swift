import Foundation
import GRDB

/// What the scan has found in files, kept by their content: a file is read once, and never inside a transaction.
enum SecrecyScans {
    /// What is known of a file.
    struct Result: Sendable, Equatable {
        let marks: [SecrecyMark]
        /// False for a file whose words cannot be read, as of a scanned page: a person must look at it.
        let isRead: Bool
    }

    /// Pictures have no words.
    static func isScanned(_ file: FileLibrary.Entry) -> Bool { !MediaType.pictures.contains(file.mediaType) }

    /// The result for a file, nil while it has not been read.
    static func find(_ hash: ContentHash, in database: Database) throws -> Result? {
        try Row.fetchOne(
            database, sql: "SELECT marks, is_read FROM core_secrecy_scans WHERE hash = ? AND version = ?",
            arguments: [hash.rawValue, SecrecyScanner.version]
        ).map { Result(marks: try JSONText.decode([SecrecyMark].self, from: $0["marks"]), isRead: $0["is_read"]) }
    }

    /// Reads files and keeps what was found. Blocks the thread.
    static func scan(_ files: [FileLibrary.Entry], in library: FileLibrary, now: Date) throws {
        for file in files { try scan(file.hash, as: file.mediaType, in: library, now: now) }
    }

    /// Reads a file, also one that the site does not know yet, and keeps what was found. Blocks the thread.
    static func scan(_ hash: ContentHash, as type: MediaType, in library: FileLibrary, now: Date) throws {
        let document = try text(of: hash, as: type, in: library.store)
        let marks = try JSONText.encode(document.map { SecrecyScanner.marks(in: $0.text) } ?? [])
        let isRead = document.map { $0.isComplete && !$0.text.isEmpty } ?? false
        try library.database.writeBlocking { database in
            try database.execute(
                sql: """
                    INSERT INTO core_secrecy_scans (hash, version, is_read, marks, scanned_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (hash) DO UPDATE SET version = excluded.version, is_read = excluded.is_read,
                        marks = excluded.marks, scanned_at = excluded.scanned_at
                    """, arguments: [hash.rawValue, SecrecyScanner.version, isRead, marks, now])
        }
    }

    /// Reads files that are in use and have not been read yet, some at a time, and forgets those that are gone, so that
    /// nobody has to wait for it when a record is published.
    static func scanNew(in library: FileLibrary, now: Date) throws -> String? {
        let new = try library.database.readBlocking { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM core_files file
                    WHERE NOT EXISTS (SELECT 1 FROM core_secrecy_scans scan
                                      WHERE scan.hash = file.hash AND scan.version = ?)
                        AND (EXISTS (SELECT 1 FROM core_file_uses used WHERE used.hash = file.hash)
                            OR EXISTS (SELECT 1 FROM core_library_files part WHERE part.hash = file.hash))
                        AND file.media_type NOT LIKE 'image/%' ORDER BY file.created_at LIMIT 50
                    """, arguments: [SecrecyScanner.version]
            ).map(FileLibrary.Entry.init)
        }
        try scan(new, in: library, now: now)
        return new.isEmpty ? nil : "\(new.count)"
    }

    /// The words of a file, nil when they cannot be read or not all of them, as of a scanned page or a locked document.
    private static func text(of hash: ContentHash, as type: MediaType, in store: FileStore) throws -> DocumentText? {
        do {
            guard try store.size(of: hash) <= DocumentText.maxBytes else { return nil }
            return try DocumentText(of: try store.bytes(of: hash), as: type)
        } catch is DocumentError {
            return nil
        } catch FileStoreError.missing {
            return nil
        }
    }
}
