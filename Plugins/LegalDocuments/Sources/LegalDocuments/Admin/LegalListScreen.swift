import PortalKit

/// The list of all documents in the administration.
enum LegalListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let access = LegalAccess(actor: request.actor)
        let search = DocumentSearch(request, scopes: access.scopes)
        let page = try request.pageNumber()
        let (texts, today) = (request.texts, VietnamTime(request.now).isoDay)
        let (rows, paging, choices, names) = try await request.module.storage.read { database in
            let paging = try Paging(number: page, size: pageSize, total: search.count(today: today, in: database))
            let rows = try search.rows(limit: pageSize, offset: paging.offset, today: today, in: database)
            return (
                rows, paging, try DocumentSearch.Choices.fetch(in: database),
                try WorkflowNames(LegalWorkflow.type.id, texts: texts, in: database)
            )
        }
        return try request.adminList(
            AdminList(
                intro: texts("admin.intro"), actions: actions(access, request),
                filter: filter(search, choices, names, texts),
                columns: [
                    .init(texts("field.number")), .init(texts("field.summary")), .init(texts("fact.issued")),
                    .init(texts("facet.status")), .init(texts("admin.state")), .init(texts("admin.changed")),
                ],
                rows: rows.map { row($0, names, today: today, access, request) },
                empty: texts(search.isFiltered ? "admin.nothing_found" : "admin.no_documents"),
                pager: Pager(paging, path: request.module.adminURL(), query: search.pairs, texts: texts)),
            PageInfo(title: texts("admin.list")))
    }

    private static func actions(_ access: LegalAccess, _ request: Request) -> [AdminAction] {
        guard access.writes else { return [] }
        return [
            AdminAction(
                request.texts("admin.new"), url: request.module.adminURL(LegalScreen.new), isPrimary: true,
                icon: "plus"),
            AdminAction(request.texts("admin.import"), url: request.module.adminURL(LegalScreen.importing)),
        ]
    }

    private static func filter(
        _ search: DocumentSearch, _ choices: DocumentSearch.Choices, _ names: WorkflowNames, _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("facet.all"))
        func options(_ entries: [DocumentSearch.Choices.Entry]) -> [FormField.Option] {
            [all] + entries.map { FormField.Option($0.value, $0.title) }
        }
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("admin.filter_text"), value: search.text),
            FormField("loai", .select, label: texts("field.type"), options: options(choices.types)),
            FormField(
                "hieu-luc", .select, label: texts("facet.status"),
                options: [all] + LegalStatus.allCases.map { FormField.Option($0.rawValue, texts($0.key)) }),
            FormField("nam", .select, label: texts("facet.year"), options: options(choices.years)),
            FormField("co-quan", .select, label: texts("facet.body"), options: options(choices.bodies)),
            FormField(
                "buoc", .select, label: texts("admin.state"),
                options: [all] + names.steps.map { FormField.Option($0.id, $0.title) }),
        ])
        for (name, value) in search.pairs { form.set(name, to: value) }
        return form
    }

    private static func row(
        _ document: DocumentSearch.Row, _ names: WorkflowNames, today: String, _ access: LegalAccess, _ request: Request
    ) -> AdminList.Row {
        let (context, texts) = (request.module, request.texts)
        let edit = context.adminURL(LegalScreen.edit(document.id))
        let status = LegalStatus(effectiveOn: document.effectiveOn, endedOn: document.endedOn, day: today)
        let isInitial = document.step == LegalWorkflow.type.initial
        let name = [document.type, document.number].filter { !$0.isEmpty }.joined(separator: " ")
        let mayDelete =
            isInitial && !document.wasPublic && access.actor.may(LegalPermission.write, scope: document.bodyKey)
        return AdminList.Row(
            [
                .init(name.isEmpty ? texts("admin.unnumbered") : name, url: edit),
                .init(document.summary.excerpt(length: 160)), .init(DayModel(document.issuedOn)?.text ?? "–"),
                .init(texts(status.key), badge: status.adminBadge),
                .init(
                    names.step(document.step),
                    badge: document.isPublic ? .success : isInitial ? .neutral : .warning),
                .init(VietnamTime(document.changedAt).timeText),
            ],
            links: [
                AdminAction(texts("admin.steps"), url: context.stepsURL(LegalScreen.edit(document.id))),
                AdminAction(texts("admin.preview"), url: context.adminURL(LegalScreen.preview(document.id))),
            ],
            posts: mayDelete ? [deletion(document.id, name: name, request)] : [])
    }

    static func deletion(_ id: Int64, name: String, _ request: Request) -> AdminPost {
        let texts = request.texts
        let shown = name.isEmpty ? texts("admin.unnumbered") : name
        return AdminPost(
            texts("admin.delete"), url: request.module.adminURL(LegalScreen.deletion(id)), subject: shown,
            confirm: .init(
                texts("admin.delete_question", ["name": shown]), explanation: texts("admin.delete_explanation")))
    }
}

extension LegalStatus {
    var adminBadge: AdminList.Cell.Badge {
        switch self {
        case .upcoming: .warning
        case .inForce: .success
        case .ended: .neutral
        }
    }
}
