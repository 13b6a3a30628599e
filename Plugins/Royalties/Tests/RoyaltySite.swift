import Foundation
import GRDB
import PortalKit

@testable import Royalties

/// A site with rates, payees and whoever works with them.
final class RoyaltySite: Sendable {
    static let root = "/quan-tri/royalties"

    let site: ModuleTestSite

    init(settings: [String: SettingValue] = [:], budget: Int = 100_000_000) async throws {
        site = try await ModuleTestSite(RoyaltiesModule.self, settings: settings)
        try await write { change in
            _ = try RateDesk.create(Self.rates, in: change)
            try FundDesk.setBudget(2026, amount: budget, decision: "Quyết định 212", in: change)
        }
    }

    static let rates = RateContent(
        effectiveFrom: "2026-01-01", decision: "Quyết định 18", baseSalary: 2_340_000,
        rates: [
            RateKey(kind: .writing, grade: "A"): .amount(220_000),
            RateKey(kind: .writing, grade: "B"): .amount(150_000),
            RateKey(kind: .photo, grade: "A"): .coefficient(Coefficient(tenThousandths: 333)),
            RateKey(kind: .moderating, grade: "A"): .amount(40_000),
            RateKey(kind: .editing, grade: "A"): .amount(50_000),
        ])

    func context() throws -> ModuleContext { try site.context(of: RoyaltyNames.module) }

    @discardableResult
    func write<Value: Sendable>(
        as actor: Actor = .command("test"), _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await context().storage.write(as: actor, body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await context().storage.read(body)
    }

    func payee(_ name: String = "Vũ Thị Nghĩa", isTaxExempt: Bool = false) async throws -> Int64 {
        try await write { try PayeeDesk.create(PayeeContent(name: name, isTaxExempt: isTaxExempt), in: $0) }
    }

    /// Work that was graded.
    func work(
        _ payee: Int64, _ kind: WorkKind = .writing, grade: String = "A", quantity: Int = 1,
        on day: String = "2026-11-10"
    ) async throws -> Int64 {
        try await write { change in
            let id = try ContributionDesk.create(
                ContributionContent(payee: payee, kind: kind, title: "Hội làng", quantity: quantity, doneOn: day),
                in: change)
            try ContributionDesk.grade(id, grade, in: change)
            return id
        }
    }

    /// A sheet of the last quarter of 2026.
    func sheet(_ period: String = "2026-Q4") async throws -> Int64 {
        let context = try context()
        return try await write { change in
            guard let period = SheetPeriod(parsing: period) else { throw PortalError.notFound }
            return try SheetDesk.draw(
                period, rule: RoyaltySettings(context.settings).tax, workflow: context.workflow, in: change)
        }
    }

    /// Takes a sheet through steps, as an administrator.
    func advance(_ sheet: Int64, _ steps: String...) async throws {
        let workflow = try context().workflow
        try await write { change in
            for step in steps {
                try SheetDesk.settle(workflow.advance(RoyaltyNames.sheet(sheet), by: step, in: change), in: change)
            }
        }
    }

    func stored(_ sheet: Int64) async throws -> Sheet { try await read { try SheetRows.require(sheet, in: $0) } }
}
