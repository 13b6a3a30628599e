import Foundation
import GRDB
import PortalKit

/// Somebody else saved the business meanwhile.
struct EditConflict: Error {}

/// The record is not in the state any more that a deed needs.
struct StateChanged: Error {}

/// All that is done to businesses, whoever does it. Each method is part of one transaction, and leaves revision, audit
/// entry, search entry and event with what it changes; the audit log holds no personal data.
struct BusinessDesk: Sendable {
    private let context: ModuleContext
    private let mails: AdsMails
    private var workflow: WorkflowEngine { context.workflow }

    init(_ context: ModuleContext) {
        self.context = context
        mails = AdsMails(context: context)
    }

    // MARK: - Taking in and changing

    /// Takes a business in, in the first step of its workflow, and confirms it by mail.
    @discardableResult
    func receive(_ draft: BusinessDraft, in change: Change) throws -> Business {
        let slug = try BusinessRows.freeSlug(draft.content.name, besides: nil, in: change.database)
        let id = try BusinessRows.insert(draft, slug: slug, step: BusinessWorkflow.type.initial, in: change)
        let reference = AdsNames.business(id)
        if !draft.isSuspicious { try workflow.start(reference, as: BusinessWorkflow.type, in: change) }
        try keepRevision(of: id, draft.content, in: change)
        try useFiles(of: id, draft.content, isPublic: false, in: change)
        let business = try BusinessRows.require(id, in: change.database)
        let isOwn = draft.channel == .web
        try AdsEvents.note(
            isOwn ? "applied" : "registered", reference, by: isOwn ? draft.applicant.name : nil, in: change)
        try change.audit(
            "business-ads.receive", on: reference, after: ["code": business.code, "channel": draft.channel.rawValue])
        if draft.isSuspicious { return business }
        try change.emit(Event(AdsNames.appliedEvent, record: reference))
        try tell(
            .applicationReceived, business, ["url": context.absoluteURL(AdsPath.receipt(business.code))], in: change)
        return business
    }

