import Foundation
import GRDB
import PortalKit

/// All that is done to cases, whoever does it: each method is part of one transaction and leaves an entry in the history
/// and in the audit log, which holds no personal data. Counts, search, files and caches follow by ``change(_:open:in:_:)``.
struct CaseDesk: Sendable {
    let context: ModuleContext
    let settings: FeedbackSettings
    /// Writes to nobody: for content that is brought in.
    let isSilent: Bool

    init(_ context: ModuleContext, isSilent: Bool = false) {
        self.context = context
        self.isSilent = isSilent
        settings = FeedbackSettings(context.settings)
    }

    /// Changes a case and brings everything in line that is made from it.
    ///
    /// - Parameter allowed: the states in which it may be done; nil for all.
    /// - Throws: ``CaseChanged`` when its state does not allow it any more.
    @discardableResult
    func change(
        _ id: Int64, in allowed: [FeedbackCase.State]? = nil, _ change: Change, _ body: (FeedbackCase) throws -> Void
    ) throws -> FeedbackCase {
        let before = try CaseRows.require(id, in: change.database)
        if let allowed, !allowed.contains(before.state) { throw CaseChanged() }
        try body(before)
        try change.database.execute(
            sql: "UPDATE feedback_cases SET changed_at = ? WHERE id = ?", arguments: [change.now, id])
        return try settle(id, before: before, in: change)
    }

    /// Sets columns of a case.
    ///
    /// - Parameter columns: as in `state = ?, assignee = NULL`.
    func set(
        _ id: Int64, _ columns: String, _ values: [(any DatabaseValueConvertible)?] = [], in change: Change
    ) throws {
        try change.database.execute(
            sql: "UPDATE feedback_cases SET \(columns) WHERE id = ?", arguments: StatementArguments(values + [id]))
    }

    /// Writes an entry into the case's history. Only officers, and who answers a link, are named: who the sender is the case
    /// says.
    func note(_ kind: CaseEvent.Kind, _ id: Int64, _ text: String = "", in change: Change) throws {
        let actor =
            switch change.actor.kind {
            case .person, .guest: change.actor.name
            case .anonymous, .system, .command: ""
            }
        try change.database.execute(
            sql: "INSERT INTO feedback_events (case_id, kind, at, actor, text) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, kind.rawValue, change.now, actor, text])
    }

    func audit(
        _ action: String, _ item: FeedbackCase, before: [String: String]? = nil, after: [String: String]? = nil,
        in change: Change
    ) throws {
        try change.audit("feedback.\(action)", on: item.reference, before: before, after: after)
    }

    /// By when a case of a kind that came at a moment is to be answered.
    func due(_ kind: FeedbackCase.Kind, after moment: Date) -> Date {
        context.workingDays.due(after: moment, days: settings.days(for: kind))
    }

    // MARK: - What follows from a change

    /// Brings counts, words, search, files, caches and feed in line.
    func settle(_ id: Int64, before: FeedbackCase?, in change: Change) throws -> FeedbackCase {
        let database = change.database
        let written = try CaseRows.require(id, in: database)
        if before?.state.isOpen != written.state.isOpen {
            try set(id, "is_open = ?", [written.state.isOpen], in: change)
        }
        if written.isPublic != written.belongsInPublic {
            try set(
                id, "is_public = ?, published_at = CASE WHEN ? THEN coalesce(published_at, ?) ELSE published_at END",
                [written.belongsInPublic, written.belongsInPublic, change.now], in: change)
        }
        let after = try CaseRows.require(id, in: database)
        try CaseFigures.move(from: before, to: after, in: database)
        if let before, before.isPublic { try PublicCounts.add(-1, before, in: database) }
        if after.isPublic { try PublicCounts.add(1, after, in: database) }
        if before.map({ WordSource($0) }) != WordSource(after) { try CaseWords.index(after, in: database) }
        let wasPublic = before?.isPublic == true
        if wasPublic || after.isPublic {
            try CaseFiles.use(of: id, isPublic: after.isPublic, in: change)
            if after.isPublic {
                try change.index(CaseSearch.entry(after))
            } else {
                try change.removeFromIndex(after.reference)
            }
        }
        if after.isPublic, !wasPublic {
            try note(.published, id, in: change)
            try change.emit(Event(FeedbackNames.publishedEvent, record: after.reference))
        }
        change.touch(.feedbackCase(id), .feedback)
        return after
    }

    /// What a case's words are made from.
    private struct WordSource: Equatable {
        let texts: [String]
        let sender: FeedbackCase.Sender

        init(_ item: FeedbackCase) {
            texts = [item.title, item.text, item.place.line, item.bodyName]
            sender = item.sender
        }
    }

    // MARK: - Mail

    /// The mails to a sender, by the ids of their templates.
    enum Message: String, CaseIterable {
        case received
        case asked
        case answered
        case reopened
        case extended

        var placeholders: [String] {
            let common = ["title", "code", "status"]
            return switch self {
            case .received, .reopened: common + ["day"]
            case .asked: common + ["question"]
            case .answered: common + ["answer"]
            case .extended: common + ["day", "reason"]
            }
        }
    }

    /// Writes to the sender; does nothing when they gave no mail address.
    func tell(_ message: Message, _ item: FeedbackCase, _ values: [String: String] = [:], in change: Change) throws {
        guard !isSilent, let recipient = item.sender.mailAddress else { return }
        let common = [
            "title": item.title, "code": item.code.text,
            "status": context.absoluteURL(FeedbackPath.tracking),
        ]
        try change.send(
            context.mail(message.rawValue, to: recipient, common.merging(values) { $1 }, record: item.reference))
    }
}

extension CaseDesk {
    /// Tells whoever works on a case, else the office, that something has come from outside. What it was is not in the mail.
    func tellOfficer(_ kind: CaseEvent.Kind, _ item: FeedbackCase, in change: Change) throws {
        let worker = try item.assignee.flatMap { try AccountStore.find($0, in: change.database) }
        let recipient = worker.flatMap { MailAddress($0.email, name: $0.fullName) } ?? settings.deskRecipient
        guard !isSilent, let recipient else { return }
        try change.send(
            context.mail(
                "progress", to: recipient,
                [
                    "what": context.texts("progress.\(kind.rawValue)"), "code": item.code.text,
                    "due": item.state.isOpen
                        ? context.texts("progress.due", ["day": VietnamTime(item.dueAt).dayText]) : "",
                    "url": context.site.canonicalURL + context.adminURL(FeedbackScreen.detail(item.id)),
                ], record: item.reference))
    }
}
