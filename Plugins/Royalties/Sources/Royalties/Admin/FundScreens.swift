import Foundation
import PortalKit

/// Where the money comes from, year by year, and what remains (Art. 12).
enum FundScreens {
    private static let pageSize = 30

    static func list(_ request: Request) async throws -> Response {
        let (texts, context, year) = (request.texts, request.module, VietnamTime(request.now).year)
        let share = RoyaltySettings(context.settings).incomeShare
        let funds = try await context.storage.read { database in
            try Set(FundRows.years(in: database) + [year]).sorted(by: >).map {
                try Funds.fetch($0, share: share, in: database)
            }
        }
        return try request.adminList(
            AdminList(
                intro: texts("funds.intro", ["share": String(share)]),
                columns: [
                    .init(texts("funds.year")), .init(texts("funds.budget"), isNumber: true),
                    .init(texts("funds.income_share"), isNumber: true), .init(texts("funds.approved"), isNumber: true),
                    .init(texts("funds.pending"), isNumber: true), .init(texts("funds.remaining"), isNumber: true),
                ],
                rows: funds.map { funds in
                    AdminList.Row([
                        .init(String(funds.year), url: context.adminURL(RoyaltyScreen.funds(funds.year))),
                        .init(Money.text(funds.budget)), .init(Money.text(funds.incomeShare)),
                        .init(Money.text(funds.approved)), .init(Money.text(funds.pending)),
                        .init(Money.text(funds.remaining)),
                    ])
                }, empty: "",
                pager: Pager(
                    try Paging(number: 1, size: max(1, funds.count), total: funds.count),
                    path: context.adminURL(RoyaltyScreen.funds), texts: texts)),
            PageInfo(title: texts("funds")))
    }

    static func show(_ request: Request) async throws -> Response { try await screen(nil, nil, request) }

    static func setBudget(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        let year = try year(request)
        var form = budgetForm(amount: nil, decision: "", request.texts)
        form.accept(request)
        guard form.isValid else { return try await screen(form, nil, request) }
        let (amount, decision) = (form.money("amount"), form["decision"])
        let path = RoyaltyScreen.funds(year)
        return try await request.perform("funds.saved", to: path, from: path) {
            try FundDesk.setBudget(year, amount: amount, decision: decision, in: $0)
        }
    }

    static func addIncome(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        let year = try year(request)
        var form = incomeForm(year, request)
        form.accept(request)
        guard form.isValid else { return try await screen(nil, form, request) }
        let (amount, day, title) = (form.money("amount"), form.day("day"), form["title"])
        let path = RoyaltyScreen.funds(Int(day.prefix(4)) ?? year)
        return try await request.perform("funds.income_saved", to: path, from: path) {
            try FundDesk.addIncome(amount, on: day, title: title, in: $0)
        }
    }

    static func removeIncome(_ request: Request) async throws -> Response {
        try request.require(RoyaltyPermission.manage)
        let (year, id) = (try year(request), try request.id())
        let path = RoyaltyScreen.funds(year)
        return try await request.perform("funds.income_removed", to: path, from: path) {
            try FundDesk.removeIncome(id, in: $0)
        }
    }

    // MARK: - A year

    private static func year(_ request: Request) throws -> Int {
        guard let year = request.parameters["year"].flatMap({ Int($0) }), (2000...2999).contains(year) else {
            throw PortalError.notFound
        }
        return year
    }

