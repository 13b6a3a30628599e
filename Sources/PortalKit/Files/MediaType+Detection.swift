extension MediaType {
    /// How much of a file's start and end is looked at.
    static let inspectedBytes = 1 << 16

    /// Finds what the content is.
    ///
    /// - Parameters:
    ///   - head: the file's first bytes, 64 KiB or the whole.
    ///   - tail: the file's last bytes, 64 KiB or the whole: an archive's list of names stands there.
    public init(head: [UInt8], tail: [UInt8]) {
        self = Self.bySignature(head, tail) ?? Self.asText(head) ?? .unknown
    }

    /// Finds what the content is that is all in memory.
    public init(content: [UInt8]) {
        self.init(head: Array(content.prefix(Self.inspectedBytes)), tail: Array(content.suffix(Self.inspectedBytes)))
    }

    private static func bySignature(_ head: [UInt8], _ tail: [UInt8]) -> MediaType? {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) { return .gif }
        if head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if head.starts(with: "%PDF-".utf8) { return .pdf }
        if head.starts(with: "{\\rtf".utf8) { return .rtf }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .oldOffice }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return archive(head, tail) }
        return nil
    }

    // MARK: - Archives

    private static func archive(_ head: [UInt8], _ tail: [UInt8]) -> MediaType {
        let names = archiveNames(tail)
        if let type = openDocumentType(head) {
            return names.contains { $0.hasPrefix("Basic/") } ? .macroDocument : type
        }
        guard names.contains("[Content_Types].xml") else { return .zip }
        if names.contains(where: { $0.hasSuffix("vbaProject.bin") }) { return .macroDocument }
        if names.contains("word/document.xml") { return .docx }
        if names.contains("xl/workbook.xml") { return .xlsx }
        if names.contains("ppt/presentation.xml") { return .pptx }
        return .zip
    }

    /// An OpenDocument file begins with an entry "mimetype", stored as it is (ISO/IEC 26300-3, 3.3).
    private static func openDocumentType(_ head: [UInt8]) -> MediaType? {
        guard head.count > 38, head[8] == 0, head[9] == 0, head[26] == 8, head[27] == 0, head[29] == 0,
            head[30..<38].elementsEqual("mimetype".utf8)
        else { return nil }
        let content = head.dropFirst(38 + Int(head[28]))
        return [MediaType.ods, .odp, .odt].first { type in
            let rest = content.dropFirst(type.rawValue.utf8.count)
            return content.starts(with: type.rawValue.utf8) && rest.starts(with: [0x50, 0x4B])
        }
    }

    /// The names in an archive's central directory, as far as it lies in the tail.
    private static func archiveNames(_ tail: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var index = 0
        while index + 46 <= tail.count {
            guard tail[index] == 0x50, tail[index + 1] == 0x4B, tail[index + 2] == 0x01, tail[index + 3] == 0x02 else {
                index += 1
                continue
            }
            let length = Int(tail[index + 28]) | Int(tail[index + 29]) << 8
            let name = tail[(index + 46)...].prefix(length)
            names.insert(String(decoding: name, as: UTF8.self))
            index += 46 + length
        }
        return names
    }

    // MARK: - Text

    private static func asText(_ head: [UInt8]) -> MediaType? {
        guard !head.isEmpty, isText(head) else { return nil }
        let start = String(decoding: head.prefix(1_024), as: UTF8.self).lowercased().trimmingWhitespace
            .replacing("\u{FEFF}", with: "")
        if ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe"].contains(where: start.hasPrefix) {
            return .html
        }
        if start.hasPrefix("<svg") || (start.hasPrefix("<?xml") || start.hasPrefix("<!")) && start.contains("<svg") {
            return .svg
        }
        return start.hasPrefix("<?xml") ? .xml : .text
    }

    /// Whether the bytes are UTF-8 without controls; the last character may be cut off.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else { return false }
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        guard bytes.count >= inspectedBytes else { return false }
        return (1...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}

extension FileStore {
    /// What the stored file's content is.
    public func mediaType(of hash: ContentHash) throws(FileStoreError) -> MediaType {
        let reader = try open(hash)
        let size = MediaType.inspectedBytes
        return MediaType(
            head: try reader.read(upTo: size), tail: try reader.read(from: max(0, reader.size - size), upTo: size))
    }
}
