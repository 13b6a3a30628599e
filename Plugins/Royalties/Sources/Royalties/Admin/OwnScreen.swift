import Foundation
import PortalKit

/// What an author sees: their own work and what they got for it, nobody else's.
enum OwnScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, number) = (request.texts, request.module, try request.pageNumber())
        let account = request.actor.personId
        let (payee, lines, works, paging) = try await context.storage.read { database in
            guard let account, let payee = try PayeeRows.fetch(ofAccount: account, in: database) else {
                let none = try Paging(number: number, size: pageSize, total: 0)
                return (Payee?.none, [(sheet: Sheet, line: SheetLine)](), [Contribution](), none)
            }
            var search = ContributionSearch()
            search.payee = payee.id
            let paging = try Paging(number: number, size: pageSize, total: search.count(in: database))
            return (
                payee, try SheetRows.lines(ofPayee: payee.id, limit: 24, offset: 0, in: database),
                try search.rows(limit: pageSize, offset: paging.offset, in: database), paging
            )
        }
        var model = OwnModel(
            title: texts("own"),
            pager: Pager(
                paging, path: context.adminURL(RoyaltyScreen.own), texts: texts))
        model.intro = texts(payee == nil ? "own.unknown" : "own.intro")
        model.sections = [
            section(lines, isLinked: false, request),
            .init(
                id: "works", heading: texts("own.works"),
                table: TableModel(
                    columns: [
                        .init(texts("field.title")), .init(texts("field.kind")), .init(texts("field.done_on")),
                        .init(texts("field.grade")), .init(texts("field.amount"), isNumber: true),
                        .init(texts("field.state")),
                    ],
                    rows: works.map { work in
                        let (state, badge) = work.stateText(texts)
                        return [
                            .init(work.corrects == nil ? work.title : texts("correction_of", ["title": work.title])),
                            .init(texts("kind.\(work.kind.rawValue)")), .init(work.dayText),
                            .init(work.grade.isEmpty ? "–" : work.grade), .init(work.amountText),
                            .init(state, badge: badge),
                        ]
                    }, empty: texts("own.no_works"))),
        ]
        return try request.adminPage("admin/own", model, PageInfo(title: texts("own")))
    }

    /// What one person got by each approved sheet.
    static func section(
        _ lines: [(sheet: Sheet, line: SheetLine)], isLinked: Bool, _ request: Request
    ) -> AdminRecord.Section {
        let texts = request.texts
        return AdminRecord.Section(
            id: "payments", heading: texts("own.payments"),
            table: TableModel(
                columns: [
                    .init(texts("field.sheet")), .init(texts("field.period")),
                    .init(texts("field.gross"), isNumber: true), .init(texts("field.tax"), isNumber: true),
                    .init(texts("field.net"), isNumber: true), .init(texts("field.paid_on")),
                ],
                rows: lines.map { sheet, line in
                    [
                        .init(
                            sheet.code,
                            url: isLinked ? request.module.adminURL(RoyaltyScreen.sheet(sheet.id)) : nil),
                        .init(sheet.period.title(texts)), .init(Money.text(line.gross)), .init(Money.text(line.tax)),
                        .init(Money.text(line.net)),
                        .init(
                            sheet.paidOn.map { VietnamTime(parsing: $0)?.dayText ?? $0 } ?? texts("sheets.state_unpaid")
                        ),
                    ]
                }, empty: texts("own.no_payments")))
    }
}

/// What the template `admin/own` shows.
struct OwnModel: TemplateModel {
    let title: String
    var intro: String?
    var hasActions = false
    var actions: [AdminAction] = []
    var sections: [AdminRecord.Section] = []
    let pager: Pager

    init(title: String, pager: Pager) {
        self.title = title
        self.pager = pager
    }

    static var example: OwnModel {
        var model = OwnModel(title: "Nhuận bút của tôi", pager: .example)
        model.intro = "Của bạn"
        model.hasActions = true
        model.actions = AdminRecord.example.actions
        model.sections = AdminRecord.example.sections
        return model
    }
}
