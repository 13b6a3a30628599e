/// A legal text in a plain text area: a paragraph a line, tables as rows `| cell | cell |`.
public enum LegalTextField {
    /// The lines as they stand in the text area.
    public static func text(of lines: [LegalLine]) -> String {
        var rows: [String] = []
        var followsTable = false
        for line in lines {
            if let table = line.table {
                if followsTable { rows.append("") }
                rows += table.map { "| " + $0.map(cell).joined(separator: " | ") + " |" }
            } else {
                rows.append(line.text)
            }
            followsTable = line.table != nil
        }
        return rows.joined(separator: "\n")
    }

    private static let lineBreak = "<br>"

    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: lineBreak)
    }

    /// The lines that were typed.
    ///
    /// - Parameter before: the lines as they were: where one has not changed, what officers said of it is kept.
    public static func lines(of typed: String, before: [LegalLine]) -> [LegalLine] {
        var lines: [LegalLine] = []
        var table: [[String]] = []
        for row in typed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let text = String(row).normalizedInput()
            if let cells = cells(text) {
                table.append(cells)
                continue
            }
            if !table.isEmpty { lines.append(LegalLine(table: table)) }
            table = []
            if !text.isEmpty { lines.append(LegalLine(text)) }
        }
        if !table.isEmpty { lines.append(LegalLine(table: table)) }
        return keepingRoles(of: before, in: lines)
    }

    private static func cells(_ row: String) -> [String]? {
        guard row.count > 2, row.hasPrefix("|"), row.hasSuffix("|"), !row.hasSuffix("\\|") else { return nil }
        var cells = [""]
        var isEscaped = false
        for character in row.dropFirst().dropLast() {
            switch character {
            case "|" where isEscaped: cells[cells.count - 1] += "|"
            case "|": cells.append("")
            case "\\": break
            default: cells[cells.count - 1] += (isEscaped ? "\\" : "") + String(character)
            }
            if character == "\\", isEscaped { cells[cells.count - 1] += "\\" }
            isEscaped = character == "\\"
        }
        return cells.map { $0.normalizedInput().replacing(lineBreak, with: "\n") }
    }

    /// Lines with the same words keep what was said of them, in their order.
    private static func keepingRoles(of before: [LegalLine], in lines: [LegalLine]) -> [LegalLine] {
        guard before.contains(where: { $0.role != nil }) else { return lines }
        var lines = lines
        var start = 0
        while start < min(lines.count, before.count), lines[start].hasSameWords(as: before[start]) {
            lines[start].role = before[start].role
            start += 1
        }
        var places: [LegalLine: [Int]] = [:]
        for index in before.indices.dropFirst(start).reversed() {
            places[before[index].plain, default: []].append(index)
        }
        var next = start
        for index in lines.indices.dropFirst(start) {
            while let place = places[lines[index].plain]?.popLast() {
                guard place >= next else { continue }
                lines[index].role = before[place].role
                next = place + 1
                break
            }
        }
        return lines
    }
}

extension LegalLine {
    /// Without what officers said of it.
    fileprivate var plain: LegalLine {
        var line = self
        line.role = nil
        return line
    }

    fileprivate func hasSameWords(as other: LegalLine) -> Bool { plain == other.plain }
}
