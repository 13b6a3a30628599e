import Foundation
import GRDB

/// A content that an item had before it was replaced.
struct LibraryVersion: Sendable {
    let number: Int64
    let content: LibraryContent
    let replacedAt: Date
    let replacedBy: String

    /// The contents that an item had, the latest first.
    static func all(of id: Int64, limit: Int = 100, in database: Database) throws -> [LibraryVersion] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM core_library_versions WHERE item_id = ? ORDER BY number DESC LIMIT ?",
            arguments: [id, limit]
        ).map { row in
            LibraryVersion(
                number: row["number"], content: try JSONText.decode(LibraryContent.self, from: row["content"]),
                replacedAt: row["replaced_at"], replacedBy: row["replaced_by"])
        }
    }
}
