import Foundation

/// A record in its workflow, as a request names it.
struct WorkItemScene: Sendable {
    let records: WorkflowRecords
    let record: RecordReference
    /// The screen of its steps.
    let url: String

    /// - Throws: ``PortalError/notFound`` when the person may not see it.
    static func read(_ records: WorkflowRecords, _ request: Request) async throws -> WorkItemScene {
        let record = RecordReference(type: records.type, id: try request.id())
        let (actor, now) = (request.actor, request.now)
        let isVisible = try await request.site.database.read { database in
            guard try WorkflowItem.find(record, in: database) != nil else { return false }
            return WorkItemFacts.maySee(
                try WorkflowPlace(record, for: actor, now: now, in: database), actor)
        }
        guard isVisible else { throw PortalError.notFound }
        return WorkItemScene(
            records: records, record: record, url: request.module.stepsURL(records.path(of: record.id)))
    }
}

/// The screen on which a record is taken to its next step. It shows what was saved: nothing that somebody is still
/// typing can be lost by it, and nothing goes out that nobody has saved.
enum WorkItemScreen {
    /// The screens of one kind of records, below the module's own screens. Any account may ask: whether it may see the
    /// record the handler decides, since a site can give a step to people without a permission in the module.
    static func endpoints(of records: WorkflowRecords, module: ActiveModule) -> [Endpoint] {
        let base = module.context.adminURL(records.screen) + WorkPath.steps
        func screen(
            _ method: Method, _ path: String, limits: FormLimits = .form,
            _ handle: @escaping @Sendable (WorkItemScene, Request) async throws -> Response
        ) -> Endpoint {
            Endpoint(.admin, method, base + path, module: module, limits: limits) { request in
                try await handle(try await WorkItemScene.read(records, request), request)
            }
        }
        return [
            screen(.get, "") { try await show($0, $1) },
            screen(.get, "/xem", preview),
            screen(.post, WorkPath.claim, claim),
            screen(.post, WorkPath.release, release),
            screen(.post, WorkPath.publishNow) { try await go(nil, $0, $1) },
            screen(.post, OutsideApprovalDesk.path, OutsideApprovalDesk.ask),
            screen(.post, OutsideApprovalDesk.withdrawPath, OutsideApprovalDesk.withdraw),
            screen(.post, OutsideApprovalDesk.renewPath, OutsideApprovalDesk.renew),
            screen(.post, "/:step", limits: WorkStepForm.limits) { try await go($1.parameters["step"] ?? "", $0, $1) },
        ]
    }

    static func show(
        _ scene: WorkItemScene, failed: (transition: String?, form: Form)? = nil, failedRequest: Form? = nil,
        _ request: Request
    ) async throws -> Response {
        let facts = try await facts(scene, request)
        let isSeen = facts.item.isPublic && facts.outcome == nil
        let publicURL = isSeen ? try await scene.records.publicView(request, scene.record.id).info.canonicalPath : nil
        let model = WorkItemModel(
            facts, scene, publicURL: publicURL, failed: failed, failedRequest: failedRequest, request)
        let info = PageInfo(
            title: model.title, breadcrumbs: [.init(request.texts("work.inbox"), url: WorkPath.inbox)],
            status: failed == nil && failedRequest == nil ? 200 : 422)
        return try request.adminCorePage("admin/work-item", model, info)
    }

    private static func facts(_ scene: WorkItemScene, _ request: Request) async throws -> WorkItemFacts {
        try await request.site.database.read {
            try WorkItemFacts(scene.record, for: request, records: scene.records, in: $0)
        }
    }

    /// The record as the public sees it, or will see it.
    private static func preview(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        let view = try await scene.records.publicView(request, scene.record.id)
        let facts = try await facts(scene, request)
        return try request.preview(
            view, state: facts.names.step(facts.item.step),
            notice: request.texts(facts.item.isPublic ? "work.preview_public" : "work.preview_hidden"),
            editURL: scene.url)
    }

    // MARK: - Steps

