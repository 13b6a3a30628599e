import GRDB
import PortalKit

/// The documents that the rows of a table describe, each with what is wrong or unusual about it; nothing is written.
struct BulkTable: Sendable {
    struct Row: Sendable {
        /// As the office program counts.
        let number: Int
        let content: LegalContent
        /// Why it cannot be taken.
        var faults: [String]
        /// What should be looked at.
        var warnings: [String]
        /// Whether a document with its number is there already, or stands above it.
        var isDuplicate = false
    }

    enum Failure: Error {
        /// No row names the columns.
        case noHeads
        /// There are more rows than so many.
        case tooLong(Int)
    }

    static let maxRows = 1_000

    private(set) var rows: [Row] = []
    /// The heads that mean nothing here.
    let ignored: [String]

    /// - Parameters:
    ///   - bodies: those whose documents the person may enter; the first is taken where a row names none.
    init(
        _ sheet: Spreadsheet, settings: LegalSettings, bodies: [String], access: LegalAccess, texts: Texts
    ) throws(Failure) {
        guard let head = sheet.rows.prefix(15).firstIndex(where: { BulkColumn.columns($0.cells) != nil }),
            let columns = BulkColumn.columns(sheet.rows[head].cells)
        else { throw .noHeads }
        let body = sheet.rows[(head + 1)...]
        guard body.count <= Self.maxRows else { throw .tooLong(Self.maxRows) }
        let known = Set(columns.values)
        ignored = sheet.rows[head].cells.enumerated().filter { !known.contains($0.offset) && !$0.element.isEmpty }
            .map(\.element)
        let reader = BulkReader(columns: columns, settings: settings, bodies: bodies, access: access, texts: texts)
        rows = body.map(reader.read)
    }

    /// Adds what only the portal knows: numbers that are there already.
    mutating func check(_ texts: Texts, in database: Database) throws {
        var seen: [String: Int] = [:]
        for index in rows.indices where rows[index].faults.isEmpty && !rows[index].content.number.isEmpty {
            let content = rows[index].content
            let key = "\(LegalNumber.key(content.number)) \(content.scope) \(content.issuedOn.prefix(4))"
            if let above = seen.updateValue(rows[index].number, forKey: key) {
                rows[index].isDuplicate = true
                rows[index].warnings.append(texts("bulk.twice", ["row": String(above)]))
            }
            let duplicates = try NumberCheck.duplicates(content, id: nil, texts: texts, in: database)
            if !duplicates.isEmpty { rows[index].isDuplicate = true }
            rows[index].warnings += duplicates
        }
    }

    /// The rows that become documents.
    func accepted(withDuplicates: Bool) -> [Row] {
        rows.filter { $0.faults.isEmpty && (withDuplicates || !$0.isDuplicate) }
    }
}