    /// Replaces a business's content; one that is published must still pass the gates.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: ``EditConflict`` when there is a later one; `WorkflowError.gatesFailed`, `HTMLSanitizerError`.
    @discardableResult
    func save(_ id: Int64, _ content: BusinessContent, from revision: Int, in change: Change) throws -> Business {
        let before = try BusinessRows.require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        guard content != before.content else { return before }
        // What the public has seen keeps its address.
        let slug =
            before.wasPublic
            ? before.slug : try BusinessRows.freeSlug(content.name, besides: id, in: change.database)
        try BusinessRows.write(content, slug: slug, of: id, in: change)
        try keepRevision(of: id, content, in: change)
        try useFiles(of: id, content, isPublic: before.isPublic, in: change)
        if before.isPublic {
            let failures = try workflow.gateFailures(before.reference, by: "publish", in: change.database)
            guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }
        }
        let after = try BusinessRows.require(id, in: change.database)
        try show(after, wasPublic: before.isPublic, in: change)
        try change.audit("business-ads.save", on: before.reference, before: Trace(before), after: Trace(after))
        return after
    }

    /// Records the competent authority's confirmation.
    @discardableResult
    func confirm(
        _ id: Int64, _ confirmation: BusinessContent.Confirmation?, from revision: Int, in change: Change
    ) throws -> Business {
        var content = try BusinessRows.require(id, in: change.database).content
        guard content.confirmation != confirmation else { return try BusinessRows.require(id, in: change.database) }
        content.confirmation = confirmation
        let business = try save(id, content, from: revision, in: change)
        try AdsEvents.note("confirmed", business.reference, confirmation?.number ?? "", in: change)
        try change.audit(
            "business-ads.confirm", on: business.reference, after: ["number": confirmation?.number ?? ""])
        return business
    }

    // MARK: - Steps

    /// Takes a business on by all the steps that the actor may take alone.
    @discardableResult
    func advance(_ id: Int64, to step: String, in change: Change) throws -> Business {
        let done = try workflow.advance(AdsNames.business(id), toStep: step, in: change)
        return try done.last.map { try settle($0.item, in: change) } ?? BusinessRows.require(id, in: change.database)
    }

    /// Brings a business in line with the step that its workflow has reached.
    @discardableResult
    func settle(_ item: WorkflowItem, in change: Change) throws -> Business {
        let before = try BusinessRows.require(item.record.id, in: change.database)
        try change.database.execute(
            sql: """
                UPDATE ads_businesses SET step = ?, is_public = ?, was_public = was_public OR ?,
                    published_at = CASE WHEN ? THEN coalesce(published_at, ?) ELSE published_at END
                WHERE id = ?
                """,
            arguments: [item.step, item.isPublic, item.isPublic, item.isPublic, change.now, before.id])
        let after = try BusinessRows.require(before.id, in: change.database)
        try useFiles(of: after.id, after.content, isPublic: after.isPublic, in: change)
        try show(after, wasPublic: before.isPublic, in: change)
        if after.isPublic, !before.isPublic {
            try change.emit(Event(AdsNames.publishedEvent, record: after.reference, payload: Trace(after)))
            try tell(.published, after, ["url": context.absoluteURL(after.path)], in: change)
        } else if before.isPublic, !after.isPublic {
            try tell(.takenDown, after, [:], in: change)
        }
        return after
    }

    /// Answers that a business is not taken up, and why.
    func refuse(_ id: Int64, reason: String, isSpam: Bool = false, in change: Change) throws {
        let business = try BusinessRows.require(id, in: change.database)
        guard !business.isClosed, !business.isPublic else { throw StateChanged() }
        try change.database.execute(
            sql: "UPDATE ads_businesses SET closed_at = ?, close_reason = ?, is_spam = ?, changed_at = ? WHERE id = ?",
            arguments: [change.now, reason, isSpam, change.now, id])
        try workflow.forget(business.reference, in: change.database)
        try AdsEvents.note(isSpam ? "spam" : "refused", business.reference, reason, in: change)
        try change.audit(
            isSpam ? "business-ads.spam" : "business-ads.refuse", on: business.reference, after: ["code": business.code]
        )
        if isSpam { return }
        try tell(
            .applicationRefused, business,
            ["reason": reason, "url": context.absoluteURL(AdsPath.application)], in: change)
    }

    /// Takes a business up again that was refused or put aside.
    func reopen(_ id: Int64, in change: Change) throws {
        let business = try BusinessRows.require(id, in: change.database)
        guard business.isClosed else { throw StateChanged() }
        try change.database.execute(
            sql: """
                UPDATE ads_businesses SET closed_at = NULL, close_reason = '', is_spam = 0, step = ?, changed_at = ?
                WHERE id = ?
                """, arguments: [BusinessWorkflow.type.initial, change.now, id])
        // In nobody's name: who takes it up again has not written it, and may approve it.
        try workflow.start(
            business.reference, as: BusinessWorkflow.type, by: .system("business-ads.reopen"), now: change.now,
            in: change.database)
        try AdsEvents.note("reopened", business.reference, in: change)
        try change.audit("business-ads.reopen", on: business.reference, after: ["code": business.code])
    }

    // MARK: - Whom the office writes to

    func setApplicant(_ id: Int64, _ applicant: Business.Applicant, in change: Change) throws {
        let business = try BusinessRows.require(id, in: change.database)
        try change.database.execute(
            sql: """
                UPDATE ads_businesses SET applicant_name = ?, applicant_mail = ?, applicant_phone = ?, erased_at = NULL
                WHERE id = ?
                """, arguments: [applicant.name, applicant.mail, applicant.phone, id])
        try AdsEvents.note("contact", business.reference, in: change)
        try change.audit("business-ads.contact", on: business.reference)
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        let business = try BusinessRows.require(id, in: change.database)
        try AdsEvents.note("note", business.reference, text, in: change)
        try change.audit("business-ads.note", on: business.reference)
    }

    /// Masks the person who applied, on request or when the time is over that it is kept (Law 91/2025/QH15).
    func erase(_ id: Int64, in change: Change) throws {
        let business = try BusinessRows.require(id, in: change.database)
        guard business.erasedAt == nil else { return }
        let masked = context.texts("erased_name")
        try change.database.execute(
            sql: """
                UPDATE ads_businesses SET applicant_name = ?, applicant_mail = '', applicant_phone = '', erased_at = ?
                WHERE id = ?
                """, arguments: [masked, change.now, id])
        try AdsEvents.mask(business.reference, sender: ["applied"], as: masked, in: change)
        try AdsEvents.note("erased", business.reference, in: change)
        try change.audit("business-ads.erase", on: business.reference, after: ["code": business.code])
    }

    // MARK: - Parts

    private func tell(
        _ message: AdsMails.Message, _ business: Business, _ values: [String: String], in change: Change
    ) throws {
        try mails.send(
            message, to: business.applicant.mailAddress, about: business.reference,
            values.merging(["name": business.name, "code": business.code]) { own, _ in own }, in: change)
    }

    /// Brings the search and the pages in line.
    private func show(_ business: Business, wasPublic: Bool, in change: Change) throws {
        if business.isPublic {
            try change.index(AdsSearch.entry(business))
        } else if wasPublic {
            try change.removeFromIndex(business.reference)
        }
        if business.isPublic || wasPublic { change.touch(.businesses, .shownAds) }
        change.touch(.business(business.id))
    }

    private func useFiles(of id: Int64, _ content: BusinessContent, isPublic: Bool, in change: Change) throws {
        try change.setFiles(content.publicFiles, of: AdsNames.business(id), isPublic: isPublic)
        try change.setFiles(
            [content.confirmation?.scan?.hash].compactMap { $0 }, of: AdsNames.confirmation(id), isPublic: false)
        try change.setLibraryUses(
            html: RichText.html(from: content.introduction), of: AdsNames.business(id), isPublic: isPublic)
    }

    private func keepRevision(of id: Int64, _ content: BusinessContent, in change: Change) throws {
        let number = try change.saveRevision(of: AdsNames.business(id), content: content, title: content.name)
        try change.database.execute(
            sql: "UPDATE ads_businesses SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    /// What the audit log and the event keep of a business's state; its content is in the revisions.
    private struct Trace: Codable {
        let name: String
        let path: String
        let step: String
        let revision: Int

        init(_ business: Business) {
            name = business.name
            path = business.path
            step = business.step
            revision = business.revision
        }
    }
}
