import GRDB
import PortalKit

/// Reading sheets and their lines.
enum SheetRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Sheet? {
        try Row.fetchOne(database, sql: "SELECT * FROM royalties_sheets WHERE id = ?", arguments: [id]).map(Sheet.init)
    }

    static func require(_ id: Int64, in database: Database) throws -> Sheet {
        guard let sheet = try fetch(id, in: database) else { throw PortalError.notFound }
        return sheet
    }

    static func page(year: Int?, limit: Int, offset: Int, in database: Database) throws -> [Sheet] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM royalties_sheets WHERE :year IS NULL OR year = :year
                ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
                """, arguments: ["year": year, "limit": limit, "offset": offset]
        ).map(Sheet.init)
    }

    static func count(year: Int?, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM royalties_sheets WHERE :year IS NULL OR year = :year",
            arguments: ["year": year]) ?? 0
    }

    static func lines(of sheet: Int64, in database: Database) throws -> [SheetLine] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM royalties_lines WHERE sheet_id = ? ORDER BY sort_key, payee_id",
            arguments: [sheet]
        ).map(SheetLine.init)
    }

    /// What one person got or will get: their line on each approved sheet, the latest first.
    static func lines(
        ofPayee payee: Int64, limit: Int, offset: Int, in database: Database
    ) throws -> [(sheet: Sheet, line: SheetLine)] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT line.* FROM royalties_lines line
                JOIN royalties_sheets sheet ON sheet.id = line.sheet_id
                WHERE line.payee_id = ? AND sheet.step = '\(SheetWorkflow.approved)'
                ORDER BY sheet.created_at DESC, sheet.id DESC LIMIT ? OFFSET ?
                """, arguments: [payee, limit, offset])
        let sheets = try sheets(rows.map { $0["sheet_id"] }, in: database)
        return rows.compactMap { row in sheets[row["sheet_id"]].map { ($0, SheetLine(row: row)) } }
    }

    static func countLines(ofPayee payee: Int64, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM royalties_lines line JOIN royalties_sheets sheet ON sheet.id = line.sheet_id
                WHERE line.payee_id = ? AND sheet.step = '\(SheetWorkflow.approved)'
                """, arguments: [payee]) ?? 0
    }

    static func sheets(_ ids: [Int64], in database: Database) throws -> [Int64: Sheet] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM royalties_sheets WHERE id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["id"], Sheet(row: $0)) }) { first, _ in first }
    }
}
