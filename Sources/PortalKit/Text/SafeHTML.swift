/// Markup that may be put into a page as it is.
///
/// There are four ways to have one: the sanitiser (``HTMLSanitizer``), escaping a text, a literal in the program's
/// source, and joining others. A value that is decoded is sanitised again, so that nobody can forge one; only a module
/// that reads back what it stored itself may say so (``init(stored:)``). What the sanitiser made passes it unchanged.
public struct SafeHTML: Sendable, Hashable {
    /// The markup, HTML5 in UTF-8.
    public let html: String

    /// The text as markup that shows it: `&`, `<`, `>`, `"` and `'` are escaped.
    public init(escaping text: String) {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { !$0.contains(where: Self.isSpecial) }
        guard isPlain != true else {
            html = text
            return
        }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        html = escaped.count == text.utf8.count ? text : String(decoding: escaped, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// Markup that the module itself wrote into its own table out of a `SafeHTML`, read back as it is: sanitising a long
    /// text at each view costs more than the rest of its page.
    ///
    /// - Warning: Never for what came with a request, from a file, from another module or from anybody's edit of the
    ///   database: whatever is in it is in the page.
    public init(stored html: String) {
        self.html = html
    }

    /// Markup written in the program's source. The type keeps out anything that was made while running.
    public init(trusted literal: StaticString) {
        html = literal.description
    }

    /// Markup that the core made itself: the sanitiser's result, or a rendered template, which escaped its values.
    init(rendered html: String) {
        self.html = html
    }

    /// Nothing.
    public static let empty = SafeHTML(rendered: "")

    /// Whether there is no markup at all.
    public var isEmpty: Bool { html.isEmpty }

    /// One after the other.
    public static func + (left: SafeHTML, right: SafeHTML) -> SafeHTML {
        SafeHTML(rendered: left.html + right.html)
    }
}

extension Sequence where Element == SafeHTML {
    /// The pieces one after the other, with the separator between each two.
    public func joined(separator: SafeHTML = .empty) -> SafeHTML {
        SafeHTML(rendered: map(\.html).joined(separator: separator.html))
    }
}

extension SafeHTML: CustomStringConvertible {
    /// The markup.
    public var description: String { html }
}

extension SafeHTML: Codable {
    /// Decodes markup and sanitises it.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the sanitiser refuses it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let html = try container.decode(String.self)
        do {
            self = try HTMLSanitizer().sanitize(html)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unfit markup: \(error)")
        }
    }

    /// Encodes the markup as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(html)
    }
}
