import Foundation
import GRDB
import PortalKit

/// Brings `content/royalties/royalties.yml` in. Each entry is taken once: what is in the portal then is what counts, since
/// money was granted by it.
struct RoyaltyLoader {
    private let context: ModuleContext
    private var report = ContentReport()
    private var payees: [String: Int64] = [:]

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        let url = folder.appending(path: RoyaltyFile.name)
        guard FileManager.default.fileExists(atPath: url.path) else { return ContentReport() }
        var faults: [Fault] = []
        guard let file = RoyaltyFile.read(url, faults: &faults) else {
            var report = ContentReport()
            report.faults = faults
            return report
        }
        return try await context.storage.write(as: .contentLoad) { change in
            var loader = RoyaltyLoader(context: context)
            try loader.take(file, in: change)
            return loader.report
        }
    }

    private init(context: ModuleContext) { self.context = context }

    private mutating func take(_ file: RoyaltyFile, in change: Change) throws {
        for entry in file.payees {
            payees[entry.id] = try take("payee/\(entry.id)", in: change) {
                try Self.make(entry.content, in: change)
            }
        }
        for rates in file.rates {
            try take("rates/\(rates.effectiveFrom)", in: change) { try RateDesk.create(rates, in: change) }
        }
        for budget in file.budgets {
            try take("budget/\(budget.year)", in: change) {
                try FundDesk.setBudget(budget.year, amount: budget.amount, decision: budget.decision, in: change)
                return Int64(budget.year)
            }
        }
        for income in file.incomes {
            try take("income/\(income.id)", in: change) {
                try FundDesk.addIncome(income.amount, on: income.day, title: income.title, in: change)
                return change.database.lastInsertedRowID
            }
        }
        for work in file.works {
            let payee = payees[work.payee] ?? 0
            try take("work/\(work.id)", line: work.line, in: change) {
                var content = work.content
                content.payee = payee
                let id = try ContributionDesk.create(content, in: change)
                if !work.grade.isEmpty { try ContributionDesk.grade(id, work.grade, in: change) }
                return id
            }
        }
        let context = context
        for sheet in file.sheets {
            try take("sheet/\(sheet.period.code)", line: sheet.line, in: change) {
                try Self.draw(sheet, context, in: change)
            }
        }
    }

    /// A payee; what was published before may have made an entry of that name already, which is completed then.
    private static func make(_ content: PayeeContent, in change: Change) throws -> Int64 {
        let known = try PayeeRows.fetch(named: content.name, in: change.database)
        guard known.count == 1, let payee = known.first else { return try PayeeDesk.create(content, in: change) }
        var completed = content
        completed.account = payee.content.account
        try PayeeDesk.save(payee.id, completed, from: payee.revision, in: change)
        return payee.id
    }

    /// A sheet with the steps that it has behind it.
    private static func draw(
        _ entry: RoyaltyFile.SheetEntry, _ context: ModuleContext, in change: Change
    ) throws -> Int64 {
        let workflow = context.workflow
        let id = try SheetDesk.draw(
            entry.period, rule: RoyaltySettings(context.settings).tax, workflow: workflow, in: change)
        if !entry.drawnUpBy.isEmpty {
            try change.database.execute(
                sql: "UPDATE royalties_sheets SET drawn_up_by = ? WHERE id = ?", arguments: [entry.drawnUpBy, id])
        }
        if entry.state == .draft { return id }
        try SheetDesk.settle(workflow.advance(RoyaltyNames.sheet(id), by: "submit", in: change), in: change)
        if entry.state == .review { return id }
        try SheetDesk.settle(workflow.advance(RoyaltyNames.sheet(id), by: "approve", in: change), in: change)
        if !entry.approvedBy.isEmpty {
            try change.database.execute(
                sql: "UPDATE royalties_sheets SET approved_by = ? WHERE id = ?", arguments: [entry.approvedBy, id])
        }
        if entry.state == .paid {
            try SheetDesk.pay(id, on: entry.paidOn, reference: entry.reference, context, in: change)
        }
        return id
    }

    // MARK: - One entry

    /// - Returns: the record that the entry has become.
    @discardableResult
    private mutating func take(
        _ entry: String, line: Int? = nil, in change: Change, make: () throws -> Int64
    ) throws -> Int64? {
        let known = try Int64.fetchOne(
            change.database, sql: "SELECT record_id FROM royalties_content_entries WHERE entry = ?",
            arguments: [entry])
        if let known {
            report.unchanged += 1
            return known
        }
        do {
            let id = try make()
            try change.database.execute(
                sql: "INSERT INTO royalties_content_entries (entry, record_id) VALUES (?, ?)", arguments: [entry, id])
            report.added += 1
            return id
        } catch let refusal as Refusal {
            add(entry, context.texts(refusal.key), line)
        } catch WorkflowError.gatesFailed(let failures) {
            add(entry, failures.map { $0.text(context.texts) }.joined(separator: " "), line)
        }
        return nil
    }

    private mutating func add(_ entry: String, _ reason: String, _ line: Int?) {
        report.faults.append(
            Fault(
                file: RoyaltyFile.displayName, line: line, message: "\(entry): \(reason)",
                mend: "mend the entry, or bring it in by hand"))
    }
}
