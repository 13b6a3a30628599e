internal import CLibxml2

/// A node of a document that was read from markup of any quality. Comments and instructions are left out.
enum HTMLNode {
    case text(String)
    case element(name: String, attributes: [String: String], children: [HTMLNode])
}

/// Reads markup leniently, as a browser would, with libxml2.
enum ParsedHTML {
    /// The nodes of the document's body.
    ///
    /// - Throws: ``HTMLSanitizerError/tooDeep(limit:)`` when elements are nested deeper than the limit, which may be
    ///   200 at most; libxml2 itself gives up at 256.
    static func body(of html: String, maxDepth: Int) throws(HTMLSanitizerError) -> [HTMLNode] {
        let bytes = HTMLTokens.rewritten(html)
        guard !bytes.isEmpty else { return [] }
        initialised
        guard let context = htmlNewParserCtxt() else { return [] }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            htmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count),
                nil, "UTF-8", Int32(bitPattern: options))
        }
        guard let document else { return [] }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return [] }
        return try Reader(maxDepth: maxDepth).children(of: root, depth: -1)
    }

    private static let initialised: Void = xmlInitParser()
}

private struct Reader {
    let maxDepth: Int

    func children(of parent: xmlNodePtr, depth: Int) throws(HTMLSanitizerError) -> [HTMLNode] {
        guard depth <= maxDepth else { throw .tooDeep(limit: maxDepth) }
        var nodes: [HTMLNode] = []
        var next = parent.pointee.children
        while let node = next {
            next = node.pointee.next
            switch node.pointee.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = node.pointee.content { nodes.append(.text(string(content))) }
            case XML_ELEMENT_NODE:
                nodes.append(
                    .element(
                        name: string(node.pointee.name).lowercased(), attributes: attributes(of: node),
                        children: try children(of: node, depth: depth + 1)))
            default:
                continue
            }
        }
        return nodes
    }

    private func attributes(of node: xmlNodePtr) -> [String: String] {
        var attributes: [String: String] = [:]
        var next = node.pointee.properties
        while let attribute = next {
            next = attribute.pointee.next
            let name = string(attribute.pointee.name).lowercased()
            guard attributes[name] == nil else { continue }
            var value = ""
            var part = attribute.pointee.children
            while let text = part {
                part = text.pointee.next
                if let content = text.pointee.content { value += string(content) }
            }
            attributes[name] = value
        }
        return attributes
    }

    private func string(_ bytes: UnsafePointer<xmlChar>) -> String { String(cString: bytes) }
}
