import Foundation
import GRDB
import PortalKit

/// A list of one kind of records: filters, sorting, paging, and the same as a file.
struct BoardList<Content: BoardContent>: Sendable {
    /// What stands in one place.
    struct Cell: Sendable {
        let text: String
        var url: String?
        var badge: AdminList.Cell.Badge?

        init(_ text: String, url: String? = nil, badge: AdminList.Cell.Badge? = nil) {
            self.text = text.isEmpty ? "–" : text
            self.url = url
            self.badge = badge
        }
    }

    struct Column: Sendable {
        /// The key of its heading.
        let title: String
        /// SQL to sort by, and whether the list then begins with the least.
        let order: (sql: String, startsUp: Bool)?
        let cell: @Sendable (Stored<Content>, BoardPlace) -> Cell

        init(
            _ title: String, order: (sql: String, startsUp: Bool)? = nil,
            _ cell: @escaping @Sendable (Stored<Content>, BoardPlace) -> Cell
        ) {
            self.title = title
            self.order = order
            self.cell = cell
        }
    }

    /// A choice besides the state, by which the list is limited.
    struct Choice: Sendable {
        let name: String
        /// The key of its label.
        let label: String
        let options: @Sendable (BoardPlace) -> [FormField.Option]
        /// SQL with one value.
        let condition: String
    }

    let columns: [Column]
    /// The states that can be looked for; the text of each is `<name>.state.<state>`.
    var states: [String] = []
    let timeColumn: String
    var hasMoments = false
    /// The place among the columns by which it is sorted at first.
    let sortedBy: Int
    var choice: Choice?
    /// Limits what the person may see; nil for all.
    var visible: @Sendable (BoardPlace) -> (condition: String, values: [any DatabaseValueConvertible & Sendable])? = {
        _ in nil
    }

    private static var pageSize: Int { 25 }
    private static var fileRows: Int { 10_000 }

    func show(_ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        let (query, asked) = query(request, place)
        let number = try request.pageNumber()
        let (rows, paging) = try await request.module.storage.read { database in
            let paging = try Paging(number: number, size: Self.pageSize, total: query.count(in: database))
            return (try query.rows(limit: Self.pageSize, offset: paging.offset, in: database), paging)
        }
        let (texts, context, name) = (request.texts, request.module, Content.name)
        let sort = [("xep", request.query["xep"] ?? ""), ("chieu", request.query["chieu"] ?? "")]
        let isFiltered = asked.contains { !$0.1.isEmpty }
        return try request.adminList(
            AdminList(
                intro: texts("\(name).intro"), actions: actions(asked, request), filter: filter(asked, place),
                columns: columns.indices.map { heading($0, query, asked, request) },
                rows: rows.map { row in
                    AdminList.Row(
                        columns.map { column in
                            let cell = column.cell(row, place)
                            return AdminList.Cell(cell.text, url: cell.url, badge: cell.badge)
                        })
                }, empty: texts(isFiltered ? "nothing_found" : "\(name).none"),
                pager: Pager(
                    paging, path: context.adminURL(Content.path), query: asked + sort, texts: texts)),
            PageInfo(title: texts("\(name).list")))
    }

    /// The same as a file, with what the filters leave.
    func download(_ request: Request) async throws -> Response {
        let place = try await BoardPlace(request)
        let (query, _) = query(request, place)
        let rows = try await request.module.storage.read { try query.rows(limit: Self.fileRows, in: $0) }
        var csv = CSV()
        csv.append(columns.map { request.texts($0.title) })
        for row in rows { csv.append(columns.map { $0.cell(row, place).text }) }
        return .file(
            Array(csv.text.utf8), mediaType: "\(CSV.mediaType); charset=utf-8", name: "\(Content.name).csv")
    }

    // MARK: - Parts

