import Foundation
import GRDB
import PortalKit

/// A meeting or event that members of the board cover (Art. 4.7).
struct Coverage: BoardContent {
    enum State: String, Sendable, CaseIterable, Codable {
        case planned
        case done
        case cancelled
    }

    static let name = "coverage"
    static let table = "board_coverages"
    static let path = BoardScreen.coverage
    static let permission = BoardPermission.plan
    static let select = """
        SELECT board_coverages.*, (
            SELECT group_concat(member_id) FROM board_assignments WHERE coverage_id = board_coverages.id
        ) AS members FROM board_coverages
        """

    var title = ""
    var place = ""
    var startsAt = Date(timeIntervalSince1970: 0)
    var endsAt = Date(timeIntervalSince1970: 0)
    /// Whose meeting it is.
    var host = ""
    /// What is to be made of it: news, photos, an interview.
    var task = ""
    var members: [Int64] = []
    var state = State.planned
    /// What came of it, or why it was called off.
    var outcome = ""
    /// The page on which it was published.
    var link = ""

    init() {}

    init(row: Row) {
        title = row["title"]
        place = row["place"]
        startsAt = row["starts_at"]
        endsAt = row["ends_at"]
        host = row["host"]
        task = row["task"]
        let ids: String? = row["members"]
        members = (ids ?? "").split(separator: ",").compactMap { Int64($0) }.sorted()
        state = State(rawValue: row["state"]) ?? .planned
        outcome = row["outcome"]
        link = row["link"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("title", title), ("place", place), ("starts_at", startsAt), ("ends_at", endsAt), ("host", host),
            ("task", task), ("state", state.rawValue), ("outcome", outcome), ("link", link),
        ]
    }

    var trace: [String: String] {
        [
            "title": title, "starts_at": VietnamTime(startsAt).isoMinute, "state": state.rawValue,
            "members": members.map { String($0) }.joined(separator: ","),
        ]
    }

    /// "08:00 – 10:30, Thứ Ba, ngày 24/11/2026", over days with both.
    func timeText(_ texts: Texts) -> String {
        let (start, end) = (VietnamTime(startsAt), VietnamTime(endsAt))
        return start.isoDay == end.isoDay
            ? "\(start.clockText) – \(end.clockText), \(start.longDayText(texts))"
            : "\(start.timeText) – \(end.timeText)"
    }

    /// Those of some members that end after a moment, by time.
    static func of(_ members: [Int64], after moment: Date, in database: Database) throws -> [Stored<Coverage>] {
        try Row.fetchAll(
            database,
            sql: """
                \(select) WHERE ends_at >= ? AND id IN (
                    SELECT coverage_id FROM board_assignments
                    WHERE member_id IN (\(members.map { _ in "?" }.joined(separator: ", "))))
                ORDER BY starts_at, id LIMIT 1000
                """, arguments: [moment] + StatementArguments(members)
        ).map(Stored.init)
    }
}
