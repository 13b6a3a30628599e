/// One paragraph or table of a legal text, as it came: what the structure is read from.
///
/// The lines of a text, with what officers corrected, are its source; the tree is made from them and can be made anew.
public struct LegalLine: Sendable, Hashable, Codable {
    /// The paragraph in Unicode NFC, without line breaks; empty for a table.
    public var text: String
    /// The rows of a table, each with its cells; nil for a paragraph.
    public var table: [[String]]?
    /// What an officer says the line is; nil leaves it to the reader.
    public var role: LegalRole?

    /// A paragraph.
    public init(_ text: String, role: LegalRole? = nil) {
        self.text = text
        self.role = role
    }

    /// A table.
    public init(table: [[String]], role: LegalRole? = nil) {
        text = ""
        self.table = table
        self.role = role
    }

    /// The paragraphs of a plain text, one a line; empty lines separate and are nothing themselves.
    public static func lines(of text: String) -> [LegalLine] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let paragraph = String(line).normalizedInput()
            return paragraph.isEmpty ? nil : LegalLine(paragraph)
        }
    }

    /// All words of the line, in order.
    public var words: [Substring] {
        let texts = table.map { rows in rows.flatMap { $0 } } ?? [text]
        return texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
    }
}
