import Foundation
import GRDB
import PortalKit

/// Somebody else has saved it meanwhile, or its state does not allow it any more.
struct EditConflict: Error {}

/// Another procedure has the code already.
struct CodeTaken: Error {}

/// All that is done to procedures; each method is part of one transaction.
struct ProcedureDesk: Sendable {
    let context: ModuleContext

    init(_ context: ModuleContext) { self.context = context }

    /// Makes a procedure with its first version.
    func create(
        _ content: ProcedureContent, effectiveOn: String, isPublic: Bool, note: String = "", in change: Change
    ) throws -> Int64 {
        try requireFree(content.code, for: 0, in: change.database)
        let name = content.name
        try change.database.execute(
            sql: """
                INSERT INTO eservices_procedures
                    (code, slug, name, search_text, field, body_id, body, level, is_public, version, is_in_force,
                     content, changed_at)
                VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, 0, 0, ?, ?)
                """,
            arguments: [
                content.code, try freeSlug(name, in: change.database), name, content.field, content.bodyID,
                content.body, content.level.rawValue, isPublic, try JSON.encode(content), change.now,
            ])
        let id = change.database.lastInsertedRowID
        try addVersion(1, content, effectiveOn, note, of: id, in: change)
        try settle(id, in: change)
        try keep(id, content, note: note, in: change)
        try change.audit(
            "e-services.procedure-created", on: EServicesNames.procedure(id),
            after: ["code": content.code, "name": content.name])
        return id
    }

    /// Saves a procedure: as a correction of a version, or as a new one with a day of effect of its own.
    ///
    /// - Parameters:
    ///   - number: the version that is corrected; nil makes a new one.
    ///   - revision: what the form was made from.
    func save(
        _ id: Int64, _ content: ProcedureContent, effectiveOn: String, isPublic: Bool, correcting number: Int?,
        note: String, from revision: Int, in change: Change
    ) throws {
        let procedure = try require(id, in: change.database)
        guard procedure.revision == revision else { throw EditConflict() }
        try requireFree(content.code, for: id, in: change.database)
        if let number {
            // What a dossier was made from does not change: then a correction is a version too.
            guard try !isUsed(number, of: id, in: change.database) else {
                return try save(
                    id, content, effectiveOn: effectiveOn, isPublic: isPublic, correcting: nil, note: note,
                    from: revision, in: change)
            }
            try change.database.execute(
                sql: """
                    UPDATE eservices_procedure_versions SET content = ?, effective_on = ?, note = ?, saved_at = ?,
                        saved_by = ? WHERE procedure_id = ? AND number = ?
                    """,
                arguments: [
                    try JSON.encode(content), effectiveOn, note, change.now, change.actor.signature, id, number,
                ])
        } else {
            let last = try Int.fetchOne(
                change.database, sql: "SELECT max(number) FROM eservices_procedure_versions WHERE procedure_id = ?",
                arguments: [id])
            try addVersion((last ?? 0) + 1, content, effectiveOn, note, of: id, in: change)
        }
        try change.database.execute(
            sql: "UPDATE eservices_procedures SET is_public = ? WHERE id = ?", arguments: [isPublic, id])
        try settle(id, in: change)
        try keep(id, content, note: note, in: change)
        try change.audit(
            "e-services.procedure-changed", on: procedure.reference,
            before: ["public": String(procedure.isPublic), "version": String(procedure.version)],
            after: ["public": String(isPublic), "effective": effectiveOn], note: note.isEmpty ? nil : note)
    }

    /// Brings a procedure's row in line with the version in force today.
    func settle(_ id: Int64, in change: Change) throws {
        let today = VietnamTime(change.now).isoDay
        let database = change.database
        let current = try ProcedureRows.version(of: id, on: today, in: database)
        guard let shown = try current ?? ProcedureRows.versions(of: id, in: database).last else { return }
        let content = shown.content
        try database.execute(
            sql: """
                UPDATE eservices_procedures SET code = ?, name = ?, search_text = ?, field = ?, body_id = ?, body = ?,
                    level = ?, version = ?, is_in_force = ?, content = ?, changed_at = ? WHERE id = ?
                """,
            arguments: [
                content.code, content.name, "\(content.name) \(content.searchText)".folded, content.field,
                content.bodyID, content.body, content.level.rawValue, shown.number, current != nil,
                try JSON.encode(content), change.now, id,
            ])
        let procedure = try require(id, in: database)
        if procedure.isShown {
            try change.index(Self.searchEntry(procedure))
        } else {
            try change.removeFromIndex(procedure.reference)
        }
        try change.setLibraryUses(
            html: RichText.html(from: content.downloads), of: procedure.reference, isPublic: procedure.isShown)
        change.touch(.procedures, .record(procedure.reference))
    }

    static func searchEntry(_ procedure: Procedure) -> SearchEntry {
        SearchEntry(
            record: procedure.reference, kind: EServicesNames.searchKind, title: procedure.content.name,
            text: procedure.content.searchText, path: EServicesPath.procedure(procedure.slug),
            date: procedure.changedAt)
    }

    // MARK: - Parts

    private func addVersion(
        _ number: Int, _ content: ProcedureContent, _ effectiveOn: String, _ note: String, of id: Int64,
        in change: Change
    ) throws {
        try change.database.execute(
            sql: """
                INSERT INTO eservices_procedure_versions
                    (procedure_id, number, effective_on, content, note, saved_at, saved_by) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, number, effectiveOn, try JSON.encode(content), note, change.now, change.actor.signature,
            ])
    }

    private func keep(_ id: Int64, _ content: ProcedureContent, note: String, in change: Change) throws {
        let revision = try change.saveRevision(
            of: EServicesNames.procedure(id), content: content, title: content.name, note: note.isEmpty ? nil : note)
        try change.database.execute(
            sql: "UPDATE eservices_procedures SET revision = ? WHERE id = ?", arguments: [revision, id])
    }

    private func isUsed(_ number: Int, of id: Int64, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM eservices_dossiers WHERE procedure_id = ? AND procedure_version = ?)
                    OR EXISTS (SELECT 1 FROM eservices_fillings WHERE procedure_id = ? AND procedure_version = ?)
                """, arguments: [id, number, id, number]) ?? false
    }

    private func requireFree(_ code: String, for id: Int64, in database: Database) throws {
        guard let other = try ProcedureRows.fetch(code: code, in: database), other.id != id else { return }
        throw CodeTaken()
    }

    /// Addresses below which the module has pages of its own.
    private static let reserved: Set<String> = ["tra-cuu", "lam-tiep", "so-lieu"]

    private func freeSlug(_ name: String, in database: Database) throws -> String {
        let stem = Slug.make(from: name, maxLength: 70)
        for number in 1...1000 {
            let slug = number == 1 ? stem : "\(stem)-\(number)"
            guard !Self.reserved.contains(slug) else { continue }
            if try ProcedureRows.fetch(slug: slug, in: database) == nil { return slug }
        }
        return "\(stem)-\(systemRandomBytes(4).map { String($0) }.joined())"
    }

    private func require(_ id: Int64, in database: Database) throws -> Procedure {
        guard let procedure = try ProcedureRows.fetch(id, in: database) else { throw PortalError.notFound }
        return procedure
    }
}
