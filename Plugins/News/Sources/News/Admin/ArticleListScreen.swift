import Foundation
import PortalKit

/// The list of all articles in the administration.
enum ArticleListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let access = ArticleAccess(request)
        let search = search(request, access)
        let page = try request.pageNumber()
        let texts = request.texts
        let (rows, paging, newest, names) = try await request.module.storage.read { database in
            let paging = try Paging(number: page, size: pageSize, total: search.count(in: database))
            let rows = try search.rows(limit: pageSize, offset: paging.offset, in: database)
            return (
                rows, paging, try PublicArticles.newest(in: database),
                try WorkflowNames(NewsWorkflow.type.id, texts: texts, in: database)
            )
        }
        let actions =
            access.writable.isEmpty
            ? []
            : [
                AdminAction(
                    texts("admin.new"), url: request.module.adminURL(NewsScreen.new), isPrimary: true, icon: "plus"),
                AdminAction(texts("import"), url: request.module.adminURL(NewsScreen.importing)),
            ]
        let isFiltered = !(search.text + search.step + search.section).isEmpty
        return try request.adminList(
            AdminList(
                intro: freshness(newest, request), actions: actions, filter: filter(search, access, names, texts),
                columns: columns(search, request), rows: rows.map { row($0, access.sections, names, request) },
                empty: texts(isFiltered ? "admin.nothing_found" : "admin.no_articles"),
                pager: Pager(
                    paging, path: request.module.adminURL(), query: pairs(search, order: search.order), texts: texts)),
            PageInfo(title: texts("admin.list")))
    }

    private static func search(_ request: Request, _ access: ArticleAccess) -> ArticleSearch {
        var search = ArticleSearch()
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.step = String((request.query["buoc"] ?? "").prefix(100))
        search.section = request.query["muc"].flatMap { access.sections[$0]?.slug } ?? ""
        search.scopes = access.scopes
        search.order = request.query["xep"].flatMap(ArticleSearch.Order.init(rawValue:)) ?? .changed
        search.isAscending = request.query["chieu"] == "tang"
        return search
    }

    /// For how long nothing new has come out (Art. 10.1).
    private static func freshness(_ newest: Date?, _ request: Request) -> String {
        guard let newest else { return request.texts("admin.never_published") }
        let days = VietnamTime(request.now).dayNumber - VietnamTime(newest).dayNumber
        if days <= 0 { return request.texts("admin.updated_today") }
        return request.texts("admin.updated_before", ["count": String(days)])
    }

    private static func filter(
        _ search: ArticleSearch, _ access: ArticleAccess, _ names: WorkflowNames, _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("admin.filter_text"), value: search.text),
            FormField(
                "buoc", .select, label: texts("admin.state"),
                options: [all]
                    + names.steps.map { FormField.Option($0.id, $0.title) }),
            FormField(
                "muc", .select, label: texts("field.section"),
                options: [all] + access.sections.all.map { FormField.Option($0.slug, $0.title) }),
        ])
        form.set("buoc", to: search.step)
        form.set("muc", to: search.section)
        return form
    }

    private static func columns(_ search: ArticleSearch, _ request: Request) -> [AdminList.Column] {
        let texts = request.texts
        func sort(_ order: ArticleSearch.Order) -> AdminList.Sort {
            let isCurrent = search.order == order
            // A title is looked for from A on, a time from the latest on.
            let ascends = isCurrent ? !search.isAscending : order == .title
            let query = pairs(search, order: order, isAscending: ascends)
            return AdminList.Sort(
                url: request.module.adminURL() + "?" + query.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&"),
                direction: isCurrent ? (search.isAscending ? .ascending : .descending) : nil)
        }
        return [
            AdminList.Column(texts("field.title"), sort: sort(.title)),
            AdminList.Column(texts("field.section")),
            AdminList.Column(texts("field.author")),
            AdminList.Column(texts("admin.state")),
            AdminList.Column(texts("published"), sort: sort(.published)),
            AdminList.Column(texts("admin.changed"), sort: sort(.changed)),
        ]
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func pairs(
        _ search: ArticleSearch, order: ArticleSearch.Order, isAscending: Bool? = nil
    ) -> [(String, String)] {
        [
            ("q", search.text), ("buoc", search.step), ("muc", search.section), ("xep", order.rawValue),
            ("chieu", isAscending ?? search.isAscending ? "tang" : "giam"),
        ].filter { !$0.1.isEmpty }
    }

    private static func row(
        _ article: ArticleSearch.Row, _ sections: NewsSections, _ names: WorkflowNames, _ request: Request
    ) -> AdminList.Row {
        let (context, texts) = (request.module, request.texts)
        let time = { (date: Date) in VietnamTime(date).timeText }
        let state = ArticleState(
            step: article.step, isPublic: article.isPublic, isScheduled: article.isScheduled,
            time: article.publishedAt.map(time) ?? "", names: names, texts: texts)
        let published = article.isPublic || article.isScheduled ? article.publishedAt.map(time) : nil
        return AdminList.Row(
            [
                .init(article.title, url: context.adminURL(NewsScreen.edit(article.id))),
                .init(sections.title(of: article.section)),
                .init(article.author.isEmpty ? texts("admin.unnamed") : article.author),
                .init(state.text, badge: state.badge),
                .init(published ?? "–"),
                .init(time(article.changedAt)),
            ],
            links: [
                AdminAction(texts("admin.open"), url: context.adminURL(NewsScreen.edit(article.id))),
                AdminAction(texts("workflow"), url: context.stepsURL(NewsScreen.edit(article.id))),
                AdminAction(texts("admin.preview"), url: context.adminURL(NewsScreen.preview(article.id))),
            ])
    }
}

extension ArticleAccess {
    /// The sections whose articles the actor may see; nil for all.
    fileprivate var scopes: Set<String>? {
        let scopes = NewsPermission.all.map { actor.permissions.scopes(of: $0) }
        if scopes.contains(nil) { return nil }
        return scopes.compactMap { $0 }.reduce(into: []) { $0.formUnion($1) }
    }
}
