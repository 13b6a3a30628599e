import GRDB
import PortalKit

/// What is entered of the sources of royalties (Art. 12).
enum FundDesk {
    static func setBudget(_ year: Int, amount: Int, decision: String, in change: Change) throws {
        let before = try Row.fetchOne(
            change.database, sql: "SELECT amount, decision FROM royalties_budgets WHERE year = ?", arguments: [year])
        try change.database.execute(
            sql: """
                INSERT INTO royalties_budgets (year, amount, decision) VALUES (?, ?, ?)
                ON CONFLICT (year) DO UPDATE SET amount = excluded.amount, decision = excluded.decision
                """, arguments: [year, amount, decision])
        let kept = Kept(amount: amount, title: decision)
        try change.saveRevision(of: RoyaltyNames.budget(year), content: kept)
        try change.audit(
            "royalties.set-budget", on: RoyaltyNames.budget(year),
            before: before.map { Kept(amount: $0["amount"], title: $0["decision"]) }, after: kept)
    }

    /// - Parameter record: what told of it; an income is taken in once for each.
    /// - Returns: false when it was known.
    @discardableResult
    static func addIncome(
        _ amount: Int, on day: String, title: String, record: RecordReference? = nil, in change: Change
    ) throws -> Bool {
        try change.database.execute(
            sql: """
                INSERT INTO royalties_incomes (received_on, amount, title, record_type, record_id) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (record_type, record_id) DO NOTHING
                """, arguments: [day, amount, title, record?.type, record?.id])
        guard change.database.changesCount > 0 else { return false }
        try change.audit("royalties.add-income", on: record, after: Kept(amount: amount, title: title))
        return true
    }

    /// Takes back an income that was entered by hand.
    static func removeIncome(_ id: Int64, in change: Change) throws {
        guard let income = try FundRows.income(id, in: change.database), !income.isTold else {
            throw PortalError.notFound
        }
        try change.database.execute(sql: "DELETE FROM royalties_incomes WHERE id = ?", arguments: [id])
        try change.audit("royalties.remove-income", before: Kept(amount: income.amount, title: income.title))
    }

    private struct Kept: Encodable {
        let amount: Int
        let title: String
    }
}
