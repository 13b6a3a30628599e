/// The text of a document made by an office program: every part that a reader would see, also what stands in headers,
/// footnotes, text boxes and notes, since a mark of secrecy is stamped where there is room.
struct OfficeText {
    /// Pieces of the text, each with the character set that its font names.
    private var pieces: [(text: String, charset: VietnameseCharset?)] = []

    private mutating func add(_ text: String, _ charset: VietnameseCharset? = nil) {
        if let last = pieces.last, last.charset == charset {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append((text, charset))
        }
    }

    /// The text in Unicode: a mark of secrecy is one in every character set.
    private var text: String {
        let detected = CharsetDetection(of: pieces.filter { $0.charset == nil }.map(\.text).joined()).sureCharset
        return pieces.map { ($0.charset ?? detected).convert($0.text).text }.joined()
    }

    /// The text of an archive of this type.
    static func read(_ bytes: [UInt8], as type: MediaType) throws(DocumentError) -> DocumentText {
        let archive = try DocumentArchive(bytes)
        let parts = archive.names.filter { name in shown[type, default: []].contains { name.matches(part: $0) } }
        guard !parts.isEmpty else { throw .missingPart }
        var reader = OfficeText()
        for part in parts {
            guard let content = try archive.read(part, limit: DocumentText.maxPartBytes) else { continue }
            reader.append(try XMLDocument.root(of: content))
        }
        return DocumentText(text: reader.text.normalizedInput(multiline: true), isComplete: true)
    }

    /// The parts that hold text, in small letters; `*` stands for a number.
    private static let shown: [MediaType: [String]] = [
        .docx: [
            "word/document*.xml", "word/header*.xml", "word/footer*.xml", "word/footnotes.xml", "word/endnotes.xml",
            "word/comments.xml", "docprops/core.xml",
        ],
        .xlsx: ["xl/workbook.xml", "xl/sharedstrings.xml", "xl/worksheets/sheet*.xml", "docprops/core.xml"],
        .pptx: ["ppt/slides/slide*.xml", "ppt/notesslides/notesslide*.xml", "docprops/core.xml"],
        .odt: ["content.xml", "styles.xml", "meta.xml"],
        .ods: ["content.xml", "styles.xml", "meta.xml"],
        .odp: ["content.xml", "styles.xml", "meta.xml"],
    ]

    /// Elements after which a new line begins.
    private static let lines: Set<String> = [
        "w:p", "w:br", "w:cr", "a:p", "a:br", "x:si", "x:is", "text:p", "text:h", "text:line-break", "table:table-row",
    ]

    /// What no reader sees: the second rendering of the same drawing, deleted text, field codes, numbers of shared texts.
    private static let hidden: Set<String> = [
        "mc:Fallback", "w:del", "w:moveFrom", "w:instrText", "x:v", "x:f", "text:tracked-changes", "office:binary-data",
    ]

    private mutating func append(_ element: XMLElement, in outer: VietnameseCharset? = nil) {
        if Self.hidden.contains(element.name) { return }
        let font = element.name == "w:r" ? element.first("w:rPr")?.font : nil
        let charset = font.map { VietnameseCharset(font: $0) } ?? outer
        switch element.name {
        case "w:tab", "text:tab", "w:tc", "table:table-cell": add("\t")
        case "text:s": add(" ")
        case "w:noBreakHyphen": add("-")
        // The letter ư of TCVN 5712, where it is no hyphen.
        case "w:softHyphen": if let charset { add("\u{AD}", charset) }
        case "x:sheet": add((element["name"] ?? "") + "\n")
        default: break
        }
        for node in element.children {
            switch node {
            case .text(let piece): add(piece, charset)
            case .element(let child): append(child, in: charset)
            }
        }
        if Self.lines.contains(element.name) || element.children.count == 1 && element.name.hasPrefix("?:") {
            add("\n")
        }
    }
}

extension String {
    /// Whether the name of a part fits a pattern in which `*` stands for digits, or none.
    fileprivate func matches(part pattern: String) -> Bool {
        guard let star = pattern.firstIndex(of: "*") else { return self == pattern }
        let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
        guard hasPrefix(head), hasSuffix(tail), utf8.count >= pattern.utf8.count - 1 else { return false }
        return dropFirst(head.count).dropLast(tail.count).allSatisfy { ("0"..."9").contains($0) }
    }
}
