import Foundation
import GRDB
import PortalKit

/// The hash of all that a sheet says: whoever changes an approved sheet behind the portal's back is found out.
enum SheetSeal {
    /// Whether a sealed sheet still says what was approved.
    static func holds(_ sheet: Sheet, in database: Database) throws -> Bool {
        guard let seal = sheet.seal else { return true }
        return try make(sheet.id, in: database) == seal
    }

    static func make(_ id: Int64, in database: Database) throws -> String {
        let sheet = try SheetRows.require(id, in: database)
        let head = [
            "1", sheet.code, String(sheet.rule.percent), String(sheet.rule.threshold), String(sheet.rule.isOnExcess),
            String(sheet.gross), String(sheet.tax), String(sheet.net),
        ]
        let lines = try SheetRows.lines(of: id, in: database).sorted { $0.payee < $1.payee }.map { line in
            [
                String(line.payee), line.name, line.unit, line.taxCode, line.bankAccount, line.bankName,
                String(line.count), String(line.gross), String(line.tax),
            ]
        }
        let work = try ContributionRows.ofSheet(id, in: database).sorted { $0.id < $1.id }.map { work in
            [
                String(work.id), String(work.payee), work.kind.rawValue, work.title, String(work.quantity),
                work.doneOn, work.grade, String(work.amount), work.corrects.map { String($0) } ?? "",
            ]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return ContentHash(of: Array(try encoder.encode([[head], lines, work]))).rawValue
    }
}
