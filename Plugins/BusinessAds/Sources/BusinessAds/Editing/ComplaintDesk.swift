import Foundation
import GRDB
import PortalKit

/// What somebody complains of.
struct ComplaintDraft: Sendable {
    var business: Int64
    var channel = Business.Channel.web
    var sender = Business.Applicant()
    var text = ""
    var hasConsented = false
    var isSuspicious = false
}

/// All that is done to complaints; the audit log holds nothing of who complained.
struct ComplaintDesk: Sendable {
    private let context: ModuleContext
    private let mails: AdsMails

    init(_ context: ModuleContext) {
        self.context = context
        mails = AdsMails(context: context)
    }

    @discardableResult
    func receive(_ draft: ComplaintDraft, in change: Change) throws -> Complaint {
        try change.database.execute(
            sql: """
                INSERT INTO ads_complaints (code, business_id, channel, received_at, sender_name, sender_mail, sender_phone,
                    consented_at, text, state, answered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                RecordCode.make("KN"), draft.business, draft.channel.rawValue, change.now, draft.sender.name,
                draft.sender.mail, draft.sender.phone, draft.hasConsented ? change.now : nil, draft.text,
                draft.isSuspicious ? "spam" : "new", draft.isSuspicious ? change.now : nil,
            ])
        let complaint = try ComplaintRows.require(change.database.lastInsertedRowID, in: change.database)
        // Nothing of who complained: a revision is kept.
        try change.saveRevision(of: complaint.reference, content: ["code": complaint.code], title: complaint.code)
        let isOwn = draft.channel == .web
        try AdsEvents.note(
            isOwn ? "complained" : "complaint-registered", complaint.reference, by: isOwn ? draft.sender.name : nil,
            in: change)
        try change.audit(
            "business-ads.complaint-receive", on: complaint.reference,
            after: ["code": complaint.code, "channel": draft.channel.rawValue])
        if !draft.isSuspicious { try tell(.complaintReceived, complaint, [:], in: change) }
        return complaint
    }

    /// Answers a complaint; one that is upheld may suspend the business's ads at once.
    func answer(_ id: Int64, upheld: Bool, _ answer: String, suspendsAds: Bool, in change: Change) throws {
        let complaint = try ComplaintRows.require(id, in: change.database)
        guard complaint.state == .new else { throw StateChanged() }
        let state = upheld ? Complaint.State.upheld : .dismissed
        try change.database.execute(
            sql: "UPDATE ads_complaints SET state = ?, answer = ?, answered_at = ? WHERE id = ?",
            arguments: [state.rawValue, answer, change.now, id])
        try AdsEvents.note(state.rawValue, complaint.reference, answer, in: change)
        try change.audit(
            "business-ads.complaint-\(state.rawValue)", on: complaint.reference, after: ["code": complaint.code])
        try tell(.complaintAnswered, complaint, ["answer": answer], in: change)
        if upheld, suspendsAds {
            try OrderDesk(context).suspendAll(
                of: complaint.business, reason: context.texts("complaint.suspended", ["code": complaint.code]),
                in: change)
        }
    }

    func setSpam(_ id: Int64, _ isSpam: Bool, in change: Change) throws {
        let complaint = try ComplaintRows.require(id, in: change.database)
        guard complaint.state == (isSpam ? .new : .spam) else { throw StateChanged() }
        try change.database.execute(
            sql: "UPDATE ads_complaints SET state = ?, answered_at = ? WHERE id = ?",
            arguments: [isSpam ? "spam" : "new", isSpam ? change.now : nil, id])
        try AdsEvents.note(isSpam ? "spam" : "reopened", complaint.reference, in: change)
        try change.audit("business-ads.complaint-\(isSpam ? "spam" : "reopen")", on: complaint.reference)
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        let complaint = try ComplaintRows.require(id, in: change.database)
        try AdsEvents.note("note", complaint.reference, text, in: change)
        try change.audit("business-ads.complaint-note", on: complaint.reference)
    }

    /// Masks who complained.
    func erase(_ id: Int64, in change: Change) throws {
        let complaint = try ComplaintRows.require(id, in: change.database)
        guard complaint.erasedAt == nil else { return }
        let masked = context.texts("erased_name")
        try change.database.execute(
            sql: """
                UPDATE ads_complaints SET sender_name = ?, sender_mail = '', sender_phone = '', erased_at = ? WHERE id = ?
                """, arguments: [masked, change.now, id])
        try AdsEvents.mask(complaint.reference, sender: ["complained"], as: masked, in: change)
        try AdsEvents.note("erased", complaint.reference, in: change)
        try change.audit("business-ads.complaint-erase", on: complaint.reference, after: ["code": complaint.code])
    }

    private func tell(
        _ message: AdsMails.Message, _ complaint: Complaint, _ values: [String: String], in change: Change
    ) throws {
        try mails.send(
            message, to: complaint.sender.mailAddress, about: complaint.reference,
            values.merging(["name": complaint.businessName, "code": complaint.code]) { own, _ in own }, in: change)
    }
}
