/// A document that a person brings into a module: sent as a file or pasted, read, and looked at before it is used. The
/// form goes back and forth with all that was sent and typed until the person agrees.
public struct DocumentImport: Sendable {
    /// The form's fields; a module's own fields have other names.
    enum Name {
        static let file = "document"
        static let text = "pasted"
        static let charset = "charset"
        /// Which of several texts is meant.
        static let offer = "offer"
        static let title = "title"
        /// The title as the document has it, to tell whether the person changed it.
        static let foundTitle = "title_found"
        /// What the person has been shown: signed source and character set.
        static let shown = "shown"
    }

    /// The document as it was read.
    public let document: ImportedDocument
    /// The file that it was read from; nil for text that was pasted or typed.
    public let source: KeptUpload?
    /// The title as the person left it.
    public let title: String
    /// All that was typed, with the module's own fields.
    public let form: Form

    /// Bounds of the request.
    public static let limits = FormLimits(
        bodyBytes: DocumentText.maxBytes + (2 << 20), fileBytes: DocumentText.maxBytes, files: 1)

    /// The most characters of pasted text.
    static let maxPasted = 200_000
}

extension DocumentImport {
    /// What a module makes of a document while the person looks at it.
    public struct Reading: Sendable {
        /// What is taken, by content.
        public var types = ImportedDocument.importable
        /// The same as HTML's `accept`.
        public var accept = ".docx,.odt,.html,.htm,.txt"
        /// What can be chosen, in words; nil for the usual kinds.
        public var fileHelp: String?
        /// What the title is called; nil for just that.
        public var titleLabel: String?
        /// The most characters of the title.
        public var maximumTitle = 200
        /// The title as the document has it.
        public var title: @Sendable (ImportedDocument) -> String = { $0.title }
        /// What was found in the document, in words, for the person to check.
        public var findings: @Sendable (ImportedDocument) -> [String] = { _ in [] }
        /// The document as it is shown before it is used.
        public var preview: @Sendable (ImportedDocument) -> SafeHTML = { $0.body }

        /// A document as it is.
        public init() {}
    }
}

extension DocumentImport {
    /// Where the person's document comes from.
    enum Source: Sendable {
        case file(KeptUpload)
        case pasted(String)
        /// Text that was typed into a form, which has a title of its own.
        case typed(String)

        /// Reads it, on a thread of its own.
        ///
        /// - Throws: ``DocumentError``, `FileStoreError`.
        func read(_ charset: VietnameseCharset?, in store: FileStore) async throws -> ImportedDocument {
            try await BlockingWork.run {
                switch self {
                case .file(let file):
                    let bytes = try store.bytes(of: file.hash, limit: DocumentText.maxBytes)
                    return try ImportedDocument(of: bytes, as: file.mediaType, charset: charset)
                case .pasted(let text): return try ImportedDocument(pasted: text, charset: charset)
                case .typed(let text):
                    return try ImportedDocument(pasted: text, charset: charset, beginsWithTitle: false)
                }
            }
        }

        var identity: [String] {
            switch self {
            case .file(let file): ["file", file.hash.rawValue]
            case .pasted(let text): ["pasted", text.normalizedInput(multiline: true)]
            case .typed(let text): ["typed", text.normalizedInput(multiline: true)]
            }
        }

        var file: KeptUpload? {
            if case .file(let file) = self { file } else { nil }
        }
    }
}

/// One of several texts of which a record can be made, as of what somebody has sent in.
public struct DocumentOffer: Sendable {
    let title: String
    let source: DocumentImport.Source

    /// A file that is stored already, of a kind that can be imported.
    public static func file(_ file: KeptUpload) -> DocumentOffer {
        DocumentOffer(title: file.name, source: .file(file))
    }

    /// Text that was typed into a form.
    ///
    /// - Parameter title: what the choice is called.
    public static func text(_ text: String, title: String) -> DocumentOffer {
        DocumentOffer(title: title, source: .typed(text))
    }
}
