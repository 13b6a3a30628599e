import Foundation
import GRDB
import PortalKit

extension Plan: BoardForm {
    static func fields(_ content: Plan, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        return [
            .line("title", place, isRequired: true, value: content.title),
            FormField(
                "period", .select, label: texts("field.period"), isRequired: true,
                options: Period.allCases.map { .init($0.rawValue, texts("period.\($0.rawValue)")) },
                value: content.period.rawValue),
            FormField(
                "year", .input(type: "number"), label: texts("field.year"), isRequired: true, maximumLength: 4,
                bounds: 2000...2999, value: String(content.year)),
            .lines("aim", place, rows: 6, value: content.aim),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, aim) = (form["title"], form["aim"])
        period = Period(rawValue: form["period"]) ?? .year
        year = Int(form["year"]) ?? year
    }

    static func settle(_ id: Int64, before: Plan?, after: Plan, _ context: ModuleContext, in change: Change) throws {
        if before == nil { try context.workflow.start(reference(id), as: PlanWorkflow.type, in: change) }
    }

    var isChangeable: Bool { isDraft }
}

/// Plans with what they say is to be done.
enum PlanScreens {
    static let list = BoardList<Plan>(
        columns: [
            .init("field.title", order: ("board_plans.search_key", true)) { plan, place in
                .init(plan.content.title, url: place.url(Plan.screen(plan.id)))
            },
            .init("field.period", order: ("board_plans.year", false)) { plan, place in
                .init(periodText(plan.content, place.texts))
            },
            .init("field.state") { plan, place in
                .init(
                    place.texts("workflow.step.\(plan.content.state)"),
                    badge: plan.content.isApproved ? .success : plan.content.isDraft ? .neutral : .warning)
            },
            .init("field.approved_by") { plan, _ in
                .init(plan.content.approvedAt.map { "\(plan.content.approvedBy), \(VietnamTime($0).dayText)" } ?? "")
            },
        ], states: [PlanWorkflow.draft, PlanWorkflow.review, PlanWorkflow.approved],
        timeColumn: "board_plans.created_at", hasMoments: true, sortedBy: 1)

    static let edit = EditScreens<Plan>(
        begin: { request, _ in
            var plan = Plan()
            plan.year = VietnamTime(request.now).year
            return plan
        })

    static func show(_ request: Request) async throws -> Response {
        let (place, plan) = (try await BoardPlace(request), try await request.record(Plan.self))
        let items = try await request.module.storage.read { try PlanItem.of(plan.id, in: $0) }
        let (texts, content, path) = (request.texts, plan.content, Plan.screen(plan.id))
        let mayPlan = request.actor.may(BoardPermission.plan)
        var model = AdminRecord(title: content.title)
        model.intro = periodText(content, texts)
        if mayPlan, content.state != PlanWorkflow.review {
            model.actions.append(
                AdminAction(
                    texts(content.isApproved ? "item.supplement" : "item.new"), url: place.url(path + "/viec/moi"),
                    isPrimary: true, icon: "plus"))
        }
        if mayPlan, content.isDraft {
            model.actions.append(AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit"))
        }
        model.facts = facts(content, items, place)
        if !content.aim.isEmpty { model.parts = [.init("aim", texts("field.aim"), text: content.aim)] }
        model.sections = [itemSection(items, place)]
        model.work.workflow = try await request.workflowPanel(
            of: plan.reference,
            state: content.isApproved ? (texts("workflow.step.\(content.state)"), .success) : nil)
        if mayPlan, content.isDraft {
            model.work.buttons = [
                .init(
                    texts("delete"), url: place.url(path + "/xoa"),
                    question: texts("delete_ask", ["title": content.title]), back: place.url(path))
            ]
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(title: content.title, breadcrumbs: [.init(texts("plan.list"), url: place.url(Plan.path))]))
    }

    static func delete(_ request: Request) async throws -> Response {
        let plan = try await request.record(Plan.self)
        guard plan.content.isDraft else { throw PortalError.conflict(reason: "error.409") }
        let workflow = request.module.workflow
        return try await request.perform("deleted", to: Plan.path, from: Plan.screen(plan.id)) { change in
            try BoardDesk.delete(Plan.self, plan.id, in: change)
            try workflow.forget(plan.reference, in: change.database)
        }
    }

    /// What whoever approves a plan is shown.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let place = try await BoardPlace(request)
        let (plan, items) = try await request.module.storage.read { database in
            (try Plan.require(id, in: database), try PlanItem.of(id, in: database))
        }
        let model = PlanModel(
            title: plan.content.title, period: periodText(plan.content, request.texts), aim: plan.content.aim,
            table: itemSection(items, place, isLinked: false).table)
        return PublicView(try request.fragment("plan", model), PageInfo(title: plan.content.title, isIndexed: false))
    }

    // MARK: - Parts

    static func periodText(_ plan: Plan, _ texts: Texts) -> String {
        texts("period.of", ["period": texts("period.\(plan.period.rawValue)"), "year": String(plan.year)])
    }

    private static func facts(_ plan: Plan, _ items: [Stored<PlanItem>], _ place: BoardPlace) -> [FactModel] {
        let texts = place.texts
        let counted = items.map(\.content).filter { $0.state != .dropped }
        let done = counted.count { $0.state == .done }
        let late = counted.count { $0.isLate(on: place.today) }
        var facts = [
            FactModel(
                texts("plan.progress"),
                texts("plan.done_of", ["done": String(done), "total": String(counted.count), "late": String(late)]))
        ]
        if let approved = plan.approvedAt {
            facts.append(
                FactModel(texts("field.approved_by"), "\(plan.approvedBy), \(VietnamTime(approved).dayText)"))
        }
        return facts
    }

    private static func itemSection(
        _ items: [Stored<PlanItem>], _ place: BoardPlace, isLinked: Bool = true
    ) -> AdminRecord.Section {
        let texts = place.texts
        return AdminRecord.Section(
            id: "items", heading: texts("plan.items"),
            table: TableModel(
                columns: [
                    .init(texts("field.item")), .init(texts("field.owner")), .init(texts("field.due_on")),
                    .init(texts("field.progress"), isNumber: true), .init(texts("field.state")),
                ],
                rows: items.map { item in
                    let content = item.content
                    let state = PlanItemScreens.stateCell(content, place)
                    return [
                        .init(
                            content.isSupplement ? "\(content.title) (\(texts("item.is_supplement")))" : content.title,
                            url: isLinked ? place.url(BoardScreen.item(item.id, of: content.plan)) : nil),
                        .init(place.name(content.owner)), .init(place.day(content.dueOn)),
                        .init("\(content.progress)%"), .init(state.text, badge: state.badge),
                    ]
                }, empty: texts("plan.no_items")))
    }
}

/// What the template `plan` shows: a plan to whoever is asked to approve it.
struct PlanModel: TemplateModel {
    let title: String
    let period: String
    let aim: String
    let table: TableModel

    static var example: PlanModel {
        PlanModel(title: "Kế hoạch năm 2026", period: "Năm 2026", aim: "Giữ cho cổng luôn mới", table: .example)
    }
}
