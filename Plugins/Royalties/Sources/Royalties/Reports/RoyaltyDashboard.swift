import PortalKit

/// What waits, on the first page of the administration.
enum RoyaltyDashboard {
    static let contribution = DashboardContribution(anyOf: RoyaltyPermission.all, tiles: tiles)

    private static func tiles(_ request: Request) async throws -> [DashboardContribution.Tile] {
        let (texts, context, year) = (request.texts, request.module, VietnamTime(request.now).year)
        let share = RoyaltySettings(context.settings).incomeShare
        let (work, funds) = try await context.storage.read { database in
            (try RoyaltyWork.fetch(in: database), try Funds.fetch(year, share: share, in: database))
        }
        return [
            .init(
                title: texts("dashboard.open"), value: String(work.open), note: texts("dashboard.open_note"),
                url: context.adminURL(
                    request.actor.may(RoyaltyPermission.grade)
                        ? RoyaltyScreen.grading : RoyaltyScreen.contributions)),
            .init(
                title: texts("dashboard.sheets"), value: String(work.review + work.unpaid),
                note: work.review + work.unpaid == 0
                    ? texts("dashboard.sheets_none")
                    : texts("dashboard.sheets_note", ["review": String(work.review), "unpaid": String(work.unpaid)]),
                url: context.adminURL(RoyaltyScreen.sheets)),
            .init(
                title: texts("dashboard.funds", ["year": String(year)]), value: Money.text(funds.remaining),
                note: funds.available == 0
                    ? texts("dashboard.funds_none")
                    : texts("dashboard.funds_note", ["available": Money.text(funds.available)]),
                url: context.adminURL(RoyaltyScreen.funds(year)), isWarning: funds.remaining < 0),
        ]
    }
}
