import Foundation
import GRDB
import PortalKit

/// One sheet: drawn up, looked through, handed in, paid.
enum SheetScreen {
    static func new(_ request: Request) async throws -> Response { try await showNew(newForm(request), request) }

    static func create(_ request: Request) async throws -> Response {
        var form = newForm(request)
        form.accept(request)
        guard form.isValid, let period = SheetPeriod(parsing: form["period"]) else {
            return try await showNew(form, request)
        }
        let (rule, workflow) = (RoyaltySettings(request.module.settings).tax, request.module.workflow)
        do {
            let id = try await request.module.storage.write(as: request.actor) {
                try SheetDesk.draw(period, rule: rule, workflow: workflow, in: $0)
            }
            return request.done("sheets.drawn", to: RoyaltyScreen.sheet(id))
        } catch let refusal as Refusal {
            form.fail("period", request.texts(refusal.key))
            return try await showNew(form, request)
        }
    }

    static func show(_ request: Request) async throws -> Response { try await screen(nil, request) }

    static func recollect(_ request: Request) async throws -> Response {
        let id = try request.id()
        return try await request.perform(
            "sheets.recollected", to: RoyaltyScreen.sheet(id), from: RoyaltyScreen.sheet(id)
        ) {
            try SheetDesk.recollect(id, in: $0)
        }
    }

