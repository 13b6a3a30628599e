import Foundation
import GRDB
import PortalKit

/// The officers' list of comments, with what can be done with several at once.
enum CommentListScreen {
    private static let pageSize = 50
    private static let filterNames = ["q", "loc", "xu-ly", "dieu", "nhan", "nhom", "nguoi", "ban", "trung"]

    /// What is done with several comments at once.
    enum Bulk: String, CaseIterable {
        case publish = "hien-thi"
        case treat = "tiep-thu"
        case group = "nhom"
        case tag = "nhan"
        case duplicate = "trung"
    }

    /// Comments on all drafts of which the officer has the care.
    static func all(_ request: Request) async throws -> Response {
        try await show(nil, request)
    }

    /// Comments on one draft.
    static func list(_ request: Request) async throws -> Response {
        try await show(try await request.treatedDraft(), request)
    }

    /// Does something with the comments that are ticked.
    static func act(_ request: Request) async throws -> Response {
        let draft = try await request.treatedDraft()
        let texts = request.texts
        var form = bulkForm(texts)
        form.accept(request)
        let ids = request.form.all("comment").compactMap { Int64($0) }.prefix(500)
        guard let bulk = Bulk(rawValue: request.form["bulk"] ?? "") else { throw PortalError.notFound }
        if ids.isEmpty { form.fail("group", texts("bulk.none_chosen")) }
        check(&form, bulk, ids.count, texts)
        guard form.isValid else {
            return try await show(draft, refused: Refused(form: form, bulk: bulk, ids: Set(ids)), request)
        }
        let (desk, filled, chosen) = (CommentDesk(request.module), form, Array(ids))
        let done = try await request.module.storage.write(as: request.actor) { change in
            try perform(bulk, filled, chosen, draft, desk, in: change)
        }
        return .redirect(
            to: request.module.adminURL(ConsultationScreen.comments(draft.id)) + query(request),
            message: FlashMessage(.success, texts("bulk.done", ["count": String(done)])))
    }

    /// What could not be done, with what was typed and ticked for it.
    private struct Refused {
        let form: Form
        let bulk: Bulk
        let ids: Set<Int64>
    }

