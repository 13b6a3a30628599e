import Foundation
import GRDB
import PortalKit

/// Brings `content/e-services/` in: `procedures.yml` with procedures and their forms, `dossiers.yml` with sample dossiers.
/// Running it again changes only what has changed in the files since; dossiers are made once.
struct ServicesLoader {
    private let context: ModuleContext
    private var report = ContentReport()

    private static let actor = Actor.contentLoad
    static let folder = "e-services"

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        var faults: [Fault] = []
        let entries = ProcedureFile.read(folder, context, faults: &faults)
        let samples = DossierSamples.read(folder, faults: &faults)
        guard faults.isEmpty else {
            var report = ContentReport()
            report.faults = faults
            return report
        }
        let bodies = try await context.service((any BodyDirectory).self)?.bodies() ?? []
        return try await context.storage.write(as: actor) { change in
            var loader = ServicesLoader(context: context)
            for entry in entries { try loader.take(entry, bodies, in: change) }
            for sample in samples { try loader.take(sample, bodies, in: change) }
            return loader.report
        }
    }

    private init(context: ModuleContext) { self.context = context }

    // MARK: - Procedures

    private mutating func take(_ entry: ProcedureFile.Entry, _ bodies: [BodySummary], in change: Change) throws {
        var content = entry.content
        content.bodyID = bodies.first { $0.name == content.body }?.id
        let key = "procedure/\(content.code)"
        let isDated = entry.effectiveOn != ProcedureVersion.undated
        // As it was always counted, so that what officers changed since is not overwritten.
        let day = isDated ? entry.effectiveOn : Self.inventedDay
        let checksum = ContentHash(
            of: Array("\(try JSON.encode(content))\(try JSON.encode(entry.form))\(day)".utf8)
        ).rawValue
        let known = try Row.fetchOne(
            change.database, sql: "SELECT checksum, record_id FROM eservices_content_entries WHERE entry = ?",
            arguments: [key])
        if let known, known["checksum"] == checksum {
            if !isDated { try forgetInventedDay(of: known["record_id"], in: change) }
            report.unchanged += 1
            return
        }
        let desk = ProcedureDesk(context)
        let id: Int64
        if let known {
            id = known["record_id"]
            guard let procedure = try ProcedureRows.fetch(id, in: change.database) else { return }
            try desk.save(
                id, content, effectiveOn: entry.effectiveOn, isPublic: true,
                correcting: try ProcedureRows.versions(of: id, in: change.database).first?.number, note: "",
                from: procedure.revision, in: change)
            report.changed += 1
        } else {
            guard try ProcedureRows.fetch(code: content.code, in: change.database) == nil else {
                report.faults.append(
                    Fault(
                        file: ProcedureFile.displayName, message: "\(content.code) is in the portal already",
                        mend: "take it out of the file, or change it in the portal"))
                return
            }
            id = try desk.create(content, effectiveOn: entry.effectiveOn, isPublic: true, in: change)
            report.added += 1
        }
        if let form = entry.form {
            let draft = try FormRows.draft(of: id, in: change.database)
            if draft?.definition != form {
                try FormDesk.save(form, of: id, from: draft?.revision ?? 0, in: change)
                try FormDesk.publish(id, in: change)
            }
        }
        try change.database.execute(
            sql: """
                INSERT INTO eservices_content_entries (entry, checksum, record_id) VALUES (?, ?, ?)
                ON CONFLICT (entry) DO UPDATE SET checksum = excluded.checksum
                """, arguments: [key, checksum, id])
    }

    /// Stood in procedures whose entry names no day.
    private static let inventedDay = "2025-07-01"

    private func forgetInventedDay(of id: Int64, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE eservices_procedure_versions SET effective_on = ?
                WHERE procedure_id = ? AND effective_on = ? AND saved_by = ?
                """, arguments: [ProcedureVersion.undated, id, Self.inventedDay, Self.actor.signature])
        guard change.database.changesCount > 0 else { return }
        try ProcedureDesk(context).settle(id, in: change)
    }

    // MARK: - Dossiers

    private mutating func take(_ sample: DossierSamples.Entry, _ bodies: [BodySummary], in change: Change) throws {
        let key = "dossier/\(sample.id)"
        let isKnown =
            try Bool.fetchOne(
                change.database, sql: "SELECT EXISTS (SELECT 1 FROM eservices_content_entries WHERE entry = ?)",
                arguments: [key]) ?? false
        guard !isKnown else {
            report.unchanged += 1
            return
        }
        guard let procedure = try ProcedureRows.fetch(code: sample.procedure, in: change.database) else {
            report.faults.append(
                Fault(
                    file: DossierSamples.displayName,
                    message: "\(sample.id) names the unknown procedure \(sample.procedure)",
                    mend: "write the code of a procedure in \(ProcedureFile.name)"))
            return
        }
        let id = try sample.make(procedure, context, bodies, in: change)
        try change.database.execute(
            sql: "INSERT INTO eservices_content_entries (entry, checksum, record_id) VALUES (?, '', ?)",
            arguments: [key, id])
        report.added += 1
    }
}
