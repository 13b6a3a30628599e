/// A table that somebody sends as a file: the first sheet of an XLSX or ODS workbook, or a CSV text.
public struct Spreadsheet: Sendable, Hashable {
    /// One row that is not empty.
    public struct Row: Sendable, Hashable {
        /// As the office program counts: from 1.
        public let number: Int
        /// The cells as a person reads them, days as `2026-11-25`; nothing beyond the last that is not empty.
        public let cells: [String]

        /// The text of a cell, empty beyond the last.
        public subscript(column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }
    }

    /// The rows in their order.
    public let rows: [Row]

    /// The kinds of files that can be read, by content; `unknown` is taken for a CSV in an old character set.
    public static let readable: Set<MediaType> = [.xlsx, .ods, .text, .unknown]
    /// The most rows of a sheet, the most columns of a row, and the most characters of a cell.
    public static let maxRows = 20_000
    /// The most columns of a row; what stands to the right of them is not read.
    public static let maxColumns = 100

    /// Reads a table. Blocks the thread, for bounded time.
    ///
    /// - Parameter mediaType: what it is by its content (``MediaType/init(content:)``).
    /// - Throws: ``DocumentError``; `tooComplex` for more than ``maxRows`` rows.
    public init(of bytes: [UInt8], as mediaType: MediaType) throws(DocumentError) {
        guard bytes.count <= DocumentText.maxBytes else { throw .tooLarge(limit: DocumentText.maxBytes) }
        let found: [(number: Int, cells: [String])]
        switch mediaType {
        case .xlsx: found = try ExcelSheet.rows(of: bytes)
        case .ods: found = try OpenDocumentSheet.rows(of: bytes)
        case .text, .unknown:
            guard let text = PlainDocument.text(of: bytes) else { throw .unsupported(mediaType) }
            found = try CSVText.rows(of: CharsetDetection(of: text).sureCharset.convert(text).text)
        default: throw .unsupported(mediaType)
        }
        rows = found.compactMap { number, cells in
            var cells = cells.prefix(Self.maxColumns).map { $0.normalizedInput(multiline: true) }
            while cells.last?.isEmpty == true { cells.removeLast() }
            return cells.isEmpty ? nil : Row(number: number, cells: cells)
        }
    }

    /// Reads a stored table, on a thread of its own.
    ///
    /// - Throws: ``DocumentError`` about the table, ``FileStoreError`` when the file is not there.
    public static func read(
        _ file: ContentHash, as mediaType: MediaType, from store: FileStore
    ) async throws -> Spreadsheet {
        try await BlockingWork.run {
            try Spreadsheet(of: try store.bytes(of: file, limit: DocumentText.maxBytes), as: mediaType)
        }
    }
}

extension [(number: Int, cells: [String])] {
    mutating func take(_ number: Int, _ cells: [String]) throws(DocumentError) {
        guard cells.contains(where: { !$0.isEmpty }) else { return }
        guard count < Spreadsheet.maxRows else { throw .tooComplex }
        append((number, cells))
    }
}
