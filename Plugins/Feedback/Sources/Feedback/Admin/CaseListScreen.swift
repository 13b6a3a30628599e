import Foundation
import PortalKit

/// The officers' list: what waits first, with filters, and the same as CSV.
enum CaseListScreen {
    private static let pageSize = 25
    private static let names = ["q", "loc", "loai", "linh-vuc", "kenh", "co-quan", "tu", "den", "ai", "xep"]
    /// The most rows of one file.
    private static let fileRows = 20_000

    static func show(_ request: Request) async throws -> Response {
        let bodies = try await request.bodies()
        let (query, form) = filter(request, bodies)
        let (number, texts, context) = (try request.pageNumber(), request.texts, request.module)
        let (rows, paging) = try await context.storage.read { database in
            let paging = try Paging(
                number: number, size: pageSize, total: query.count(in: database), countedTo: CaseListQuery.countLimit)
            return (try query.rows(limit: pageSize, offset: paging.offset, in: database), paging)
        }
        let pairs = names.map { ($0, form[$0]) }.filter { !$0.1.isEmpty }
        let isFiltered = pairs.contains { $0.0 != "xep" }
        let settings = FeedbackSettings(context.settings, language: texts.language)
        return try request.adminList(
            AdminList(
                intro: texts("admin.list_intro"), actions: actions(pairs, request), filter: form,
                columns: columns(query, pairs, request),
                rows: rows.map { row($0, settings, request) },
                empty: texts(isFiltered ? "admin.nothing_found" : "admin.none"),
                pager: Pager(paging, path: context.adminURL(), query: pairs, texts: texts)),
            PageInfo(title: texts("admin.list")))
    }

    /// The same cases as a file; who sent them only for the office.
    static func download(_ request: Request) async throws -> Response {
        let (query, _) = filter(request, try await request.bodies())
        let (texts, access) = (request.texts, CaseAccess(actor: request.actor))
        let settings = FeedbackSettings(request.module.settings, language: texts.language)
        let rows = try await request.module.storage.read { try query.rows(limit: fileRows, in: $0) }
        var csv = CSV()
        csv.append(
            [
                "code", "kind", "topic", "title", "place", "channel", "received", "due", "state", "body", "assignee",
                "outcome", "answered", "rating", "name", "phone", "mail",
            ].map { texts("case.\($0)") })
        for item in rows {
            let isSeen = access.seesSender(of: item)
            csv.append([
                item.code.text, texts("case.kind.\(item.kind.rawValue)"), settings.title(of: item.topic), item.title,
                item.place.line, texts("case.channel.\(item.channel.rawValue)"),
                VietnamTime(item.receivedAt).timeText, VietnamTime(item.dueAt).dayText,
                texts("state.\(item.state.rawValue)"), item.bodyName, item.assigneeName,
                item.answer.outcomeCase.map { texts("outcome.\($0.rawValue)") } ?? "",
                item.answeredAt.map { VietnamTime($0).timeText } ?? "",
                item.rating.map { texts("rating.\($0.key)") } ?? "", isSeen ? item.sender.name : "",
                isSeen ? item.sender.phone : "", isSeen ? item.sender.mail : "",
            ])
        }
        let count = rows.count
        try await request.module.storage.write(as: request.actor) { change in
            try change.audit("feedback.export", after: ["rows": String(count)])
        }
        var response = Response.text(csv.text, mediaType: CSV.mediaType)
        response.headers["Content-Disposition"] =
            "attachment; filename=\"phan-anh-\(VietnamTime(request.now).isoDay).csv\""
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    // MARK: - Parts

    private static func actions(_ pairs: [(String, String)], _ request: Request) -> [AdminAction] {
        let (texts, context) = (request.texts, request.module)
        let query = pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs)
        let register =
            CaseAccess(actor: request.actor).isDesk
            ? [
                AdminAction(
                    texts("admin.register"), url: context.adminURL(FeedbackScreen.register), isPrimary: true,
                    icon: "plus")
            ] : []
        return register + [
            AdminAction(texts("admin.csv"), url: context.adminURL(FeedbackScreen.csv) + query, icon: "download"),
            AdminAction(texts("admin.statistics"), url: context.adminURL(FeedbackScreen.statistics), icon: "chart"),
        ]
    }

    private static func columns(
        _ query: CaseListQuery, _ pairs: [(String, String)], _ request: Request
    ) -> [AdminList.Column] {
        let texts = request.texts
        func sort(
            _ order: CaseListQuery.Order, _ direction: AdminList.Sort.Direction?
        ) -> AdminList.Sort {
            let others = pairs.filter { $0.0 != "xep" } + [("xep", order.rawValue)]
            return AdminList.Sort(
                url: request.module.adminURL() + "?" + FormURLEncoded.encode(others), direction: direction)
        }
        let received =
            switch query.order {
            case .newest: sort(.oldest, .descending)
            case .oldest: sort(.newest, .ascending)
            case .due, nil: sort(.newest, nil)
            }
        return [
            .init(texts("case.title")), .init(texts("case.topic")), .init(texts("case.area")),
            .init(texts("case.received"), sort: received),
            .init(texts("case.due"), sort: sort(.due, query.order == .due ? .ascending : nil)),
            .init(texts("case.state")),
            .init(texts("case.worker")),
        ]
    }

