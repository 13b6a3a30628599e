/// The first sheet of an OpenDocument spreadsheet (ISO/IEC 26300).
enum OpenDocumentSheet {
    static func rows(of bytes: [UInt8]) throws(DocumentError) -> [(number: Int, cells: [String])] {
        let archive = try DocumentArchive(bytes)
        guard let sheet = try archive.xml("content.xml")?.descendant("table:table") else { throw .missingPart }
        var rows: [(number: Int, cells: [String])] = []
        var number = 1
        try read(sheet, &number, into: &rows)
        return rows
    }

    private static func read(
        _ parent: XMLElement, _ number: inout Int, into rows: inout [(number: Int, cells: [String])]
    ) throws(DocumentError) {
        for element in parent.elements {
            switch element.name {
            case "table:table-header-rows", "table:table-row-group", "table:table-rows":
                try read(element, &number, into: &rows)
            case "table:table-row":
                let cells = cells(of: element)
                let count = repeated(element["table:number-rows-repeated"])
                // A row that is repeated a million times is the empty rest of the sheet.
                if cells.contains(where: { !$0.isEmpty }) {
                    for index in 0..<min(count, Spreadsheet.maxRows + 1) { try rows.take(number + index, cells) }
                }
                number += count
            default: continue
            }
        }
    }

    private static func cells(of row: XMLElement) -> [String] {
        var cells: [String] = []
        for cell in row.elements where cell.name == "table:table-cell" || cell.name == "table:covered-table-cell" {
            let count = min(repeated(cell["table:number-columns-repeated"]), Spreadsheet.maxColumns)
            cells += Array(repeating: text(of: cell), count: count)
            guard cells.count <= Spreadsheet.maxColumns else { break }
        }
        return cells
    }

    private static func text(of cell: XMLElement) -> String {
        if cell["office:value-type"] == "date", let day = cell["office:date-value"] { return String(day.prefix(10)) }
        return cell.elements.filter { $0.name == "text:p" }.map(Self.line).joined(separator: "\n")
    }

    /// A paragraph with the spaces, tabs and line breaks that stand in it as elements.
    private static func line(_ paragraph: XMLElement) -> String {
        paragraph.children.map { node in
            switch node {
            case .text(let text): text
            case .element(let element) where element.name == "text:s":
                String(repeating: " ", count: min(repeated(element["text:c"]), 1_000))
            case .element(let element) where element.name == "text:tab": "\t"
            case .element(let element) where element.name == "text:line-break": "\n"
            case .element(let element): line(element)
            }
        }.joined()
    }

    private static func repeated(_ count: String?) -> Int {
        count.flatMap { Int($0) }.map { min(max($0, 1), 10_000_000) } ?? 1
    }
}
