import Foundation
import GRDB
import PortalKit

/// Reads and writes the rows of single drafts.
enum DraftRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Draft? {
        try Row.fetchOne(database, sql: "SELECT * FROM consultation_drafts WHERE id = ?", arguments: [id]).map(draft)
    }

    static func fetch(slug: String, in database: Database) throws -> Draft? {
        try Row.fetchOne(database, sql: "SELECT * FROM consultation_drafts WHERE slug = ?", arguments: [slug]).map(
            draft)
    }

    static func id(withSlug slug: String, in database: Database) throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT id FROM consultation_drafts WHERE slug = ?", arguments: [slug])
    }

    /// What drafts are called in the administration.
    static func titles(_ ids: [Int64], in database: Database) throws -> [Int64: String] {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, title FROM consultation_drafts WHERE id IN (\(marks))",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["id"], $0["title"]) }, uniquingKeysWith: { first, _ in first })
    }

    static func draft(_ row: Row) throws -> Draft {
        let content: String = row["content"]
        let (number, day): (String, String) = (row["issued_number"], row["issued_on"])
        return Draft(
            id: row["id"], content: try JSONDecoder().decode(DraftContent.self, from: Data(content.utf8)),
            slug: row["slug"], bodyId: row["body_id"], step: row["step"], isPublic: row["is_public"],
            wasPublic: row["was_public"], revision: row["revision"], version: row["version"],
            changedAt: row["changed_at"], takenUpAt: row["taken_up_at"], reportedAt: row["reported_at"],
            issued: number.isEmpty ? nil : Draft.Issued(number: number, day: day), commentCount: row["comment_count"])
    }

    static func insert(
        _ content: DraftContent, slug: String, bodyId: Int64?, step: String, in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO consultation_drafts (slug, title, search_key, type, body, body_id, content, starts_at, ends_at,
                    step, created_at, created_by, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: StatementArguments([slug]) + (try columns(content, bodyId)) + [
                step, change.now, change.actor.personId, change.now,
            ])
        return change.database.lastInsertedRowID
    }

    static func update(_ id: Int64, _ content: DraftContent, slug: String, bodyId: Int64?, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE consultation_drafts SET slug = ?, title = ?, search_key = ?, type = ?, body = ?, body_id = ?,
                    content = ?, starts_at = ?, ends_at = ?, changed_at = ? WHERE id = ?
                """, arguments: StatementArguments([slug]) + (try columns(content, bodyId)) + [change.now, id])
    }

    private static func columns(_ content: DraftContent, _ bodyId: Int64?) throws -> StatementArguments {
        let json = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        return [
            content.title, "\(content.title) \(content.body)".folded, content.type, content.body, bodyId, json,
            content.startsAt?.date, content.endsAt?.date,
        ]
    }
}

/// A version of a draft's text.
struct DraftVersion: Sendable {
    /// From 1.
    let number: Int
    /// What is new in it.
    let note: String
    let madeAt: Date
}

/// Reads and writes the versions of drafts.
enum VersionRows {
    /// The versions without their texts, the oldest first.
    static func list(of draft: Int64, in database: Database) throws -> [DraftVersion] {
        try Row.fetchAll(
            database,
            sql: "SELECT number, note, made_at FROM consultation_versions WHERE draft_id = ? ORDER BY number",
            arguments: [draft]
        ).map { DraftVersion(number: $0["number"], note: $0["note"], madeAt: $0["made_at"]) }
    }

    /// The text of a version; nil when there is no such one.
    static func lines(of draft: Int64, version: Int, in database: Database) throws -> [LegalLine]? {
        try String.fetchOne(
            database, sql: "SELECT lines FROM consultation_versions WHERE draft_id = ? AND number = ?",
            arguments: [draft, version]
        ).map { try JSONDecoder().decode([LegalLine].self, from: Data($0.utf8)) }
    }

    /// Writes a version; one of the same number is replaced.
    static func save(_ content: DraftContent, of draft: Int64, version: Int, in change: Change) throws {
        let text = String(decoding: try JSONEncoder().encode(content.lines), as: UTF8.self)
        try change.database.execute(
            sql: """
                INSERT INTO consultation_versions (draft_id, number, lines, note, made_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (draft_id, number) DO UPDATE SET lines = excluded.lines, note = excluded.note
                """, arguments: [draft, version, text, content.versionNote, change.now])
        try change.database.execute(
            sql: "UPDATE consultation_drafts SET version = ? WHERE id = ?", arguments: [version, draft])
    }
}
