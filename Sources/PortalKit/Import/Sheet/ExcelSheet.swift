import Foundation

/// The first sheet of an Excel workbook (ISO/IEC 29500).
struct ExcelSheet {
    private let shared: [String]
    /// Which formats of cells are days.
    private let dayFormats: Set<Int>
    /// Whether days are counted from 1904 on, as old Macintoshes did.
    private let countsFrom1904: Bool

    static func rows(of bytes: [UInt8]) throws(DocumentError) -> [(number: Int, cells: [String])] {
        let archive = try DocumentArchive(bytes)
        guard let workbook = try archive.xml("xl/workbook.xml"),
            let sheet = try archive.xml(try path(of: workbook, archive))
        else { throw .missingPart }
        let isOld = workbook.first("x:workbookPr")?["date1904"].map { ["1", "true"].contains($0) } ?? false
        let reader = ExcelSheet(
            shared: (try archive.xml("xl/sharedStrings.xml"))?.elements.map(text) ?? [],
            dayFormats: dayFormats(try archive.xml("xl/styles.xml")), countsFrom1904: isOld)
        return try reader.rows(sheet)
    }

    /// The part of the first sheet, by the workbook's relationships.
    private static func path(of workbook: XMLElement, _ archive: DocumentArchive) throws(DocumentError) -> String {
        let usual = "xl/worksheets/sheet1.xml"
        guard let id = workbook.first("x:sheets")?.elements.first?["r:id"],
            let relations = try archive.xml("xl/_rels/workbook.xml.rels"),
            let target = relations.elements.first(where: { $0["Id"] == id })?["Target"]
        else { return usual }
        return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }

    private func rows(_ sheet: XMLElement) throws(DocumentError) -> [(number: Int, cells: [String])] {
        var rows: [(number: Int, cells: [String])] = []
        for (index, row) in (sheet.first("x:sheetData")?.elements ?? []).enumerated() where row.name == "x:row" {
            var cells: [String] = []
            for cell in row.elements where cell.name == "x:c" {
                let column = cell["r"].flatMap(Self.column) ?? cells.count
                guard column < Spreadsheet.maxColumns else { continue }
                while cells.count <= column { cells.append("") }
                cells[column] = text(of: cell)
            }
            try rows.take(row["r"].flatMap { Int($0) } ?? index + 1, cells)
        }
        return rows
    }

    /// `C7` is in column 2.
    private static func column(_ reference: String) -> Int? {
        let letters = reference.prefix { $0.isASCII && $0.isLetter }
        guard (1...3).contains(letters.count) else { return nil }
        return letters.uppercased().unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
    }

    private func text(of cell: XMLElement) -> String {
        let value = cell.first("x:v")?.text ?? ""
        switch cell["t"] {
        case "s": return Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? ""
        case "inlineStr": return cell.first("x:is").map(Self.text) ?? ""
        case "str", "e", "d": return String(value)
        case "b": return value == "1" ? "TRUE" : "FALSE"
        default:
            let isDay = cell["s"].flatMap { Int($0) }.map(dayFormats.contains) ?? false
            return isDay ? Double(value).flatMap(day) ?? value : Self.number(value)
        }
    }

    /// A whole number without the `.0` or the power that some programs write.
    private static func number(_ value: String) -> String {
        guard let number = Double(value), number == number.rounded(), abs(number) < 1e15 else { return value }
        return String(Int64(number))
    }

    /// A text without the readings that East Asian programs add to it.
    private static func text(_ item: XMLElement) -> String {
        item.elements.map { element in
            switch element.name {
            case "x:t": element.text
            case "x:r": text(element)
            default: ""
            }
        }.joined()
    }

    // MARK: - Days

    /// Days are numbers; only a cell's format tells them apart.
    private static func dayFormats(_ styles: XMLElement?) -> Set<Int> {
        var days: Set<Int> = Set(14...22).union(27...36).union(45...47).union(50...58)
        for format in styles?.first("x:numFmts")?.elements ?? [] {
            guard let id = format["numFmtId"].flatMap({ Int($0) }) else { continue }
            if isDay(format["formatCode"] ?? "") { days.insert(id) }
        }
        let formats = styles?.first("x:cellXfs")?.elements ?? []
        return Set(
            formats.enumerated().filter { $1["numFmtId"].flatMap { Int($0) }.map(days.contains) ?? false }
                .map(\.offset))
    }

    /// Whether a format shows a day or year, outside of what it shows literally.
    private static func isDay(_ code: String) -> Bool {
        var closing: Character?
        for character in code.lowercased() {
            if let end = closing {
                if character == end { closing = nil }
            } else if character == "\"" {
                closing = "\""
            } else if character == "[" {
                closing = "]"
            } else if character == "d" || character == "y" {
                return true
            }
        }
        return false
    }

    /// A serial number as a day. Excel takes 1900 for a leap year, so days before March 1900 are off by one.
    private func day(_ serial: Double) -> String? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        let days = Int(serial) - (countsFrom1904 ? 24_107 : 25_569)
        let moment = Date(timeIntervalSince1970: TimeInterval(days) * 86_400)
        return VietnamTime(moment).isoDay
    }
}
