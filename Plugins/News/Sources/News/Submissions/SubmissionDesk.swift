import Foundation
import GRDB
import PortalKit

/// What a sender, a contributor or the office hands in.
struct SubmissionDraft: Sendable {
    var channel = Submission.Channel.web
    /// When it came; nil for now.
    var receivedAt: Date?
    var sender = Submission.Sender()
    var title = ""
    var message = ""
    var penName = ""
    var hasDeclared = false
    var hasConsented = false
    var account: Int64?
    /// Taken in, but marked as probable spam: a field was filled in that people do not see.
    var isSuspicious = false
}

/// All that is done to submissions, whoever does it: each method is part of one transaction and leaves an entry in the
/// history and in the audit log, which holds no personal data.
struct SubmissionDesk: Sendable {
    let context: ModuleContext
    private var settings: NewsSettings { NewsSettings(context.settings) }

    init(_ context: ModuleContext) {
        self.context = context
    }

    // MARK: - Taking in

    /// Takes a submission in and confirms it by mail.
    @discardableResult
    func receive(_ draft: SubmissionDraft, files: KeptUploads?, in change: Change) throws -> Submission {
        let received = draft.receivedAt ?? change.now
        let sender = draft.sender
        try change.database.execute(
            sql: """
                INSERT INTO news_submissions
                    (code, state, state_before, channel, received_at, due_at, is_body, name, body, mail, phone, address,
                     sender_key, sender_folded, title, title_folded, message, pen_name, has_declared, consented_at,
                     account, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Self.newCode(), draft.isSuspicious ? "spam" : "new", draft.isSuspicious ? "new" : nil,
                draft.channel.rawValue, received, settings.submissionDue(after: received), sender.isBody, sender.name,
                sender.body, sender.mail, sender.phone, sender.address, sender.key,
                "\(sender.body) \(sender.name)".folded, draft.title, draft.title.folded, draft.message, draft.penName,
                draft.hasDeclared, draft.hasConsented ? change.now : nil, draft.account, change.now,
            ])
        let submission = try require(change.database.lastInsertedRowID, in: change.database)
        if let files { try add(files, to: submission, in: change) }
        try note(draft.channel == .web || draft.channel == .account ? .received : .registered, submission, in: change)
        try change.audit(
            "news.submission-received", on: submission.reference,
            after: ["code": submission.code, "channel": draft.channel.rawValue])
        try change.emit(Event(SubmissionNames.receivedEvent, record: submission.reference))
        if !draft.isSuspicious {
            try tell(.received, submission, ["day": VietnamTime(submission.dueAt).dayText], in: change)
        }
        return submission
    }

    /// Adds what the sender was asked for; the link that they came by is used up.
    func supplement(_ id: Int64, text: String, files: KeptUploads, token: String, in change: Change) throws {
        let submission = try require(id, in: change.database)
        try change.database.execute(
            sql: "DELETE FROM news_submission_requests WHERE token_hash = ?",
            arguments: [SubmissionToken.hash(token)])
        guard change.database.changesCount == 1 else { throw SubmissionChanged() }
        try add(files, to: submission, in: change)
        try note(.added, submission, text, in: change)
        try change.audit("news.submission-added", on: submission.reference, after: ["code": submission.code])
    }

    private func add(_ files: KeptUploads, to submission: Submission, in change: Change) throws {
        try files.register(in: change)
        let before = try SubmissionRows.files(of: submission.id, in: change.database)
        let new = files.files.filter { file in !before.contains { $0.hash == file.hash } }
        for (index, file) in new.enumerated() {
            try change.database.execute(
                sql: """
                    INSERT INTO news_submission_files (submission_id, position, hash, name, media_type, bytes)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    submission.id, before.count + index + 1, file.hash.rawValue, file.name, file.mediaType.rawValue,
                    file.bytes,
                ])
        }
        try change.setFiles((before + new).map(\.hash), of: submission.reference, isPublic: false)
    }

    // MARK: - Work

    func assign(_ id: Int64, to account: Int64?, named name: String, in change: Change) throws {
        let submission = try require(id, open: true, in: change.database)
        try set(id, "state = 'work', assignee = ?, assignee_name = ?", [account, name], in: change)
        let isOwn = account == change.actor.personId
        let kind: SubmissionEvent.Kind = account == nil ? .released : isOwn ? .claimed : .assigned
        try note(kind, submission, isOwn ? "" : name, in: change)
        try change.audit("news.submission-\(kind.rawValue)", on: submission.reference, after: ["assignee": name])
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        let submission = try require(id, in: change.database)
        try note(.note, submission, text, in: change)
        try change.audit("news.submission-note", on: submission.reference)
    }

    /// Asks the sender for more, by a mail with a link that can be used once.
    func ask(_ id: Int64, _ question: String, in change: Change) throws {
        let submission = try require(id, open: true, in: change.database)
        guard submission.mailAddress != nil else { throw SubmissionChanged() }
        let token = SubmissionToken.make()
        let expires = VietnamTime(change.now).adding(days: SubmissionLimit.requestDays).date
        try change.database.execute(
            sql: "DELETE FROM news_submission_requests WHERE expires_at < ? OR submission_id = ?",
            arguments: [change.now, id])
        try change.database.execute(
            sql: """
                INSERT INTO news_submission_requests (token_hash, submission_id, question, expires_at)
                VALUES (?, ?, ?, ?)
                """, arguments: [SubmissionToken.hash(token), id, question, expires])
        try set(id, "state = 'work'", [], in: change)
        try note(.asked, submission, question, in: change)
        try change.audit("news.submission-asked", on: submission.reference)
        try tell(
            .more, submission,
            [
                "question": question, "day": VietnamTime(expires).dayText,
                "url": context.absoluteURL(SubmissionPath.supplement(token)),
            ], in: change)
    }

    /// Notes that an article was made from a submission.
    func use(_ id: Int64, for article: Article, in change: Change) throws {
        let submission = try require(id, open: true, in: change.database)
        try set(
            id, "state = 'used', article_id = ?, publication_told = 0, closed_at = ?", [article.id, change.now],
            in: change)
        try note(.used, submission, in: change)
        try change.audit("news.submission-used", on: submission.reference, after: ["article": article.id])
        try change.emit(Event(SubmissionNames.usedEvent, record: submission.reference))
    }

    /// Answers that a submission is not used, and why (Art. 16.3).
    ///
    /// - Parameter way: how the sender was told who has no mail; empty when the portal tells them.
    func decline(_ id: Int64, reason: String, way: String, in change: Change) throws {
        let submission = try require(id, open: true, in: change.database)
        try set(
            id, "state = 'declined', answer = ?, answered_at = ?, closed_at = ?", [reason, change.now, change.now],
            in: change)
        let text = way.isEmpty ? reason : "\(reason)\n\(context.texts("submission.answered_by_hand", ["way": way]))"
        try note(.declined, submission, text, in: change)
        try change.audit("news.submission-declined", on: submission.reference, after: ["code": submission.code])
        try change.emit(Event(SubmissionNames.declinedEvent, record: submission.reference))
        try tell(.declined, submission, ["reason": reason], in: change)
    }

    /// Takes up again what was closed.
    func reopen(_ id: Int64, reason: String, in change: Change) throws {
        let submission = try require(id, in: change.database)
        guard submission.state == .used || submission.state == .declined else { throw SubmissionChanged() }
        try set(
            id, "state = 'work', article_id = NULL, answer = '', answered_at = NULL, closed_at = NULL", [], in: change)
        try note(.reopened, submission, reason, in: change)
        try change.audit(
            "news.submission-reopened", on: submission.reference, before: ["state": submission.state.rawValue])
    }

    func markSpam(_ id: Int64, in change: Change) throws {
        let submission = try require(id, open: true, in: change.database)
        try set(id, "state = 'spam', state_before = state, closed_at = ?", [change.now], in: change)
        try note(.spam, submission, in: change)
        try change.audit("news.submission-spam", on: submission.reference)
    }

    func unmarkSpam(_ id: Int64, in change: Change) throws {
        let submission = try require(id, in: change.database)
        guard submission.state == .spam else { throw SubmissionChanged() }
        let state = submission.stateBeforeSpam ?? .new
        try set(id, "state = ?, state_before = NULL, closed_at = NULL", [state.rawValue], in: change)
        try note(.unspam, submission, in: change)
        try change.audit("news.submission-not-spam", on: submission.reference)
    }

    /// Masks who sent it, on request or when the time is over that it is kept (Law 91/2025/QH15). What was sent stays,
    /// and so does the name of a body.
    func erase(_ id: Int64, in change: Change) throws {
        let submission = try require(id, in: change.database)
        guard submission.erasedAt == nil else { return }
        let masked = context.texts("submission.erased_name")
        let body = submission.sender.isBody ? submission.sender.body : ""
        let key = submission.sender.isBody ? submission.sender.key : "e:"
        try set(
            id,
            """
            name = ?, body = ?, mail = '', phone = '', address = '', pen_name = '', sender_key = ?, sender_folded = ?,
            account = NULL, erased_at = ?
            """, [masked, body, key, "\(body) \(masked)".folded, change.now], in: change)
        try change.database.execute(
            sql: "DELETE FROM news_submission_requests WHERE submission_id = ?", arguments: [id])
        try change.database.execute(
            sql:
                "UPDATE news_submission_events SET actor = ? WHERE submission_id = ? AND kind IN ('received', 'added')",
            arguments: [masked, id])
        try change.database.execute(
            sql: "UPDATE news_submission_events SET text = '' WHERE submission_id = ? AND kind = 'note'",
            arguments: [id])
        try note(.erased, submission, in: change)
        try change.audit("news.submission-erased", on: submission.reference, after: ["code": submission.code])
    }

    // MARK: - Parts

    /// The mails to a sender, by the ids of their templates.
    enum Message: String, CaseIterable {
        case received = "submission-received"
        case declined = "submission-declined"
        case more = "submission-more"
        case published = "submission-published"

        var placeholders: [String] {
            let common = ["title", "code", "status"]
            return switch self {
            case .received: common + ["day"]
            case .declined: common + ["reason"]
            case .more: common + ["question", "day", "url"]
            case .published: common + ["url"]
            }
        }
    }

    /// Writes to the sender; does nothing when they gave no mail address.
    func tell(
        _ message: Message, _ submission: Submission, _ values: [String: String], in change: Change
    ) throws {
        guard let recipient = submission.mailAddress else { return }
        let common = [
            "title": submission.title, "code": submission.code,
            "status": context.absoluteURL(SubmissionPath.receipt(submission.code)),
        ]
        try change.send(
            context.mail(
                message.rawValue, to: recipient, common.merging(values) { $1 }, record: submission.reference))
    }

    func note(_ kind: SubmissionEvent.Kind, _ submission: Submission, _ text: String = "", in change: Change) throws {
        let isSender = kind == .received || kind == .added
        try change.database.execute(
            sql: "INSERT INTO news_submission_events (submission_id, kind, at, actor, text) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                submission.id, kind.rawValue, change.now, isSender ? submission.sender.name : change.actor.name, text,
            ])
    }

    private func set(_ id: Int64, _ columns: String, _ values: [(any DatabaseValueConvertible)?], in change: Change)
        throws
    {
        try change.database.execute(
            sql: "UPDATE news_submissions SET \(columns) WHERE id = ?", arguments: StatementArguments(values + [id]))
    }

    private func require(_ id: Int64, open: Bool = false, in database: Database) throws -> Submission {
        guard let submission = try SubmissionRows.fetch(id, in: database) else { throw PortalError.notFound }
        if open, !submission.state.isOpen { throw SubmissionChanged() }
        return submission
    }

    /// 50 random bits in letters and digits that nobody takes for another.
    private static func newCode() -> String {
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        return "BG-" + String(systemRandomBytes(10).map { letters[Int($0 & 31)] })
    }
}

/// The one-time link by which a sender adds something; only its hash is stored.
enum SubmissionToken {
    static func make() -> String {
        systemRandomBytes(20).map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }
            .joined()
    }

    static func hash(_ token: String) -> String { ContentHash(of: Array(token.utf8)).rawValue }
}