    /// What narrows the list, with the page, to come back to.
    private static func query(_ request: Request) -> String {
        let pairs = (filterNames + ["trang"]).map { ($0, request.query[$0] ?? "") }.filter { !$0.1.isEmpty }
        return pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs)
    }

    private static func check(_ form: inout Form, _ bulk: Bulk, _ count: Int, _ texts: Texts) {
        switch bulk {
        case .treat:
            if form["treatment"].isEmpty { form.fail("treatment", texts("bulk.treatment_missing")) }
            CommentAction.check(&form, texts)
        case .tag: if CommentAction.tags(form["tags"]).isEmpty { form.fail("tags", texts("bulk.tag_missing")) }
        case .duplicate: if count < 2 { form.fail("group", texts("bulk.two_needed")) }
        case .publish, .group: break
        }
    }

    /// - Returns: how many comments it was done with; those whose state does not allow it are left.
    static func perform(
        _ bulk: Bulk, _ form: Form, _ ids: [Int64], _ draft: Draft, _ desk: CommentDesk, in change: Change
    ) throws -> Int {
        var done = 0
        let own = try ids.filter { try CommentRows.fetch($0, in: change.database)?.draft == draft.id }
        for (index, id) in own.enumerated() {
            do {
                switch bulk {
                case .publish: try desk.publish(id, in: change)
                case .treat:
                    guard let treatment = Comment.Treatment(rawValue: form["treatment"]) else { continue }
                    try desk.treat(id, treatment, reason: form["reason"].normalizedInput(multiline: true), in: change)
                case .group: try desk.setGroup(id, form["group"].normalizedInput(), in: change)
                case .tag: for tag in CommentAction.tags(form["tags"]) { try desk.addTag(id, tag, in: change) }
                case .duplicate:
                    if index == 0 {
                        try desk.setDuplicate(id, of: nil, in: change)
                    } else {
                        try desk.setDuplicate(id, of: own[0], in: change)
                    }
                }
                done += 1
            } catch is CommentChanged {
                continue
            }
        }
        return done
    }

    static func bulkForm(_ texts: Texts) -> Form {
        Form(
            fields: [
                FormField(
                    "group", label: texts("action.group"), help: texts("bulk.group_help"), maximumLength: 150),
                FormField("tags", label: texts("action.tags"), help: texts("action.tags_help"), maximumLength: 400),
            ]
                + [
                    FormField(
                        "treatment", .select, label: texts("action.treatment"),
                        options: [.init("", "–")]
                            + Comment.Treatment.allCases.map { .init($0.rawValue, texts("treatment.\($0.rawValue)")) }),
                    FormField(
                        "reason", .textarea(rows: 3), label: texts("action.reason"), help: texts("action.reason_help"),
                        maximumLength: CommentLimit.reason),
                ])
    }

    // MARK: - The screen

    private static func search(_ draft: Draft?, _ request: Request) -> CommentSearch {
        let query = request.query
        var search = CommentSearch()
        search.draft = draft?.id
        if draft == nil { search.bodies = request.consultation.bodies([ConsultationPermission.comments]) }
        search.text = String((query["q"] ?? "").normalizedInput().prefix(100))
        search.state = query["loc"].flatMap(Comment.State.init(rawValue:))
        search.treatment = String((query["xu-ly"] ?? "").prefix(20))
        search.article = String((query["dieu"] ?? "").prefix(120))
        search.tag = String((query["nhan"] ?? "").prefix(CommentLimit.tag))
        search.group = query.integer("nhom").map { Int64($0) }
        search.sender = query["nguoi"].flatMap(Comment.Sender.init(rawValue:))
        search.version = query.integer("ban")
        search.isFirstOnly = query["trung"] == "an"
        return search
    }

    private static func show(
        _ draft: Draft?, refused: Refused? = nil, _ request: Request
    ) async throws -> Response {
        let (asked, texts, context) = (search(draft, request), request.texts, request.module)
        let number = try request.pageNumber()
        let (rows, paging, tags, titles, choices) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: asked.count(in: database))
            let rows = try asked.rows(limit: pageSize, offset: paging.offset, in: database)
            return (
                rows, paging, try CommentRows.tags(of: rows.map(\.id), in: database),
                try DraftRows.titles(Array(Set(rows.map(\.draft))), in: database),
                try Choices.fetch(draft, in: database)
            )
        }
        let pairs = filterNames.map { ($0, request.query[$0] ?? "") }.filter { !$0.1.isEmpty }
        let url =
            draft.map { context.adminURL(ConsultationScreen.comments($0.id)) }
            ?? context.adminURL(ConsultationScreen.comments)
        let maySee = draft.map { request.consultation.maySeeSenders($0) } ?? false
        let filter = filter(asked, choices, draft, texts)
        let bulk = refused?.form ?? bulkForm(texts)
        let model = CommentListModel(
            title: draft == nil ? texts("comments.list_all") : texts("comments.list"),
            intro: draft?.content.title ?? texts("comments.intro_all"), hasActions: draft != nil,
            actions: draft.map { actions($0, request) } ?? [], filterUrl: url,
            hasFilter: true, filters: filter.fields.map { FieldModel($0) },
            summary: texts("comments.counted", ["count": String(paging.total)]),
            error: refused?.form.errors.map(\.reason).joined(separator: " "), csrf: request.formToken(),
            postUrl: url + query(request), hasRows: !rows.isEmpty,
            hasBulk: draft != nil,
            showsDraft: draft == nil, showsSender: maySee,
            rows: rows.map { row in
                self.row(
                    row, tags[row.id] ?? [], titles, maySee: maySee, isChosen: refused?.ids.contains(row.id) ?? false,
                    request)
            },
            empty: texts(pairs.isEmpty ? "comments.none" : "comments.nothing_found"),
            isSorting: refused.map { $0.bulk == .group || $0.bulk == .tag } ?? false,
            isTreating: refused?.bulk == .treat,
            sorting: bulk.fields.prefix(2).map { FieldModel($0, idSuffix: "bulk") },
            treating: bulk.fields.dropFirst(2).map { FieldModel($0, idSuffix: "bulk") },
            pager: Pager(paging, path: url, query: pairs, texts: texts))
        return try request.adminPage(
            "admin/comments", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [DraftEditScreen.listStep(request)]
                    + (draft.map { [DraftEditScreen.draftStep($0, request)] } ?? []), status: refused == nil ? 200 : 422
            ))
    }

    private static func actions(_ draft: Draft, _ request: Request) -> [AdminAction] {
        let (texts, context) = (request.texts, request.module)
        return [
            AdminAction(
                texts("comments.enter"), url: context.adminURL(ConsultationScreen.enter(draft.id)), isPrimary: true,
                icon: "plus"),
            AdminAction(texts("heat.title"), url: context.adminURL(ConsultationScreen.heat(draft.id)), icon: "chart"),
            AdminAction(
                texts("result.title"), url: context.adminURL(ConsultationScreen.result(draft.id)), icon: "file"),
            AdminAction(
                texts("comments.csv"), url: context.adminURL(ConsultationScreen.csv(draft.id)), icon: "download"),
        ]
    }

    private static func row(
        _ comment: Comment, _ tags: [String], _ titles: [Int64: String], maySee: Bool, isChosen: Bool,
        _ request: Request
    ) -> CommentListModel.Row {
        let texts = request.texts
        let sender =
            comment.sender == .body
            ? comment.body : maySee ? comment.name.present ?? texts("sender.person") : texts("sender.person")
        return CommentListModel.Row(
            id: String(comment.id), isChosen: isChosen, code: comment.code,
            url: request.module.adminURL(ConsultationScreen.comment(comment.id)),
            text: comment.text.excerpt(length: 220), place: comment.place.label,
            version: texts("version.short", ["number": String(comment.version)]), draft: titles[comment.draft] ?? "",
            sender: sender, day: VietnamTime(comment.receivedAt).dayText,
            state: texts("state.\(comment.state.rawValue)"), stateBadge: comment.state.badge.rawValue,
            treatment: comment.treatment.map { texts("treatment.\($0.rawValue)") },
            treatmentBadge: comment.treatment?.badge.rawValue ?? "neutral", isDuplicate: comment.duplicateOf != nil,
            tags: tags)
    }

    // MARK: - The filter

    /// What a draft's comments can be narrowed by.
    struct Choices: Sendable {
        var articles: [(article: String, label: String)] = []
        var tags: [String] = []
        var groups: [(id: Int64, title: String)] = []

        static func fetch(_ draft: Draft?, in database: Database) throws -> Choices {
            guard let draft else { return Choices() }
            let articles = try Row.fetchAll(
                database,
                sql: """
                    SELECT article, min(article_place) AS label FROM consultation_comments WHERE draft_id = ?
                    GROUP BY article ORDER BY min(place_order) LIMIT 500
                    """, arguments: [draft.id])
            return Choices(
                articles: articles.map { ($0["article"], $0["label"]) },
                tags: try CommentRows.tags(ofDraft: draft.id, in: database),
                groups: try CommentRows.groups(of: draft.id, in: database))
        }
    }

    private static func filter(
        _ search: CommentSearch, _ choices: Choices, _ draft: Draft?, _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        var fields = [
            FormField("q", .input(type: "search"), label: texts("comments.filter_text"), value: search.text),
            FormField(
                "loc", .select, label: texts("comments.state"),
                options: [all] + Comment.State.allCases.map { .init($0.rawValue, texts("state.\($0.rawValue)")) },
                value: search.state?.rawValue ?? ""),
            FormField(
                "xu-ly", .select, label: texts("action.treatment"),
                options: [all, .init("none", texts("treatment.none"))]
                    + Comment.Treatment.allCases.map { .init($0.rawValue, texts("treatment.\($0.rawValue)")) },
                value: search.treatment),
            FormField(
                "nguoi", .select, label: texts("comment.sender_kind"),
                options: [all] + Comment.Sender.allCases.map { .init($0.rawValue, texts("sender.\($0.rawValue)")) },
                value: search.sender?.rawValue ?? ""),
        ]
        guard let draft else { return Form(fields: fields) }
        fields.append(
            FormField(
                "dieu", .select, label: texts("comment.place"),
                options: [all]
                    + choices.articles.map {
                        .init($0.article.isEmpty ? "toan-van" : $0.article, $0.label.excerpt(length: 80))
                    },
                value: search.article))
        if !choices.groups.isEmpty {
            fields.append(
                FormField(
                    "nhom", .select, label: texts("action.group"),
                    options: [all] + choices.groups.map { .init(String($0.id), $0.title) },
                    value: search.group.map { String($0) } ?? ""))
        }
        if !choices.tags.isEmpty {
            fields.append(
                FormField(
                    "nhan", .select, label: texts("action.tags"), options: [all] + choices.tags.map { .init($0, $0) },
                    value: search.tag))
        }
        if draft.version > 1 {
            fields.append(
                FormField(
                    "ban", .select, label: texts("comment.version"),
                    options: [all]
                        + (1...draft.version).map {
                            .init(String($0), texts("version.short", ["number": String($0)]))
                        }, value: search.version.map { String($0) } ?? ""))
        }
        fields.append(
            FormField(
                "trung", .select, label: texts("comments.duplicates"),
                options: [all, .init("an", texts("comments.first_only"))], value: search.isFirstOnly ? "an" : ""))
        return Form(fields: fields)
    }
}

