import Foundation
import GRDB
import PortalKit

/// What somebody sends, or an officer enters for them.
struct CaseDraft: Sendable {
    var kind = FeedbackCase.Kind.report
    var topic = ""
    var channel = FeedbackCase.Channel.web
    /// When it came; nil for now.
    var receivedAt: Date?
    var title = ""
    var text = ""
    var place = FeedbackCase.Place()
    var sender = FeedbackCase.Sender()
    var mayPublish = false
    var hasConsented = false
    /// Taken in, but marked as probable spam: a field was filled in that people do not see.
    var isSuspicious = false
}

extension CaseDesk {
    /// Takes a case in and confirms it by mail.
    @discardableResult
    func receive(_ draft: CaseDraft, files: NewFiles = .none, in change: Change) throws -> FeedbackCase {
        let received = draft.receivedAt ?? change.now
        let (sender, place) = (draft.sender, draft.place)
        try change.database.execute(
            sql: """
                INSERT INTO feedback_cases
                    (code, state, state_before, kind, topic, channel, received_at, due_at, title, text, area, place,
                     map_x, map_y, name, phone, mail, address, is_anonymous, may_publish, consented_at, changed_at,
                     closed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                TrackingCode().key, draft.isSuspicious ? "spam" : "new", draft.isSuspicious ? "new" : nil,
                draft.kind.rawValue, draft.topic, draft.channel.rawValue, received,
                due(draft.kind, after: received), draft.title, draft.text, place.area, place.text, place.point?.x,
                place.point?.y, sender.name, sender.phone, sender.mail, sender.address, sender.isAnonymous,
                draft.mayPublish, draft.hasConsented ? change.now : nil, change.now,
                draft.isSuspicious ? change.now : nil,
            ])
        let id = change.database.lastInsertedRowID
        try CaseFiles.add(files, to: id, in: change)
        let isFromSender = draft.channel == .web
        try note(isFromSender ? .received : .registered, id, in: change)
        let item = try settle(id, before: nil, in: change)
        try audit(
            isFromSender ? "send" : "receive", item,
            after: ["kind": draft.kind.rawValue, "channel": draft.channel.rawValue], in: change)
        try change.emit(Event(FeedbackNames.receivedEvent, record: item.reference))
        if !draft.isSuspicious {
            try tell(.received, item, ["day": VietnamTime(item.dueAt).dayText], in: change)
        }
        return item
    }

    // MARK: - What the sender does afterwards

    /// Lets a sender who gave code and contact see their case for a while.
    ///
    /// - Returns: the token of the address; only its hash is stored.
    func open(_ item: FeedbackCase, in change: Change) throws -> String {
        let token = OneTimeToken.make()
        try change.database.execute(
            sql: "DELETE FROM feedback_access WHERE expires_at < ?", arguments: [change.now])
        try change.database.execute(
            sql: "INSERT INTO feedback_access (token_hash, case_id, expires_at) VALUES (?, ?, ?)",
            arguments: [
                OneTimeToken.hash(token), item.id,
                change.now.addingTimeInterval(Double(FeedbackLimit.accessHours) * 3600),
            ])
        return token
    }

    /// Adds what the sender was asked for, or thought of; the term goes on.
    func supplement(_ id: Int64, text: String, files: NewFiles, in change: Change) throws {
        let item = try self.change(id, in: FeedbackCase.State.open, change) { before in
            try CaseFiles.add(files, to: id, in: change)
            try note(.supplemented, id, text, in: change)
            if before.state == .asked { try resume(before, in: change) }
        }
        try audit("supplement", item, in: change)
        if change.actor.personId == nil { try tellOfficer(.supplemented, item, in: change) }
    }

    /// Takes a case back on the sender's wish.
    func withdraw(_ id: Int64, reason: String, in change: Change) throws {
        let item = try self.change(id, in: FeedbackCase.State.open, change) { _ in
            try set(id, "state = 'withdrawn', closed_at = ?", [change.now], in: change)
            try note(.withdrawn, id, reason, in: change)
        }
        try forgetWorkflow(of: item, in: change)
        try audit("withdraw", item, in: change)
        if item.assignee != nil { try tellOfficer(.withdrawn, item, in: change) }
    }

    /// Notes how content the sender is with the answer; they may change their mind while they can rate.
    func rate(_ id: Int64, _ rating: FeedbackCase.Rating, comment: String, in change: Change) throws {
        let item = try self.change(id, in: [.answered], change) { _ in
            try set(id, "rating = ?, rating_comment = ?", [rating.rawValue, comment], in: change)
            try note(.rated, id, comment, in: change)
        }
        try audit("rate", item, after: ["rating": String(rating.rawValue)], in: change)
        if rating == .unsatisfied { try tellOfficer(.rated, item, in: change) }
    }

    /// The term goes on with the working days that were left when the sender was asked, two at least.
    func resume(_ item: FeedbackCase, in change: Change) throws {
        let due = context.workingDays.due(after: change.now, days: max(item.daysLeft ?? 0, 2))
        try set(
            item.id, "state = 'work', days_left = NULL, due_at = ?", [max(due, item.dueAt)], in: change)
    }
}

/// The secret of an address that is given to one person; only its hash is stored.
enum OneTimeToken {
    static func make() -> String {
        systemRandomBytes(20).map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }
            .joined()
    }

    static func hash(_ token: String) -> String { ContentHash(of: Array(token.utf8)).rawValue }
}
