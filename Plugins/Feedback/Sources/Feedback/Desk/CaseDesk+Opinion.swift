import Foundation
import GRDB
import PortalKit

/// What a body without an account is asked by a link that can be used once.
struct Opinion: Sendable {
    struct Person: Sendable {
        let name: String
        let office: String
        let mail: String
    }

    let id: Int64
    let caseID: Int64
    let person: Person
    let message: String
    let askedByName: String
    let askedAt: Date
    let expiresAt: Date
    let endedAt: Date?
    let signature: String
    let answer: String
    /// `answered` or `recalled`; empty while nothing has come.
    let outcome: String

    func isOpen(at now: Date) -> Bool { endedAt == nil && now <= expiresAt }

    init(row: Row) {
        id = row["id"]
        caseID = row["case_id"]
        person = Person(name: row["name"], office: row["office"], mail: row["mail"])
        message = row["message"]
        askedByName = row["asked_by_name"]
        askedAt = row["asked_at"]
        expiresAt = row["expires_at"]
        endedAt = row["ended_at"]
        signature = row["signature"]
        answer = row["answer"]
        outcome = row["outcome"]
    }

    /// The newest first.
    static func list(of id: Int64, in database: Database) throws -> [Opinion] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM feedback_opinions WHERE case_id = ? ORDER BY id DESC LIMIT 50",
            arguments: [id]
        ).map(Opinion.init(row:))
    }

    static func find(_ token: String, in database: Database) throws -> Opinion? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM feedback_opinions WHERE token_hash = ?",
            arguments: [OneTimeToken.hash(token)]
        ).map(Opinion.init(row:))
    }
}

extension CaseDesk {
    /// Sends a case to somebody outside, who answers on a page of their own without an account.
    func askOpinion(_ id: Int64, of person: Opinion.Person, message: String, in change: Change) throws {
        guard let recipient = MailAddress(person.mail, name: person.name) else { throw CaseChanged() }
        let token = OneTimeToken.make()
        let due = context.workingDays.due(after: change.now, days: FeedbackLimit.opinionDays)
        let item = try self.change(id, in: FeedbackCase.State.allCases.filter(\.isWorkable), change) { before in
            try change.database.execute(
                sql: """
                    INSERT INTO feedback_opinions
                        (case_id, token_hash, name, office, mail, message, asked_by, asked_by_name, asked_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, OneTimeToken.hash(token), person.name, person.office, person.mail, message,
                    change.actor.personId, change.actor.name, change.now, due,
                ])
            if before.state == .new { try set(id, "state = 'work'", in: change) }
            try note(.requested, id, "\(person.name), \(person.office)\n\(message)", in: change)
        }
        try audit("request-opinion", item, after: ["office": person.office], in: change)
        let mail = context.mail(
            "opinion", to: recipient,
            [
                "title": item.title, "by": change.actor.name, "message": message,
                "day": VietnamTime(due).dayText, "url": context.absoluteURL(FeedbackPath.opinion(token)),
            ], record: item.reference)
        // The link opens the case: nobody reads it among the mails that were sent.
        try change.send(
            Mail(
                to: mail.recipient, subject: mail.subject, text: mail.text, record: mail.record, isConfidential: true))
    }

    /// Takes in what somebody outside says; the link is used up.
    func takeOpinion(
        _ opinion: Opinion, signature: String, text: String, files: NewFiles, in change: Change
    ) throws {
        try change.database.execute(
            sql: """
                UPDATE feedback_opinions SET ended_at = ?, outcome = 'answered', signature = ?, answer = ?
                WHERE id = ? AND ended_at IS NULL AND expires_at >= ?
                """, arguments: [change.now, signature, text, opinion.id, change.now])
        guard change.database.changesCount == 1 else { throw CaseChanged() }
        let item = try self.change(opinion.caseID, change) { _ in
            try CaseFiles.add(files, to: opinion.caseID, in: change)
            try note(.opinion, opinion.caseID, text, in: change)
        }
        try audit("opinion", item, after: ["office": opinion.person.office], in: change)
        try tellOfficer(.opinion, item, in: change)
    }

    /// Takes a link back before it was used.
    func recallOpinion(_ id: Int64, of caseID: Int64, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE feedback_opinions SET ended_at = ?, outcome = 'recalled'
                WHERE id = ? AND case_id = ? AND ended_at IS NULL
                """, arguments: [change.now, id, caseID])
        guard change.database.changesCount == 1 else { throw CaseChanged() }
        let item = try self.change(caseID, change) { _ in try note(.recalled, caseID, in: change) }
        try audit("recall-opinion", item, in: change)
    }
}
