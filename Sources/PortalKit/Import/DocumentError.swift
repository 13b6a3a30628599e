/// Why a document that somebody sent cannot be read.
public enum DocumentError: Error, Equatable, Sendable {
    /// Not a kind of document that is read here.
    case unsupported(MediaType)
    /// The file is longer than so many bytes.
    case tooLarge(limit: Int)
    /// The archive has more entries than so many.
    case tooManyEntries(limit: Int)
    /// Unpacked, the archive or a part of it has more than so many bytes.
    case expandsTooMuch(limit: Int)
    /// Two entries of the archive have the same name, so that two programs could read two different documents.
    case duplicateEntry
    /// The document is locked with a password.
    case encrypted
    /// A part that every document of its kind has is not there.
    case missingPart
    /// The content is not what the format prescribes, or the file was cut off.
    case damaged
    /// The document declares entities or a document type, which no office program writes.
    case forbiddenDeclaration
    /// Elements are nested deeper, or there are more of them, than any real document has.
    case tooComplex
    /// Reading took longer than so many seconds.
    case tooSlow(seconds: Int)
    /// The pages are pictures of a text, as a scanner makes them: there are no words to read.
    case noWords
    /// A program that the installation needs is not there.
    case programMissing(String)

    /// Key of the core's sentence for the person: what is wrong, and what to do.
    public var textKey: String {
        switch self {
        case .unsupported: "document.error.unsupported"
        case .tooLarge: "document.error.too_large"
        case .tooManyEntries, .expandsTooMuch, .tooComplex, .tooSlow: "document.error.too_complex"
        case .duplicateEntry, .forbiddenDeclaration: "document.error.unsafe"
        case .encrypted: "document.error.encrypted"
        case .missingPart, .damaged: "document.error.damaged"
        case .noWords: "document.error.no_words"
        case .programMissing: "document.error.program_missing"
        }
    }
}
