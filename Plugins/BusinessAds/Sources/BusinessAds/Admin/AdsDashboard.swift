import PortalKit

/// What waits, and what was paid this year, on the first page of the administration.
enum AdsDashboard {
    static let contribution = DashboardContribution(anyOf: AdsPermission.dossiers) { request in
        let (texts, context, now, actor) = (request.texts, request.module, request.now, request.actor)
        let year = VietnamTime.year(VietnamTime(now).year) ?? now..<now
        let days = AdsSettings(request).noticeDays
        let (waiting, steps, ending, income) = try await context.storage.read { database in
            var search = OrderSearch(now: now, noticeDays: days)
            search.which = .ending
            return (
                try Waiting.fetch(in: database), try BusinessSearch.waiting(in: database),
                try search.count(in: database),
                try Income.total(ReportPeriod(start: year.lowerBound, end: year.upperBound), in: database)
            )
        }
        func tile(
            _ key: String, _ value: String, note: String, _ path: String, isWarning: Bool = false
        ) -> DashboardContribution.Tile {
            .init(
                title: texts("tile.\(key)"), value: value, note: note, url: context.adminURL(path), isWarning: isWarning
            )
        }
        let new = steps[BusinessWorkflow.type.initial] ?? 0
        var tiles = [
            tile(
                "new", String(new), note: texts("tile.new_note"),
                AdsScreen.list + "?buoc=\(BusinessWorkflow.type.initial)")
        ]
        if actor.may(AdsPermission.moderate), waiting.complaints > 0 {
            tiles.append(
                tile(
                    "complaints", String(waiting.complaints), note: texts("tile.complaints_note"),
                    AdsScreen.complaints + "?loc=new", isWarning: true))
        }
        if actor.may(AdsPermission.orders) {
            tiles += [
                tile(
                    "unpaid", String(waiting.unpaid), note: texts("tile.unpaid_note"),
                    AdsScreen.orders + "?loc=chua-tra"),
                tile(
                    "ending", String(ending), note: texts("tile.ending_note", ["days": String(days)]),
                    AdsScreen.orders + "?loc=sap-het"),
                tile("income", income.grouped(texts), note: texts("tile.income_note"), AdsScreen.income),
            ]
        }
        return tiles
    }
}
