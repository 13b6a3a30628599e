/// A table being read, with cells that span columns and rows.
struct DocumentTable {
    /// Cells in all tables of a document.
    static let maxCells = 20_000

    private struct Cell {
        var columns: Int
        var rows = 1
        let content: [HTMLNode]
    }

    private var rows: [[Cell]] = []
    /// The cell that began in each column and may go on below: its row and place in it.
    private var open: [Int: (row: Int, index: Int)] = [:]
    private var column = 0

    mutating func beginRow() {
        rows.append([])
        column = 0
    }

    /// Adds a cell; one that continues the cell above only makes that longer.
    mutating func append(columns: Int = 1, rows span: Int = 1, continues: Bool = false, _ content: [HTMLNode]) {
        let columns = min(max(columns, 1), 100)
        defer { column += columns }
        if continues, let above = open[column] {
            rows[above.row][above.index].rows += 1
            return
        }
        open[column] = (rows.count - 1, rows[rows.count - 1].count)
        rows[rows.count - 1].append(
            Cell(
                columns: columns, rows: min(max(span, 1), 1_000),
                content: content.withoutSingleParagraph))
    }

    /// The table as a node.
    var node: HTMLNode {
        let lines = rows.map { row in
            HTMLNode.element(
                name: "tr", attributes: [:],
                children: row.map { cell in
                    var attributes: [String: String] = [:]
                    if cell.columns > 1 { attributes["colspan"] = String(cell.columns) }
                    if cell.rows > 1 { attributes["rowspan"] = String(cell.rows) }
                    return .element(name: "td", attributes: attributes, children: cell.content)
                })
        }
        return .element(name: "table", attributes: [:], children: lines)
    }
}