    /// - Parameter transition: nil to publish by all the steps at one stroke.
    private static func go(_ transition: String?, _ scene: WorkItemScene, _ request: Request) async throws -> Response {
        let (facts, texts) = (try await facts(scene, request), request.texts)
        if let transition, facts.place.type.transition(transition) == nil { throw PortalError.notFound }
        guard let way = facts.ways.first(where: { $0.transition == transition }) else {
            let isHere = transition.flatMap(facts.place.type.transition)?.from == facts.item.step
            let key = isHere && facts.isOwn ? "workflow.error.own_record" : "workflow.error.not_possible"
            return back(scene, .error, texts(key))
        }
        var form = WorkStepForm.make(way, texts)
        form.accept(request)
        let document = way.needsDocument ? WorkStepForm.takeDocument(&form, request) : nil
        guard form.isValid else { return try await show(scene, failed: (transition, form), request) }
        guard request.form.integer("revision") == facts.revision else {
            return back(scene, .error, texts("work.changed_meanwhile"))
        }
        let step = WorkStep(scene, to: transition, way: way, document: document, site: request.site)
        let reason = form[WorkStepForm.reason]
        let (stillVisible, outcome): (Bool, String?)
        do {
            (stillVisible, outcome) = try await request.module.storage.write(as: request.actor) { change in
                try step.take(reason: reason, request.module, in: change)
                let place = try WorkflowPlace(
                    scene.record, for: change.actor, now: change.now, in: change.database)
                return (
                    WorkItemFacts.maySee(place, change.actor),
                    try scene.records.outcome(change.database, scene.record.id, texts)
                )
            }
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(texts) }.joined(separator: " ")
            return back(scene, .error, texts("work.refused", ["reasons": reasons]))
        } catch let error as WorkflowError {
            return back(scene, .error, texts(error.messageKey))
        }
        let name = transition.map(facts.names.transition) ?? texts("workflow.transition.publish-now")
        let text =
            outcome.map { texts("work.outcome", ["outcome": $0, "title": facts.title]) }
            ?? texts("work.done", ["step": name, "title": facts.title])
        let message = FlashMessage(.success, text)
        return .redirect(to: stillVisible ? scene.url : WorkPath.inbox, message: message)
    }

    private static func back(_ scene: WorkItemScene, _ kind: FlashMessage.Kind, _ text: String) -> Response {
        .redirect(to: scene.url, message: FlashMessage(kind, text))
    }

    // MARK: - Whose work it is

    private static func claim(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        try await changeClaim(scene, request, "work.claimed") { engine, me, change in
            try engine.claim(scene.record, by: me, takingOver: true, in: change.database)
            try change.audit("workflow.claim", on: scene.record)
        }
    }

    private static func release(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        try await changeClaim(scene, request, "work.released") { engine, me, change in
            try engine.release(scene.record, by: me, in: change.database)
            try change.audit("workflow.release", on: scene.record)
        }
    }

    /// Only whoever may pass the step takes it on.
    private static func changeClaim(
        _ scene: WorkItemScene, _ request: Request, _ done: String,
        _ act: @escaping @Sendable (WorkflowEngine, Int64, Change) throws -> Void
    ) async throws -> Response {
        guard let me = request.actor.personId else { throw PortalError.forbidden }
        let engine = request.site.workflow
        do {
            try await request.module.storage.write(as: request.actor) { change in
                let ways = try engine.available(
                    scene.record, for: change.actor, now: change.now, in: change.database)
                guard !ways.isEmpty else { throw PortalError.forbidden }
                try act(engine, me, change)
            }
        } catch let error as WorkflowError {
            return back(scene, .error, request.texts(error.messageKey))
        }
        return back(scene, .success, request.texts(done))
    }
}

/// One step, or all of them to the public, taken with everything that belongs to it.
struct WorkStep: Sendable {
    let scene: WorkItemScene
    let transition: String?
    let way: WorkItemFacts.Way
    let document: UploadedFile?
    let site: Site

    init(_ scene: WorkItemScene, to transition: String?, way: WorkItemFacts.Way, document: UploadedFile?, site: Site) {
        self.site = site
        self.scene = scene
        self.transition = transition
        self.way = way
        self.document = document
    }

    func take(reason: String, _ context: ModuleContext, in change: Change) throws {
        let (engine, record) = (context.workflow, scene.record)
        let place = try WorkflowPlace(record, for: change.actor, now: change.now, in: change.database)
        if way.declaresNoSecret { try change.audit("workflow.declare-no-secret", on: record) }
        if let document {
            try WorkflowDocuments.keep(
                document, for: place.item, sentBy: change.actor.name, in: change)
        }
        if let transition {
            let done = try engine.advance(record, by: transition, reason: reason, in: change)
            try scene.records.settle(done, change, context)
            try ReturnMails(site: site).tell(done, reason: reason, by: change.actor.name, scene.records, in: change)
        } else if let target = place.type.publicStep {
            let done = try engine.advance(record, toStep: target.id, in: change)
            if let last = done.last { try scene.records.settle(last, change, context) }
        }
    }
}
