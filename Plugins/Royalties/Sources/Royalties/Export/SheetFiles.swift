import PortalKit

/// A sheet as a file: for the accountant and the treasury, so with tax codes and bank accounts.
enum SheetFiles {
    static func download(_ request: Request) async throws -> Response {
        let (id, texts) = (try request.id(), request.texts)
        let (sheet, lines, works) = try await request.module.storage.read { database in
            (
                try SheetRows.require(id, in: database), try SheetRows.lines(of: id, in: database),
                try ContributionRows.ofSheet(id, in: database)
            )
        }
        switch request.parameters["format"] {
        case "ods":
            var workbook = SpreadsheetDocument()
            workbook.add(texts("sheets.lines"), table(sheet, lines, texts))
            workbook.add(texts("sheets.works"), details(works, texts))
            return .file(
                try workbook.openDocument(), mediaType: MediaType.ods.rawValue, name: sheet.code + ".ods")
        case "csv":
            var csv = CSV()
            for row in table(sheet, lines, texts) { csv.append(row.map(\.plain)) }
            return .file(Array(csv.text.utf8), mediaType: "\(CSV.mediaType); charset=utf-8", name: sheet.code + ".csv")
        default: throw PortalError.notFound
        }
    }

    /// The lines with the sum below, and the sum in words.
    static func table(_ sheet: Sheet, _ lines: [SheetLine], _ texts: Texts) -> [[SpreadsheetDocument.Cell]] {
        let head = [
            "print.number", "field.name", "field.unit", "field.tax_code", "field.bank_account", "field.bank_name",
            "field.count", "field.gross", "field.tax", "field.net",
        ].map { SpreadsheetDocument.Cell.text(texts($0)) }
        let rows = lines.enumerated().map { index, line -> [SpreadsheetDocument.Cell] in
            [
                .number(index + 1), .text(line.name), .text(line.unit), .text(line.taxCode), .text(line.bankAccount),
                .text(line.bankName), .number(line.count), .number(line.gross), .number(line.tax), .number(line.net),
            ]
        }
        let empty = Array(repeating: SpreadsheetDocument.Cell.text(""), count: 4)
        let sum: [SpreadsheetDocument.Cell] =
            [.text(""), .text(texts("print.total"))] + empty
            + [
                .number(lines.reduce(0) { $0 + $1.count }), .number(sheet.gross), .number(sheet.tax),
                .number(sheet.net),
            ]
        return [head] + rows + [
            sum, [.text(""), .text(texts("field.in_words")), .text(VietnameseNumber.sentence(sheet.net))],
        ]
    }

    private static func details(_ works: [Contribution], _ texts: Texts) -> [[SpreadsheetDocument.Cell]] {
        let head = [
            "print.number", "field.payee", "field.title", "field.kind", "field.done_on", "field.grade",
            "field.quantity", "field.amount", "field.note",
        ].map { SpreadsheetDocument.Cell.text(texts($0)) }
        return [head]
            + works.enumerated().map { index, work in
                [
                    .number(index + 1), .text(work.payeeName), .text(work.title),
                    .text(texts("kind.\(work.kind.rawValue)")), .text(work.dayText), .text(work.grade),
                    .number(work.quantity), .number(work.amount), .text(work.note),
                ]
            }
    }
}
