import Foundation
import GRDB
import PortalKit

/// All that is done to sheets. A sheet's lines are always the sums of what stands on it, until it is handed in.
enum SheetDesk {
    /// Draws up a sheet of all that is graded up to the end of a period and stands on none.
    ///
    /// - Throws: ``Refusal/draftThere``, ``Refusal/nothingToPay``.
    static func draw(
        _ period: SheetPeriod, rule: TaxRule, workflow: WorkflowEngine, in change: Change
    ) throws -> Int64 {
        let database = change.database
        let before = try Row.fetchAll(
            database, sql: "SELECT sequence, step FROM royalties_sheets WHERE kind = ? AND year = ? AND number = ?",
            arguments: [period.kind.rawValue, period.year, period.number])
        guard !before.contains(where: { ($0["step"] as String) == SheetWorkflow.draft }) else {
            throw Refusal.draftThere
        }
        let sequence = (before.map { $0["sequence"] as Int }.max() ?? 0) + 1
        try database.execute(
            sql: """
                INSERT INTO royalties_sheets (kind, year, number, sequence, step, tax_percent, tax_threshold,
                    tax_on_excess, drawn_up_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                period.kind.rawValue, period.year, period.number, sequence, SheetWorkflow.draft, rule.percent,
                rule.threshold, rule.isOnExcess, change.actor.name, change.now,
            ])
        let id = database.lastInsertedRowID
        try workflow.start(RoyaltyNames.sheet(id), as: SheetWorkflow.type, in: change)
        guard try collect(id, until: period.lastDay, in: database) > 0 else { throw Refusal.nothingToPay }
        try trace(id, "royalties.draw-sheet", in: change)
        return id
    }

    /// Takes in what was graded since a draft was drawn up.
    static func recollect(_ id: Int64, in change: Change) throws {
        let sheet = try draft(id, in: change.database)
        try collect(id, until: sheet.period.lastDay, in: change.database)
        try trace(id, "royalties.recollect-sheet", in: change)
    }

    /// Leaves one entry of a draft to a later sheet.
    static func leave(_ work: Int64, of id: Int64, in change: Change) throws {
        _ = try draft(id, in: change.database)
        try change.database.execute(
            sql: "UPDATE royalties_contributions SET sheet_id = NULL WHERE id = ? AND sheet_id = ?",
            arguments: [work, id])
        try restate(id, in: change.database)
        try trace(id, "royalties.leave-out", in: change)
    }

    /// Gives up a draft; what stood on it is free for another.
    static func delete(_ id: Int64, workflow: WorkflowEngine, in change: Change) throws {
        let sheet = try draft(id, in: change.database)
        try change.database.execute(
            sql: "UPDATE royalties_contributions SET sheet_id = NULL WHERE sheet_id = ?", arguments: [id])
        try change.database.execute(sql: "DELETE FROM royalties_sheets WHERE id = ?", arguments: [id])
        try workflow.forget(sheet.reference, in: change.database)
        try change.audit("royalties.delete-sheet", on: sheet.reference, before: Kept(sheet))
    }

    /// Brings a sheet in line with its workflow; an approved one is sealed.
    static func settle(_ done: WorkflowChange, in change: Change) throws {
        let (id, database) = (done.item.record.id, change.database)
        let before = try SheetRows.require(id, in: database)
        if before.isDraft { try restate(id, in: database) }
        try database.execute(
            sql: "UPDATE royalties_sheets SET step = ? WHERE id = ?", arguments: [done.item.step, id])
        guard done.item.step == SheetWorkflow.approved else { return }
        try database.execute(
            sql: "UPDATE royalties_sheets SET approved_by = ?, locked_at = ?, seal = ? WHERE id = ?",
            arguments: [change.actor.name, change.now, try SheetSeal.make(id, in: database), id])
    }

    /// Records that an approved sheet was paid, and tells each person who has an account.
    ///
    /// - Throws: ``Refusal/notPayable``.
    static func pay(
        _ id: Int64, on day: String, reference: String, _ context: ModuleContext, in change: Change
    ) throws {
        let sheet = try SheetRows.require(id, in: change.database)
        guard sheet.isApproved, sheet.paidOn == nil else { throw Refusal.notPayable }
        guard day <= VietnamTime(change.now).isoDay else { throw Refusal.dayAhead }
        try change.database.execute(
            sql: "UPDATE royalties_sheets SET paid_on = ?, payment_reference = ? WHERE id = ?",
            arguments: [day, reference, id])
        try trace(id, "royalties.pay-sheet", before: sheet, in: change)
        try change.emit(
            Event(RoyaltyNames.paidEvent, record: sheet.reference, payload: Paid(gross: sheet.gross, day: day)))
        try tell(sheet, on: day, context, in: change)
    }

    /// What others are told of a payment.
    struct Paid: Codable, Sendable {
        let gross: Int
        let day: String
    }

    private static func tell(_ sheet: Sheet, on day: String, _ context: ModuleContext, in change: Change) throws {
        let texts = context.texts
        let lines = try SheetRows.lines(of: sheet.id, in: change.database)
        let accounts = try PayeeRows.accounts(of: sheet.id, in: change.database)
        let people = try AccountStore.find(Set(accounts.values), in: change.database)
        for line in lines {
            guard let person = accounts[line.payee].flatMap({ people[$0] }), person.state == .active,
                let address = MailAddress(person.email, name: person.fullName)
            else { continue }
            try change.send(
                context.mail(
                    RoyaltyMails.paid, to: address,
                    [
                        "name": line.name, "sheet": sheet.code, "period": sheet.period.title(texts),
                        "net": Money.text(line.net), "day": VietnamTime(parsing: day)?.dayText ?? day,
                        "url": context.site.canonicalURL + context.adminURL(RoyaltyScreen.own),
                    ], record: sheet.reference))
        }
    }

    // MARK: - Sums

    /// - Returns: how many entries the sheet has then.
    @discardableResult
    private static func collect(_ id: Int64, until day: String, in database: Database) throws -> Int {
        try database.execute(
            sql: "UPDATE royalties_contributions SET sheet_id = ? WHERE id IN (\(ContributionRows.freeQuery))",
            arguments: [id, day])
        try restate(id, in: database)
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM royalties_contributions WHERE sheet_id = ?", arguments: [id]) ?? 0
    }

    /// Sums a draft up anew: a line for each payee, tax by the sheet's rule.
    static func restate(_ id: Int64, in database: Database) throws {
        let sheet = try draft(id, in: database)
        let sums = try Row.fetchAll(
            database,
            sql: """
                SELECT payee.*, count(*) AS count, sum(work.amount) AS gross
                FROM royalties_contributions work JOIN royalties_payees payee ON payee.id = work.payee_id
                WHERE work.sheet_id = ? GROUP BY work.payee_id
                """, arguments: [id])
        let lines = sums.map { row in
            (SheetLine(Payee(row: row), count: row["count"], gross: row["gross"], rule: sheet.rule), row["sort_key"])
                as (SheetLine, String)
        }
        try database.execute(sql: "DELETE FROM royalties_lines WHERE sheet_id = ?", arguments: [id])
        for (line, key) in lines {
            try database.execute(
                sql: """
                    INSERT INTO royalties_lines (sheet_id, payee_id, name, sort_key, unit, tax_code, bank_account,
                        bank_name, count, gross, tax)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, line.payee, line.name, key, line.unit, line.taxCode, line.bankAccount, line.bankName,
                    line.count, line.gross, line.tax,
                ])
        }
        let (gross, tax) = lines.reduce((0, 0)) { ($0.0 + $1.0.gross, $0.1 + $1.0.tax) }
        try database.execute(
            sql: "UPDATE royalties_sheets SET gross = ?, tax = ?, net = ? WHERE id = ?",
            arguments: [gross, tax, gross - tax, id])
    }

    private static func draft(_ id: Int64, in database: Database) throws -> Sheet {
        let sheet = try SheetRows.require(id, in: database)
        guard sheet.isDraft else { throw Refusal.locked }
        return sheet
    }

    private static func trace(_ id: Int64, _ action: String, before: Sheet? = nil, in change: Change) throws {
        let sheet = try SheetRows.require(id, in: change.database)
        try change.saveRevision(of: sheet.reference, content: Kept(sheet), title: sheet.code)
        try change.audit(action, on: sheet.reference, before: before.map { Kept($0) }, after: Kept(sheet))
    }

    /// A sheet as revision and audit log keep it: its sums, nobody's name.
    private struct Kept: Encodable {
        let code: String
        let gross: Int
        let tax: Int
        let net: Int
        let paidOn: String?

        init(_ sheet: Sheet) {
            code = sheet.code
            gross = sheet.gross
            tax = sheet.tax
            net = sheet.net
            paidOn = sheet.paidOn
        }
    }
}
