import PortalKit

extension PlanItem: BoardForm {
    static func fields(_ content: PlanItem, _ place: BoardPlace) -> [FormField] {
        [
            .line("title", place, isRequired: true, limit: 300, value: content.title),
            FormField(
                "owner", .select, label: place.texts("field.owner"), isRequired: true,
                options: [.init("", place.texts("choose"))]
                    + place.memberOptions(keeping: [content.owner]),
                value: content.owner > 0 ? String(content.owner) : ""),
            .day("due_on", place, value: content.dueOn),
            .lines("result", place, rows: 3, help: "field.result_help", value: content.result),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, result, dueOn) = (form["title"], form["result"], form.day("due_on"))
        owner = Int64(form["owner"]) ?? 0
    }
}

/// What a plan says is to be done, one by one: written by the office, reported on by whoever does it.
enum PlanItemScreens {
    static let screens = EditScreens<PlanItem>(
        begin: { request, place in
            let plan = try await request.record(Plan.self)
            guard plan.content.state != PlanWorkflow.review else { throw PortalError.conflict(reason: "error.409") }
            var item = PlanItem()
            (item.plan, item.isSupplement) = (plan.id, plan.content.isApproved)
            return item
        }, after: { _, item in Plan.screen(item.plan) }, parameter: "item", back: { Plan.screen($0.plan) },
        trail: { item, place in
            [
                .init(place.texts("plan.list"), url: place.url(Plan.path)),
                .init(place.texts("plan.one"), url: place.url(Plan.screen(item.plan))),
            ]
        })

    static func show(_ request: Request) async throws -> Response { try await screen(nil, request) }

    /// Who does it, or the office, says how far it is.
    static func report(_ request: Request) async throws -> Response {
        let (place, item) = (try await BoardPlace(request), try await request.record(PlanItem.self, "item"))
        guard mayReport(item, place) else { throw PortalError.forbidden }
        var form = reportForm(item.content, place)
        form.accept(request)
        guard form.isValid else { return try await screen(form, request) }
        var content = item.content
        content.state = PlanItem.State(rawValue: form["state"]) ?? content.state
        content.progress = content.state == .done ? 100 : Int(form["progress"]) ?? 0
        content.report = form["report"]
        let changed = content
        return try await request.perform(
            "item.reported", to: BoardScreen.item(item.id, of: content.plan),
            from: BoardScreen.item(item.id, of: content.plan)
        ) { try BoardDesk.save(item.id, changed, action: "report", in: $0) }
    }

    static func delete(_ request: Request) async throws -> Response {
        let item = try await request.record(PlanItem.self, "item")
        let plan = try await request.module.storage.read { try Plan.require(item.content.plan, in: $0) }
        guard plan.content.isDraft || item.content.isSupplement && item.content.progress == 0 else {
            throw PortalError.conflict(reason: "error.409")
        }
        return try await request.perform("deleted", to: Plan.screen(plan.id), from: Plan.screen(plan.id)) {
            try BoardDesk.delete(PlanItem.self, item.id, in: $0)
        }
    }

    /// Changes what is to be done, as long as nobody has approved it.
    static func edit(_ request: Request) async throws -> Response {
        try await requireChangeable(request)
        return request.method == .get ? try await screens.edit(request) : try await screens.save(request)
    }

    private static func requireChangeable(_ request: Request) async throws {
        let item = try await request.record(PlanItem.self, "item")
        let plan = try await request.module.storage.read { try Plan.require(item.content.plan, in: $0) }
        guard isChangeable(item.content, plan.content) else { throw PortalError.conflict(reason: "error.409") }
    }

    private static func isChangeable(_ item: PlanItem, _ plan: Plan) -> Bool {
        plan.isDraft || plan.isApproved && item.isSupplement && item.isOpen
    }

    private static func mayReport(_ item: Stored<PlanItem>, _ place: BoardPlace) -> Bool {
        place.actor.may(BoardPermission.plan) || place.own.contains { $0.id == item.content.owner }
    }

    private static func screen(_ failed: Form?, _ request: Request) async throws -> Response {
        let (place, item) = (try await BoardPlace(request), try await request.record(PlanItem.self, "item"))
        let plan = try await request.module.storage.read { try Plan.require(item.content.plan, in: $0) }
        let (texts, content) = (request.texts, item.content)
        let path = BoardScreen.item(item.id, of: plan.id)
        var model = AdminRecord(title: content.title)
        let cell = stateCell(content, place)
        model.badges = [.init(cell.text, cell.badge)]
        model.facts = [
            FactModel(texts("plan.one"), plan.content.title, url: place.url(Plan.screen(plan.id))),
            FactModel(texts("field.owner"), place.name(content.owner)),
            FactModel(texts("field.due_on"), place.day(content.dueOn)),
            FactModel(texts("field.progress"), "\(content.progress)%"),
        ]
        if content.isSupplement { model.facts.append(FactModel(texts("field.note"), texts("item.is_supplement"))) }
        if !content.result.isEmpty { model.parts.append(.init("result", texts("field.result"), text: content.result)) }
        if !content.report.isEmpty { model.parts.append(.init("report", texts("field.report"), text: content.report)) }
        let mayPlan = request.actor.may(BoardPermission.plan)
        if mayPlan, isChangeable(content, plan.content) {
            model.actions = [AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit")]
            model.work.buttons = [
                .init(
                    texts("delete"), url: place.url(path + "/xoa"),
                    question: texts("delete_ask", ["title": content.title]), back: place.url(path))
            ]
        }
        if plan.content.isApproved, mayReport(item, place) {
            model.work.forms = [
                .init(
                    failed ?? reportForm(content, place), id: "report", label: texts("item.report"),
                    submit: texts("save"), url: place.url(path))
            ]
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(
                title: content.title,
                breadcrumbs: [
                    .init(texts("plan.list"), url: place.url(Plan.path)),
                    .init(plan.content.title, url: place.url(Plan.screen(plan.id))),
                ], status: failed == nil ? 200 : 422))
    }

    private static func reportForm(_ item: PlanItem, _ place: BoardPlace) -> Form {
        let texts = place.texts
        return Form(fields: [
            FormField(
                "state", .select, label: texts("field.state"), isRequired: true,
                options: PlanItem.State.allCases.map { .init($0.rawValue, texts("item.state.\($0.rawValue)")) },
                value: item.state.rawValue),
            FormField(
                "progress", .input(type: "number"), label: texts("field.progress_percent"), isRequired: true,
                maximumLength: 3, bounds: 0...100, value: String(item.progress)),
            .lines("report", place, rows: 4, value: item.report),
        ])
    }

    /// How an item stands, late ones marked.
    static func stateCell(_ item: PlanItem, _ place: BoardPlace) -> BoardList<PlanItem>.Cell {
        if item.isLate(on: place.today) { return .init(place.texts("late"), badge: .error) }
        let badge: AdminList.Cell.Badge =
            switch item.state {
            case .done: .success
            case .doing: .warning
            case .planned, .dropped: .neutral
            }
        return .init(place.texts("item.state.\(item.state.rawValue)"), badge: badge)
    }
}
