@testable import PortalKit

/// Writes small archives for the tests, also wrong ones, byte by byte.
struct TestArchive {
    struct Entry {
        var name: String
        var content: [UInt8]
        /// What the directory claims instead of the size.
        var claimedSize: Int?
        var flags = 0
        /// The content as raw deflate data, when it is not stored as it is.
        var deflated: [UInt8]?

        init(_ name: String, _ content: String) {
            self.init(name, Array(content.utf8))
        }

        init(_ name: String, _ content: [UInt8]) {
            self.name = name
            self.content = content
        }
    }

    var entries: [Entry] = []

    /// A document with a single main part, `word/document.xml`, with this body.
    static func docx(body: String, parts: [(String, String)] = []) -> [UInt8] {
        let document = """
            <?xml version="1.0" encoding="UTF-8"?><w:document \
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">\
            <w:body>\(body)</w:body></w:document>
            """
        let all = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)] + parts
        return TestArchive(entries: all.map { Entry($0.0, $0.1) }).bytes
    }

    /// An OpenDocument text with this content of `office:text`.
    static func odt(text: String, styles: String = "", parts: [(String, String)] = []) -> [UInt8] {
        let names = ["office", "text", "table", "style"].map {
            " xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }
        let content = """
            <?xml version="1.0" encoding="UTF-8"?><office:document-content\(names.joined()) \
            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
            xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
            xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
            xmlns:xlink="http://www.w3.org/1999/xlink">\
            <office:automatic-styles>\(styles)</office:automatic-styles>\
            <office:body><office:text>\(text)</office:text></office:body></office:document-content>
            """
        let all = [("mimetype", MediaType.odt.rawValue), ("content.xml", content)] + parts
        return TestArchive(entries: all.map { Entry($0.0, $0.1) }).bytes
    }

    /// The archive's bytes.
    var bytes: [UInt8] {
        func numbers(_ values: (Int, bytes: Int)...) -> [UInt8] {
            values.flatMap { value in (0..<value.bytes).map { UInt8(value.0 >> ($0 * 8) & 255) } }
        }
        var files: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let data = entry.deflated ?? entry.content
            let common =
                numbers((20, 2), (entry.flags | 0x800, 2), (entry.deflated == nil ? 0 : 8, 2), (0, 4))
                + numbers((Int(crc32(entry.content)), 4), (data.count, 4))
                + numbers((entry.claimedSize ?? entry.content.count, 4), (name.count, 2), (0, 2))
            directory += [0x50, 0x4B, 1, 2, 20, 0] + common
            directory += numbers((0, 2), (0, 2), (0, 2), (0, 4), (files.count, 4)) + name
            files += [0x50, 0x4B, 3, 4] + common + name + data
        }
        let end = [0x50, 0x4B, 5, 6] + numbers((0, 4), (entries.count, 2), (entries.count, 2))
        return files + directory + end + numbers((directory.count, 4), (files.count, 4), (0, 2))
    }

    private func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 0 ? 0 : 0xEDB8_8320) }
        }
    }
}
