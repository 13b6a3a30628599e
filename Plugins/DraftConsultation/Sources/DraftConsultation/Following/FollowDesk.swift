import Foundation
import GRDB
import PortalKit

/// Who wants to be told what becomes of a draft. Only the address is kept, until the result is told.
struct FollowDesk: Sendable {
    let context: ModuleContext

    init(_ context: ModuleContext) {
        self.context = context
    }

    /// The draft that somebody follows.
    static func draft(of follower: Int64, in database: Database) throws -> Draft? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT consultation_drafts.* FROM consultation_drafts
                JOIN consultation_followers ON consultation_followers.draft_id = consultation_drafts.id
                WHERE consultation_followers.id = ?
                """, arguments: [follower]
        ).map(DraftRows.draft)
    }

    /// Notes the wish to follow; once its owner has confirmed the address, it holds.
    ///
    /// Whoever follows already is not told so here: that an address follows is nobody else's business.
    ///
    /// - Parameter asks: whether a mail with a link is sent that confirms it; not where another mail does so.
    func add(_ mail: String, to draft: Draft, isConfirmed: Bool, asks: Bool = false, in change: Change) throws {
        try change.database.execute(
            sql: """
                INSERT INTO consultation_followers (draft_id, mail, created_at, told_open, told_closing)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                draft.id, mail.lowercased(), change.now, draft.phase(at: change.now) != .upcoming,
                // Who comes within the last days has just read when it ends.
                draft.daysLeft(at: change.now) <= ConsultationSettings(context.settings).reminderDays,
            ])
        let row = try Row.fetchOne(
            change.database, sql: "SELECT id, confirmed_at FROM consultation_followers WHERE draft_id = ? AND mail = ?",
            arguments: [draft.id, mail.lowercased()])
        guard let row, row["confirmed_at"] == nil else { return }
        let id: Int64 = row["id"]
        if isConfirmed { try confirm(id, in: change) }
        guard asks, let recipient = MailAddress(mail), try !isAsked(id, in: change) else { return }
        let token = try OneTimeLink.make(
            .follow, follower: id, until: change.now.addingTimeInterval(3 * 86_400), in: change)
        try send(
            .confirm, to: recipient, draft,
            ["url": context.absoluteURL(ConsultationPath.with(token, ConsultationPath.followed))], in: change)
    }

    /// Whether enough mails that ask the same are on their way: nobody fills a stranger's letter box by this form.
    private func isAsked(_ id: Int64, in change: Change) throws -> Bool {
        try Int.fetchOne(
            change.database,
            sql: """
                SELECT count(*) FROM consultation_links WHERE follower_id = ? AND purpose = 'follow' AND expires_at > ?
                """, arguments: [id, change.now]) ?? 0 >= 2
    }

    func confirm(_ id: Int64, in change: Change) throws {
        try change.database.execute(
            sql: "UPDATE consultation_followers SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?",
            arguments: [change.now, id])
    }

    /// An address was confirmed by another mail.
    func confirm(mail: String, of draft: Int64, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE consultation_followers SET confirmed_at = coalesce(confirmed_at, ?)
                WHERE draft_id = ? AND mail = ?
                """, arguments: [change.now, draft, mail.lowercased()])
    }

    func remove(_ id: Int64, in change: Change) throws {
        try change.database.execute(sql: "DELETE FROM consultation_followers WHERE id = ?", arguments: [id])
        try change.audit("draft-consultation.unfollow")
    }

    // MARK: - Mails

    /// The mails to followers, by the ids of their templates.
    enum Message: String, CaseIterable {
        case confirm = "follow-confirm"
        case opens = "draft-opens"
        case closing = "draft-closing"
        case result = "draft-result"

        var placeholders: [String] {
            let common = ["title", "url"]
            return self == .confirm ? common : common + ["end", "unfollow"]
        }
    }

    func send(
        _ message: Message, to recipient: MailAddress, _ draft: Draft, _ values: [String: String], in change: Change
    ) throws {
        let common = [
            "title": draft.content.title, "end": draft.content.endsOn.dayText,
            "url": context.absoluteURL(draft.path),
        ]
        let mail = context.mail(
            message.rawValue, to: recipient,
            common.merging(values) { $1 }.filter { message.placeholders.contains($0.key) }, record: draft.reference)
        try change.send(
            Mail(
                to: recipient, subject: mail.subject, text: mail.text, record: draft.reference, isConfidential: true))
    }

    /// Tells followers of a draft something once, at most so many at a time.
    ///
    /// - Parameter column: which of the things was told.
    /// - Returns: how many were told.
    func tell(_ message: Message, _ column: String, _ draft: Draft, limit: Int, in change: Change) throws -> Int {
        let rows = try Row.fetchAll(
            change.database,
            sql: """
                SELECT id, mail FROM consultation_followers
                WHERE draft_id = ? AND confirmed_at IS NOT NULL AND \(column) = 0 LIMIT ?
                """, arguments: [draft.id, limit])
        for row in rows {
            let id: Int64 = row["id"]
            try change.database.execute(
                sql: "UPDATE consultation_followers SET \(column) = 1 WHERE id = ?", arguments: [id])
            guard let recipient = MailAddress(row["mail"]) else { continue }
            let end = VietnamTime(change.now).adding(days: 365).date
            let token = try OneTimeLink.make(.unfollow, follower: id, until: end, in: change)
            var values = ["unfollow": context.absoluteURL(ConsultationPath.with(token, ConsultationPath.unfollow))]
            if message == .result, draft.reportedAt != nil {
                values["url"] = context.absoluteURL(ConsultationPath.report(draft.slug))
            }
            try send(message, to: recipient, draft, values, in: change)
        }
        return rows.count
    }
}
