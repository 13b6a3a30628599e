import Foundation
import GRDB
import PortalKit

/// All that is done to drafts, whoever does it. Each method is part of one transaction, and leaves revision, audit entry,
/// search entry and event with what it changes.
struct DraftDesk: Sendable {
    let workflow: WorkflowEngine
    let settings: ConsultationSettings
    /// Where the module's public pages begin.
    let mountPath: String

    init(_ context: ModuleContext) {
        workflow = context.workflow
        settings = ConsultationSettings(context.settings)
        mountPath = context.mountPath
    }

    /// Makes a new draft, in the first step of its workflow.
    ///
    /// - Parameter bodyId: the body in charge, where the directory of bodies has it.
    func create(_ content: DraftContent, bodyId: Int64?, in change: Change) throws -> Draft {
        let slug = try freeSlug(for: content, id: nil, in: change.database)
        let id = try DraftRows.insert(
            content, slug: slug, bodyId: bodyId, step: DraftWorkflow.type.initial, in: change)
        try VersionRows.save(content, of: id, version: 1, in: change)
        let draft = try require(id, in: change.database)
        try workflow.start(draft.reference, as: DraftWorkflow.type, scope: draft.scope, in: change)
        try keepRevision(of: draft.reference, content, in: change)
        try useFiles(of: draft, in: change)
        try change.audit("draft-consultation.create", on: draft.reference, after: ["title": content.title])
        return try require(id, in: change.database)
    }

    /// Replaces a draft's content. A text that the public has seen stays as its version; a new text is the next one.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: `EditConflict` when there is a later one; `WorkflowError.gatesFailed` for what is public and would not
    ///   pass the gates any more.
    @discardableResult
    func save(
        _ id: Int64, _ content: DraftContent, bodyId: Int64?, from revision: Int, in change: Change
    ) throws -> Draft {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        guard content != before.content || bodyId != before.bodyId else { return before }
        let isNewText = content.lines != before.content.lines
        let isVersion = isNewText || content.versionNote != before.content.versionNote
        let number = isNewText && before.wasPublic ? before.version + 1 : before.version
        return try replace(before, with: content, bodyId: bodyId, version: isVersion ? number : nil, in: change)
    }

    /// Replaces what the lines of a draft's text were taken for. The words are the same, so the version is.
    ///
    /// - Parameters:
    ///   - lines: with the same words as before.
    ///   - revision: the revision that they were made from.
    /// - Throws: as ``save(_:_:bodyId:from:in:)``.
    @discardableResult
    func correctStructure(
        of id: Int64, _ lines: [LegalLine], from revision: Int, in change: Change
    ) throws -> Draft {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        guard lines != before.content.lines else { return before }
        var content = before.content
        content.lines = lines
        return try replace(before, with: content, bodyId: before.bodyId, version: before.version, in: change)
    }

