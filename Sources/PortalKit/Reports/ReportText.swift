/// A report as a file of values separated by commas (RFC 4180): for each section its title, its table and an empty line.
public enum ReportText {
    /// The file's text.
    public static func csv(_ parts: [ReportPart]) -> String {
        parts.map { part in
            let table = part.table
            let rows = [[part.title], table.columns] + table.rows + (table.totals.isEmpty ? [] : [table.totals])
            return rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
        }.joined(separator: "\r\n")
    }

    /// The report for a terminal, columns aligned.
    public static func plain(_ parts: [ReportPart]) -> String {
        parts.map { part in
            let table = part.table
            let rows = [table.columns] + table.rows + (table.totals.isEmpty ? [] : [table.totals])
            return part.title + "\n\n" + PlainTable.text(rows) + "\n"
        }.joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String {
        // A cell that a spreadsheet would take for a formula is kept a text.
        let text = text.first.map { "=+@\t".contains($0) } == true ? "'" + text : text
        guard text.contains(where: { "\",\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

/// Rows with their columns aligned, for a terminal.
public enum PlainTable {
    /// The rows as lines; the last column is not filled up.
    public static func text(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                column == row.count - 1 ? text : text + String(repeating: " ", count: widths[column] - text.count + 2)
            }.joined() + "\n"
        }.joined()
    }
}
