/// Why markup was refused. Everything else about it is repaired.
public enum HTMLSanitizerError: Error, Equatable, Sendable {
    /// The markup, or what it would become, is longer than so many bytes.
    case tooLarge(limit: Int)
    /// Elements are nested deeper than so many levels.
    case tooDeep(limit: Int)
}

/// Turns markup of any origin into markup that is safe in a page and valid HTML5.
///
/// What is allowed is listed in ``HTMLPolicy``; everything else goes, scripts and styles with their content, unknown
/// elements without it. The result is canonical: loose text stands in paragraphs, lists hold only items, tables only
/// rows, the text is NFC; so sanitising it once more changes nothing.
public struct HTMLSanitizer: Sendable {
    /// The greatest size of the markup, before and after, in bytes of UTF-8.
    public let maxBytes: Int
    /// How deep elements may be nested, before and after.
    public let maxDepth: Int

    /// A sanitiser with limits: `maxDepth` is at most 200.
    public init(maxBytes: Int = 2 << 20, maxDepth: Int = 100) {
        self.maxBytes = maxBytes
        self.maxDepth = min(maxDepth, 200)
    }

    /// The markup, made safe.
    public func sanitize(_ html: String) throws(HTMLSanitizerError) -> SafeHTML {
        guard html.utf8.count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
        let nodes = try ParsedHTML.body(of: html, maxDepth: maxDepth)
        var normalizer = HTMLNormalizer(maxBytes: maxBytes)
        let result = try normalizer.document(nodes)
        guard result.utf8.count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
        guard Self.depth(of: result) <= maxDepth else { throw .tooDeep(limit: maxDepth) }
        return SafeHTML(rendered: result)
    }

    /// How deep elements are nested in canonical markup, where `<` begins a tag and nothing else.
    private static func depth(of canonical: String) -> Int {
        var depth = 0
        var deepest = 0
        var bytes = canonical.utf8[...]
        while let start = bytes.firstIndex(of: UInt8(ascii: "<")) {
            bytes = bytes[bytes.index(after: start)...]
            if bytes.first == UInt8(ascii: "/") {
                depth -= 1
            } else if !HTMLPolicy.voidElements.contains(where: { bytes.starts(with: $0.utf8) }) {
                depth += 1
                deepest = max(deepest, depth)
            }
        }
        return deepest
    }
}
