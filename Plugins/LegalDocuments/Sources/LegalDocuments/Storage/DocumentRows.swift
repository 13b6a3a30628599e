import Foundation
import GRDB
import PortalKit

/// Reads and writes the rows of single documents.
enum DocumentRows {
    // MARK: - Reading

    static func fetch(_ id: Int64, in database: Database) throws -> LegalDocument? {
        try Row.fetchOne(database, sql: "SELECT * FROM legal_documents WHERE id = ?", arguments: [id])
            .map { try document($0, in: database) }
    }

    static func fetch(slug: String, in database: Database) throws -> LegalDocument? {
        try Row.fetchOne(database, sql: "SELECT * FROM legal_documents WHERE slug = ?", arguments: [slug])
            .map { try document($0, in: database) }
    }

    static func id(withSlug slug: String, in database: Database) throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT id FROM legal_documents WHERE slug = ?", arguments: [slug])
    }

    /// What documents are called in the administration.
    static func titles(_ ids: [Int64], in database: Database) throws -> [Int64: String] {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, type, number, summary FROM legal_documents WHERE id IN (\(marks))",
            arguments: StatementArguments(ids))
        return Dictionary(
            rows.map { row in
                let name = [row["type"], row["number"]].filter { $0 != "" }.joined(separator: " ")
                return (row["id"], [name, row["summary"]].filter { $0 != "" }.joined(separator: ": "))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The documents that carry a number, other than one.
    static func ids(withNumber number: String, except id: Int64?, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database, sql: "SELECT id FROM legal_documents WHERE number_key = ? AND id IS NOT ? ORDER BY id",
            arguments: [LegalNumber.key(number), id])
    }

    private static func document(_ row: Row, in database: Database) throws -> LegalDocument {
        let id: Int64 = row["id"]
        let lines: String = row["lines"]
        var content = LegalContent(
            number: row["number"], type: row["type"], summary: row["summary"], issuingBody: row["issuing_body"],
            signer: row["signer"], signerOffice: row["signer_office"], issuedOn: row["issued_on"],
            effectiveOn: row["effective_on"], expiredOn: row["expired_on"], isDirection: row["is_direction"],
            note: row["note"], lines: try JSONDecoder().decode([LegalLine].self, from: Data(lines.utf8)))
        content.files = try JSONDecoder().decode([KeptUpload].self, from: Data((row["files"] as String).utf8))
        content.fields = try String.fetchAll(
            database, sql: "SELECT field FROM legal_document_fields WHERE document_id = ? ORDER BY field",
            arguments: [id])
        content.relations = try Row.fetchAll(
            database,
            sql: "SELECT kind, number, issued_on FROM legal_relations WHERE document_id = ? ORDER BY position",
            arguments: [id]
        ).compactMap { row in
            LegalRelation.Kind(rawValue: row["kind"]).map {
                LegalRelation(kind: $0, number: row["number"], issuedOn: row["issued_on"])
            }
        }
        return LegalDocument(
            id: id, content: content, slug: row["slug"], step: row["step"], isPublic: row["is_public"],
            wasPublic: row["was_public"], revision: row["revision"], changedAt: row["changed_at"],
            endedOn: row["ended_on"])
    }

    // MARK: - Writing

    static func insert(_ content: LegalContent, slug: String, step: String, in change: Change) throws -> Int64 {
        let columns = try columns(content)
        let names = columns.map(\.0).joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        try change.database.execute(
            sql: """
                INSERT INTO legal_documents (\(names), slug, step, ended_on, created_at, created_by, changed_at)
                VALUES (\(places), ?, ?, ?, ?, ?, ?)
                """,
            arguments: StatementArguments(columns.map(\.1)) + [
                slug, step, content.expiredOn, change.now, change.actor.personId, change.now,
            ])
        let id = change.database.lastInsertedRowID
        try writeLists(id, content, in: change.database)
        return id
    }

    static func update(_ id: Int64, _ content: LegalContent, slug: String, in change: Change) throws {
        let columns = try columns(content)
        try change.database.execute(
            sql: """
                UPDATE legal_documents SET \(columns.map { "\($0.0) = ?" }.joined(separator: ", ")), slug = ?, changed_at = ?
                WHERE id = ?
                """,
            arguments: StatementArguments(columns.map(\.1)) + [slug, change.now, id])
        try writeLists(id, content, in: change.database)
    }

    private static func columns(_ content: LegalContent) throws -> [(String, any DatabaseValueConvertible)] {
        let lines = String(decoding: try JSONEncoder().encode(content.lines), as: UTF8.self)
        let files = String(decoding: try JSONEncoder().encode(content.files), as: UTF8.self)
        return [
            ("number", content.number), ("number_key", LegalNumber.key(content.number)), ("type", content.type),
            ("type_key", Slug.make(from: content.type)), ("summary", content.summary),
            ("search_key", "\(content.number) \(content.summary)".folded), ("issuing_body", content.issuingBody),
            ("body_key", Slug.make(from: content.issuingBody)), ("signer", content.signer),
            ("signer_office", content.signerOffice), ("issued_on", content.issuedOn),
            ("effective_on", content.effectiveOn), ("expired_on", content.expiredOn),
            ("is_direction", content.isDirection), ("note", content.note), ("files", files),
            ("lines", lines),
        ]
    }

    private static func writeLists(_ id: Int64, _ content: LegalContent, in database: Database) throws {
        try database.execute(sql: "DELETE FROM legal_document_fields WHERE document_id = ?", arguments: [id])
        for field in Set(content.fields) {
            try database.execute(
                sql: "INSERT INTO legal_document_fields (document_id, field, issued_on) VALUES (?, ?, ?)",
                arguments: [id, field, content.issuedOn])
        }
        try database.execute(sql: "DELETE FROM legal_relations WHERE document_id = ?", arguments: [id])
        for (position, relation) in content.relations.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO legal_relations (document_id, position, kind, number, number_key, issued_on, target_id)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6,
                        (SELECT id FROM legal_documents
                            WHERE number_key = ?5 AND id <> ?1 AND (?6 = '' OR issued_on = ?6)
                            ORDER BY issued_on <= ?7 DESC, issued_on DESC LIMIT 1))
                    """,
                arguments: [
                    id, position, relation.kind.rawValue, relation.number, LegalNumber.key(relation.number),
                    relation.issuedOn,
                    content.issuedOn,
                ])
        }
        // Documents that named this one before it was there.
        try database.execute(
            sql: """
                UPDATE legal_relations SET target_id = ?1
                WHERE number_key = ?2 AND document_id <> ?1 AND target_id IS NULL
                    AND (issued_on = '' OR issued_on = ?3)
                """, arguments: [id, LegalNumber.key(content.number), content.issuedOn])
    }
}
