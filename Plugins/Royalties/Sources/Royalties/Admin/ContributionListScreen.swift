import Foundation
import PortalKit

/// All contributions.
enum ContributionListScreen {
    private static let pageSize = 30
    private static let filters = ["q", "loai", "o", "nguoi", "tu", "den"]
    /// The most rows of a file.
    private static let fileRows = 20_000

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, number) = (request.texts, request.module, try request.pageNumber())
        let (search, query) = search(request)
        let (rows, paging, total, payees) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: search.count(in: database))
            return (
                try search.rows(limit: pageSize, offset: paging.offset, in: database), paging,
                try search.total(in: database), try PayeeRows.all(in: database)
            )
        }
        let isFiltered = !query.allSatisfy { $0.1.isEmpty }
        let (order, ascends) = (search.order.rawValue, search.isAscending)
        func column(_ key: String, _ sorted: ContributionSearch.Order, isNumber: Bool = false) -> AdminList.Column {
            request.sortable(
                texts(key), isNumber: isNumber, order: sorted.rawValue, current: order, isAscending: ascends,
                startsUp: sorted == .payee, path: RoyaltyScreen.contributions, query: query)
        }
        return try request.adminList(
            AdminList(
                intro: texts("contributions.intro", ["total": Money.text(total)]), actions: actions(query, request),
                filter: filter(search, payees, texts),
                columns: [
                    .init(texts("field.title")), .init(texts("field.kind")), column("field.payee", .payee),
                    column("field.done_on", .day), .init(texts("field.grade")),
                    column("field.amount", .amount, isNumber: true), .init(texts("field.state")),
                ],
                rows: rows.map { row($0, request) },
                empty: texts(isFiltered ? "nothing_found" : "contributions.none"),
                pager: Pager(
                    paging, path: context.adminURL(),
                    query: query + [("xep", order), ("chieu", ascends ? "tang" : "giam")], texts: texts)),
            PageInfo(title: texts("contributions")))
    }

    /// The same as a file, with what the filters leave.
    static func download(_ request: Request) async throws -> Response {
        let (search, _) = search(request)
        let rows = try await request.module.storage.read { try search.rows(limit: fileRows, in: $0) }
        let texts = request.texts
        var csv = CSV()
        csv.append(
            ["title", "kind", "payee", "done_on", "quantity", "grade", "amount", "state", "note"].map {
                texts("field.\($0)")
            })
        for work in rows {
            csv.append([
                work.title, texts("kind.\(work.kind.rawValue)"), work.payeeName, work.doneOn, String(work.quantity),
                work.grade, work.state == .graded ? String(work.amount) : "", work.stateText(texts).0, work.note,
            ])
        }
        return .file(Array(csv.text.utf8), mediaType: "\(CSV.mediaType); charset=utf-8", name: "nhuan-but.csv")
    }

    private static func actions(_ query: [(String, String)], _ request: Request) -> [AdminAction] {
        let (texts, context) = (request.texts, request.module)
        let asked = FormURLEncoded.encode(query.filter { !$0.1.isEmpty })
        var actions: [AdminAction] = []
        if request.actor.may(RoyaltyPermission.record) {
            actions.append(
                AdminAction(
                    texts("contributions.new"), url: context.adminURL(RoyaltyScreen.newContribution), isPrimary: true,
                    icon: "plus"))
        }
        if request.actor.may(RoyaltyPermission.grade) {
            actions.append(AdminAction(texts("grading"), url: context.adminURL(RoyaltyScreen.grading), icon: "edit"))
        }
        actions.append(
            AdminAction(
                texts("download_csv"),
                url: context.adminURL(RoyaltyScreen.contributionsCSV) + (asked.isEmpty ? "" : "?\(asked)"),
                icon: "download"))
        return actions
    }

    private static func search(_ request: Request) -> (ContributionSearch, [(String, String)]) {
        var search = ContributionSearch()
        search.text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        search.kind = request.query["loai"].flatMap(WorkKind.init(rawValue:))
        search.place = request.query["o"].flatMap(ContributionSearch.Place.init(rawValue:))
        search.payee = request.query["nguoi"].flatMap { Int64($0) }
        search.from = request.day("tu")
        search.to = request.day("den")
        search.order = request.query["xep"].flatMap(ContributionSearch.Order.init(rawValue:)) ?? .day
        search.isAscending = request.query["chieu"] == "tang"
        let query = [
            ("q", search.text), ("loai", search.kind?.rawValue ?? ""), ("o", search.place?.rawValue ?? ""),
            ("nguoi", search.payee.map { String($0) } ?? ""), ("tu", search.from ?? ""), ("den", search.to ?? ""),
        ]
        return (search, query)
    }

    private static func filter(_ search: ContributionSearch, _ payees: [Payee], _ texts: Texts) -> Form {
        let all = FormField.Option("", texts("all"))
        return Form(fields: [
            FormField("q", .input(type: "search"), label: texts("contributions.find"), value: search.text),
            FormField(
                "loai", .select, label: texts("field.kind"),
                options: [all] + WorkKind.allCases.map { .init($0.rawValue, texts("kind.\($0.rawValue)")) },
                value: search.kind?.rawValue ?? ""),
            FormField(
                "o", .select, label: texts("field.state"),
                options: [all]
                    + ContributionSearch.Place.allCases.map { .init($0.rawValue, texts("place.\($0.rawValue)")) },
                value: search.place?.rawValue ?? ""),
            FormField(
                "nguoi", .select, label: texts("field.payee"),
                options: [all] + payees.map { .init(String($0.id), $0.name) },
                value: search.payee.map { String($0) } ?? ""),
            FormField("tu", .input(type: "date"), label: texts("from"), value: search.from ?? ""),
            FormField("den", .input(type: "date"), label: texts("to"), value: search.to ?? ""),
        ])
    }

    private static func row(_ work: Contribution, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let (state, badge) = work.stateText(texts)
        return AdminList.Row([
            .init(
                work.corrects == nil ? work.title : texts("correction_of", ["title": work.title]),
                url: request.module.adminURL(RoyaltyScreen.contribution(work.id))),
            .init(texts("kind.\(work.kind.rawValue)")), .init(work.payeeName), .init(work.dayText),
            .init(work.grade.isEmpty ? "–" : work.grade), .init(work.amountText), .init(state, badge: badge),
        ])
    }
}
