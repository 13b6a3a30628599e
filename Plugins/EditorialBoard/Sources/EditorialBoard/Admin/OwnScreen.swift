import Foundation
import GRDB
import PortalKit

/// What a member has to do, and the address of their calendar.
enum OwnScreen {
    static func show(_ request: Request) async throws -> Response { try await screen(address: nil, request) }

    /// Makes a new secret address and shows it, this once.
    static func renew(_ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        guard let member = place.own.first else { throw PortalError.forbidden }
        let token = try await request.module.storage.write(as: request.actor) { try FeedToken.renew(member.id, in: $0) }
        let address = request.module.absoluteURL(BoardScreen.feed) + "?ma=" + token
        return try await screen(address: address, request)
    }

    private static func screen(address: String?, _ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        let own = place.own
        let (ids, now) = (own.map(\.id), request.now)
        let (coverages, items, requests, feed) = try await request.module.storage.read { database in
            (
                try Coverage.of(ids, after: now.addingTimeInterval(-30 * 86_400), in: database)
                    .filter { $0.content.state == .planned },
                try PlanItem.open(of: ids, in: database), try openRequests(of: ids, in: database),
                try ids.first.flatMap { id in
                    try Date.fetchOne(
                        database, sql: "SELECT created_at FROM board_feeds WHERE member_id = ?", arguments: [id])
                }
            )
        }
        let texts = request.texts
        var model = AdminRecord(title: texts("own"))
        guard let member = own.first else {
            (model.notice, model.noticeKind) = (texts("own.unknown"), "info")
            return try request.adminRecord(
                model, PageInfo(title: texts("own")))
        }
        model.intro = texts("role.\(member.content.role.rawValue)")
        if let address { (model.notice, model.noticeKind) = (texts("own.address", ["url": address]), "success") }
        if !member.content.duties.isEmpty {
            model.parts = [.init("duties", texts("field.duties"), text: member.content.duties)]
        }
        model.sections = [
            coverageSection(coverages, place), itemSection(items, place), requestSection(requests, place),
        ]
        model.facts = [
            FactModel(
                texts("own.calendar"),
                feed.map { texts("own.calendar_since", ["day": VietnamTime($0).timeText]) } ?? texts("own.no_calendar"))
        ]
        model.work.buttons = [
            .init(
                texts(feed == nil ? "own.make_address" : "own.renew_address"), url: place.url(BoardScreen.renewFeed),
                question: feed == nil ? nil : texts("own.renew_ask"), explanation: texts("own.renew_note"),
                back: place.url(BoardScreen.own))
        ]
        return try request.adminRecord(
            model, PageInfo(title: texts("own")))
    }

    private static func openRequests(
        of members: [Int64], in database: Database
    ) throws -> [Stored<InformationRequest>] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM board_requests WHERE state = 'open'
                    AND member_id IN (\(members.map { _ in "?" }.joined(separator: ", "))) ORDER BY due_on LIMIT 200
                """, arguments: StatementArguments(members)
        ).map(Stored.init)
    }

    private static func coverageSection(_ coverages: [Stored<Coverage>], _ place: BoardPlace) -> AdminRecord.Section {
        .init(
            id: "coverages", heading: place.texts("own.coverages"),
            table: TableModel(
                columns: ["field.title", "field.time", "field.place", "field.state"].map { .init(place.texts($0)) },
                rows: coverages.map { coverage in
                    let state = CoverageScreens.stateCell(coverage.content, place)
                    return [
                        .init(coverage.content.title, url: place.url(Coverage.screen(coverage.id))),
                        .init(coverage.content.timeText(place.texts)), .init(coverage.content.place),
                        .init(state.text, badge: state.badge),
                    ]
                }, empty: place.texts("own.no_coverages")))
    }

    private static func itemSection(_ items: [Stored<PlanItem>], _ place: BoardPlace) -> AdminRecord.Section {
        .init(
            id: "items", heading: place.texts("own.items"),
            table: TableModel(
                columns: [
                    .init(place.texts("field.item")), .init(place.texts("field.due_on")),
                    .init(place.texts("field.progress"), isNumber: true), .init(place.texts("field.state")),
                ],
                rows: items.map { item in
                    let state = PlanItemScreens.stateCell(item.content, place)
                    return [
                        .init(item.content.title, url: place.url(BoardScreen.item(item.id, of: item.content.plan))),
                        .init(place.day(item.content.dueOn)), .init("\(item.content.progress)%"),
                        .init(state.text, badge: state.badge),
                    ]
                }, empty: place.texts("own.no_items")))
    }

    private static func requestSection(
        _ requests: [Stored<InformationRequest>], _ place: BoardPlace
    ) -> AdminRecord.Section {
        .init(
            id: "requests", heading: place.texts("own.requests"),
            table: TableModel(
                columns: ["field.title", "field.body", "field.due_on", "field.state"].map { .init(place.texts($0)) },
                rows: requests.map { request in
                    let state = RequestScreens.stateCell(request.content, place)
                    return [
                        .init(request.content.title, url: place.url(InformationRequest.screen(request.id))),
                        .init(request.content.bodyName), .init(place.day(request.content.dueOn)),
                        .init(state.text, badge: state.badge),
                    ]
                }, empty: place.texts("own.no_requests")))
    }
}
