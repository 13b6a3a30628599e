/// Comma-separated values (RFC 4180), also with semicolons or tabs, as Vietnamese settings of office programs write them.
struct CSVText {
    private enum State {
        case plain
        case quoted
        /// After a quotation mark in a quotation: its end, unless another follows, which then is one of the text.
        case closing
    }

    private let separator: Unicode.Scalar
    private var state = State.plain
    private var cells = [""]
    private var number = 1
    private var rows: [(number: Int, cells: [String])] = []

    static func rows(of text: String) throws(DocumentError) -> [(number: Int, cells: [String])] {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let scalars = text.replacing("\r\n", with: "\n").unicodeScalars
        var reader = CSVText(separator: separator(of: scalars))
        for scalar in scalars { try reader.take(scalar) }
        try reader.endRow()
        return reader.rows
    }

    private init(separator: Unicode.Scalar) { self.separator = separator }

    private mutating func take(_ scalar: Unicode.Scalar) throws(DocumentError) {
        switch (state, scalar) {
        case (.quoted, "\""): state = .closing
        case (.quoted, _): append(scalar)
        case (.closing, "\""):
            append(scalar)
            state = .quoted
        case (_, "\"") where cells[cells.count - 1].isEmpty: state = .quoted
        case (_, separator):
            cells.append("")
            state = .plain
            guard cells.count <= 10_000 else { throw .tooComplex }
        case (_, "\n"), (_, "\r"):
            try endRow()
            state = .plain
        default:
            append(scalar)
            state = .plain
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) { cells[cells.count - 1].unicodeScalars.append(scalar) }

    private mutating func endRow() throws(DocumentError) {
        try rows.take(number, cells)
        cells = [""]
        number += 1
    }

    private static let candidates: [Unicode.Scalar] = [",", ";", "\t"]

    /// What stands most often in the first line that has any of them, outside of quotations: above a table there may be
    /// a title.
    private static func separator(of text: String.UnicodeScalarView) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        for scalar in text {
            if scalar == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if scalar == "\n" || scalar == "\r", !counts.isEmpty { break }
            if candidates.contains(scalar) { counts[scalar, default: 0] += 1 }
        }
        return candidates.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? ","
    }
}
