import Foundation

/// Writes comma-separated values by RFC 4180, with a byte order mark so that spreadsheets read UTF-8.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers stay as they are.
public struct CSV: Sendable {
    /// The media type.
    public static let mediaType = "text/csv"

    /// What has been written so far.
    public private(set) var text = "\u{FEFF}"

    /// An empty file.
    public init() {}

    /// Adds a line; without cells, an empty one.
    public mutating func append(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    /// One cell, quoted where need be.
    static func cell(_ value: String) -> String {
        let safe = looksLikeFormula(value) ? "'" + value : value
        let needsQuotes = safe.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }

    /// What OWASP's page on CSV injection lists, but for signed numbers and a dash alone; full-width signs count too.
    private static func looksLikeFormula(_ value: String) -> Bool {
        guard let first = value.unicodeScalars.first else { return false }
        switch first {
        case "=", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
        case "+", "-": return value.count > 1 && !value.dropFirst().isPlainNumber
        default: return false
        }
    }
}

extension StringProtocol {
    /// Whether this is a number as people write it: digits, with points, commas, spaces between and a percent sign.
    var isPlainNumber: Bool {
        let digits = last == "%" ? dropLast() : self[...]
        guard let first = digits.utf8.first, (0x30...0x39).contains(first) else { return false }
        return digits.unicodeScalars.allSatisfy {
            (0x30...0x39).contains($0.value) || $0 == "." || $0 == "," || $0 == " " || $0 == "\u{A0}"
        }
    }
}

extension Response {
    /// A file of comma-separated values to be saved under a name of ASCII letters.
    static func csv(_ csv: CSV, name: String) -> Response {
        var response = Response.text(csv.text, mediaType: CSV.mediaType)
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
        return response
    }
}
