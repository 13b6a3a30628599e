import Foundation
import GRDB
import PortalKit

/// All that is done to documents, whoever does it. Each method is part of one transaction, and leaves revision, audit
/// entry, search entry and event with what it changes.
struct LegalDesk: Sendable {
    let workflow: WorkflowEngine
    /// Where the module's public pages begin.
    let mountPath: String

    init(_ context: ModuleContext) {
        workflow = context.workflow
        mountPath = context.mountPath
    }

    /// Makes a new document, in the first step of its workflow.
    func create(_ content: LegalContent, in change: Change) throws -> LegalDocument {
        let slug = try freeSlug(for: content, id: nil, in: change.database)
        let id = try DocumentRows.insert(content, slug: slug, step: LegalWorkflow.type.initial, in: change)
        try workflow.start(LegalNames.document(id), as: LegalWorkflow.type, scope: content.scope, in: change)
        try keepRevision(of: id, content, in: change)
        try change.setFiles(content.files.map(\.hash), of: LegalNames.document(id), isPublic: false)
        try change.audit("legal-documents.create", on: LegalNames.document(id), after: ["number": content.number])
        return try require(id, in: change.database)
    }

    /// Replaces a document's content; one that is published must still pass the gates.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: `EditConflict` when there is a later one; `WorkflowError.gatesFailed`.
    @discardableResult
    func save(_ id: Int64, _ content: LegalContent, from revision: Int, in change: Change) throws -> LegalDocument {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        guard content != before.content else { return before }
        let slug = try freeSlug(for: content, id: id, in: change.database)
        let ended = try targets(of: before, in: change.database)
        if before.isPublic { try LegalCounts.add(-1, before.content, in: change.database) }
        try DocumentRows.update(id, content, slug: slug, in: change)
        if content.scope != before.content.scope {
            try workflow.setScope(content.scope, of: before.reference, in: change.database)
        }
        // The gates read what is kept: revision and files.
        try keepRevision(of: id, content, in: change)
        try change.setFiles(content.files.map(\.hash), of: before.reference, isPublic: before.isPublic)
        if before.isPublic {
            let failures = try workflow.gateFailures(before.reference, by: "publish", in: change.database)
            guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }
            try LegalCounts.add(1, content, in: change.database)
        }
        let after = try require(id, in: change.database)
        try show(after, wasPublic: before.isPublic, endedBefore: ended, in: change)
        if before.isPublic, before.slug != after.slug {
            try change.redirect(mountPath + before.path, to: mountPath + after.path)
        }
        try change.audit("legal-documents.save", on: before.reference, before: Trace(before), after: Trace(after))
        return after
    }

    /// Deletes a document that the public has never seen; its revisions stay.
    ///
    /// - Throws: `PortalError.forbidden` for any other: it is taken down instead.
    func delete(_ id: Int64, in change: Change) throws {
        let document = try require(id, in: change.database)
        guard !document.wasPublic else { throw PortalError.forbidden }
        try change.database.execute(sql: "DELETE FROM legal_documents WHERE id = ?", arguments: [id])
        try workflow.forget(document.reference, in: change.database)
        try change.setFiles([], of: document.reference, isPublic: false)
        try change.audit("legal-documents.delete", on: document.reference, before: Trace(document))
    }

    /// Publishes a document by all the steps that the actor may take alone.
    @discardableResult
    func publish(_ id: Int64, in change: Change) throws -> LegalDocument {
        let before = try require(id, in: change.database)
        let done = try workflow.advance(before.reference, toStep: LegalWorkflow.publishedStep, in: change)
        return try done.last.map { try settle($0.item, in: change) } ?? before
    }

    /// Brings a document in line with the step that its workflow has reached.
    @discardableResult
    func settle(_ item: WorkflowItem, in change: Change) throws -> LegalDocument {
        let before = try require(item.record.id, in: change.database)
        try change.database.execute(
            sql: """
                UPDATE legal_documents SET step = ?, is_public = ?, was_public = was_public OR ? WHERE id = ?
                """,
            arguments: [item.step, item.isPublic, item.isPublic, before.id])
        if before.isPublic != item.isPublic {
            try LegalCounts.add(item.isPublic ? 1 : -1, before.content, in: change.database)
        }
        let after = try require(before.id, in: change.database)
        try change.setFiles(after.content.files.map(\.hash), of: after.reference, isPublic: after.isPublic)
        try show(after, wasPublic: before.isPublic, endedBefore: [], in: change)
        if after.isPublic, !before.isPublic {
            try change.emit(Event(LegalNames.publishedEvent, record: after.reference, payload: Trace(after)))
        }
        return after
    }

    /// Brings search and pages in line with the consolidated texts of a document.
    func versionsChanged(of id: Int64, in change: Change) throws {
        let document = try require(id, in: change.database)
        if document.isPublic {
            try change.index(LegalSearch.entry(document, in: change.database))
            change.touch(.legalDocuments)
        }
        change.touch(.legalDocument(id))
    }

    // MARK: - What the public sees

    /// Brings search, lists and the documents that this one ends in line with it.
    private func show(
        _ document: LegalDocument, wasPublic: Bool, endedBefore: Set<Int64>, in change: Change
    ) throws {
        let database = change.database
        try database.execute(
            sql: "UPDATE legal_document_fields SET is_public = ? WHERE document_id = ?",
            arguments: [document.isPublic, document.id])
        if document.isPublic {
            try change.index(LegalSearch.entry(document, in: database))
        } else if wasPublic {
            try change.removeFromIndex(document.reference)
        }
        let neighbours = try neighbours(of: document, in: database)
        for id in endedBefore.union(neighbours).union([document.id]) {
            try setEnd(of: id, in: database)
            change.touch(.legalDocument(id))
        }
        if document.isPublic || wasPublic { change.touch(.legalDocuments, .legalNumbers) }
    }

    /// The first day on which a document is no longer in force: its own, or that of what replaces or repeals it.
    private func setEnd(of id: Int64, in database: Database) throws {
        let kinds = LegalRelation.Kind.allCases.filter(\.ends).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        try database.execute(
            sql: """
                UPDATE legal_documents SET ended_on = coalesce((
                    SELECT min(day) FROM (
                        SELECT nullif(expired_on, '') AS day
                        UNION ALL
                        SELECT nullif(coalesce(nullif(newer.effective_on, ''), newer.issued_on), '')
                        FROM legal_relations JOIN legal_documents AS newer ON newer.id = legal_relations.document_id
                        WHERE legal_relations.target_id = legal_documents.id AND newer.is_public = 1
                            AND legal_relations.kind IN (\(kinds))
                    )), '')
                WHERE id = ?
                """, arguments: [id])
    }

    private func targets(of document: LegalDocument, in database: Database) throws -> Set<Int64> {
        try Int64.fetchSet(
            database,
            sql: "SELECT target_id FROM legal_relations WHERE document_id = ? AND target_id IS NOT NULL",
            arguments: [document.id])
    }

    /// The documents that show this one among their relations.
    private func neighbours(of document: LegalDocument, in database: Database) throws -> Set<Int64> {
        try targets(of: document, in: database).union(
            Int64.fetchSet(
                database, sql: "SELECT document_id FROM legal_relations WHERE target_id = ?", arguments: [document.id]))
    }

    // MARK: - Parts

    private func keepRevision(of id: Int64, _ content: LegalContent, in change: Change) throws {
        let title = [content.type, content.number].filter { !$0.isEmpty }.joined(separator: " ")
        let number = try change.saveRevision(of: LegalNames.document(id), content: content, title: title)
        try change.database.execute(
            sql: "UPDATE legal_documents SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    private func require(_ id: Int64, in database: Database) throws -> LegalDocument {
        guard let document = try DocumentRows.fetch(id, in: database) else { throw PortalError.notFound }
        return document
    }

    /// The type and number as an address, with a count when another document has it.
    private func freeSlug(for content: LegalContent, id: Int64?, in database: Database) throws -> String {
        let wish = [content.type, content.number].filter { !$0.isEmpty }.joined(separator: " ")
        let slug = Slug.make(from: wish, maxLength: LegalContent.Limit.slug)
        var candidate = slug
        var count = 1
        while let other = try DocumentRows.id(withSlug: candidate, in: database), other != id {
            count += 1
            candidate = "\(slug)-\(count)"
        }
        return candidate
    }

    /// What the audit log and the event keep of a document's state; its content is in the revisions.
    private struct Trace: Codable {
        let number: String
        let path: String
        let step: String
        let revision: Int

        init(_ document: LegalDocument) {
            number = document.content.number
            path = document.path
            step = document.step
            revision = document.revision
        }
    }
}
