/// A document that a person brings into a module: sent as a file or pasted, read, and looked at before it is used. The
/// form goes back and forth with all that was sent and typed until the person agrees.
public struct DocumentImport: Sendable {
    /// The form's fields; a module's own fields have other names.
    enum Name {
        static let file = "document"
        static let text = "pasted"
        static let charset = "charset"
        static let title = "title"
        /// The title as the document has it, to tell whether the person changed it.
        static let foundTitle = "title_found"
        /// What the person has been shown: signed source and character set.
        static let shown = "shown"
    }

    /// The document as it was read.
    public let document: ImportedDocument
    /// The title as the person left it.
    public let title: String
    /// All that was typed, with the module's own fields.
    public let form: Form

    /// Bounds of the request.
    public static let limits = FormLimits(
        bodyBytes: DocumentText.maxBytes + (2 << 20), fileBytes: DocumentText.maxBytes, files: 1)

    /// The most characters of pasted text.
    static let maxPasted = 200_000
    /// The most characters of a title.
    static let maxTitle = 200
}

extension DocumentImport {
    /// Where the person's document comes from.
    enum Source: Sendable {
        case file(KeptUpload)
        case pasted(String)

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
                }
            }
        }

        var identity: [String] {
            switch self {
            case .file(let file): ["file", file.hash.rawValue]
            case .pasted(let text): ["pasted", text.normalizedInput(multiline: true)]
            }
        }
    }
}
