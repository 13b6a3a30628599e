import Foundation
import GRDB
import PortalKit

/// How much is due or late.
struct BoardDue: Sendable {
    /// Items of approved plans that are open, and of these late.
    let items: Int
    let lateItems: Int
    /// Requests that wait for an answer, and of these late.
    let requests: Int
    let lateRequests: Int
    /// Events of the next seven days, and past ones of which nobody has said what came of them.
    let coming: Int
    let unreported: Int
    /// Proposals that wait for a decision.
    let cases: Int

    var late: Int { lateItems + lateRequests + unreported }

    static func fetch(_ today: VietnamTime, in database: Database) throws -> BoardDue {
        let day = today.isoDay
        func count(_ sql: String, _ arguments: StatementArguments) throws -> (all: Int, late: Int) {
            let row = try Row.fetchOne(database, sql: sql, arguments: arguments)
            return (row?[0] ?? 0, row?[1] ?? 0)
        }
        let items = try count(
            """
            SELECT count(*), coalesce(sum(due_on < ?), 0) FROM board_items
            JOIN board_plans ON board_plans.id = plan_id
            WHERE board_items.state IN ('planned', 'doing') AND board_plans.state = '\(PlanWorkflow.approved)'
            """, [day])
        let requests = try count(
            "SELECT count(*), coalesce(sum(due_on < ?), 0) FROM board_requests WHERE state = 'open'", [day])
        let start = today.startOfDay.date
        let coverages = try count(
            """
            SELECT coalesce(sum(ends_at >= ? AND starts_at < ?), 0), coalesce(sum(ends_at < ?), 0)
            FROM board_coverages WHERE state = 'planned'
            """, [start, start.addingTimeInterval(7 * 86_400), start])
        let cases = try count("SELECT count(*), 0 FROM board_cases WHERE state = 'proposed'", [])
        return BoardDue(
            items: items.all, lateItems: items.late, requests: requests.all, lateRequests: requests.late,
            coming: coverages.all, unreported: coverages.late, cases: cases.all)
    }
}

/// What is due, on the first page of the administration.
enum BoardDashboard {
    static let contribution = DashboardContribution(anyOf: BoardPermission.members, tiles: tiles, panels: panels)

    private static func tiles(_ request: Request) async throws -> [DashboardContribution.Tile] {
        let (texts, context, today) = (request.texts, request.module, VietnamTime(request.now))
        let due = try await context.storage.read { try BoardDue.fetch(today, in: $0) }
        func tile(_ key: String, _ count: Int, _ late: Int, _ path: String) -> DashboardContribution.Tile {
            .init(
                title: texts("dashboard.\(key)"), value: String(count),
                note: texts("dashboard.\(key)_note\(late > 0 ? "" : "_none")", ["count": String(late)]),
                url: context.adminURL(path),
                isWarning: late > 0)
        }
        var tiles = [
            tile("coverages", due.coming, due.unreported, Coverage.path + "?o=planned"),
            tile("items", due.items, due.lateItems, Plan.path),
            tile("requests", due.requests, due.lateRequests, InformationRequest.path + "?o=open"),
        ]
        if request.actor.may(BoardPermission.approve) {
            tiles.append(tile("cases", due.cases, 0, BoardCase.path + "?o=proposed"))
        }
        return tiles
    }

    /// What comes in the next seven days.
    private static func panels(_ request: Request) async throws -> [DashboardContribution.Panel] {
        let (texts, context, start) = (request.texts, request.module, VietnamTime(request.now).startOfDay.date)
        let coming = try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    \(Coverage.select) WHERE state = 'planned' AND ends_at >= ? AND starts_at < ?
                    ORDER BY starts_at LIMIT 8
                    """, arguments: [start, start.addingTimeInterval(7 * 86_400)]
            ).map(Stored<Coverage>.init)
        }
        return [
            .init(
                title: texts("dashboard.week"), moreURL: context.adminURL(Coverage.path),
                items: coming.map { coverage in
                    let time = VietnamTime(coverage.content.startsAt).timeText
                    return .init(
                        text: coverage.content.title, url: context.adminURL(Coverage.screen(coverage.id)),
                        note: coverage.content.members.isEmpty ? "\(time), \(texts("coverage.nobody"))" : time)
                }, empty: texts("dashboard.no_week"))
        ]
    }
}
