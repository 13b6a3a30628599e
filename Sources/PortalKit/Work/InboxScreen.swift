import Foundation

/// What waits for a person, in all modules: what is late first.
enum InboxScreen {
    private static let pageSize = 20

    private struct Found: Sendable {
        let entries: [WorkList.Entry]
        let paging: Paging
        let load: WorkflowInbox.Load
        let places: [Place]
    }

    /// A kind of record and a step in which something waits, to filter by.
    private struct Place: Sendable {
        let recordType: String
        let module: String
        let step: String
        let title: String
    }

    static func show(_ request: Request) async throws -> Response {
        let filter = filter(request)
        let found = try await read(filter, request)
        let texts = request.texts
        let isFiltered = filter.claim != nil || filter.step != nil || request.query["loai"].map { !$0.isEmpty } == true
        return try request.adminList(
            AdminList(
                intro: found.load.late == 0
                    ? texts("work.inbox_intro") : texts("work.late_counted", ["count": String(found.load.late)]),
                actions: [
                    AdminAction(texts("work.deputies"), url: WorkPath.deputies, icon: "person"),
                    AdminAction(texts("digest.title"), url: WorkPath.digest, icon: "mail"),
                ],
                filter: form(filter, found.places, request), columns: columns(texts),
                rows: found.entries.map { row($0, request) },
                empty: texts(isFiltered ? "work.nothing_found" : "work.nothing_waits"),
                pager: Pager(found.paging, path: WorkPath.inbox, query: query(request), texts: texts)),
            PageInfo(title: texts("work.inbox")))
    }

    // MARK: - Reading

    private static func filter(_ request: Request) -> WorkflowInbox.Filter {
        let types = request.assembly.workflowRecordTypes
        let type = request.query["loai"].flatMap { types.contains($0) ? $0 : nil }
        return WorkflowInbox.Filter(
            recordTypes: type.map { [$0] } ?? types, step: request.query["buoc"].flatMap { $0.isEmpty ? nil : $0 },
            claim: request.query["ai"].flatMap(WorkflowInbox.Filter.Claim.init(rawValue:)))
    }

    private static func read(_ filter: WorkflowInbox.Filter, _ request: Request) async throws -> Found {
        let (actor, now, number) = (request.actor, request.now, try request.pageNumber())
        let (assembly, language) = (request.assembly, request.client.language)
        return try await request.site.database.read { database in
            let load = try WorkflowInbox.load(for: actor, filter, now: now, in: database)
            let paging = try Paging(number: number, size: pageSize, total: load.total)
            let items = try WorkflowInbox.waiting(
                for: actor, filter, now: now, limit: pageSize, offset: paging.offset, in: database)
            let places = try WorkflowInbox.places(
                for: actor, recordTypes: assembly.workflowRecordTypes, now: now, in: database
            ).compactMap { place -> Place? in
                guard let found = assembly.workflowRecords(place.recordType) else { return nil }
                let texts = assembly.texts.texts(module: found.module.id, language: language)
                let names = try WorkflowNames(place.type, texts: texts, in: database)
                return Place(
                    recordType: place.recordType, module: texts("module.name"), step: place.step,
                    title: names.step(place.step))
            }
            return Found(
                entries: try WorkList.entries(items, assembly: assembly, language: language, in: database),
                paging: paging, load: load, places: places)
        }
    }

    // MARK: - The page

    private static func form(_ filter: WorkflowInbox.Filter, _ places: [Place], _ request: Request) -> Form {
        let texts = request.texts
        let all = FormField.Option("", texts("work.all"))
        func options(_ pairs: [(String, String)]) -> [FormField.Option] {
            var seen: Set<String> = []
            return [all] + pairs.filter { seen.insert($0.0).inserted }.map { FormField.Option($0.0, $0.1) }
        }
        var form = Form(fields: [
            FormField(
                "loai", .select, label: texts("work.kind"), options: options(places.map { ($0.recordType, $0.module) })),
            FormField("buoc", .select, label: texts("work.step"), options: options(places.map { ($0.step, $0.title) })),
            FormField(
                "ai", .select, label: texts("work.who"),
                options: [all]
                    + WorkflowInbox.Filter.Claim.allCases.map {
                        FormField.Option($0.rawValue, texts("work.who.\($0.rawValue)"))
                    }),
        ])
        for name in ["loai", "buoc", "ai"] { form.set(name, to: request.query[name] ?? "") }
        return form
    }

    private static func query(_ request: Request) -> [(String, String)] {
        ["loai", "buoc", "ai"].map { ($0, request.query[$0] ?? "") }
    }

    private static func columns(_ texts: Texts) -> [AdminList.Column] {
        ["work.title", "work.kind", "work.step", "work.since", "work.due", "work.assigned_to"].map {
            AdminList.Column(texts($0))
        }
    }

    private static func row(_ entry: WorkList.Entry, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let isLate = (entry.item.dueAt ?? .distantFuture) < request.now
        let due = entry.item.dueAt.map { VietnamTime($0).dayText } ?? "–"
        return AdminList.Row(
            [
                .init(entry.title, url: entry.url),
                .init(entry.module),
                .init(entry.step),
                .init(VietnamTime(entry.item.since).timeText),
                isLate ? .init(texts("work.late", ["day": due]), badge: .error) : .init(due),
                .init(entry.claimer ?? texts("work.nobody")),
            ],
            links: [AdminAction(texts("work.handle"), url: entry.url)])
    }
}
