import GRDB
import PortalKit

/// All that is done to payees. The audit log says which fields changed, never what stands in them.
enum PayeeDesk {
    static func create(_ content: PayeeContent, in change: Change) throws -> Int64 {
        try refuseTaken(content.account, by: nil, in: change.database)
        let id = try PayeeRows.insert(content, in: change.database)
        try change.audit("royalties.create-payee", on: RoyaltyNames.payee(id))
        return id
    }

    /// - Throws: ``Refusal/changedMeanwhile``, ``Refusal/accountTaken``.
    static func save(_ id: Int64, _ content: PayeeContent, from revision: Int, in change: Change) throws {
        let before = try PayeeRows.require(id, in: change.database)
        guard before.revision == revision else { throw Refusal.changedMeanwhile }
        guard content != before.content else { return }
        try refuseTaken(content.account, by: id, in: change.database)
        try PayeeRows.update(id, content, in: change.database)
        try change.audit(
            "royalties.save-payee", on: before.reference,
            after: ["fields": content.differences(from: before.content).joined(separator: ", ")])
        let drafts = try Int64.fetchAll(
            change.database,
            sql: """
                SELECT DISTINCT line.sheet_id FROM royalties_lines line
                JOIN royalties_sheets sheet ON sheet.id = line.sheet_id
                WHERE line.payee_id = ? AND sheet.step = '\(SheetWorkflow.draft)'
                """, arguments: [id])
        for sheet in drafts { try SheetDesk.restate(sheet, in: change.database) }
    }

    /// Makes two entries of one person one: what is not handed in yet and all names go to the other entry. An entry that
    /// was paid stays with what it was paid for.
    static func merge(_ id: Int64, into target: Int64, in change: Change) throws {
        let database = change.database
        let (from, to) = (try PayeeRows.require(id, in: database), try PayeeRows.require(target, in: database))
        guard id != target else { throw PortalError.notFound }
        let drafts = try Int64.fetchAll(
            database, sql: "SELECT id FROM royalties_sheets WHERE step = '\(SheetWorkflow.draft)'")
        // What both have of one publication is one piece of work.
        try database.execute(
            sql: """
                DELETE FROM royalties_contributions AS work WHERE payee_id = ? AND \(unlocked) AND EXISTS (
                    SELECT 1 FROM royalties_contributions other WHERE other.payee_id = ? AND other.kind = work.kind
                        AND other.record_type = work.record_type AND other.record_id = work.record_id)
                """, arguments: [id, target])
        try database.execute(
            sql: "UPDATE royalties_contributions AS work SET payee_id = ? WHERE payee_id = ? AND \(unlocked)",
            arguments: [target, id])
        var content = to.content
        content.penNames += ([from.name] + from.content.penNames).filter { !content.nameKeys.contains($0.folded) }
        let isPaid =
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM royalties_contributions WHERE payee_id = ?)",
                arguments: [id]) ?? false
        var rest = from.content
        if content.account == nil { (content.account, rest.account) = (rest.account, nil) }
        for sheet in drafts { try SheetDesk.restate(sheet, in: database) }
        if isPaid {
            rest.penNames = []
            try PayeeRows.update(id, rest, in: database)
            try database.execute(sql: "DELETE FROM royalties_payee_names WHERE payee_id = ?", arguments: [id])
        } else {
            try database.execute(sql: "DELETE FROM royalties_payees WHERE id = ?", arguments: [id])
        }
        try PayeeRows.update(target, content, in: database)
        try change.audit(
            "royalties.merge-payee", on: to.reference, before: ["payee": String(id)], after: ["payee": String(target)])
    }

    private static let unlocked = """
        NOT EXISTS (SELECT 1 FROM royalties_sheets sheet
            WHERE sheet.id = work.sheet_id AND sheet.step <> '\(SheetWorkflow.draft)')
        """

    private static func refuseTaken(_ account: Int64?, by id: Int64?, in database: Database) throws {
        guard let account, let owner = try PayeeRows.fetch(ofAccount: account, in: database) else { return }
        guard owner.id == id else { throw Refusal.accountTaken }
    }
}

extension PayeeContent {
    /// The names of the fields that differ.
    fileprivate func differences(from other: PayeeContent) -> [String] {
        [
            ("name", name == other.name), ("pen_names", penNames == other.penNames),
            ("account", account == other.account), ("unit", unit == other.unit),
            ("tax_code", taxCode == other.taxCode), ("bank_account", bankAccount == other.bankAccount),
            ("bank_name", bankName == other.bankName), ("tax_exempt", isTaxExempt == other.isTaxExempt),
        ].filter { !$0.1 }.map(\.0)
    }
}