    private static func screen(_ budget: Form?, _ income: Form?, _ request: Request) async throws -> Response {
        let (texts, context, year) = (request.texts, request.module, try year(request))
        let number = try request.pageNumber()
        let share = RoyaltySettings(context.settings).incomeShare
        let (funds, incomes, paging) = try await context.storage.read { database in
            let paging = try Paging(
                number: number, size: pageSize, total: FundRows.countIncomes(of: year, in: database))
            return (
                try Funds.fetch(year, share: share, in: database),
                try FundRows.incomes(of: year, limit: pageSize, offset: paging.offset, in: database), paging
            )
        }
        let path = RoyaltyScreen.funds(year)
        var model = FundModel(
            title: texts("funds.title", ["year": String(year)]), csrf: request.formToken(),
            facts: facts(funds, texts),
            incomes: .init(
                incomes.map { income in
                    .init(
                        day: VietnamTime(parsing: income.receivedOn)?.dayText ?? income.receivedOn,
                        title: income.title, amount: Money.text(income.amount), isTold: income.isTold,
                        removeUrl: context.adminURL("\(path)/thu/\(income.id)/xoa"),
                        question: texts("funds.remove_ask", ["title": income.title]))
                }),
            pager: Pager(paging, path: context.adminURL(path), texts: texts))
        if request.actor.may(RoyaltyPermission.manage) {
            model.mayManage = true
            model.back = context.adminURL(path)
            model.work.forms = [
                .init(
                    budget ?? budgetForm(amount: funds.budget, decision: funds.decision, texts), id: "budget",
                    label: texts("funds.set_budget"), submit: texts("save"), url: context.adminURL(path)),
                .init(
                    income ?? incomeForm(year, request), id: "income", label: texts("funds.add_income"),
                    submit: texts("funds.add_income"), url: context.adminURL(path + "/thu")),
            ]
        }
        let failed = budget != nil || income != nil
        return try request.adminPage(
            "admin/funds", model,
            PageInfo(
                title: model.title, breadcrumbs: [request.crumb("funds", RoyaltyScreen.funds)],
                status: failed ? 422 : 200))
    }

    private static func facts(_ funds: Funds, _ texts: Texts) -> [FactModel] {
        [
            FactModel(texts("funds.budget"), Money.text(funds.budget, texts)),
            FactModel(texts("field.decision"), funds.decision.isEmpty ? "–" : funds.decision),
            FactModel(texts("funds.income"), Money.text(funds.income, texts)),
            FactModel(
                texts("funds.income_share_of", ["share": String(funds.share)]), Money.text(funds.incomeShare, texts)),
            FactModel(texts("funds.available"), Money.text(funds.available, texts)),
            FactModel(texts("funds.approved"), Money.text(funds.approved, texts)),
            FactModel(texts("funds.paid"), Money.text(funds.paid, texts)),
            FactModel(texts("funds.pending"), Money.text(funds.pending, texts)),
            FactModel(texts("funds.remaining"), Money.text(funds.remaining, texts)),
        ]
    }

    private static func budgetForm(amount: Int?, decision: String, _ texts: Texts) -> Form {
        Form(fields: [
            .money("amount", label: texts("funds.budget"), value: amount, texts),
            FormField(
                "decision", label: texts("field.decision"), isRequired: true,
                maximumLength: RateContent.Limit.decision, value: decision),
        ])
    }

    private static func incomeForm(_ year: Int, _ request: Request) -> Form {
        let texts = request.texts
        let today = VietnamTime(request.now)
        return Form(fields: [
            .day("day", label: texts("funds.received_on"), value: today.year == year ? today.isoDay : ""),
            .money("amount", label: texts("field.amount"), isSigned: true, texts),
            FormField("title", label: texts("funds.income_title"), isRequired: true, maximumLength: 300),
        ])
    }
}

/// What the template `admin/funds` shows: a year's sources and what they were spent on.
struct FundModel: TemplateModel {
    struct Income: Sendable {
        let day: String
        let title: String
        let amount: String
        let isTold: Bool
        let removeUrl: String
        let question: String
    }

    struct Incomes: Sendable {
        let hasRows: Bool
        let rows: [Income]

        init(_ rows: [Income]) {
            self.rows = rows
            hasRows = !rows.isEmpty
        }
    }

    let title: String
    var intro: String?
    var hasActions = false
    var actions: [AdminAction] = []
    let csrf: String
    let facts: [FactModel]
    let incomes: Incomes
    let pager: Pager
    var mayManage = false
    var back = ""
    var work: RecordWork

    init(title: String, csrf: String, facts: [FactModel], incomes: Incomes, pager: Pager) {
        self.title = title
        self.csrf = csrf
        work = RecordWork(csrf: csrf)
        self.facts = facts
        self.incomes = incomes
        self.pager = pager
    }

    static var example: FundModel {
        var model = FundModel(
            title: "Kinh phí năm 2026", csrf: "…", facts: [.example],
            incomes: Incomes([
                Income(
                    day: "24/11/2026", title: "Gốm Hạ", amount: "3.000.000", isTold: true,
                    removeUrl: "/quan-tri/royalties/kinh-phi/2026/thu/1/xoa", question: "Xóa khoản thu này?")
            ]), pager: .example)
        model.intro = "Dự toán"
        model.hasActions = true
        model.actions = AdminRecord.example.actions
        model.mayManage = true
        model.back = "/quan-tri/royalties/kinh-phi/2026"
        model.work = .example
        return model
    }
}
