import Foundation
import PortalKit

/// One contribution: entered, graded, left unpaid, corrected.
enum ContributionScreen {
    static func new(_ request: Request) async throws -> Response {
        let day = VietnamTime(request.now).isoDay
        let form = try await form(ContributionContent(doneOn: day), nil, request)
        return try showNew(form, request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = try await form(ContributionContent(), nil, request)
        form.accept(request)
        guard form.isValid else { return try showNew(form, request) }
        let content = content(from: form)
        _ = try await request.module.storage.write(as: request.actor) {
            try ContributionDesk.create(content, in: $0)
        }
        return request.done("contributions.saved", to: RoyaltyScreen.contributions)
    }

    private static func showNew(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form,
            PageInfo(
                title: texts("contributions.new"),
                breadcrumbs: [request.crumb("contributions", RoyaltyScreen.contributions)]),
            submit: texts("save"), cancelURL: request.module.adminURL(), intro: texts("contributions.new_intro"))
    }

    // MARK: - One that is there

    static func show(_ request: Request) async throws -> Response {
        let work = try await request.contribution()
        return try await screen(work, try await form(work.content, work, request), nil, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let work = try await request.contribution()
        var form = try await form(work.content, work, request)
        form.accept(request)
        guard form.isValid else { return try await screen(work, form, nil, request) }
        let (mayRecord, mayGrade) = (request.actor.may(RoyaltyPermission.record), mayGrade(work, request))
        let (content, grade) = (content(from: form), form["grade"])
        let revision = Int(form["revision"]) ?? 0
        do {
            try await request.module.storage.write(as: request.actor) { change in
                if mayRecord { try ContributionDesk.save(work.id, content, from: revision, in: change) }
                if mayGrade, !grade.isEmpty { try ContributionDesk.grade(work.id, grade, in: change) }
            }
        } catch let refusal as Refusal {
            form.fail(refusal == .noRate || refusal == .ownWork ? "grade" : "title", request.texts(refusal.key))
            return try await screen(work, form, nil, request)
        }
        return request.done("contributions.saved", to: RoyaltyScreen.contribution(work.id))
    }

    static func exclude(_ request: Request) async throws -> Response {
        let work = try await request.contribution()
        var form = reasonForm(request.texts)
        form.accept(request)
        guard form.isValid else {
            return try await screen(work, try await self.form(work.content, work, request), form, request)
        }
        let (path, reason) = (RoyaltyScreen.contribution(work.id), form["reason"])
        return try await request.perform("contributions.excluded", to: path, from: path) {
            try ContributionDesk.exclude(work.id, reason: reason, in: $0)
        }
    }

    static func include(_ request: Request) async throws -> Response {
        let id = try request.id()
        let path = RoyaltyScreen.contribution(id)
        return try await request.perform("contributions.included", to: path, from: path) {
            try ContributionDesk.include(id, in: $0)
        }
    }

    static func correct(_ request: Request) async throws -> Response {
        let work = try await request.contribution()
        var form = correctionForm(request)
        form.accept(request)
        guard form.isValid else { return try await screen(work, nil, form, request) }
        let (amount, reason, day) = (form.money("amount"), form["reason"], form.day("done_on"))
        do {
            _ = try await request.module.storage.write(as: request.actor) {
                try ContributionDesk.correct(work.id, by: amount, reason: reason, doneOn: day, in: $0)
            }
        } catch let refusal as Refusal {
            form.fail("amount", request.texts(refusal.key))
            return try await screen(work, nil, form, request)
        }
        return request.done("contributions.corrected", to: RoyaltyScreen.contribution(work.id))
    }

    // MARK: - Parts

    private static func mayGrade(_ work: Contribution, _ request: Request) -> Bool {
        request.actor.may(RoyaltyPermission.grade) && work.corrects == nil && work.state != .excluded
    }

    private static func screen(
        _ work: Contribution, _ form: Form?, _ asked: Form?, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let (corrections, sheet, original) = try await context.storage.read { database in
            (
                try ContributionRows.corrections(of: work.id, in: database),
                try work.sheet.flatMap { try SheetRows.fetch($0, in: database) },
                try work.corrects.flatMap { try ContributionRows.fetch($0, in: database) }
            )
        }
        let path = RoyaltyScreen.contribution(work.id)
        let (state, badge) = work.stateText(texts)
        var model = AdminRecord(title: work.title)
        model.badges = [.init(state, badge)]
        model.facts = facts(work, sheet: sheet, original: original, request)
        let (mayRecord, isExcluded) = (request.actor.may(RoyaltyPermission.record), work.state == .excluded)
        if work.isLocked {
            (model.notice, model.noticeKind) = (texts("contributions.locked"), "info")
        } else if let form, !isExcluded, mayRecord || mayGrade(work, request) {
            model.form = request.formModel(
                form, action: context.adminURL(path), submit: texts("save"), cancelURL: context.adminURL())
        }
        if !corrections.isEmpty { model.sections = [correctionSection(corrections, request)] }
        if !work.isLocked, isExcluded, mayRecord, work.corrects == nil {
            model.work.buttons = [.init(texts("contributions.include"), url: context.adminURL(path + "/lay-lai"))]
        }
        if !work.isLocked, !isExcluded, mayRecord || request.actor.may(RoyaltyPermission.grade) {
            model.work.forms.append(
                .init(
                    asked ?? reasonForm(texts), id: "exclude", label: texts("contributions.exclude"),
                    submit: texts("contributions.exclude"), url: context.adminURL(path + "/loai")))
        }
        if sheet?.isApproved == true, work.corrects == nil, mayRecord {
            model.work.forms.append(
                .init(
                    asked ?? correctionForm(request), id: "correct", label: texts("contributions.correct"),
                    submit: texts("contributions.correct"), url: context.adminURL(RoyaltyScreen.correction(of: work.id))
                ))
        }
        let failed = form?.isValid == false || asked?.isValid == false
        return try request.adminRecord(
            model,
            PageInfo(
                title: work.title, breadcrumbs: [request.crumb("contributions", RoyaltyScreen.contributions)],
                status: failed ? 422 : 200))
    }

    private static func facts(
        _ work: Contribution, sheet: Sheet?, original: Contribution?, _ request: Request
    ) -> [FactModel] {
        let (texts, context) = (request.texts, request.module)
        var facts = [
            FactModel(texts("field.payee"), work.payeeName),
            FactModel(texts("field.kind"), texts("kind.\(work.kind.rawValue)")),
            FactModel(texts("field.done_on"), work.dayText),
            FactModel(texts("field.source"), texts(work.record == nil ? "source.hand" : "source.publication")),
        ]
        if work.state == .graded {
            if !work.grade.isEmpty { facts.append(FactModel(texts("field.grade"), work.grade)) }
            facts.append(FactModel(texts("field.amount"), Money.text(work.amount, texts)))
        }
        if let original {
            facts.append(
                FactModel(
                    texts("field.corrects"), original.title,
                    url: context.adminURL(RoyaltyScreen.contribution(original.id))))
        }
        if let sheet {
            facts.append(
                FactModel(texts("field.sheet"), sheet.code, url: context.adminURL(RoyaltyScreen.sheet(sheet.id))))
        }
        if !work.note.isEmpty { facts.append(FactModel(texts("field.note"), work.note)) }
        return facts
    }

    private static func correctionSection(_ corrections: [Contribution], _ request: Request) -> AdminRecord.Section {
        let texts = request.texts
        return AdminRecord.Section(
            id: "corrections", heading: texts("contributions.corrections"),
            table: TableModel(
                columns: [
                    .init(texts("field.done_on")), .init(texts("field.reason")),
                    .init(texts("field.amount"), isNumber: true),
                ],
                rows: corrections.map { work in
                    [
                        .init(work.dayText, url: request.module.adminURL(RoyaltyScreen.contribution(work.id))),
                        .init(work.note), .init(work.amountText),
                    ]
                }, empty: ""))
    }

    private static func form(
        _ content: ContributionContent, _ work: Contribution?, _ request: Request
    ) async throws -> Form {
        let texts = request.texts
        let mayRecord = request.actor.may(RoyaltyPermission.record)
        let (payees, rates) = try await request.module.storage.read { database in
            (try PayeeRows.all(in: database), try RateRows.inForce(on: content.doneOn, in: database))
        }
        var fields: [FormField] = []
        if mayRecord { fields = recordFields(content, payees, texts) }
        if let work, mayGrade(work, request) {
            fields.append(GradingScreen.field("grade", label: texts("field.grade"), work, rates, request))
        }
        if let work {
            fields.append(FormField("revision", .hidden, label: "", maximumLength: 10, value: String(work.revision)))
        }
        return Form(fields: fields)
    }

    private static func recordFields(_ content: ContributionContent, _ payees: [Payee], _ texts: Texts) -> [FormField] {
        [
            FormField(
                "title", label: texts("field.title"), isRequired: true,
                maximumLength: ContributionContent.Limit.title, value: content.title),
            FormField(
                "kind", .select, label: texts("field.kind"), isRequired: true,
                options: WorkKind.allCases.map { .init($0.rawValue, texts("kind.\($0.rawValue)")) },
                value: content.kind.rawValue),
            FormField(
                "payee", .select, label: texts("field.payee"), help: texts("field.payee_help"), isRequired: true,
                options: [.init("", texts("choose"))] + payees.map { .init(String($0.id), $0.label) },
                value: content.payee > 0 ? String(content.payee) : ""),
            FormField(
                "quantity", .input(type: "number"), label: texts("field.quantity"), help: texts("field.quantity_help"),
                isRequired: true, maximumLength: 3, bounds: ContributionContent.Limit.quantity,
                value: String(content.quantity)),
            .day("done_on", label: texts("field.done_on"), value: content.doneOn),
            FormField(
                "note", .textarea(rows: 3), label: texts("field.note"), maximumLength: ContributionContent.Limit.note,
                value: content.note),
        ]
    }

    private static func content(from form: Form) -> ContributionContent {
        ContributionContent(
            payee: Int64(form["payee"]) ?? 0, kind: WorkKind(rawValue: form["kind"]) ?? .writing, title: form["title"],
            quantity: Int(form["quantity"]) ?? 1, doneOn: form.day("done_on"), note: form["note"])
    }

    private static func reasonForm(_ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                "reason", .textarea(rows: 3), label: texts("field.reason"), isRequired: true,
                maximumLength: ContributionContent.Limit.note)
        ])
    }

    private static func correctionForm(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            .money(
                "amount", label: texts("field.correction"), help: texts("field.correction_help"), isSigned: true, texts),
            .day("done_on", label: texts("field.correction_day"), value: VietnamTime(request.now).isoDay),
            FormField(
                "reason", .textarea(rows: 3), label: texts("field.reason"), isRequired: true,
                maximumLength: ContributionContent.Limit.note),
        ])
    }
}

extension Request {
    /// The contribution that the address names.
    func contribution() async throws -> Contribution {
        let id = try id()
        return try await module.storage.read { try ContributionRows.require(id, in: $0) }
    }
}

extension Payee {
    /// The name with what tells it from others of that name.
    var label: String { content.unit.isEmpty ? name : "\(name) – \(content.unit)" }
}
