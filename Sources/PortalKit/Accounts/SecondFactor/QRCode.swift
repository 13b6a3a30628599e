internal import CLibqrencode

/// A QR code (ISO/IEC 18004) as SVG, dark on light whatever the page's colours: cameras read it so.
public enum QRCode {
    /// Light modules around the code; the standard asks for four.
    static let margin = 4

    /// The dark modules beside each other in one row.
    struct Run {
        let x: Int
        let y: Int
        let length: Int
    }

    /// A code as what is to be drawn of it.
    struct Drawing {
        /// Modules on a side, without the margin.
        let width: Int
        let runs: [Run]
    }

    /// The picture, or nil when the text is too long for one.
    ///
    /// - Parameter title: its name for screen readers.
    public static func svg(of text: String, title: String) -> SafeHTML? {
        guard let drawing = drawing(of: text) else { return nil }
        let path = drawing.runs.map { "M\($0.x + margin) \($0.y + margin)h\($0.length)v1h-\($0.length)z" }.joined()
        let size = drawing.width + 2 * margin
        let name = SafeHTML(escaping: title).html
        return SafeHTML(
            rendered: """
                <svg class="qr-code" viewBox="0 0 \(size) \(size)" role="img" aria-label="\(name)" \
                shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/>\
                <path d="\(path)" fill="#000"/></svg>
                """)
    }

    /// What a text's code is made of; nil when the text is too long for one.
    static func drawing(of text: String) -> Drawing? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        var runs: [Run] = []
        for y in 0..<width {
            var x = 0
            while x < width {
                let start = x
                while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
                if x > start { runs.append(Run(x: start, y: y, length: x - start)) } else { x += 1 }
            }
        }
        return Drawing(width: width, runs: runs)
    }
}
