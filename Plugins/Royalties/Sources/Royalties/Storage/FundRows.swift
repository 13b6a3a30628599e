import GRDB
import PortalKit

/// Where the money of a year comes from, and where it went (Art. 12).
struct Funds: Sendable, Hashable {
    let year: Int
    let budget: Int
    let decision: String
    /// Income of the year, all of it.
    let income: Int
    /// How many per cent of the income are for royalties.
    let share: Int
    /// On sheets that are approved.
    let approved: Int
    /// Of that, paid.
    let paid: Int
    /// On sheets that wait for approval.
    let pending: Int

    /// What of the income is for royalties, to the đồng, never more than its share.
    var incomeShare: Int { max(0, income * share / 100) }

    var available: Int { budget + incomeShare }

    /// What can still be approved; below zero when more was promised than there is.
    var remaining: Int { available - approved }

    static func fetch(_ year: Int, share: Int, in database: Database) throws -> Funds {
        let budget = try Row.fetchOne(
            database, sql: "SELECT amount, decision FROM royalties_budgets WHERE year = ?", arguments: [year])
        let sums = try Row.fetchOne(
            database,
            sql: """
                SELECT coalesce(sum(gross) FILTER (WHERE step = '\(SheetWorkflow.approved)'), 0) AS approved,
                    coalesce(sum(gross) FILTER (WHERE paid_on IS NOT NULL), 0) AS paid,
                    coalesce(sum(gross) FILTER (WHERE step = '\(SheetWorkflow.review)'), 0) AS pending
                FROM royalties_sheets WHERE year = ?
                """, arguments: [year])
        let income = try Int.fetchOne(
            database,
            sql: """
                SELECT coalesce(sum(amount), 0) FROM royalties_incomes WHERE received_on >= ? AND received_on < ?
                """, arguments: FundRows.days(of: year))
        return Funds(
            year: year, budget: budget?["amount"] ?? 0, decision: budget?["decision"] ?? "", income: income ?? 0,
            share: share, approved: sums?["approved"] ?? 0, paid: sums?["paid"] ?? 0, pending: sums?["pending"] ?? 0)
    }
}

/// An income of the portal, as from business ads.
struct Income: Sendable, Hashable, Identifiable {
    let id: Int64
    let receivedOn: String
    let amount: Int
    let title: String
    /// Whether a module has told of it; such a one is not changed by hand.
    let isTold: Bool

    init(row: Row) {
        id = row["id"]
        receivedOn = row["received_on"]
        amount = row["amount"]
        title = row["title"]
        let type: String? = row["record_type"]
        isTold = type != nil
    }
}

/// Reading budgets and incomes.
enum FundRows {
    /// The first day of a year and the first of the next.
    static func days(of year: Int) -> StatementArguments { ["\(year)-01-01", "\(year + 1)-01-01"] }

    /// The years that anything is known of, the latest first.
    static func years(in database: Database) throws -> [Int] {
        try Int.fetchAll(
            database,
            sql: """
                SELECT year FROM royalties_budgets UNION SELECT year FROM royalties_sheets
                UNION SELECT CAST(substr(received_on, 1, 4) AS INTEGER) FROM royalties_incomes ORDER BY 1 DESC
                """)
    }

    static func incomes(of year: Int, limit: Int, offset: Int, in database: Database) throws -> [Income] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM royalties_incomes WHERE received_on >= ? AND received_on < ?
                ORDER BY received_on DESC, id DESC LIMIT ? OFFSET ?
                """, arguments: days(of: year) + [limit, offset]
        ).map(Income.init)
    }

    static func countIncomes(of year: Int, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM royalties_incomes WHERE received_on >= ? AND received_on < ?",
            arguments: days(of: year)) ?? 0
    }

    static func income(_ id: Int64, in database: Database) throws -> Income? {
        try Row.fetchOne(database, sql: "SELECT * FROM royalties_incomes WHERE id = ?", arguments: [id])
            .map(Income.init)
    }
}
