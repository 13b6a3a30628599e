import Foundation
import GRDB
import PortalKit

/// Reads submissions.
enum SubmissionRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Submission? {
        try Row.fetchOne(database, sql: "SELECT * FROM news_submissions WHERE id = ?", arguments: [id])
            .map(Submission.init(row:))
    }

    static func fetch(code: String, in database: Database) throws -> Submission? {
        try Row.fetchOne(database, sql: "SELECT * FROM news_submissions WHERE code = ?", arguments: [code])
            .map(Submission.init(row:))
    }

    /// The submission that an article was made from, or nil.
    static func fetch(ofArticle article: Int64, in database: Database) throws -> Submission? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM news_submissions WHERE article_id = ? LIMIT 1", arguments: [article]
        ).map(Submission.init(row:))
    }

    static func files(of id: Int64, in database: Database) throws -> [KeptUpload] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM news_submission_files WHERE submission_id = ? ORDER BY position",
            arguments: [id]
        ).compactMap { row in
            ContentHash(rawValue: row["hash"]).map {
                KeptUpload(
                    hash: $0, name: row["name"], mediaType: MediaType(rawValue: row["media_type"]), bytes: row["bytes"])
            }
        }
    }

    /// The latest first.
    static func events(of id: Int64, in database: Database) throws -> [SubmissionEvent] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM news_submission_events WHERE submission_id = ? ORDER BY id DESC LIMIT 500",
            arguments: [id]
        ).compactMap { row in
            SubmissionEvent.Kind(rawValue: row["kind"]).map {
                SubmissionEvent(kind: $0, at: row["at"], actor: row["actor"], text: row["text"])
            }
        }
    }
}

extension Submission {
    init(row: Row) {
        id = row["id"]
        code = row["code"]
        state = State(rawValue: row["state"]) ?? .new
        stateBeforeSpam = (row["state_before"] as String?).flatMap(State.init(rawValue:))
        channel = Channel(rawValue: row["channel"]) ?? .web
        receivedAt = row["received_at"]
        dueAt = row["due_at"]
        sender = Sender(
            isBody: row["is_body"], name: row["name"], body: row["body"], mail: row["mail"], phone: row["phone"],
            address: row["address"])
        title = row["title"]
        message = row["message"]
        penName = row["pen_name"]
        account = row["account"]
        assignee = row["assignee"]
        assigneeName = row["assignee_name"]
        article = row["article_id"]
        answeredAt = row["answered_at"]
        answer = row["answer"]
        erasedAt = row["erased_at"]
    }
}
