import PortalKit

/// The list of all businesses in the administration.
enum BusinessListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let settings = AdsSettings(request)
        let search = search(request, settings)
        let (texts, page) = (request.texts, try request.pageNumber())
        let (rows, paging, names) = try await request.module.storage.read { database in
            let paging = try Paging(number: page, size: pageSize, total: search.count(in: database))
            return (
                try search.rows(limit: pageSize, offset: paging.offset, in: database), paging,
                try WorkflowNames(BusinessWorkflow.type.id, texts: texts, in: database)
            )
        }
        let context = request.module
        let actions =
            request.actor.may(AdsPermission.write)
            ? [
                AdminAction(
                    texts("admin.new"), url: context.adminURL(AdsScreen.new), isPrimary: true, icon: "plus")
            ] : []
        return try request.adminList(
            AdminList(
                intro: texts("admin.businesses_intro"), actions: actions,
                filter: filter(search, settings, names, texts),
                columns: columns(search, request), rows: rows.map { row($0, settings, names, request) },
                empty: texts(search.isFiltered ? "admin.nothing_found" : "admin.no_businesses"),
                pager: Pager(paging, path: context.adminURL(), query: pairs(search), texts: texts)),
            PageInfo(title: texts("admin.businesses")))
    }

    private static func search(_ request: Request, _ settings: AdsSettings) -> BusinessSearch {
        var search = BusinessSearch()
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.step = String((request.query["buoc"] ?? "").prefix(60))
        search.field =
            request.query["linh-vuc"].flatMap { asked in settings.fields.first { $0.slug == asked }?.slug } ?? ""
        search.order = request.query["xep"].flatMap(BusinessSearch.Order.init(rawValue:)) ?? .changed
        search.isAscending = request.query["chieu"] == "tang"
        return search
    }

    private static func pairs(
        _ search: BusinessSearch, order: BusinessSearch.Order? = nil, isAscending: Bool? = nil
    ) -> [(String, String)] {
        [
            ("q", search.text), ("buoc", search.step), ("linh-vuc", search.field),
            ("xep", (order ?? search.order).rawValue), ("chieu", isAscending ?? search.isAscending ? "tang" : "giam"),
        ].filter { !$0.1.isEmpty }
    }

    private static func columns(_ search: BusinessSearch, _ request: Request) -> [AdminList.Column] {
        let texts = request.texts
        func sort(_ order: BusinessSearch.Order) -> AdminList.Sort {
            let isCurrent = search.order == order
            // A name is looked for from A on, a time from the latest on.
            let ascends = isCurrent ? !search.isAscending : order == .name
            return AdminList.Sort(
                url: request.module.adminURL() + "?"
                    + FormURLEncoded.encode(pairs(search, order: order, isAscending: ascends)),
                direction: isCurrent ? (search.isAscending ? .ascending : .descending) : nil)
        }
        return [
            .init(texts("business"), sort: sort(.name)), .init(texts("field.field")), .init(texts("admin.state")),
            .init(texts("admin.confirmation")), .init(texts("admin.received"), sort: sort(.received)),
            .init(texts("admin.changed"), sort: sort(.changed)),
        ]
    }

    private static func filter(
        _ search: BusinessSearch, _ settings: AdsSettings, _ names: WorkflowNames, _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("admin.filter_text")),
            FormField(
                "buoc", .select, label: texts("admin.state"),
                options: [all] + names.steps.map { .init($0.id, $0.title) } + [
                    .init(BusinessSearch.closed, texts("state.closed")),
                    .init(BusinessSearch.spam, texts("state.spam")),
                ]),
            FormField(
                "linh-vuc", .select, label: texts("field.field"),
                options: [all] + settings.fields.map { .init($0.slug, $0.title) }),
        ])
        form.set("q", to: search.text)
        form.set("buoc", to: search.step)
        form.set("linh-vuc", to: search.field)
        return form
    }

    private static func row(
        _ entry: BusinessSearch.Entry, _ settings: AdsSettings, _ names: WorkflowNames, _ request: Request
    ) -> AdminList.Row {
        let (context, texts) = (request.module, request.texts)
        let url = context.adminURL(AdsScreen.business(entry.id))
        let state = BusinessState(entry, names, texts)
        var links = [AdminAction(texts("admin.open"), url: url)]
        if !entry.isClosed {
            links.append(AdminAction(texts("admin.steps"), url: context.stepsURL(AdsScreen.business(entry.id))))
        }
        links.append(AdminAction(texts("admin.preview"), url: context.adminURL(AdsScreen.preview(entry.id))))
        return AdminList.Row(
            [
                .init(entry.name, url: url), .init(settings.title(ofField: entry.field)),
                .init(state.text, badge: state.badge),
                .init(
                    texts(entry.isConfirmed ? "admin.confirmed" : "admin.unconfirmed"),
                    badge: entry.isConfirmed ? .success : entry.isClosed ? .neutral : .warning),
                .init(VietnamTime(entry.receivedAt).dayText), .init(VietnamTime(entry.changedAt).timeText),
            ], links: links)
    }
}

/// What has become of a business, in a word and its colour.
struct BusinessState {
    let text: String
    let badge: AdminList.Cell.Badge

    init(_ entry: BusinessSearch.Entry, _ names: WorkflowNames, _ texts: Texts) {
        self.init(
            step: entry.step, isPublic: entry.isPublic, isClosed: entry.isClosed, isSpam: entry.isSpam, names, texts)
    }

    init(_ business: Business, _ names: WorkflowNames, _ texts: Texts) {
        self.init(
            step: business.step, isPublic: business.isPublic, isClosed: business.isClosed, isSpam: business.isSpam,
            names,
            texts)
    }

    private init(
        step: String, isPublic: Bool, isClosed: Bool, isSpam: Bool, _ names: WorkflowNames, _ texts: Texts
    ) {
        text = isSpam ? texts("state.spam") : isClosed ? texts("state.closed") : names.step(step)
        badge = isClosed ? .neutral : isPublic ? .success : .warning
    }
}
