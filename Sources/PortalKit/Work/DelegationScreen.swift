import Foundation

/// Deputies for absences: each person names their own; whoever may change workflows also names those of others.
enum DelegationScreen {
    private struct Scene: Sendable {
        let people: [(id: Int64, name: String)]
        let pending: [Delegation]

        func name(_ id: Int64) -> String { people.first { $0.id == id }?.name ?? "–" }
    }

    static func show(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        return try page(form(scene, request), scene, request)
    }

    static func add(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        var form = form(scene, request)
        form.accept(request)
        let period = period(&form, request)
        let delegator = mayManage(request) ? Int64(form["delegator"]) : request.actor.personId
        if delegator == Int64(form["deputy"]) { form.fail("deputy", request.texts("deputy.same_person")) }
        guard form.isValid, let period, let delegator, let deputy = Int64(form["deputy"]) else {
            return try page(form, scene, request)
        }
        let module = form["module"]
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            try Delegations.add(from: delegator, to: deputy, module: module, between: period, in: change)
            try tell(deputy, of: delegator, during: period, request, in: change)
        }
        return .redirect(to: WorkPath.deputies, message: FlashMessage(.success, request.texts("deputy.added")))
    }

    /// Tells the deputy by mail: they may not look in before the first thing that waits is late.
    private static func tell(
        _ deputy: Int64, of delegator: Int64, during period: ClosedRange<Date>, _ request: Request, in change: Change
    ) throws {
        let people = try [deputy, delegator].compactMap { try AccountStore.find($0, in: change.database) }
        guard people.count == 2, request.site.mailTransport != nil,
            let address = MailAddress(people[0].email, name: people[0].fullName)
        else { return }
        let (texts, identity) = (request.site.coreTexts, request.site.identity)
        let values = [
            "name": people[0].fullName, "delegator": people[1].fullName, "from": VietnamTime(period.lowerBound).dayText,
            "until": VietnamTime(period.upperBound).dayText, "url": identity.canonicalURL + WorkPath.inbox,
        ]
        try change.send(
            Mail(
                to: address, subject: texts("mail.deputy.subject", values), text: texts("mail.deputy.body", values)))
    }

    static func end(_ request: Request) async throws -> Response {
        let id = try request.id()
        let (manages, me) = (mayManage(request), request.actor.personId)
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            guard let delegation = try Delegations.find(id, in: change.database),
                manages || delegation.delegator == me
            else { throw PortalError.notFound }
            try Delegations.end(delegation, in: change)
        }
        return .redirect(to: WorkPath.deputies, message: FlashMessage(.success, request.texts("deputy.ended")))
    }

    // MARK: - The form

    private static func mayManage(_ request: Request) -> Bool { request.actor.may(CorePermission.workflows) }

    private static func scene(_ request: Request) async throws -> Scene {
        let (now, me) = (request.now, mayManage(request) ? nil : request.actor.personId)
        return try await request.site.database.read { database in
            Scene(
                people: try AccountNames.active(in: database),
                pending: try Delegations.pending(of: me, now: now, in: database))
        }
    }

    private static func form(_ scene: Scene, _ request: Request) -> Form {
        let texts = request.texts
        let (me, today) = (request.actor.personId, VietnamTime(request.now).isoDay)
        let people = scene.people.map { FormField.Option(String($0.id), $0.name) }
        let choose = FormField.Option("", texts("workflow.choose"))
        let modules = request.assembly.changeableWorkflows.map { module, _ in
            FormField.Option(module.id, request.moduleName(module.id))
        }
        var fields = [
            FormField(
                "deputy", .select, label: texts("deputy.deputy"), isRequired: true,
                options: [choose]
                    + scene.people.filter { mayManage(request) || $0.id != me }
                    .map { FormField.Option(String($0.id), $0.name) }),
            FormField(
                "module", .select, label: texts("deputy.module"),
                options: [FormField.Option("", texts("deputy.all_modules"))] + modules),
            FormField("from", .input(type: "date"), label: texts("deputy.from"), isRequired: true, value: today),
            FormField("until", .input(type: "date"), label: texts("deputy.until"), isRequired: true, value: today),
        ]
        if mayManage(request) {
            fields.insert(
                FormField(
                    "delegator", .select, label: texts("deputy.delegator"), isRequired: true, options: people,
                    value: me.map { String($0) } ?? ""), at: 0)
        }
        return Form(fields: fields)
    }

    /// From the first moment of the first day to the last of the last; says in the form what is wrong with it.
    private static func period(_ form: inout Form, _ request: Request) -> ClosedRange<Date>? {
        guard form.isValid else { return nil }
        guard let from = VietnamTime(parsing: form["from"]) else {
            form.fail("from", request.texts("deputy.no_day"))
            return nil
        }
        guard let until = VietnamTime(parsing: form["until"]) else {
            form.fail("until", request.texts("deputy.no_day"))
            return nil
        }
        let days = until.dayNumber - from.dayNumber
        if days < 0 || until.dayNumber < VietnamTime(request.now).dayNumber {
            form.fail("until", request.texts("deputy.ends_before"))
            return nil
        }
        if days >= Delegations.maximumDays {
            form.fail("until", request.texts("deputy.too_long", ["days": String(Delegations.maximumDays)]))
            return nil
        }
        return from.startOfDay.date...until.dayBounds.upperBound.addingTimeInterval(-1)
    }

    // MARK: - The page

    private static func page(_ form: Form, _ scene: Scene, _ request: Request) throws -> Response {
        let (texts, me) = (request.texts, request.actor.personId)
        let entries = scene.pending.map { delegation in
            let day = { (date: Date) in VietnamTime(date).dayText }
            let end = AdminPost(
                texts("deputy.end"), url: "\(WorkPath.deputies)/\(delegation.id)",
                subject: scene.name(delegation.deputy))
            return DelegationModel.Entry(
                text: texts(
                    "deputy.entry",
                    ["delegator": scene.name(delegation.delegator), "deputy": scene.name(delegation.deputy)]),
                note: texts(
                    "deputy.period",
                    [
                        "from": day(delegation.from), "until": day(delegation.until),
                        "module": delegation.module.isEmpty
                            ? texts("deputy.all_modules") : request.moduleName(delegation.module),
                    ]),
                active: delegation.from <= request.now,
                postActions: mayManage(request) || delegation.delegator == me
                    ? [PostAction(end, csrf: request.formToken())] : [])
        }
        let model = DelegationModel(
            title: texts("work.deputies"), intro: texts("deputy.intro"), hasActions: false, actions: [],
            hasEntries: !entries.isEmpty, entries: entries,
            form: request.formModel(form, action: WorkPath.deputies, submit: texts("deputy.add")))
        return try request.adminCorePage(
            "admin/deputies", model,
            PageInfo(
                title: model.title, breadcrumbs: [.init(texts("work.inbox"), url: WorkPath.inbox)],
                status: form.isValid ? 200 : 422))
    }
}

/// What the template `admin/deputies` shows.
struct DelegationModel: TemplateModel {
    struct Entry: Sendable {
        let text: String
        let note: String
        let active: Bool
        let postActions: [PostAction]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let hasEntries: Bool
    let entries: [Entry]
    let form: FormModel

    static var example: DelegationModel {
        DelegationModel(
            title: "Ủy quyền", intro: "Khi vắng mặt", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], hasEntries: true,
            entries: [
                Entry(
                    text: "Bà Lan ủy quyền cho ông Vinh", note: "24/11/2026–30/11/2026", active: true,
                    postActions: [
                        PostAction(
                            AdminPost("Kết thúc", url: "/", subject: "Lan", isPrimary: true, confirm: .example),
                            csrf: "…")
                    ])
            ], form: .example)
    }
}