    static func leave(_ request: Request) async throws -> Response {
        let id = try request.id()
        guard let work = request.form.integer("work") else { throw PortalError.notFound }
        return try await request.perform("sheets.left_out", to: RoyaltyScreen.sheet(id), from: RoyaltyScreen.sheet(id))
        {
            try SheetDesk.leave(Int64(work), of: id, in: $0)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let (id, workflow) = (try request.id(), request.module.workflow)
        return try await request.perform("sheets.deleted", to: RoyaltyScreen.sheets, from: RoyaltyScreen.sheet(id)) {
            try SheetDesk.delete(id, workflow: workflow, in: $0)
        }
    }

    static func pay(_ request: Request) async throws -> Response {
        let id = try request.id()
        var form = payForm(request)
        form.accept(request)
        guard form.isValid else { return try await screen(form, request) }
        let (day, reference, context) = (form.day("paid_on"), form["reference"], request.module)
        return try await request.perform("sheets.paid", to: RoyaltyScreen.sheet(id), from: RoyaltyScreen.sheet(id)) {
            try SheetDesk.pay(id, on: day, reference: reference, context, in: $0)
        }
    }

    // MARK: - Parts

    private static func newForm(_ request: Request) -> Form {
        let (texts, today) = (request.texts, VietnamTime(request.now))
        let months = (0..<13).compactMap { back -> SheetPeriod? in
            let month = today.year * 12 + today.month - 1 - back
            return SheetPeriod(.month, month % 12 + 1, of: month / 12)
        }
        let quarters = (0..<5).compactMap { back -> SheetPeriod? in
            let quarter = today.year * 4 + (today.month - 1) / 3 - back
            return SheetPeriod(.quarter, quarter % 4 + 1, of: quarter / 4)
        }
        return Form(fields: [
            FormField(
                "period", .select, label: texts("field.period"), help: texts("field.period_help"), isRequired: true,
                options: (quarters + months).map { .init($0.code, $0.title(texts)) })
        ])
    }

    private static func showNew(_ form: Form, _ request: Request) async throws -> Response {
        let (texts, free) = (request.texts, try await request.module.storage.read { try FreeWork.fetch(in: $0) })
        return try request.adminForm(
            form, PageInfo(title: texts("sheets.new"), breadcrumbs: [request.crumb("sheets", RoyaltyScreen.sheets)]),
            submit: texts("sheets.draw"), cancelURL: request.module.adminURL(RoyaltyScreen.sheets),
            intro: texts("sheets.intro", ["count": String(free.count), "amount": Money.text(free.amount)]))
    }

    private static func payForm(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            .day("paid_on", label: texts("field.paid_on"), value: VietnamTime(request.now).isoDay),
            FormField(
                "reference", label: texts("field.payment_reference"), help: texts("field.payment_reference_help"),
                isRequired: true, maximumLength: 200),
        ])
    }

    private static func screen(_ failed: Form?, _ request: Request) async throws -> Response {
        let (id, texts, context) = (try request.id(), request.texts, request.module)
        let share = RoyaltySettings(context.settings).incomeShare
        let (sheet, lines, works, holds, funds) = try await context.storage.read { database in
            let sheet = try SheetRows.require(id, in: database)
            return (
                sheet, try SheetRows.lines(of: id, in: database), try ContributionRows.ofSheet(id, in: database),
                try SheetSeal.holds(sheet, in: database),
                try Funds.fetch(sheet.period.year, share: share, in: database)
            )
        }
        let (path, mayRecord) = (RoyaltyScreen.sheet(id), request.actor.may(RoyaltyPermission.record))
        let (state, badge) = sheet.stateText(texts)
        var model = AdminRecord(title: sheet.code)
        model.intro = sheet.title(texts)
        model.actions = [
            AdminAction(texts("sheets.print"), url: context.adminURL(path + "/in"), isPrimary: true, icon: "print"),
            AdminAction("ODS", url: context.adminURL(path + "/tai-ve/ods"), icon: "download"),
            AdminAction("CSV", url: context.adminURL(path + "/tai-ve/csv"), icon: "download"),
        ]
        (model.notice, model.noticeKind) = notice(sheet, holds: holds, funds: funds, texts)
        model.facts = facts(sheet, texts)
        model.sections = [
            linesSection(lines, request), worksSection(works, request),
        ]
        model.work.workflow = try await request.workflowPanel(of: sheet.reference, state: (state, badge))
        if sheet.isDraft, mayRecord {
            model.work.buttons = [
                .init(texts("sheets.recollect"), url: context.adminURL(path + "/cap-nhat")),
                .init(
                    texts("delete"), url: context.adminURL(path + "/xoa"),
                    question: texts("sheets.delete_ask", ["sheet": sheet.code]),
                    explanation: texts("sheets.delete_note"), back: context.adminURL(path)),
            ]
            let choice = Form(fields: [
                FormField(
                    "work", .select, label: texts("sheets.leave_which"), isRequired: true,
                    options: works.map { .init(String($0.id), "\($0.payeeName): \($0.title)") })
            ])
            model.work.forms = [
                .init(
                    choice, id: "leave", label: texts("sheets.leave"), submit: texts("sheets.leave"),
                    url: context.adminURL(path + "/bo"))
            ]
        }
        if sheet.isApproved, sheet.paidOn == nil, mayRecord {
            model.work.forms = [
                .init(
                    failed ?? payForm(request), id: "pay", label: texts("sheets.pay"), submit: texts("sheets.pay"),
                    url: context.adminURL(path + "/chi"))
            ]
        }
        return try request.adminRecord(
            model,
            PageInfo(
                title: sheet.code, breadcrumbs: [request.crumb("sheets", RoyaltyScreen.sheets)],
                status: failed == nil ? 200 : 422))
    }

    private static func notice(_ sheet: Sheet, holds: Bool, funds: Funds, _ texts: Texts) -> (String?, String) {
        if !holds { return (texts("sheets.seal_broken"), "error") }
        if sheet.isApproved { return (texts("sheets.sealed"), "success") }
        if sheet.gross > funds.remaining {
            return (
                texts(
                    "gate.funds",
                    ["missing": Money.text(sheet.gross - funds.remaining), "year": String(sheet.period.year)]),
                "warning"
            )
        }
        return (nil, "info")
    }

    private static func facts(_ sheet: Sheet, _ texts: Texts) -> [FactModel] {
        var facts = [
            FactModel(texts("field.gross"), Money.text(sheet.gross, texts)),
            FactModel(texts("field.tax"), Money.text(sheet.tax, texts)),
            FactModel(texts("field.net"), Money.text(sheet.net, texts)),
            FactModel(texts("field.in_words"), VietnameseNumber.sentence(sheet.net)),
            FactModel(texts("field.tax_rule"), sheet.rule.text(texts)),
            FactModel(texts("field.drawn_up_by"), sheet.drawnUpBy),
        ]
        if let locked = sheet.lockedAt {
            facts.append(FactModel(texts("field.approved_by"), "\(sheet.approvedBy), \(VietnamTime(locked).timeText)"))
        }
        if let seal = sheet.sealText { facts.append(FactModel(texts("field.seal"), seal)) }
        if let day = sheet.paidOn {
            facts.append(FactModel(texts("field.paid_on"), VietnamTime(parsing: day)?.dayText ?? day))
            facts.append(FactModel(texts("field.payment_reference"), sheet.paymentReference))
        }
        return facts
    }

    private static func linesSection(_ lines: [SheetLine], _ request: Request) -> AdminRecord.Section {
        let texts = request.texts
        return AdminRecord.Section(
            id: "lines", heading: texts("sheets.lines"),
            table: TableModel(
                columns: [
                    .init(texts("field.payee")), .init(texts("field.unit")),
                    .init(texts("field.count"), isNumber: true),
                    .init(texts("field.gross"), isNumber: true), .init(texts("field.tax"), isNumber: true),
                    .init(texts("field.net"), isNumber: true),
                ],
                rows: lines.map { line in
                    [
                        .init(line.name), .init(line.unit.isEmpty ? "–" : line.unit), .init(String(line.count)),
                        .init(Money.text(line.gross)), .init(Money.text(line.tax)), .init(Money.text(line.net)),
                    ]
                }, empty: texts("gate.empty")))
    }

    private static func worksSection(_ works: [Contribution], _ request: Request) -> AdminRecord.Section {
        let (texts, context) = (request.texts, request.module)
        return AdminRecord.Section(
            id: "works", heading: texts("sheets.works"),
            table: TableModel(
                columns: [
                    .init(texts("field.title")), .init(texts("field.kind")), .init(texts("field.payee")),
                    .init(texts("field.done_on")), .init(texts("field.grade")),
                    .init(texts("field.amount"), isNumber: true),
                ],
                rows: works.map { work in
                    [
                        .init(
                            work.corrects == nil ? work.title : texts("correction_of", ["title": work.title]),
                            url: context.adminURL(RoyaltyScreen.contribution(work.id))),
                        .init(texts("kind.\(work.kind.rawValue)")), .init(work.payeeName), .init(work.dayText),
                        .init(work.grade.isEmpty ? "–" : work.grade), .init(work.amountText),
                    ]
                }, empty: texts("gate.empty")))
    }
}
