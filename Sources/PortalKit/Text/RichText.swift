/// Text with headings, lists, tables and links, as people write it: in the editor, or as Markdown without scripts.
///
/// Both are kept as they were written. What the editor wrote is recognised by its being exactly what the sanitiser would
/// make of it, a block on each line, and so comes back unchanged however often it is opened and saved; everything else
/// is Markdown, in which HTML is allowed.
public enum RichText {
    /// The text as markup for a page.
    ///
    /// - Throws: ``HTMLSanitizerError`` when it is too long or nested too deep.
    public static func html(from text: String) throws(HTMLSanitizerError) -> SafeHTML {
        if text.utf8.first == UInt8(ascii: "<") {
            let markup = try HTMLSanitizer().sanitize(text)
            if self.text(of: markup) == text { return markup }
        }
        return try Markdown.html(from: text)
    }

    /// Markup as it is kept: a block on each line, an empty line between those that follow each other on the page, so
    /// that a person without scripts can read and change it.
    public static func text(of markup: SafeHTML) -> String {
        var lines = Lines()
        lines.append(markup.html)
        return lines.text
    }

    /// Breaks canonical markup into lines, where white space means nothing.
    private struct Lines {
        private static let blocks: Set<Substring> = [
            "p", "h2", "h3", "h4", "li", "tr", "dt", "dd", "caption", "figcaption", "pre",
        ]
        private static let groups: Set<Substring> = [
            "ul", "ol", "dl", "blockquote", "figure", "table", "thead", "tbody", "tfoot",
        ]

        private(set) var text = ""
        private var depth = 0

        mutating func append(_ markup: String) {
            var rest = markup[...]
            while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
                text += rest[..<start]
                append(tag: rest[start...end])
                rest = rest[rest.index(after: end)...]
            }
            text += rest
            while text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
        }

        private mutating func append(tag: Substring) {
            let isEnd = tag.utf8.dropFirst().first == UInt8(ascii: "/")
            let name = tag.dropFirst(isEnd ? 2 : 1).prefix { $0.isLetter || $0.isNumber }
            let isGroup = Self.groups.contains(name)
            if isGroup, !isEnd, !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
            text += tag
            if isGroup { depth += isEnd ? -1 : 1 }
            guard isGroup || isEnd && Self.blocks.contains(name) || name == "hr" else { return }
            text += "\n"
            if depth == 0, isEnd || name == "hr" { text += "\n" }
        }
    }
}
