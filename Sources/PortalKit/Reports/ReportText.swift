/// A report as plain text.
public enum ReportText {
    /// The report as one file: each section with its title above it, an empty line between two.
    ///
    /// - Parameters:
    ///   - heading: lines that stand before the first section.
    ///   - missing: what to write for a section that failed.
    static func csv(
        _ sections: [(title: String, table: ReportTable?)], heading: [[String]] = [], missing: String
    ) -> CSV {
        var csv = CSV()
        for line in heading { csv.append(line) }
        for (index, section) in sections.enumerated() {
            if index > 0 || !heading.isEmpty { csv.append([]) }
            csv.append([section.title])
            guard let table = section.table else {
                csv.append([missing])
                continue
            }
            for row in table.lines { csv.append(row) }
        }
        return csv
    }

    /// The sections as a file of values separated by commas (RFC 4180), for a spreadsheet.
    public static func csv(_ parts: [ReportPart]) -> String {
        csv(parts.map { ($0.title, $0.compared(.english)) }, missing: failed).text
    }

    /// The report for a terminal, columns aligned.
    public static func plain(_ parts: [ReportPart]) -> String {
        parts.map { part in
            let table = part.compared(.english).map { PlainTable.text($0.lines) } ?? failed + "\n"
            return part.title + "\n\n" + table + "\n"
        }.joined(separator: "\n")
    }

    private static let failed = "could not be drawn up; the server's log says why"
}

extension ReportTable {
    /// Headings, rows and sums.
    fileprivate var lines: [[String]] { [columns] + rows + (totals.isEmpty || rows.isEmpty ? [] : [totals]) }
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
