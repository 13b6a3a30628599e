/// A document that somebody sent, as clean text for the portal, with all that was changed on the way.
public struct ImportedDocument: Sendable {
    /// A picture that stood in the document.
    public struct Picture: Sendable {
        /// The file's name inside the document.
        public let name: String
        /// Its content, as it was.
        public let bytes: [UInt8]
        /// What its author wrote for those who do not see it; often empty.
        public let alternative: String
    }

    /// The first heading, or the first short line; empty when there is none.
    public let title: String
    /// The text without the title.
    public let body: SafeHTML
    /// All paragraphs and tables in their order, the title among them: for texts whose structure is read from their lines.
    public let lines: [LegalLine]
    /// The pictures in the order of the text.
    public let pictures: [Picture]
    /// What the person should know before using it.
    public let changes: [ImportChange]

    /// The kinds of documents that can be imported. A PDF can be read as well, but its paragraphs are torn into lines,
    /// and an Akoma Ntoso file (XML) has no title and body: only for texts that are put together again from ``lines``.
    public static let importable: Set<MediaType> = [.docx, .odt, .html, .text, .unknown]

    private static let fewestLetters = 40

    /// Reads a document. Blocks the thread, for bounded time.
    ///
    /// - Parameters:
    ///   - mediaType: what it is by its content; `unknown` is taken for text in an old character set.
    ///   - charset: the character set as the person corrected it; nil to find it from fonts and text.
    /// - Throws: ``DocumentError``.
    public init(
        of bytes: [UInt8], as mediaType: MediaType, charset: VietnameseCharset? = nil
    ) throws(DocumentError) {
        guard bytes.count <= DocumentText.maxBytes else { throw .tooLarge(limit: DocumentText.maxBytes) }
        switch mediaType {
        case .docx:
            var reader = try WordReader(bytes)
            try self.init(reader.read(), charset: charset)
        case .odt:
            var reader = try OpenDocumentReader(bytes)
            try self.init(reader.read(), charset: charset)
        case .html, .text, .unknown:
            guard let text = PlainDocument.text(of: bytes) else { throw .unsupported(mediaType) }
            try self.init(text: text, isMarkup: mediaType == .html, charset: charset)
        case .xml:
            self.init(lines: try AkomaNtosoReader.lines(of: bytes))
        case .pdf:
            let text = try DocumentText(of: bytes, as: .pdf).text
            // A scanner may have written its own name, or page numbers, beside the pictures.
            guard text.count(where: \.isLetter) >= Self.fewestLetters else { throw .noWords }
            try self.init(text: text, isMarkup: false, charset: charset)
        default:
            throw .unsupported(mediaType)
        }
    }

    /// Reads text that a person pasted: markup when it holds any, as what comes from Word's clipboard does.
    ///
    /// - Parameter beginsWithTitle: false for text that has its title elsewhere: all of it is the body.
    public init(
        pasted text: String, charset: VietnameseCharset? = nil, beginsWithTitle: Bool = true
    ) throws(DocumentError) {
        let isMarkup = MediaType(content: Array(text.utf8)) == .html || text.contains("</p>") || text.contains("</div>")
        try self.init(text: text, isMarkup: isMarkup, charset: charset, beginsWithTitle: beginsWithTitle)
    }

    private init(
        text: String, isMarkup: Bool, charset: VietnameseCharset?, beginsWithTitle: Bool = true
    ) throws(DocumentError) {
        let nodes = try isMarkup ? Self.markup(text) : PlainDocument.nodes(text)
        try self.init(
            ReadDocument(nodes: nodes), plain: isMarkup ? nil : text, charset: charset, beginsWithTitle: beginsWithTitle
        )
    }

    /// - Parameter plain: the text whose lines are lines, where the nodes have joined them.
    private init(
        _ read: ReadDocument, plain: String? = nil, charset: VietnameseCharset?, beginsWithTitle: Bool = true
    ) throws(DocumentError) {
        var conversion = DocumentConversion(charset: charset)
        var nodes = conversion.convert(read.nodes)
        if let plain {
            var converting = DocumentConversion(charset: charset)
            lines = LegalLine.lines(of: converting.convert([.text(plain)]).map(\.text).joined())
        } else {
            lines = DocumentLines.lines(of: nodes)
        }
        title = beginsWithTitle ? nodes.takeTitle() : ""
        do {
            var normalizer = HTMLNormalizer(maxBytes: 2 << 20)
            body = try HTMLSanitizer().sanitize(try normalizer.document(nodes))
        } catch {
            throw .tooComplex
        }
        pictures = read.pictures
        changes = conversion.changes + read.changes
    }

    /// A text that came as lines.
    private init(lines: [LegalLine]) {
        title = ""
        body = SafeHTML(
            rendered: lines.map { "<p>\(SafeHTML(escaping: $0.words.joined(separator: " ")).html)</p>" }.joined())
        self.lines = lines
        pictures = []
        changes = []
    }

    private static func markup(_ text: String) throws(DocumentError) -> [HTMLNode] {
        do {
            return try ParsedHTML.body(of: text, maxDepth: 100).withoutWrappers
        } catch {
            throw .tooComplex
        }
    }
}

/// What a reader found in a file, before its characters are looked at. Fonts are in the attribute `face`.
struct ReadDocument {
    var nodes: [HTMLNode]
    var pictures: [ImportedDocument.Picture] = []
    var changes: [ImportChange] = []
}

extension HTMLNode {
    /// The text at any depth.
    var text: String {
        switch self {
        case .text(let text): text
        case .element(_, _, let children): children.map(\.text).joined()
        }
    }
}

extension [HTMLNode] {
    /// What stands inside elements that only wrap the whole document.
    fileprivate var withoutWrappers: [HTMLNode] {
        let shown = filter { node in
            if case .element(let name, _, _) = node { return !HTMLPolicy.dropped.contains(name) }
            return !node.text.trimmingWhitespace.isEmpty
        }
        guard shown.count == 1, case .element(let name, _, let children) = shown[0],
            ["html", "body", "div", "section", "article", "main"].contains(name)
        else { return self }
        return children.withoutWrappers
    }

    /// The content of the only paragraph, where one needs no paragraph: in a cell, an item, a note.
    var withoutSingleParagraph: [HTMLNode] {
        if count == 1, case .element(name: "p", _, let children) = self[0] { children } else { self }
    }

    /// Takes out the first heading, or the first paragraph when it is short enough for a title.
    fileprivate mutating func takeTitle() -> String {
        let limit = 200
        guard
            let index = firstIndex(where: { node in
                guard case .element(let name, _, _) = node else { return false }
                return HTMLPolicy.headings[name] != nil && !node.text.normalizedInput().isEmpty
            }) ?? firstIndex(where: { !$0.text.normalizedInput().isEmpty })
        else { return "" }
        let text = self[index].text.normalizedInput()
        guard case .element(let name, _, _) = self[index], name == "p" || HTMLPolicy.headings[name] != nil,
            text.count <= limit
        else { return "" }
        remove(at: index)
        return text
    }
}
