import Foundation
import PortalKit

/// The rates, a version for each decision.
enum RateListScreen {
    static func show(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let (versions, used) = try await context.storage.read { database in
            (try RateRows.all(in: database), try RateRows.used(in: database))
        }
        let today = VietnamTime(request.now).isoDay
        let current = versions.first { $0.effectiveFrom <= today }?.id
        let rows = versions.map { version in
            let url = context.adminURL(RoyaltyScreen.rates(version.id))
            let state: AdminList.Cell =
                version.id == current
                ? .init(texts("rates.in_force"), badge: .success)
                : version.effectiveFrom > today
                    ? .init(texts("rates.coming"), badge: .warning) : .init(texts("rates.past"))
            let name = VietnamTime(parsing: version.effectiveFrom)?.dayText ?? version.effectiveFrom
            return AdminList.Row(
                [
                    .init(name, url: url), .init(version.decision), .init(Money.text(version.baseSalary)), state,
                ],
                posts: used.contains(version.id) || !request.actor.may(RoyaltyPermission.manage)
                    ? []
                    : [
                        AdminPost(
                            texts("delete"), url: url + "/xoa", subject: name,
                            confirm: .init(texts("rates.delete_ask", ["day": name])))
                    ], note: used.contains(version.id) ? texts("rates.used") : nil)
        }
        return try request.adminList(
            AdminList(
                intro: texts("rates.intro"),
                actions: request.actor.may(RoyaltyPermission.manage)
                    ? [
                        AdminAction(
                            texts("rates.new"), url: context.adminURL(RoyaltyScreen.rates + "/moi"), isPrimary: true,
                            icon: "plus")
                    ] : [],
                columns: [
                    .init(texts("rates.from")), .init(texts("field.decision")),
                    .init(texts("field.base_salary"), isNumber: true), .init(texts("field.state")),
                ], rows: rows, empty: texts("rates.none"),
                pager: Pager(
                    try Paging(number: 1, size: max(1, rows.count), total: rows.count),
                    path: context.adminURL(RoyaltyScreen.rates), texts: texts)),
            PageInfo(title: texts("rates")))
    }
}

/// One version of the rates: for each kind of work, the unit and an amount for each grade.
enum RateScreen {
    static func new(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        // A new decision most often changes some numbers of the last one.
        let last = try await request.module.storage.read { try RateRows.all(in: $0).first }
        var content = RateContent()
        content.baseSalary = last?.baseSalary ?? 0
        content.rates = last?.rates ?? [:]
        return try show(form(content, request), nil, isFixed: false, request)
    }

    static func create(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        return try await write(nil, request)
    }

    static func show(_ request: Request) async throws -> Response {
        let (version, isUsed) = try await version(request)
        let isFixed = isUsed || !request.actor.may(RoyaltyPermission.manage)
        return isFixed
            ? try table(version, isUsed: isUsed, request)
            : try show(form(RateContent(version), request), version, isFixed: false, request)
    }

    static func save(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        return try await write(try await version(request).0, request)
    }

    static func delete(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        let id = try request.id()
        return try await request.perform("rates.deleted", to: RoyaltyScreen.rates, from: RoyaltyScreen.rates) {
            try RateDesk.delete(id, in: $0)
        }
    }

    // MARK: - Parts

    private static func version(_ request: Request) async throws -> (RateVersion, isUsed: Bool) {
        let id = try request.id()
        return try await request.module.storage.read { database in
            guard let version = try RateRows.fetch(id, in: database) else { throw PortalError.notFound }
            return (version, try RateRows.used(in: database).contains(id))
        }
    }

    private static func write(_ version: RateVersion?, _ request: Request) async throws -> Response {
        var form = form(RateContent(version), request)
        form.accept(request)
        let content = content(from: &form, request)
        guard form.isValid else { return try show(form, version, isFixed: false, request) }
        do {
            try await request.module.storage.write(as: request.actor) { change in
                if let version {
                    try RateDesk.save(version.id, content, in: change)
                } else {
                    _ = try RateDesk.create(content, in: change)
                }
            }
        } catch let refusal as Refusal {
            form.fail("effective_from", request.texts(refusal.key))
            return try show(form, version, isFixed: false, request)
        }
        return request.done("rates.saved", to: RoyaltyScreen.rates)
    }

