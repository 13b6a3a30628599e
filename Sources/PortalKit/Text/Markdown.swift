internal import CCmarkGFM
import Foundation
import Synchronization

/// Markdown as editors write it: CommonMark with tables, strikethrough and bare links.
public enum Markdown {
    /// The greatest length of a text, in bytes of UTF-8.
    public static let maxBytes = 1 << 18

    /// The text as markup. HTML inside it is allowed as far as the sanitiser allows it.
    ///
    /// - Throws: ``HTMLSanitizerError`` when the text is longer than ``maxBytes``, could make a table of more than 200,000 cells, or is
    ///   nested too deep.
    public static func html(from text: String) throws(HTMLSanitizerError) -> SafeHTML {
        var bytes = Array(text.normalizedInput(multiline: true).utf8)
        guard bytes.count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
        guard quotationDepth(of: bytes) <= 50 else { throw .tooDeep(limit: 50) }
        guard possibleCells(in: bytes) <= maxCells else { throw .tooLarge(limit: maxBytes) }
        bytes.append(UInt8(ascii: "\n"))
        return try HTMLSanitizer().sanitize(render(bytes))
    }

    /// cmark-gfm notes which characters are special in a table that all its parsers share, and takes those of the extensions
    /// out again at the end: two parsers at once would spoil each other's text.
    private static let parsing = Mutex(())

    private static func render(_ bytes: [UInt8]) -> String { parsing.withLock { _ in renderAlone(bytes) } }

    private static func renderAlone(_ bytes: [UInt8]) -> String {
        registered
        guard let parser = cmark_parser_new(CMARK_OPT_UNSAFE) else { return "" }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let extensionPointer = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, extensionPointer)
            }
        }
        bytes.withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let document = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(document) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let html = cmark_render_html(document, CMARK_OPT_UNSAFE, extensions) else { return "" }
        defer { free(html) }
        return String(cString: html)
    }

    /// The most `>` at the start of any line: each opens a quotation in the one before.
    private static func quotationDepth(of bytes: [UInt8]) -> Int {
        bytes.split(separator: UInt8(ascii: "\n"))
            .map { line in
                line.prefix { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: " ") }.count { $0 == UInt8(ascii: ">") }
            }
            .max() ?? 0
    }

    /// How many cells the tables could have: the parser fills up each row to the width of its table's second line, so
    /// that a wide line and many short ones make much of little.
    private static func possibleCells(in bytes: [UInt8]) -> Int {
        var lines = 0
        var widest = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            lines += 1
            if line.allSatisfy({ "|:- \t>".utf8.contains($0) }) {
                widest = max(widest, line.count { $0 == UInt8(ascii: "|") } + 1)
            }
        }
        return widest * lines
    }

    private static let maxCells = 200_000

    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
