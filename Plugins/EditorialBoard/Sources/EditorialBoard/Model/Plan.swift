import Foundation
import GRDB
import PortalKit

/// A plan of work for six months or a year (Art. 4.1).
struct Plan: BoardContent {
    enum Period: String, Sendable, CaseIterable, Codable {
        case firstHalf = "first_half"
        case secondHalf = "second_half"
        case year
    }

    static let name = "plan"
    static let table = "board_plans"
    static let path = BoardScreen.plans
    static let permission = BoardPermission.plan

    var title = ""
    var period = Period.year
    var year = 2026
    /// What it is made for and on what grounds.
    var aim = ""
    /// The step of its workflow.
    var state = PlanWorkflow.draft
    var approvedBy = ""
    var approvedAt: Date?

    init() {}

    init(row: Row) {
        title = row["title"]
        period = Period(rawValue: row["period"]) ?? .year
        year = row["year"]
        aim = row["aim"]
        state = row["state"]
        approvedBy = row["approved_by"]
        approvedAt = row["approved_at"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("title", title), ("period", period.rawValue), ("year", year), ("aim", aim), ("state", state),
            ("approved_by", approvedBy), ("approved_at", approvedAt),
        ]
    }

    var trace: [String: String] { ["title": title, "period": "\(period.rawValue) \(year)", "state": state] }

    var isDraft: Bool { state == PlanWorkflow.draft }
    var isApproved: Bool { state == PlanWorkflow.approved }

    /// The last day of it.
    var lastDay: String { period == .firstHalf ? "\(year)-06-30" : "\(year)-12-31" }
}

/// Something that a plan says is to be done, by whom and until when.
struct PlanItem: BoardContent {
    enum State: String, Sendable, CaseIterable, Codable {
        case planned
        case doing
        case done
        case dropped
    }

    static let name = "item"
    static let table = "board_items"
    static let path = BoardScreen.plans
    static let permission = BoardPermission.plan

    var plan: Int64 = 0
    var title = ""
    var owner: Int64 = 0
    /// `2026-06-15`.
    var dueOn = ""
    /// What it should lead to.
    var result = ""
    var state = State.planned
    /// 0 to 100.
    var progress = 0
    /// What was said about its progress last.
    var report = ""
    /// Whether it came after the plan was approved.
    var isSupplement = false

    init() {}

    init(row: Row) {
        plan = row["plan_id"]
        title = row["title"]
        owner = row["owner_id"]
        dueOn = row["due_on"]
        result = row["result"]
        state = State(rawValue: row["state"]) ?? .planned
        progress = row["progress"]
        report = row["report"]
        isSupplement = row["is_supplement"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("plan_id", plan), ("title", title), ("owner_id", owner), ("due_on", dueOn), ("result", result),
            ("state", state.rawValue), ("progress", progress), ("report", report), ("is_supplement", isSupplement),
        ]
    }

    var trace: [String: String] {
        [
            "title": title, "owner": String(owner), "due_on": dueOn, "state": state.rawValue,
            "progress": String(progress),
        ]
    }

    var isOpen: Bool { state == .planned || state == .doing }

    func isLate(on day: String) -> Bool { isOpen && dueOn < day }

    static func of(_ plan: Int64, in database: Database) throws -> [Stored<PlanItem>] {
        try Row.fetchAll(database, sql: "\(select) WHERE plan_id = ? ORDER BY due_on, id", arguments: [plan])
            .map(Stored.init)
    }

    /// What is open of some members, by date, on approved plans.
    static func open(of members: [Int64], in database: Database) throws -> [Stored<PlanItem>] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT board_items.* FROM board_items JOIN board_plans ON board_plans.id = plan_id
                WHERE owner_id IN (\(members.map { _ in "?" }.joined(separator: ", ")))
                    AND board_items.state IN ('planned', 'doing') AND board_plans.state = '\(PlanWorkflow.approved)'
                ORDER BY due_on, board_items.id LIMIT 200
                """, arguments: StatementArguments(members)
        ).map(Stored.init)
    }
}
