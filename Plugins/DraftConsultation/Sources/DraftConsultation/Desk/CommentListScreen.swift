import PortalKit

/// The officers' list of comments, with what can be done with several at once.
enum CommentListScreen {
    private static let pageSize = 50

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
        var form = CommentBulk.form(texts)
        form.accept(request)
        let ids = request.form.all("comment").compactMap { Int64($0) }.prefix(500)
        guard let bulk = CommentBulk(rawValue: request.form["bulk"] ?? "") else { throw PortalError.notFound }
        bulk.check(&form, ids.count, texts)
        guard form.isValid else {
            return try await show(draft, refused: Refused(form: form, bulk: bulk, ids: Set(ids)), request)
        }
        let (desk, filled, chosen) = (CommentDesk(request.module), form, Array(ids))
        let done = try await request.module.storage.write(as: request.actor) { change in
            try bulk.perform(filled, chosen, draft, desk, in: change)
        }
        return .redirect(
            to: request.module.adminURL(ConsultationScreen.comments(draft.id)) + CommentFilter.query(request),
            message: FlashMessage(.success, texts("bulk.done", ["count": String(done)])))
    }

    /// What could not be done, with what was typed and ticked for it.
    private struct Refused {
        let form: Form
        let bulk: CommentBulk
        let ids: Set<Int64>
    }

    private static func show(
        _ draft: Draft?, refused: Refused? = nil, _ request: Request
    ) async throws -> Response {
        let (asked, texts, context) = (CommentFilter.search(draft, request), request.texts, request.module)
        let number = try request.pageNumber()
        let (rows, paging, tags, titles, choices) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: asked.count(in: database))
            let rows = try asked.rows(limit: pageSize, offset: paging.offset, in: database)
            return (
                rows, paging, try CommentRows.tags(of: rows.map(\.id), in: database),
                try DraftRows.titles(Array(Set(rows.map(\.draft))), in: database),
                try CommentFilter.Choices.fetch(draft, in: database)
            )
        }
        let pairs = CommentFilter.pairs(request)
        let url =
            draft.map { context.adminURL(ConsultationScreen.comments($0.id)) }
            ?? context.adminURL(ConsultationScreen.comments)
        let maySee = draft.map { request.consultation.maySeeSenders($0) } ?? false
        let filter = CommentFilter.form(asked, choices, draft, texts)
        let bulk = refused?.form ?? CommentBulk.form(texts)
        let model = CommentListModel(
            title: draft == nil ? texts("comments.list_all") : texts("comments.list"),
            intro: draft?.content.title ?? texts("comments.intro_all"), hasActions: draft != nil,
            actions: draft.map { actions($0, request) } ?? [], filterUrl: url,
            hasFilter: true, filters: filter.fields.map { FieldModel($0) },
            summary: texts("comments.counted", ["count": String(paging.total)]),
            error: refused?.form.errors.map(\.reason).joined(separator: " "), csrf: request.formToken(),
            postUrl: url + CommentFilter.query(request), hasRows: !rows.isEmpty,
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
}