    /// - Parameter version: the version that the text is; nil where text and note stay.
    private func replace(
        _ before: Draft, with content: DraftContent, bodyId: Int64?, version: Int?, in change: Change
    ) throws -> Draft {
        let id = before.id
        let slug = before.wasPublic ? before.slug : try freeSlug(for: content, id: id, in: change.database)
        try DraftRows.update(id, content, slug: slug, bodyId: bodyId, in: change)
        if let version { try VersionRows.save(content, of: id, version: version, in: change) }
        let after = try require(id, in: change.database)
        if after.scope != before.scope {
            try workflow.setScope(after.scope, of: after.reference, in: change.database)
        }
        // The gates read what is kept: revision and files.
        try keepRevision(of: after.reference, content, in: change)
        try useFiles(of: after, in: change)
        if after.isPublic {
            let failures = try workflow.gateFailures(after.reference, by: "publish", in: change.database)
            guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }
        }
        try show(after, wasPublic: before.isPublic, in: change)
        try change.audit(
            "draft-consultation.save", on: after.reference, before: Trace(before), after: Trace(after))
        return try require(id, in: change.database)
    }

    /// Deletes a draft that the public has never seen; its revisions stay.
    ///
    /// - Throws: `PortalError.forbidden` for any other: it is taken down instead.
    func delete(_ id: Int64, in change: Change) throws {
        let draft = try require(id, in: change.database)
        let hasComments =
            try Bool.fetchOne(
                change.database, sql: "SELECT EXISTS (SELECT 1 FROM consultation_comments WHERE draft_id = ?)",
                arguments: [id]) ?? false
        guard !draft.wasPublic, !hasComments else { throw PortalError.forbidden }
        try change.database.execute(sql: "DELETE FROM consultation_drafts WHERE id = ?", arguments: [id])
        try workflow.forget(draft.reference, in: change.database)
        try change.setFiles([ContentHash](), of: draft.reference, isPublic: false)
        try change.audit("draft-consultation.delete", on: draft.reference, before: Trace(draft))
    }

    /// Publishes a draft by all the steps that the actor may take alone.
    @discardableResult
    func publish(_ id: Int64, in change: Change) throws -> Draft {
        let before = try require(id, in: change.database)
        let done = try workflow.advance(before.reference, toStep: DraftWorkflow.publishedStep, in: change)
        return try done.last.map { try settle($0.item, in: change) } ?? before
    }

    /// Brings a draft in line with the step that its workflow has reached.
    ///
    /// - Throws: `WorkflowError.gatesFailed` when so much of the period is over already that too little of it is left.
    @discardableResult
    func settle(_ item: WorkflowItem, in change: Change) throws -> Draft {
        let before = try require(item.record.id, in: change.database)
        if item.isPublic, !before.wasPublic, change.actor.personId != nil {
            let left = before.daysLeft(at: max(change.now, before.startsAt ?? change.now))
            guard left >= settings.minimumDays(for: before.content.type) else {
                throw WorkflowError.gatesFailed([
                    GateFailure(
                        field: DraftForm.Name.endsOn, reason: "gate.period_begun",
                        values: ["days": String(settings.minimumDays(for: before.content.type))])
                ])
            }
        }
        try change.database.execute(
            sql: """
                UPDATE consultation_drafts SET step = ?, is_public = ?, was_public = was_public OR ?,
                    published_at = CASE WHEN ? THEN coalesce(published_at, ?) ELSE published_at END WHERE id = ?
                """, arguments: [item.step, item.isPublic, item.isPublic, item.isPublic, change.now, before.id])
        let after = try require(before.id, in: change.database)
        try useFiles(of: after, in: change)
        try show(after, wasPublic: before.isPublic, in: change)
        if after.isPublic, !before.isPublic {
            try change.emit(Event(ConsultationNames.publishedEvent, record: after.reference, payload: Trace(after)))
        }
        return after
    }

    // MARK: - After the period

    /// Notes that work on the comments has begun.
    func takeUp(_ id: Int64, in change: Change) throws {
        let draft = try require(id, in: change.database)
        guard draft.takenUpAt == nil, draft.endsAt.map({ $0 <= change.now }) ?? false else { return }
        try change.database.execute(
            sql: "UPDATE consultation_drafts SET taken_up_at = ? WHERE id = ?", arguments: [change.now, id])
        try change.audit("draft-consultation.take-up", on: draft.reference)
        try show(try require(id, in: change.database), wasPublic: draft.isPublic, in: change)
    }

    /// Says what a draft became; without a number it takes that back.
    func setIssued(_ id: Int64, number: String, day: String, in change: Change) throws {
        let draft = try require(id, in: change.database)
        try change.database.execute(
            sql: """
                UPDATE consultation_drafts SET issued_number = ?, issued_key = ?, issued_on = ?,
                    result_at = CASE WHEN ? = '' THEN reported_at ELSE coalesce(result_at, ?) END WHERE id = ?
                """, arguments: [number, LegalNumber.key(number), number.isEmpty ? "" : day, number, change.now, id])
        try change.audit("draft-consultation.issued", on: draft.reference, after: ["number": number, "day": day])
        change.touch(.consultationResults)
        try show(try require(id, in: change.database), wasPublic: draft.isPublic, in: change)
    }

    /// Notes that the report on the comments was published, with its files.
    func setReported(_ id: Int64, in change: Change) throws {
        let draft = try require(id, in: change.database)
        try change.database.execute(
            sql: """
                UPDATE consultation_drafts SET taken_up_at = coalesce(taken_up_at, ?1), reported_at = ?1,
                    result_at = coalesce(result_at, ?1) WHERE id = ?2
                """, arguments: [change.now, id])
        let after = try require(id, in: change.database)
        try useFiles(of: after, in: change)
        try show(after, wasPublic: draft.isPublic, in: change)
        try change.emit(Event(ConsultationNames.resultEvent, record: after.reference, payload: Trace(after)))
    }

    // MARK: - Parts

    /// Brings search and lists in line with a draft.
    private func show(_ draft: Draft, wasPublic: Bool, in change: Change) throws {
        if draft.isPublic {
            try change.index(ConsultationSearch.entry(draft))
        } else if wasPublic {
            try change.removeFromIndex(draft.reference)
        }
        change.touch(.consultationDraft(draft.id))
        if draft.isPublic || wasPublic { change.touch(.consultationDrafts, .consultationResults) }
    }

    /// Papers are public with the draft, and so are the files of its report once that is published.
    private func useFiles(of draft: Draft, in change: Change) throws {
        let report = draft.reportedAt == nil ? [] : try ReportRows.files(of: draft.id, in: change.database)
        try change.setFiles(
            (draft.content.papers + report).map(\.hash), of: draft.reference, isPublic: draft.isPublic)
    }

    private func keepRevision(of record: RecordReference, _ content: DraftContent, in change: Change) throws {
        let number = try change.saveRevision(of: record, content: content, title: content.title)
        try change.database.execute(
            sql: "UPDATE consultation_drafts SET revision = ? WHERE id = ?", arguments: [number, record.id])
    }

    private func require(_ id: Int64, in database: Database) throws -> Draft {
        guard let draft = try DraftRows.fetch(id, in: database) else { throw PortalError.notFound }
        return draft
    }

    /// The title as an address, with a count when another draft has it or a page of the module stands there.
    private func freeSlug(for content: DraftContent, id: Int64?, in database: Database) throws -> String {
        let slug = Slug.make(from: content.title, maxLength: DraftContent.Limit.slug)
        var candidate = slug
        var count = 1
        while true {
            let other = try DraftRows.id(withSlug: candidate, in: database)
            if candidate != ConsultationPath.links, other == nil || other == id { break }
            count += 1
            candidate = "\(slug)-\(count)"
        }
        return candidate
    }

    /// What the audit log and events keep of a draft's state; its content is in the revisions.
    struct Trace: Codable, Sendable {
        let title: String
        let path: String
        let step: String
        let revision: Int
        let version: Int

        init(_ draft: Draft) {
            title = draft.content.title
            path = draft.path
            step = draft.step
            revision = draft.revision
            version = draft.version
        }
    }
}