    private static func row(
        _ item: FeedbackCase, _ settings: FeedbackSettings, _ request: Request
    ) -> AdminList.Row {
        let texts = request.texts
        let isLate = item.isLate(at: request.now)
        let (state, badge) = item.stateText(texts)
        let worker = [item.bodyName, item.assigneeName].filter { !$0.isEmpty }.joined(separator: " – ")
        return AdminList.Row([
            .init(
                item.title.isEmpty ? item.code.text : item.title,
                url: request.module.adminURL(FeedbackScreen.detail(item.id))),
            .init(settings.title(of: item.topic)), .init(item.place.area.isEmpty ? "–" : item.place.area),
            .init(VietnamTime(item.receivedAt).dayText),
            item.state.isOpen
                ? .init(
                    VietnamTime(item.dueAt).dayText + (isLate ? " – " + texts("case.late") : ""),
                    badge: isLate ? .error : nil) : .init("–"),
            .init(state, badge: badge), .init(worker.isEmpty ? "–" : worker),
        ])
    }

    static func filter(_ request: Request, _ bodies: [BodySummary]) -> (CaseListQuery, Form) {
        let texts = request.texts
        let settings = FeedbackSettings(request.module.settings, language: texts.language)
        var query = CaseListQuery(request)
        let values = request.query
        query.text = String((values["q"] ?? "").prefix(100))
        query.which = values["loc"].flatMap(CaseListQuery.Which.init(rawValue:)) ?? (query.text.isEmpty ? .open : .all)
        query.kind = values["loai"].flatMap(FeedbackCase.Kind.init(rawValue:))
        query.topic =
            values["linh-vuc"].flatMap { slug in
                settings.topics.contains { $0.slug == slug } ? slug : nil
            } ?? ""
        query.channel = values["kenh"].flatMap(FeedbackCase.Channel.init(rawValue:))
        query.body = values["co-quan"].flatMap { Int64($0) }
        query.from = values["tu"].flatMap(VietnamTime.init(parsing:))
        query.to = values["den"].flatMap(VietnamTime.init(parsing:))
        query.assignee = values["ai"] == "toi" ? request.actor.personId : nil
        query.order = values["xep"].flatMap(CaseListQuery.Order.init(rawValue:))
        var form = filterForm(settings, bodies, texts)
        form.set("q", to: query.text)
        form.set("loc", to: query.which.rawValue)
        form.set("loai", to: query.kind?.rawValue ?? "")
        form.set("linh-vuc", to: query.topic)
        form.set("kenh", to: query.channel?.rawValue ?? "")
        form.set("co-quan", to: query.body.map { String($0) } ?? "")
        form.set("tu", to: query.from?.isoDay ?? "")
        form.set("den", to: query.to?.isoDay ?? "")
        form.set("ai", to: query.assignee == nil ? "" : "toi")
        form.set("xep", to: query.order?.rawValue ?? "")
        return (query, form)
    }

    private static func filterForm(
        _ settings: FeedbackSettings, _ bodies: [BodySummary], _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("list.all"))
        let body =
            bodies.isEmpty
            ? []
            : [
                FormField(
                    "co-quan", .select, label: texts("case.body"),
                    options: [all, FormField.Option("0", texts("case.no_body"))]
                        + bodies.map { FormField.Option(String($0.id), $0.name) })
            ]
        return Form(
            fields: [
                FormField("q", .input(type: "search"), label: texts("admin.filter_text")),
                FormField(
                    "loc", .select, label: texts("case.state"),
                    options: CaseListQuery.Which.allCases.map {
                        FormField.Option($0.rawValue, texts("which.\($0.rawValue)"))
                    }),
                FormField(
                    "loai", .select, label: texts("case.kind"),
                    options: [all]
                        + FeedbackCase.Kind.allCases.map {
                            FormField.Option($0.rawValue, texts("case.kind.\($0.rawValue)"))
                        }),
                FormField(
                    "linh-vuc", .select, label: texts("case.topic"),
                    options: [all] + settings.topics.map { FormField.Option($0.slug, $0.title) }),
                FormField(
                    "kenh", .select, label: texts("case.channel"),
                    options: [all]
                        + FeedbackCase.Channel.allCases.map {
                            FormField.Option($0.rawValue, texts("case.channel.\($0.rawValue)"))
                        }),
            ] + body + [
                FormField("tu", .input(type: "date"), label: texts("admin.from")),
                FormField("den", .input(type: "date"), label: texts("admin.to")),
                FormField(
                    "ai", .select, label: texts("case.assignee"),
                    options: [all, FormField.Option("toi", texts("admin.mine"))]),
                FormField("xep", .hidden, label: texts("admin.order")),
            ])
    }
}

extension CaseListQuery {
    /// What the reader may see.
    init(_ request: Request) {
        self.init(now: request.now)
        visible = CaseAccess(actor: request.actor).bodies.map { ($0, request.actor.personId ?? -1) }
    }
}

extension Request {
    /// The bodies of the authority; none while no module keeps them.
    func bodies() async throws -> [BodySummary] {
        let directory: (any BodyDirectory)? = module.service((any BodyDirectory).self)
        return try await directory?.bodies() ?? []
    }
}

extension FeedbackCase {
    /// The state in words, and how it looks.
    func stateText(_ texts: Texts) -> (String, AdminList.Cell.Badge) {
        let badge: AdminList.Cell.Badge =
            switch state {
            case .new, .review: .warning
            case .answered: .success
            case .work, .asked, .merged, .withdrawn, .spam: .neutral
            }
        return (texts("state.\(state.rawValue)"), badge)
    }
}
