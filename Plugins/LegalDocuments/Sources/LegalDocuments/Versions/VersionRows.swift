import Foundation
import GRDB
import PortalKit

/// A document's text as it stands from a day on, with the amendments that an officer has put into it.
struct LegalVersion: Sendable, Identifiable {
    let id: Int64
    /// The first day on which it is in force.
    let effectiveOn: String
    /// The amending document as it is cited.
    let source: String
    /// The amending document, if the portal has it.
    let sourceId: Int64?
    /// The page of the amending document, when the portal shows it.
    let sourceSlug: String?
    /// How often it was saved.
    let revision: Int

    /// The same with another text.
    func content(_ lines: [LegalLine]) -> LegalVersionContent {
        LegalVersionContent(effectiveOn: effectiveOn, source: source, sourceId: sourceId, lines: lines)
    }
}

/// What is kept of a consolidated text each time it is saved.
struct LegalVersionContent: Sendable, Hashable, Codable {
    var effectiveOn: String
    var source: String
    /// The amending document, if the portal has it.
    var sourceId: Int64?
    var lines: [LegalLine]
}

/// Reads the versions of documents; ``VersionDesk`` writes them.
enum VersionRows {
    private static let columns = """
        legal_versions.id, legal_versions.effective_on, legal_versions.source, legal_versions.source_id, legal_versions.revision, other.slug
        FROM legal_versions
        LEFT JOIN legal_documents AS other ON other.id = legal_versions.source_id AND other.is_public = 1
        """

    /// The versions of a document without their texts, the oldest first.
    static func list(of document: Int64, in database: Database) throws -> [LegalVersion] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT \(columns) WHERE legal_versions.document_id = ? ORDER BY legal_versions.effective_on
                """, arguments: [document]
        ).map(version)
    }

    /// A version of a document; nil when it has no such one.
    static func fetch(_ id: Int64, of document: Int64, in database: Database) throws -> LegalVersion? {
        try Row.fetchOne(
            database,
            sql: "SELECT \(columns) WHERE legal_versions.id = ? AND legal_versions.document_id = ?",
            arguments: [id, document]
        ).map(version)
    }

    /// The document whose version it is.
    static func document(of version: Int64, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database, sql: "SELECT document_id FROM legal_versions WHERE id = ?", arguments: [version])
    }

    /// The text of a version.
    static func lines(of version: Int64, in database: Database) throws -> [LegalLine] {
        let text = try String.fetchOne(
            database, sql: "SELECT lines FROM legal_versions WHERE id = ?", arguments: [version])
        return try lines(text ?? "[]")
    }

    /// The texts of all versions of a document, the oldest first.
    static func texts(of document: Int64, in database: Database) throws -> [[LegalLine]] {
        try String.fetchAll(
            database, sql: "SELECT lines FROM legal_versions WHERE document_id = ? ORDER BY effective_on",
            arguments: [document]
        ).map(lines)
    }

    private static func lines(_ json: String) throws -> [LegalLine] {
        try JSONDecoder().decode([LegalLine].self, from: Data(json.utf8))
    }

    private static func version(_ row: Row) -> LegalVersion {
        LegalVersion(
            id: row["id"], effectiveOn: row["effective_on"], source: row["source"], sourceId: row["source_id"],
            sourceSlug: row["slug"],
            revision: row["revision"])
    }
}

extension [LegalVersion] {
    /// The version in force on a day; nil for the text as it was issued.
    func inForce(on day: String) -> LegalVersion? { last { $0.effectiveOn <= day } }
}
