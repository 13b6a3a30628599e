import GRDB
import PortalKit

/// Reading and writing contributions; whoever writes leaves the traces (see ``ContributionDesk``).
enum ContributionRows {
    /// With the payee's name as it is now, and whether the sheet has left its first step and was paid.
    static let select = """
        SELECT work.*, payee.name AS payee_name, payee.account_id AS payee_account,
            coalesce(sheet.step <> '\(SheetWorkflow.draft)', 0) AS is_locked,
            sheet.paid_on IS NOT NULL AS is_paid
        FROM royalties_contributions work
        JOIN royalties_payees payee ON payee.id = work.payee_id
        LEFT JOIN royalties_sheets sheet ON sheet.id = work.sheet_id
        """

    static func fetch(_ id: Int64, in database: Database) throws -> Contribution? {
        try Row.fetchOne(database, sql: "\(select) WHERE work.id = ?", arguments: [id]).map(Contribution.init)
    }

    static func require(_ id: Int64, in database: Database) throws -> Contribution {
        guard let found = try fetch(id, in: database) else { throw PortalError.notFound }
        return found
    }

    /// What stands on a sheet, by payee and day.
    static func ofSheet(_ sheet: Int64, in database: Database) throws -> [Contribution] {
        try Row.fetchAll(
            database,
            sql: "\(select) WHERE work.sheet_id = ? ORDER BY payee.sort_key, payee.id, work.done_on, work.id",
            arguments: [sheet]
        ).map(Contribution.init)
    }

    /// The corrections of a contribution.
    static func corrections(of id: Int64, in database: Database) throws -> [Contribution] {
        try Row.fetchAll(database, sql: "\(select) WHERE work.corrects = ? ORDER BY work.id", arguments: [id])
            .map(Contribution.init)
    }

    /// What waits for its grade, the oldest first.
    static let openQuery = "\(select) WHERE work.state = 'open' ORDER BY work.done_on, work.id LIMIT ?"

    static func open(limit: Int, in database: Database) throws -> [Contribution] {
        try Row.fetchAll(database, sql: openQuery, arguments: [limit]).map(Contribution.init)
    }

    static func countOpen(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM royalties_contributions WHERE state = 'open'") ?? 0
    }

    /// What is graded up to a day and stands on no sheet.
    static let freeQuery = """
        SELECT id FROM royalties_contributions
        WHERE state = 'graded' AND sheet_id IS NULL AND done_on <= ? ORDER BY done_on
        """

    /// - Parameter record: what it was recorded from, with the path of its page.
    static func insert(
        _ content: ContributionContent, record: RecordReference? = nil, path: String = "", in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO royalties_contributions (payee_id, kind, title, search_key, quantity, done_on, note,
                    record_type, record_id, path, state, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
                """,
            arguments: content.arguments + [record?.type, record?.id, path, change.now])
        return change.database.lastInsertedRowID
    }

    static func update(_ id: Int64, _ content: ContributionContent, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE royalties_contributions SET payee_id = ?, kind = ?, title = ?, search_key = ?, quantity = ?,
                    done_on = ?, note = ? WHERE id = ?
                """, arguments: content.arguments + [id])
    }
}

extension ContributionContent {
    fileprivate var arguments: StatementArguments {
        [payee, kind.rawValue, title, title.folded, quantity, doneOn, note]
    }
}

extension Contribution {
    /// What of it can be entered by hand.
    var content: ContributionContent {
        ContributionContent(payee: payee, kind: kind, title: title, quantity: quantity, doneOn: doneOn, note: note)
    }
}
