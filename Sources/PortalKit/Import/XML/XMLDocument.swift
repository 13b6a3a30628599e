internal import CLibxml2

/// How much an XML document may hold.
struct XMLLimits: Sendable {
    /// Elements in all.
    var elements = 400_000
    /// How deep they are nested.
    var depth = 120
    /// Namespaces that are declared around a place.
    var namespaces = 200
}

/// Reads an XML document with libxml2: nothing is fetched, no document type is accepted, so there are no entities but
/// the five of XML itself; time and memory are proportional to the size of the input.
enum XMLDocument {
    /// The root element.
    ///
    /// - Parameter bytes: the document in UTF-8 or UTF-16; another encoding that it may declare is not looked at.
    static func root(of bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(DocumentError) -> XMLElement {
        let bytes = utf8(bytes)
        guard XMLTagScan.isHarmless(bytes) else { throw .tooComplex }
        guard let size = Int32(exactly: bytes.count), size > 0 else { throw .damaged }
        initialised
        guard let context = xmlNewParserCtxt() else { throw .damaged }
        defer { xmlFreeParserCtxt(context) }
        let builder = XMLTreeBuilder(limits: limits, context: context)
        context.pointee.sax.pointee = XMLTreeBuilder.handler
        context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = withExtendedLifetime(builder) {
            bytes.withUnsafeBytes { buffer in
                xmlCtxtReadMemory(
                    context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), size, nil, "UTF-8",
                    Int32(bitPattern: options))
            }
        }
        if let document { xmlFreeDoc(document) }
        if let failure = builder.failure { throw failure }
        guard context.pointee.wellFormed == 1, let root = builder.root else { throw .damaged }
        return root
    }

    private static let initialised: Void = xmlInitParser()

    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFE, 0xFF), (0x00, 0x3C): utf16(bytes, high: 0, low: 1)
        case (0xFF, 0xFE), (0x3C, 0x00): utf16(bytes, high: 1, low: 0)
        case (0xEF, 0xBB): Array(bytes.dropFirst(3))
        default: bytes
        }
    }

    private static func utf16(_ bytes: [UInt8], high: Int, low: Int) -> [UInt8] {
        let units = (0..<bytes.count / 2).lazy.map {
            UInt16(bytes[$0 * 2 + high]) << 8 | UInt16(bytes[$0 * 2 + low])
        }
        let text = String(decoding: units, as: UTF16.self)
        return Array(text.utf8.starts(with: "\u{FEFF}".utf8) ? text.utf8.dropFirst(3) : text.utf8[...])
    }
}
