import Foundation
import GRDB
import PortalKit

/// Reads cases and what belongs to them.
enum CaseRows {
    static func fetch(_ id: Int64, in database: Database) throws -> FeedbackCase? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM feedback_cases WHERE id = ?"), arguments: [id]
        ).map(FeedbackCase.init(row:))
    }

    static func fetch(_ code: TrackingCode, in database: Database) throws -> FeedbackCase? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM feedback_cases WHERE code = ?"), arguments: [code.key]
        ).map(FeedbackCase.init(row:))
    }

    /// - Throws: ``PortalError/notFound``
    static func require(_ id: Int64, in database: Database) throws -> FeedbackCase {
        guard let found = try fetch(id, in: database) else { throw PortalError.notFound }
        return found
    }

    /// The cases that were found to be the same as another, the oldest first.
    static func merged(into id: Int64, in database: Database) throws -> [FeedbackCase] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM feedback_cases WHERE merged_into = ? ORDER BY id LIMIT 200", arguments: [id]
        ).map(FeedbackCase.init(row:))
    }

    /// What the cases of these ids are called, in one query.
    static func titles(_ ids: [Int64], in database: Database) throws -> [Int64: String] {
        guard !ids.isEmpty else { return [:] }
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, title FROM feedback_cases WHERE id IN (\(marks))",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["id"], $0["title"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The latest first.
    static func events(of id: Int64, in database: Database) throws -> [CaseEvent] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM feedback_events WHERE case_id = ? ORDER BY id DESC LIMIT 500",
            arguments: [id]
        ).compactMap { row in
            CaseEvent.Kind(rawValue: row["kind"]).map {
                CaseEvent(kind: $0, at: row["at"], actor: row["actor"], text: row["text"])
            }
        }
    }
}

extension FeedbackCase {
    init(row: Row) {
        id = row["id"]
        code = TrackingCode(stored: row["code"])
        state = State(rawValue: row["state"]) ?? .new
        stateBefore = (row["state_before"] as String?).flatMap(State.init(rawValue:))
        kind = Kind(rawValue: row["kind"]) ?? .report
        topic = row["topic"]
        aim = row["aim"]
        demand = row["demand"]
        channel = Channel(rawValue: row["channel"]) ?? .web
        receivedAt = row["received_at"]
        dueAt = row["due_at"]
        daysLeft = row["days_left"]
        title = row["title"]
        text = row["text"]
        let (x, y): (Int?, Int?) = (row["map_x"], row["map_y"])
        place = Place(
            area: row["area"], text: row["place"], point: x.flatMap { x in y.flatMap { MapPoint(x: x, y: $0) } })
        sender = Sender(
            name: row["name"], phone: row["phone"], mail: row["mail"], address: row["address"],
            isAnonymous: row["is_anonymous"])
        mayPublish = row["may_publish"]
        assignee = row["assignee"]
        assigneeName = row["assignee_name"]
        body = row["body_id"]
        bodyName = row["body_name"]
        mergedInto = row["merged_into"]
        answer = Answer(
            outcome: row["outcome"], text: row["answer"], isForPublic: row["for_public"],
            publicTitle: row["public_title"], publicText: row["public_text"], publicAnswer: row["public_answer"],
            publicPlace: row["public_place"], showsPoint: row["public_point"])
        answeredAt = row["answered_at"]
        toldBy = row["told_by"]
        isPublic = row["is_public"]
        publishedAt = row["published_at"]
        hiddenAt = row["hidden_at"]
        hiddenReason = row["hidden_reason"]
        rating = (row["rating"] as Int?).flatMap(Rating.init(rawValue:))
        ratingComment = row["rating_comment"]
        reopened = row["reopened"]
        revision = row["revision"]
        erasedAt = row["erased_at"]
        changedAt = row["changed_at"]
    }
}
