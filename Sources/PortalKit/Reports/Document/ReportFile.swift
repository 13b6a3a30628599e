/// Why a report could not be made into a file.
public enum ReportFileError: Error, Equatable, Sendable {
    /// The computer has no `libpangocairo-1.0.so.0` (Debian's package libpangocairo-1.0-0).
    case libraryMissing
    /// The library refused.
    case failed(String)
}

extension ReportDocument {
    /// The document as an OpenDocument text (ISO/IEC 26300), to be opened and edited in any office program.
    public func openDocument() throws(ReportFileError) -> [UInt8] { try OpenDocumentWriter.write(self) }

    /// The document as a PDF with embedded fonts, whose words can be searched and copied.
    ///
    /// It blocks its thread: some tenths of a second for a hundred pages.
    public func pdf() throws(ReportFileError) -> [UInt8] { try PDFDocumentWriter.write(self) }
}

/// A report as files.
public struct ReportFiles: Sendable {
    /// The OpenDocument text.
    public let openDocument: [UInt8]
    /// The PDF; nil where the computer lacks the library that sets it.
    public let pdf: [UInt8]?
}

extension ReportDocument {
    /// The document as a PDF, made on a thread of its own.
    ///
    /// - Throws: ``ReportFileError``.
    public func pdfFile() async throws -> [UInt8] { try await BlockingWork.run { try pdf() } }

    /// The document in both kinds of file, made on a thread of its own.
    ///
    /// - Throws: ``ReportFileError/failed(_:)``.
    public func files() async throws -> ReportFiles {
        try await BlockingWork.run {
            let text = try openDocument()
            do throws(ReportFileError) {
                return ReportFiles(openDocument: text, pdf: try pdf())
            } catch .libraryMissing {
                return ReportFiles(openDocument: text, pdf: nil)
            }
        }
    }
}
