import Foundation
import GRDB
import PortalKit

/// The sheets of payments.
enum SheetListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, number) = (request.texts, request.module, try request.pageNumber())
        let year = request.query["nam"].flatMap { Int($0) }
        let (sheets, paging, years, free) = try await context.storage.read { database in
            let paging = try Paging(
                number: number, size: pageSize, total: SheetRows.count(year: year, in: database))
            return (
                try SheetRows.page(year: year, limit: pageSize, offset: paging.offset, in: database), paging,
                try FundRows.years(in: database), try FreeWork.fetch(in: database)
            )
        }
        let mayRecord = request.actor.may(RoyaltyPermission.record)
        return try request.adminList(
            AdminList(
                intro: texts("sheets.intro", ["count": String(free.count), "amount": Money.text(free.amount)]),
                actions: mayRecord
                    ? [
                        AdminAction(
                            texts("sheets.new"), url: context.adminURL(RoyaltyScreen.sheets + "/moi"), isPrimary: true,
                            icon: "plus")
                    ] : [],
                filter: Form(fields: [
                    FormField(
                        "nam", .select, label: texts("funds.year"),
                        options: [.init("", texts("all"))] + years.map { .init(String($0), String($0)) },
                        value: year.map { String($0) } ?? "")
                ]),
                columns: [
                    .init(texts("field.sheet")), .init(texts("field.period")),
                    .init(texts("field.gross"), isNumber: true), .init(texts("field.tax"), isNumber: true),
                    .init(texts("field.net"), isNumber: true), .init(texts("field.state")),
                    .init(texts("field.drawn_up_by")),
                ],
                rows: sheets.map { sheet in
                    let (state, badge) = sheet.stateText(texts)
                    return AdminList.Row([
                        .init(sheet.code, url: context.adminURL(RoyaltyScreen.sheet(sheet.id))),
                        .init(sheet.period.title(texts)), .init(Money.text(sheet.gross)),
                        .init(Money.text(sheet.tax)), .init(Money.text(sheet.net)), .init(state, badge: badge),
                        .init(sheet.drawnUpBy),
                    ])
                }, empty: texts(year == nil ? "sheets.none" : "nothing_found"),
                pager: Pager(
                    paging, path: context.adminURL(RoyaltyScreen.sheets),
                    query: [("nam", year.map { String($0) } ?? "")], texts: texts)),
            PageInfo(title: texts("sheets")))
    }
}

/// What is graded and stands on no sheet yet.
struct FreeWork: Sendable {
    let count: Int
    let amount: Int

    static func fetch(in database: Database) throws -> FreeWork {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM royalties_contributions
                WHERE state = 'graded' AND sheet_id IS NULL
                """)
        return FreeWork(count: row?["count"] ?? 0, amount: row?["amount"] ?? 0)
    }
}
