import Foundation
import GRDB
import PortalKit

/// All that is done to consolidated texts. Each method is part of one transaction, and leaves revision, audit entry and
/// search entry with what it changes.
struct VersionDesk: Sendable {
    let desk: LegalDesk

    init(_ context: ModuleContext) { desk = LegalDesk(context) }

    /// Adds a version; one of the same day is replaced.
    ///
    /// - Returns: its id and the number of its revision.
    @discardableResult
    func add(
        _ content: LegalVersionContent, to document: Int64, in change: Change
    ) throws -> (id: Int64, revision: Int) {
        let text = try json(content.lines)
        try change.database.execute(
            sql: """
                INSERT INTO legal_versions (document_id, effective_on, source, source_id, lines, made_at, made_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (document_id, effective_on) DO UPDATE SET source = excluded.source,
                    source_id = excluded.source_id, lines = excluded.lines, made_at = excluded.made_at,
                    made_by = excluded.made_by
                """,
            arguments: [
                document, content.effectiveOn, content.source, content.sourceId, text, change.now,
                change.actor.personId,
            ])
        let id = try Int64.fetchOne(
            change.database, sql: "SELECT id FROM legal_versions WHERE document_id = ? AND effective_on = ?",
            arguments: [document, content.effectiveOn])
        guard let id else { throw PortalError.notFound }
        let revision = try keepRevision(of: id, content, in: change)
        try change.audit("legal-documents.add-version", on: LegalNames.document(document), after: Trace(content))
        try desk.versionsChanged(of: document, in: change)
        return (id, revision)
    }

    /// Replaces a version's text, day and source.
    ///
    /// - Throws: `EditConflict` when somebody else has saved it since that revision.
    @discardableResult
    func save(
        _ id: Int64, _ content: LegalVersionContent, of document: Int64, from revision: Int, in change: Change
    ) throws -> Int {
        guard let before = try VersionRows.fetch(id, of: document, in: change.database) else {
            throw PortalError.notFound
        }
        guard before.revision == revision else { throw EditConflict() }
        try change.database.execute(
            sql: """
                UPDATE legal_versions SET effective_on = ?, source = ?, lines = ?, made_at = ?, made_by = ? WHERE id = ?
                """,
            arguments: [
                content.effectiveOn, content.source, try json(content.lines), change.now, change.actor.personId, id,
            ])
        let number = try keepRevision(of: id, content, in: change)
        try change.audit("legal-documents.save-version", on: LegalNames.document(document), after: Trace(content))
        try desk.versionsChanged(of: document, in: change)
        return number
    }

    /// Removes a version; its revisions stay.
    func remove(_ version: LegalVersion, of document: Int64, in change: Change) throws {
        try change.database.execute(sql: "DELETE FROM legal_versions WHERE id = ?", arguments: [version.id])
        try change.audit(
            "legal-documents.remove-version", on: LegalNames.document(document),
            before: ["day": version.effectiveOn, "source": version.source])
        try desk.versionsChanged(of: document, in: change)
    }

    private func keepRevision(of id: Int64, _ content: LegalVersionContent, in change: Change) throws -> Int {
        let number = try change.saveRevision(
            of: LegalNames.version(id), content: content, title: "\(content.source) (\(content.effectiveOn.dayText))")
        try change.database.execute(
            sql: "UPDATE legal_versions SET revision = ? WHERE id = ?", arguments: [number, id])
        return number
    }

    private func json(_ lines: [LegalLine]) throws -> String {
        String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
    }

    private struct Trace: Codable {
        let day: String
        let source: String

        init(_ content: LegalVersionContent) { (day, source) = (content.effectiveOn, content.source) }
    }
}
