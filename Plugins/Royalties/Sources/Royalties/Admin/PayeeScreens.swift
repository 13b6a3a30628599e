import Foundation
import GRDB
import PortalKit

/// Those who are paid.
enum PayeeListScreen {
    private static let pageSize = 30

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, number) = (request.texts, request.module, try request.pageNumber())
        let text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        let (rows, paging) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: count(text, in: database))
            return (try page(text, offset: paging.offset, in: database), paging)
        }
        return try request.adminList(
            AdminList(
                intro: texts("payees.intro"),
                actions: [
                    AdminAction(
                        texts("payees.new"), url: context.adminURL(RoyaltyScreen.payees + "/moi"), isPrimary: true,
                        icon: "plus")
                ],
                filter: Form(fields: [
                    FormField("q", .input(type: "search"), label: texts("payees.find"), value: text)
                ]), filterSubmit: texts("find"),
                columns: [
                    .init(texts("field.name")), .init(texts("field.unit")), .init(texts("field.account")),
                    .init(texts("field.tax_code")), .init(texts("field.bank_account")),
                ],
                rows: rows.map { payee in
                    let content = payee.content
                    return AdminList.Row([
                        .init(payee.name, url: context.adminURL(RoyaltyScreen.payee(payee.id))),
                        .init(content.unit.isEmpty ? "–" : content.unit),
                        .init(texts(content.account == nil ? "no" : "yes")),
                        present(content.taxCode, texts), present(content.bankAccount, texts),
                    ])
                }, empty: texts(text.isEmpty ? "payees.none" : "nothing_found"),
                pager: Pager(
                    paging, path: context.adminURL(RoyaltyScreen.payees), query: [("q", text)], texts: texts)),
            PageInfo(title: texts("payees")))
    }

    /// Whether it is known; the number itself stands on the payee's own screen only.
    private static func present(_ value: String, _ texts: Texts) -> AdminList.Cell {
        value.isEmpty ? .init(texts("missing"), badge: .warning) : .init(texts("known"))
    }

    private static func count(_ text: String, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM royalties_payees WHERE \(condition)", arguments: [text.folded]) ?? 0
    }

    private static func page(_ text: String, offset: Int, in database: Database) throws -> [Payee] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM royalties_payees WHERE \(condition) ORDER BY sort_key, id LIMIT ? OFFSET ?",
            arguments: [text.folded, pageSize, offset]
        ).map(Payee.init)
    }

    private static let condition = """
        EXISTS (SELECT 1 FROM royalties_payee_names name
            WHERE name.payee_id = royalties_payees.id AND instr(name.key, ?) > 0)
        """
}

