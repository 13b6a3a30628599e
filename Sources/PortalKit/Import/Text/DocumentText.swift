import Foundation

/// The words of a document that somebody sent, for the search index and the scan for secrecy marks. Reading takes
/// bounded time and memory, whatever the file holds.
public struct DocumentText: Sendable, Hashable {
    /// The text, NFC, a line for each paragraph.
    public let text: String
    /// Whether this is all: of a very long PDF only the beginning is read.
    public let isComplete: Bool

    /// The kinds of documents whose text can be read. Pictures have none.
    public static let readable: Set<MediaType> = [.docx, .xlsx, .pptx, .odt, .ods, .odp, .pdf, .html, .text]

    /// The largest document that is read, in bytes.
    public static let maxBytes = 32 << 20

    /// The largest part of an archive that is read, in bytes unpacked.
    static let maxPartBytes = 24 << 20

    init(text: String, isComplete: Bool) {
        self.text = text
        self.isComplete = isComplete
    }

    /// Reads a document that is in memory. Blocks the thread; a PDF is written to a temporary file for another program.
    ///
    /// - Parameter mediaType: what it is by its content (``MediaType/init(content:)``).
    public init(of bytes: [UInt8], as mediaType: MediaType) throws(DocumentError) {
        guard bytes.count <= Self.maxBytes else { throw .tooLarge(limit: Self.maxBytes) }
        switch mediaType {
        case .docx, .xlsx, .pptx, .odt, .ods, .odp:
            self = try OfficeText.read(bytes, as: mediaType)
        case .html:
            self = try Self.html(String(decoding: bytes, as: UTF8.self))
        case .text:
            guard let text = PlainDocument.text(of: bytes) else { throw .damaged }
            let converted = CharsetDetection(of: text).sureCharset.convert(text).text
            self.init(text: converted.normalizedInput(multiline: true), isComplete: true)
        case .pdf:
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("dinh-\(UUID().uuidString).pdf")
            defer { try? FileManager.default.removeItem(at: file) }
            guard FileManager.default.createFile(atPath: file.path, contents: Data(bytes)) else { throw .damaged }
            self = try PDFText.read(path: file.path)
        default:
            throw .unsupported(mediaType)
        }
    }

    /// Reads a stored file, on a thread of its own.
    ///
    /// - Throws: ``DocumentError`` about the document, ``FileStoreError`` when the file is not there.
    public static func read(
        _ file: ContentHash, as mediaType: MediaType, from store: FileStore
    ) async throws -> DocumentText {
        try await BlockingWork.run {
            guard try store.size(of: file) <= maxBytes else { throw DocumentError.tooLarge(limit: maxBytes) }
            if mediaType == .pdf { return try PDFText.read(path: store.path(of: file)) }
            return try DocumentText(of: try store.bytes(of: file), as: mediaType)
        }
    }

    private static func html(_ markup: String) throws(DocumentError) -> DocumentText {
        do {
            let safe = try HTMLSanitizer(maxBytes: maxBytes).sanitize(markup)
            return DocumentText(text: safe.plainText, isComplete: true)
        } catch {
            throw .tooComplex
        }
    }
}