    private func query(_ request: Request, _ place: BoardPlace) -> (BoardQuery<Content>, [(String, String)]) {
        let sorted = request.query["xep"].flatMap { Int($0) }.flatMap { columns.indices.contains($0) ? $0 : nil }
        let order = columns[sorted ?? sortedBy].order ?? columns[sortedBy].order
        var query = BoardQuery<Content>(
            timeColumn: timeColumn, hasMoments: hasMoments, order: order?.sql ?? timeColumn)
        query.isAscending = request.query["chieu"].map { $0 == "tang" } ?? order?.startsUp ?? false
        query.text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        query.state = request.query["o"].flatMap { states.contains($0) ? $0 : nil } ?? ""
        query.from = request.query["tu"].flatMap { VietnamTime(parsing: $0) }
        query.to = request.query["den"].flatMap { VietnamTime(parsing: $0) }
        var chosen = ""
        var conditions: [String] = []
        if let choice, let value = request.query[choice.name], !value.isEmpty {
            chosen = value
            conditions.append(choice.condition)
            query.values.append(value)
        }
        if let limit = visible(place) {
            conditions.append(limit.condition)
            query.values += limit.values
        }
        query.condition = conditions.map { "(\($0))" }.joined(separator: " AND ")
        let asked = [
            ("q", query.text), ("o", query.state), ("tu", query.from?.isoDay ?? ""), ("den", query.to?.isoDay ?? ""),
        ]
        return (query, asked + (choice.map { [($0.name, chosen)] } ?? []))
    }

    private func actions(_ asked: [(String, String)], _ request: Request) -> [AdminAction] {
        let (texts, context, pairs) = (request.texts, request.module, asked.filter { !$0.1.isEmpty })
        let file = (Content.path == "/" ? "" : Content.path) + "/tai-ve"
        var actions: [AdminAction] = []
        if request.actor.may(Content.permission) {
            actions.append(
                AdminAction(
                    texts("\(Content.name).new"), url: context.adminURL(Content.newScreen), isPrimary: true,
                    icon: "plus"))
        }
        actions.append(
            AdminAction(
                texts("download_csv"),
                url: context.adminURL(file) + (pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs)),
                icon: "download"))
        return actions
    }

    private func heading(
        _ index: Int, _ query: BoardQuery<Content>, _ asked: [(String, String)], _ request: Request
    ) -> AdminList.Column {
        let column = columns[index]
        guard let order = column.order else { return AdminList.Column(request.texts(column.title)) }
        let isCurrent = query.order == order.sql
        let ascends = isCurrent ? !query.isAscending : order.startsUp
        let pairs =
            asked.filter { !$0.1.isEmpty } + [("xep", String(index)), ("chieu", ascends ? "tang" : "giam")]
        return AdminList.Column(
            request.texts(column.title),
            sort: AdminList.Sort(
                url: request.module.adminURL(Content.path) + "?" + FormURLEncoded.encode(pairs),
                direction: isCurrent ? (query.isAscending ? .ascending : .descending) : nil))
    }

    private func filter(_ asked: [(String, String)], _ place: BoardPlace) -> Form {
        let texts = place.texts
        let values = Dictionary(asked) { first, _ in first }
        let all = FormField.Option("", texts("all"))
        var fields = [
            FormField("q", .input(type: "search"), label: texts("\(Content.name).find"), value: values["q"] ?? "")
        ]
        if !states.isEmpty {
            fields.append(
                FormField(
                    "o", .select, label: texts("field.state"),
                    options: [all] + states.map { .init($0, texts("\(Content.name).state.\($0)")) },
                    value: values["o"] ?? ""))
        }
        if let choice {
            fields.append(
                FormField(
                    choice.name, .select, label: texts(choice.label), options: [all] + choice.options(place),
                    value: values[choice.name] ?? ""))
        }
        fields += [
            FormField("tu", .input(type: "date"), label: texts("from"), value: values["tu"] ?? ""),
            FormField("den", .input(type: "date"), label: texts("to"), value: values["den"] ?? ""),
        ]
        return Form(fields: fields)
    }
}