/// What the template `admin/comments` shows.
struct CommentListModel: TemplateModel {
    struct Row: Sendable {
        let id: String
        /// Whether it was ticked for what was refused.
        let isChosen: Bool
        let code: String
        let url: String
        let text: String
        let place: String
        let version: String
        let draft: String
        let sender: String
        let day: String
        let state: String
        let stateBadge: String
        let treatment: String?
        let treatmentBadge: String
        let isDuplicate: Bool
        let tags: [String]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let filterUrl: String
    let hasFilter: Bool
    let filters: [FieldModel]
    let summary: String
    let error: String?
    let csrf: String
    /// Holds what narrows the list.
    let postUrl: String
    let hasRows: Bool
    let hasBulk: Bool
    let showsDraft: Bool
    let showsSender: Bool
    let rows: [Row]
    let empty: String
    /// Whether these fields are seen at once, since they were refused.
    let isSorting: Bool
    let isTreating: Bool
    let sorting: [FieldModel]
    let treating: [FieldModel]
    let pager: Pager

    static var example: CommentListModel {
        CommentListModel(
            title: "Ý kiến", intro: "Quy chế", hasActions: true,
            actions: [
                AdminAction(
                    "Nhập ý kiến", url: "/quan-tri/draft-consultation/1/nhap-y-kien", isPrimary: true, icon: "plus")
            ],
            filterUrl: "/quan-tri/draft-consultation/1/y-kien", hasFilter: true, filters: FieldModel.examples,
            summary: "14 ý kiến", error: "Chưa chọn ý kiến nào", csrf: "…",
            postUrl: "/quan-tri/draft-consultation/1/y-kien",
            hasRows: true, hasBulk: true, showsDraft: true, showsSender: true,
            rows: [
                Row(
                    id: "1", isChosen: true, code: "YK-7K2M9QX4TD", url: "/quan-tri/draft-consultation/y-kien/1",
                    text: "Nên giảm mức thu.",
                    place: "Điều 5", version: "Bản 1", draft: "Quy chế", sender: "Cá nhân", day: "24/11/2026",
                    state: "Chờ xem", stateBadge: "warning", treatment: "Tiếp thu", treatmentBadge: "success",
                    isDuplicate: true, tags: ["mức thu"])
            ], empty: "Chưa có ý kiến nào", isSorting: true, isTreating: true, sorting: FieldModel.examples,
            treating: FieldModel.examples, pager: .example
        )
    }
}
