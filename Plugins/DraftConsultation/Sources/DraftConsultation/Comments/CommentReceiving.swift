import Foundation
import GRDB
import PortalKit

/// What somebody sends in, or an officer enters.
struct CommentDraft: Sendable {
    var place: DraftPlace
    var version: Int
    var text = ""
    var sender = Comment.Sender.person
    var channel = Comment.Channel.web
    var name = ""
    var body = ""
    var mail = ""
    var phone = ""
    var hasConsented = false
    /// When it came; nil for now.
    var receivedAt: Date?
    /// Taken in, but marked as probable spam: a field was filled in that people do not see.
    var isSuspicious = false
    /// Where it stands from the beginning, as of a content file; nil for what the settings say.
    var state: Comment.State?
    /// Whether its sender wants to be told what becomes of the draft.
    var follows = false
}

/// Taking in, and the sender's confirmation.
extension CommentDesk {
    /// Takes a comment in; where senders confirm theirs, it waits for that.
    @discardableResult
    func receive(_ sent: CommentDraft, files: [KeptUpload], on draft: Draft, in change: Change) throws -> Comment {
        let isEntered = sent.channel != .web
        let state: Comment.State =
            if let state = sent.state {
                state
            } else if sent.isSuspicious {
                .spam
            } else if isEntered {
                .published
            } else if settings.confirms {
                .unconfirmed
            } else {
                settings.moderatesFirst ? .waiting : .published
            }
        let json = String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
        let place = sent.place
        try change.database.execute(
            sql: """
                INSERT INTO consultation_comments (code, draft_id, version, anchor, question, place, article,
                    article_place, place_order, text, search_key, sender, channel, state, name, body, mail, phone, files,
                    received_at, confirmed_at, consented_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Self.newCode(), draft.id, sent.version, place.anchor, place.question, place.label, place.article,
                place.articleLabel, place.order, sent.text, "\(sent.text) \(sent.body)".folded, sent.sender.rawValue,
                sent.channel.rawValue, state.rawValue, sent.name, sent.body, sent.mail, sent.phone, json,
                sent.receivedAt ?? change.now, state == .unconfirmed ? nil : change.now,
                sent.hasConsented ? change.now : nil,
            ])
        let comment = try require(change.database.lastInsertedRowID, in: change.database)
        try change.setFiles(files.map(\.hash), of: comment.reference, isPublic: false)
        try note(isEntered ? "entered" : "received", comment, in: change)
        try change.audit(
            "draft-consultation.comment-received", on: comment.reference,
            after: ["code": comment.code, "channel": sent.channel.rawValue])
        switch state {
        case .unconfirmed: try askToConfirm(comment, on: draft, in: change)
        case .spam: break
        default:
            try recount(draft.id, in: change)
            if !isEntered { try thank(comment, on: draft, in: change) }
        }
        if sent.follows, let address = comment.mailAddress, state != .spam {
            try FollowDesk(context).add(address.address, to: draft, isConfirmed: false, in: change)
        }
        return comment
    }

    private func askToConfirm(_ comment: Comment, on draft: Draft, in change: Change) throws {
        guard let recipient = comment.mailAddress else { return }
        let code = OneTimeLink.newCode()
        let end = change.now.addingTimeInterval(Double(CommentLimit.hoursToConfirm) * 3600)
        let token = try OneTimeLink.make(.confirm, comment: comment.id, code: code, until: end, in: change)
        try send(
            .confirm, to: recipient, comment, draft,
            [
                "code": code, "hours": String(CommentLimit.hoursToConfirm),
                "url": context.absoluteURL(ConsultationPath.with(token, ConsultationPath.confirm)),
            ], in: change)
    }

    /// Its sender has confirmed it.
    func confirm(_ id: Int64, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.state == .unconfirmed, let draft = try DraftRows.fetch(comment.draft, in: change.database) else {
            throw CommentChanged()
        }
        try change.database.execute(
            sql: "UPDATE consultation_comments SET state = ?, confirmed_at = ? WHERE id = ?",
            arguments: [(settings.moderatesFirst ? Comment.State.waiting : .published).rawValue, change.now, id])
        try change.database.execute(
            sql: "DELETE FROM consultation_links WHERE comment_id = ? AND purpose = 'confirm'", arguments: [id])
        try note("confirmed", comment, in: change)
        try change.audit(
            "draft-consultation.comment-confirmed", on: comment.reference, after: ["code": comment.code])
        try FollowDesk(context).confirm(mail: comment.mail, of: draft.id, in: change)
        try recount(draft.id, in: change)
        try thank(comment, on: draft, in: change)
    }

    /// Confirms a comment by the code of its mail.
    ///
    /// - Returns: whether the code was right; a wrong one counts.
    func confirm(_ comment: Comment, code: String, in change: Change) throws -> Bool {
        let row = try Row.fetchOne(
            change.database,
            sql: """
                SELECT token_hash, code_hash, attempts FROM consultation_links
                WHERE comment_id = ? AND purpose = 'confirm' AND expires_at > ?
                """, arguments: [comment.id, change.now])
        guard let row, row["attempts"] < CommentLimit.codeAttempts else { return false }
        let digits = code.filter { $0.isASCII && $0.isNumber }
        guard row["code_hash"] == OneTimeLink.hash("\(comment.id):\(digits)") else {
            try change.database.execute(
                sql: "UPDATE consultation_links SET attempts = attempts + 1 WHERE token_hash = ?",
                arguments: [row["token_hash"] as String])
            return false
        }
        try confirm(comment.id, in: change)
        return true
    }

    /// Thanks the sender, with the link to their comment.
    private func thank(_ comment: Comment, on draft: Draft, in change: Change) throws {
        guard let recipient = comment.mailAddress else { return }
        let months = max(1, settings.retentionMonths)
        let end = VietnamTime(draft.endsAt ?? change.now).adding(days: months * 31).date
        let token = try OneTimeLink.make(.own, comment: comment.id, until: max(end, change.now), in: change)
        try send(
            .received, to: recipient, comment, draft,
            ["url": context.absoluteURL(ConsultationPath.with(token, ConsultationPath.own))], in: change)
    }

    /// 50 random bits in letters and digits that nobody takes for another.
    private static func newCode() -> String {
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        return "YK-" + String(systemRandomBytes(10).map { letters[Int($0 & 31)] })
    }
}
