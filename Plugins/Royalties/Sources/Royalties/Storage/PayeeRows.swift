import GRDB
import PortalKit

/// Reading and writing payees.
enum PayeeRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Payee? {
        try Row.fetchOne(database, sql: "SELECT * FROM royalties_payees WHERE id = ?", arguments: [id])
            .map(Payee.init)
    }

    static func require(_ id: Int64, in database: Database) throws -> Payee {
        guard let payee = try fetch(id, in: database) else { throw PortalError.notFound }
        return payee
    }

    static func fetch(ofAccount account: Int64, in database: Database) throws -> Payee? {
        try Row.fetchOne(database, sql: "SELECT * FROM royalties_payees WHERE account_id = ?", arguments: [account])
            .map(Payee.init)
    }

    /// The accounts of those on a sheet who have one, by the payee.
    static func accounts(of sheet: Int64, in database: Database) throws -> [Int64: Int64] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT payee.id, payee.account_id FROM royalties_lines line
                JOIN royalties_payees payee ON payee.id = line.payee_id
                WHERE line.sheet_id = ? AND payee.account_id IS NOT NULL
                """, arguments: [sheet])
        return Dictionary(rows.map { ($0["id"], $0["account_id"]) }) { first, _ in first }
    }

    /// Those who sign with this name, however it is written.
    static func fetch(named name: String, in database: Database) throws -> [Payee] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT payee.* FROM royalties_payee_names name JOIN royalties_payees payee ON payee.id = name.payee_id
                WHERE name.key = ? ORDER BY payee.id
                """, arguments: [name.folded]
        ).map(Payee.init)
    }

    /// All, by name, for choosing one of them.
    static func all(in database: Database) throws -> [Payee] {
        try Row.fetchAll(database, sql: "SELECT * FROM royalties_payees ORDER BY sort_key, id LIMIT 2000")
            .map(Payee.init)
    }

    static func insert(_ content: PayeeContent, in database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO royalties_payees (name, pen_names, account_id, unit, tax_code, bank_account, bank_name,
                    is_tax_exempt, sort_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: content.arguments)
        let id = database.lastInsertedRowID
        try writeNames(of: id, content, in: database)
        return id
    }

    static func update(_ id: Int64, _ content: PayeeContent, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE royalties_payees SET name = ?, pen_names = ?, account_id = ?, unit = ?, tax_code = ?,
                    bank_account = ?, bank_name = ?, is_tax_exempt = ?, sort_key = ?, revision = revision + 1
                WHERE id = ?
                """, arguments: content.arguments + [id])
        try database.execute(sql: "DELETE FROM royalties_payee_names WHERE payee_id = ?", arguments: [id])
        try writeNames(of: id, content, in: database)
    }

    private static func writeNames(of id: Int64, _ content: PayeeContent, in database: Database) throws {
        for key in content.nameKeys {
            try database.execute(
                sql: "INSERT INTO royalties_payee_names (key, payee_id) VALUES (?, ?)", arguments: [key, id])
        }
    }
}

extension PayeeContent {
    fileprivate var arguments: StatementArguments {
        [
            name, penNames.joined(separator: "\n"), account, unit, taxCode, bankAccount, bankName, isTaxExempt,
            sortKey,
        ]
    }

    /// Vietnamese names are looked for by their last word first.
    var sortKey: String {
        let words = name.folded.split(separator: " ")
        return (words.suffix(1) + words.dropLast()).joined(separator: " ")
    }
}
