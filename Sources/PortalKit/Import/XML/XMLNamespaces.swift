/// The namespaces of office documents and the prefix that stands for each in this program.
enum XMLNamespaces {
    /// The prefix; "?" for a namespace that nobody here knows, so that its elements are mistaken for no others.
    static func prefix(_ uri: String) -> String {
        if let prefix = known[uri] { return prefix }
        if uri.hasPrefix(openDocument), uri.hasSuffix(":1.0") {
            let name = String(uri.dropFirst(openDocument.count).dropLast(4))
            return openDocumentShort[name] ?? name
        }
        return "?"
    }

    private static let openDocument = "urn:oasis:names:tc:opendocument:xmlns:"
    private static let openDocumentShort = [
        "drawing": "draw", "xsl-fo-compatible": "fo", "svg-compatible": "svg",
    ]

    /// ISO/IEC 29500 has two names for each of its namespaces: transitional, which Word writes, and strict.
    private static let known: [String: String] = [
        "http://www.w3.org/XML/1998/namespace": "xml",
        "http://www.w3.org/1999/xlink": "xlink",
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0": "akn",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
        "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
        "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
        "http://purl.oclc.org/ooxml/presentationml/main": "p",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
        "http://purl.oclc.org/ooxml/drawingml/main": "a",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
        "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
        "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "urn:schemas-microsoft-com:vml": "v",
    ]
}