/// One payee.
enum PayeeScreen {
    static func new(_ request: Request) async throws -> Response {
        try showNew(try await form(PayeeContent(), nil, request), request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = try await form(PayeeContent(), nil, request)
        form.accept(request)
        guard form.isValid else { return try showNew(form, request) }
        let content = content(from: form)
        do {
            _ = try await request.module.storage.write(as: request.actor) { try PayeeDesk.create(content, in: $0) }
        } catch let refusal as Refusal {
            form.fail("account", request.texts(refusal.key))
            return try showNew(form, request)
        }
        return request.done("payees.saved", to: RoyaltyScreen.payees)
    }

    static func show(_ request: Request) async throws -> Response {
        let payee = try await payee(request)
        return try await screen(payee, try await form(payee.content, payee.revision, request), request)
    }

    static func save(_ request: Request) async throws -> Response {
        let payee = try await payee(request)
        var form = try await form(payee.content, payee.revision, request)
        form.accept(request)
        guard form.isValid else { return try await screen(payee, form, request) }
        let (content, revision) = (content(from: form), Int(form["revision"]) ?? 0)
        do {
            try await request.module.storage.write(as: request.actor) {
                try PayeeDesk.save(payee.id, content, from: revision, in: $0)
            }
        } catch let refusal as Refusal {
            form.fail(refusal == .accountTaken ? "account" : "name", request.texts(refusal.key))
            return try await screen(payee, form, request)
        }
        return request.done("payees.saved", to: RoyaltyScreen.payees)
    }

    /// Two entries of one person become one.
    static func merge(_ request: Request) async throws -> Response {
        let payee = try await payee(request)
        let payees = try await request.module.storage.read { try PayeeRows.all(in: $0) }
        var form = mergeForm(payee, payees, request.texts)
        form.accept(request)
        guard form.isValid, let target = Int64(form["into"]) else {
            return try await screen(
                payee, try await self.form(payee.content, payee.revision, request), asked: form, request)
        }
        return try await request.perform(
            "payees.merged", to: RoyaltyScreen.payee(target), from: RoyaltyScreen.payee(payee.id)
        ) { try PayeeDesk.merge(payee.id, into: target, in: $0) }
    }

    // MARK: - Parts

    private static func payee(_ request: Request) async throws -> Payee {
        let id = try request.id()
        return try await request.module.storage.read { try PayeeRows.require(id, in: $0) }
    }

    private static func showNew(_ form: Form, _ request: Request) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: request.texts("payees.new"), breadcrumbs: [request.crumb("payees", RoyaltyScreen.payees)]),
            submit: request.texts("save"), cancelURL: request.module.adminURL(RoyaltyScreen.payees))
    }

    private static func screen(
        _ payee: Payee, _ form: Form, asked: Form? = nil, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let (lines, payees) = try await context.storage.read { database in
            (
                try SheetRows.lines(ofPayee: payee.id, limit: 24, offset: 0, in: database),
                try PayeeRows.all(in: database)
            )
        }
        let path = RoyaltyScreen.payee(payee.id)
        var model = AdminRecord(title: payee.name)
        model.actions = [
            AdminAction(texts("payees.work"), url: context.adminURL() + "?nguoi=\(payee.id)", icon: "dossier")
        ]
        model.form = request.formModel(
            form, action: context.adminURL(path), submit: texts("save"),
            cancelURL: context.adminURL(RoyaltyScreen.payees))
        model.sections = [OwnScreen.section(lines, isLinked: true, request)]
        if payees.count > 1 {
            model.work.forms = [
                .init(
                    asked ?? mergeForm(payee, payees, texts), id: "merge", label: texts("payees.merge"),
                    submit: texts("payees.merge"), url: context.adminURL(path + "/gop"))
            ]
        }
        let failed = !form.isValid || asked?.isValid == false
        return try request.adminRecord(
            model,
            PageInfo(
                title: payee.name, breadcrumbs: [request.crumb("payees", RoyaltyScreen.payees)],
                status: failed ? 422 : 200))
    }

    private static func mergeForm(_ payee: Payee, _ payees: [Payee], _ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                "into", .select, label: texts("payees.merge_into"), help: texts("payees.merge_help"), isRequired: true,
                options: [.init("", texts("choose"))]
                    + payees.filter { $0.id != payee.id }.map { .init(String($0.id), $0.label) })
        ])
    }

    private static func form(_ content: PayeeContent, _ revision: Int?, _ request: Request) async throws -> Form {
        let texts = request.texts
        let accounts = try await request.module.storage.read {
            try AccountStore.list(state: .active, limit: 500, in: $0)
        }
        return Form(fields: [
            FormField(
                "name", label: texts("field.name"), isRequired: true, maximumLength: PayeeContent.Limit.name,
                value: content.name),
            FormField(
                "pen_names", .textarea(rows: 2), label: texts("field.pen_names"), help: texts("field.pen_names_help"),
                maximumLength: PayeeContent.Limit.penNames, value: content.penNames.joined(separator: "\n")),
            FormField(
                "account", .select, label: texts("field.account"), help: texts("field.account_help"),
                options: [.init("", texts("field.no_account"))]
                    + accounts.map {
                        .init(String($0.id), $0.office.isEmpty ? $0.fullName : "\($0.fullName) – \($0.office)")
                    }, value: content.account.map { String($0) } ?? ""),
            FormField(
                "unit", label: texts("field.unit"), maximumLength: PayeeContent.Limit.unit, value: content.unit),
            FormField(
                "tax_code", label: texts("field.tax_code"), help: texts("field.tax_code_help"), maximumLength: 20,
                value: content.taxCode,
                check: { TaxCode.isValid($0) ? nil : texts("form.no_tax_code") }),
            FormField(
                "bank_account", label: texts("field.bank_account"), maximumLength: 30, value: content.bankAccount,
                check: { account in
                    let isNumber = account.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
                    return isNumber ? nil : texts("form.no_bank_account")
                }),
            FormField(
                "bank_name", label: texts("field.bank_name"), maximumLength: PayeeContent.Limit.bankName,
                value: content.bankName),
            FormField(
                "tax_exempt", .checkbox, label: texts("field.tax_exempt"), help: texts("field.tax_exempt_help"),
                value: content.isTaxExempt ? "1" : ""),
            FormField("revision", .hidden, label: "", maximumLength: 10, value: String(revision ?? 0)),
        ])
    }

    private static func content(from form: Form) -> PayeeContent {
        PayeeContent(
            name: form["name"],
            penNames: form["pen_names"].split(whereSeparator: \.isNewline).map { String($0).normalizedInput() }
                .filter { !$0.isEmpty },
            account: Int64(form["account"]), unit: form["unit"], taxCode: form["tax_code"],
            bankAccount: form["bank_account"], bankName: form["bank_name"], isTaxExempt: form.isChecked("tax_exempt"))
    }
}
