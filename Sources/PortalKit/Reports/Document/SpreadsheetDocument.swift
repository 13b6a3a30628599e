/// A workbook in the open format that offices must take (ODF 1.3; circular 39/2017/TT-BTTTT): tables of texts and whole
/// numbers, which an office program can go on reckoning with.
public struct SpreadsheetDocument: Sendable {
    /// What a cell holds.
    public enum Cell: Sendable, Hashable {
        case text(String)
        case number(Int)

        /// What a file without formats holds.
        public var plain: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            }
        }
    }

    private var tables = ""

    /// A workbook without tables.
    public init() {}

    /// Adds a table; the first row is shown as its heading.
    ///
    /// - Parameter name: must differ from those of the other tables.
    public mutating func add(_ name: String, _ rows: [[Cell]]) {
        let columns = rows.map(\.count).max() ?? 1
        tables += "<table:table table:name=\"\(Self.escaped(name))\">"
        tables += "<table:table-column table:style-name=\"wide\" table:number-columns-repeated=\"\(max(1, columns))\"/>"
        for (index, row) in rows.enumerated() {
            tables +=
                "<table:table-row>" + row.map { Self.cell($0, isHead: index == 0) }.joined() + "</table:table-row>"
        }
        tables += "</table:table>"
    }

    /// The file; the same bytes for the same tables.
    public func openDocument() throws(ReportFileError) -> [UInt8] {
        let archive = try ZIPWriter()
        try archive.add(MediaType.ods.rawValue, as: "mimetype", isCompressed: false)
        try archive.add(Self.manifest, as: "META-INF/manifest.xml")
        try archive.add(Self.head + tables + Self.foot, as: "content.xml")
        return try archive.finish()
    }

    private static func cell(_ cell: Cell, isHead: Bool) -> String {
        switch cell {
        case .text(let text):
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let paragraphs = lines.map { "<text:p>\(escaped(String($0)))</text:p>" }.joined()
            return "<table:table-cell office:value-type=\"string\"\(isHead ? " table:style-name=\"head\"" : "")>"
                + paragraphs + "</table:table-cell>"
        case .number(let number):
            return
                "<table:table-cell office:value-type=\"float\" office:value=\"\(number)\" table:style-name=\"money\">"
                + "<text:p>\(number)</text:p></table:table-cell>"
        }
    }

    /// A text for XML, without the characters that XML 1.0 does not know. Spaces that a reader would swallow are written
    /// out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        var lastIsSpace = true
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t": result += "<text:tab/>"
            case " " where lastIsSpace: result += "<text:s/>"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
            lastIsSpace = scalar == " "
        }
        return result
    }

    private static let manifest = """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">\
        <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="\(MediaType.ods.rawValue)"/>\
        <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
        """

    private static let head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">\
        <office:automatic-styles>\
        <style:style style:name="wide" style:family="table-column">\
        <style:table-column-properties style:column-width="4.2cm"/></style:style>\
        <style:style style:name="head" style:family="table-cell">\
        <style:text-properties fo:font-weight="bold"/></style:style>\
        <number:number-style style:name="grouped"><number:number number:decimal-places="0" \
        number:min-integer-digits="1" number:grouping="true"/></number:number-style>\
        <style:style style:name="money" style:family="table-cell" style:data-style-name="grouped"/>\
        </office:automatic-styles><office:body><office:spreadsheet>
        """

    private static let foot = "</office:spreadsheet></office:body></office:document-content>"
}
