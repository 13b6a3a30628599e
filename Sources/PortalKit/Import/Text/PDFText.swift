/// The text of a PDF, by `pdftotext` of poppler-utils in a process of its own: PDF is too large a format, with too many
/// faults in every reader, to be read inside the server.
enum PDFText {
    private static let program = LimitedProgram(path: "/usr/bin/pdftotext")

    /// The text of a file on the disk, page after page.
    static func read(path: String) throws(DocumentError) -> DocumentText {
        let output = try program.run(["-q", "-enc", "UTF-8", "-nopgbrk", path, "-"])
        switch output.status {
        case _ where !output.isComplete, 0:
            let text = String(decoding: output.bytes, as: UTF8.self)
            return DocumentText(text: text.normalizedInput(multiline: true), isComplete: output.isComplete)
        case 3:
            // "Error related to PDF permissions": locked, or its author forbids copying.
            throw .encrypted
        default:
            throw .damaged
        }
    }
}
