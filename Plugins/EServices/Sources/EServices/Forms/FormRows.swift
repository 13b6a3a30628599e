import Foundation
import GRDB
import PortalKit

/// Reads forms: the draft that officers work on, and the published versions.
enum FormRows {
    struct Draft: Sendable {
        let definition: FormDefinition
        let revision: Int
        let changedAt: Date
        let changedBy: String
    }

    struct Version: Sendable {
        let number: Int
        let publishedAt: Date
        let publishedBy: String
    }

    static func draft(of procedure: Int64, in database: Database) throws -> Draft? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM eservices_forms WHERE procedure_id = ?", arguments: [procedure]
        ).map { row in
            Draft(
                definition: try JSON.decode(FormDefinition.self, row["draft"]), revision: row["revision"],
                changedAt: row["changed_at"], changedBy: row["changed_by"])
        }
    }

    /// A published version; the empty form when the number is nil.
    static func definition(_ number: Int?, of procedure: Int64, in database: Database) throws -> FormDefinition {
        guard let number else { return .empty }
        let text = try String.fetchOne(
            database,
            sql: "SELECT definition FROM eservices_form_versions WHERE procedure_id = ? AND number = ?",
            arguments: [procedure, number])
        guard let text else { throw PortalError.notFound }
        return try JSON.decode(FormDefinition.self, text)
    }

    static func versions(of procedure: Int64, in database: Database) throws -> [Version] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT number, published_at, published_by FROM eservices_form_versions WHERE procedure_id = ?
                ORDER BY number DESC LIMIT 100
                """, arguments: [procedure]
        ).map { Version(number: $0["number"], publishedAt: $0["published_at"], publishedBy: $0["published_by"]) }
    }
}

/// All that is done to forms.
struct FormDesk: Sendable {
    /// Saves the draft.
    static func save(
        _ definition: FormDefinition, of procedure: Int64, from revision: Int, in change: Change
    ) throws {
        let before = try FormRows.draft(of: procedure, in: change.database)
        guard before?.revision ?? 0 == revision else { throw EditConflict() }
        let reference = EServicesNames.form(procedure)
        let number = try change.saveRevision(of: reference, content: definition)
        try change.database.execute(
            sql: """
                INSERT INTO eservices_forms (procedure_id, draft, revision, changed_at, changed_by)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (procedure_id) DO UPDATE SET draft = excluded.draft,
                    revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """,
            arguments: [procedure, try JSON.encode(definition), number, change.now, change.actor.signature])
        try change.audit("e-services.form-saved", on: reference, after: ["pages": definition.pages.count])
    }

    /// Publishes the draft as the next version. Who is filling in the one before goes on with it.
    @discardableResult
    static func publish(_ procedure: Int64, in change: Change) throws -> Int {
        guard let draft = try FormRows.draft(of: procedure, in: change.database) else { throw PortalError.notFound }
        let last = try FormRows.versions(of: procedure, in: change.database).first?.number ?? 0
        try change.database.execute(
            sql: """
                INSERT INTO eservices_form_versions (procedure_id, number, definition, published_at, published_by)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [procedure, last + 1, try JSON.encode(draft.definition), change.now, change.actor.signature])
        try change.database.execute(
            sql: "UPDATE eservices_procedures SET form_version = ? WHERE id = ?", arguments: [last + 1, procedure])
        try change.audit(
            "e-services.form-published", on: EServicesNames.form(procedure), after: ["version": last + 1])
        change.touch(.record(EServicesNames.procedure(procedure)))
        return last + 1
    }
}
