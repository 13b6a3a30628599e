import Foundation
import GRDB
import PortalKit

/// Information that a body is asked for (Art. 4.8).
struct InformationRequest: BoardContent {
    enum State: String, Sendable, CaseIterable, Codable {
        case open
        case answered
        case withdrawn
    }

    static let name = "request"
    static let table = "board_requests"
    static let path = BoardScreen.requests
    static let permission = BoardPermission.plan

    var title = ""
    /// The body of the structure; nil for one outside of it.
    var body: Int64?
    var bodyName = ""
    /// Where the request and its reminders go.
    var email = ""
    var content = ""
    /// `2026-11-24`.
    var askedOn = ""
    var dueOn = ""
    /// Who follows it up.
    var member: Int64?
    var state = State.open
    var answer = ""
    var answeredOn: String?
    /// How often it was reminded of, and when last.
    var reminders = 0
    var remindedOn: String?

    init() {}

    init(row: Row) {
        title = row["title"]
        body = row["body_id"]
        bodyName = row["body_name"]
        email = row["email"]
        content = row["content"]
        askedOn = row["asked_on"]
        dueOn = row["due_on"]
        member = row["member_id"]
        state = State(rawValue: row["state"]) ?? .open
        answer = row["answer"]
        answeredOn = row["answered_on"]
        reminders = row["reminders"]
        remindedOn = row["reminded_on"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("title", title), ("body_id", body), ("body_name", bodyName), ("email", email), ("content", content),
            ("asked_on", askedOn), ("due_on", dueOn), ("member_id", member), ("state", state.rawValue),
            ("answer", answer), ("answered_on", answeredOn), ("reminders", reminders), ("reminded_on", remindedOn),
        ]
    }

    var trace: [String: String] {
        [
            "title": title, "body": bodyName, "due_on": dueOn, "state": state.rawValue, "reminders": String(reminders),
        ]
    }

    func isLate(on day: String) -> Bool { state == .open && dueOn < day }

    /// Where permissions that are limited to bodies are looked up.
    var scopes: [String] { body.map { [BodySummary.scope(of: $0)] } ?? [] }

    /// What is open and was not reminded of since a day, and is due at another at the latest.
    static let remindableQuery = """
        SELECT * FROM board_requests WHERE state = 'open' AND email <> '' AND due_on <= ?
            AND coalesce(reminded_on, '') < ? ORDER BY due_on LIMIT 200
        """
}