    private static func show(
        _ form: Form, _ version: RateVersion?, isFixed: Bool, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form,
            PageInfo(
                title: version?.decision ?? texts("rates.new"),
                breadcrumbs: [request.crumb("rates", RoyaltyScreen.rates)]),
            submit: texts("save"), cancelURL: request.module.adminURL(RoyaltyScreen.rates),
            intro: texts("rates.form_intro"))
    }

    /// Rates that something was graded by, as they are.
    private static func table(_ version: RateVersion, isUsed: Bool, _ request: Request) throws -> Response {
        let texts = request.texts
        let grades = Set(version.rates.keys.map(\.grade)).sorted()
        var model = AdminRecord(title: version.decision)
        if isUsed { (model.notice, model.noticeKind) = (texts("rates.used_notice"), "info") }
        model.facts = [
            FactModel(
                texts("rates.from"), VietnamTime(parsing: version.effectiveFrom)?.dayText ?? version.effectiveFrom),
            FactModel(texts("field.base_salary"), Money.text(version.baseSalary, texts)),
        ]
        model.sections = [
            .init(
                id: "rates", heading: texts("rates.table"),
                table: TableModel(
                    columns: [.init(texts("field.kind"))] + grades.map { .init($0, isNumber: true) },
                    rows: WorkKind.allCases.map { kind in
                        [.init(texts("kind.\(kind.rawValue)"))]
                            + grades.map { grade in
                                guard let value = version.rates[RateKey(kind: kind, grade: grade)] else {
                                    return .init("–")
                                }
                                let amount = Money.text(value.amount(baseSalary: version.baseSalary))
                                return .init(
                                    { if case .coefficient = value { "\(value.text) = \(amount)" } else { amount } }())
                            }
                    }, empty: ""))
        ]
        return try request.adminRecord(
            model,
            PageInfo(title: version.decision, breadcrumbs: [request.crumb("rates", RoyaltyScreen.rates)]))
    }

    // MARK: - The form

    private static func unit(_ kind: WorkKind) -> String { "\(kind.rawValue)_unit" }

    private static func place(_ kind: WorkKind, _ index: Int) -> String { "\(kind.rawValue)_\(index)" }

    private static func form(_ content: RateContent, _ request: Request) -> Form {
        let texts = request.texts
        let grades = RoyaltySettings(request.module.settings).grades
        var fields: [FormField] = [
            .day("effective_from", label: texts("rates.from"), value: content.effectiveFrom),
            FormField(
                "decision", label: texts("field.decision"), help: texts("field.decision_help"), isRequired: true,
                maximumLength: RateContent.Limit.decision, value: content.decision),
            .money(
                "base_salary", label: texts("field.base_salary"), help: texts("field.base_salary_help"),
                value: content.baseSalary, texts),
        ]
        for kind in WorkKind.allCases {
            let values = grades.map { content.rates[RateKey(kind: kind, grade: $0)] }
            let isCoefficient = values.contains { if case .coefficient = $0 { true } else { false } }
            fields += [
                FormField("\(kind.rawValue)_head", .heading, label: texts("kind.\(kind.rawValue)")),
                FormField(
                    unit(kind), .select, label: texts("rates.unit"),
                    options: [
                        .init("amount", texts("rates.unit_amount")),
                        .init("coefficient", texts("rates.unit_coefficient")),
                    ], value: isCoefficient ? "coefficient" : "amount"),
            ]
            fields += grades.enumerated().map { index, grade in
                FormField(
                    place(kind, index), label: texts("rates.grade", ["grade": grade]), maximumLength: 25,
                    value: values[index]?.text ?? "")
            }
        }
        return Form(fields: fields)
    }

    /// What was typed; what cannot be read is said in the form. An empty field: the decision says nothing about it.
    private static func content(from form: inout Form, _ request: Request) -> RateContent {
        let (texts, grades) = (request.texts, RoyaltySettings(request.module.settings).grades)
        var content = RateContent(
            effectiveFrom: form.day("effective_from"), decision: form["decision"], baseSalary: form.money("base_salary")
        )
        for kind in WorkKind.allCases {
            let isCoefficient = form[unit(kind)] == "coefficient"
            for (index, grade) in grades.enumerated() {
                let typed = form[place(kind, index)]
                if typed.isEmpty { continue }
                let value: RateValue? =
                    isCoefficient
                    ? Coefficient(parsing: typed).map(RateValue.coefficient)
                    : Money.parse(typed).flatMap { $0 >= 0 ? RateValue.amount($0) : nil }
                if let value {
                    content.rates[RateKey(kind: kind, grade: grade)] = value
                } else {
                    form.fail(place(kind, index), texts(isCoefficient ? "form.no_coefficient" : "form.no_money"))
                }
            }
        }
        if content.rates.isEmpty, form.isValid { form.fail(place(.writing, 0), texts("form.no_rates")) }
        return content
    }
}

extension RateContent {
    /// What a version says; empty for none.
    fileprivate init(_ version: RateVersion?) {
        guard let version else {
            self.init()
            return
        }
        self.init(
            effectiveFrom: version.effectiveFrom, decision: version.decision, baseSalary: version.baseSalary,
            rates: version.rates)
    }
}
