internal import CLibxml2

/// Builds the tree from the parser's events and stops it when a limit is passed.
final class XMLTreeBuilder {
    private(set) var root: XMLElement?
    private(set) var failure: DocumentError?

    private let limits: XMLLimits
    private let context: xmlParserCtxtPtr
    private var open: [XMLElement] = []
    private var text = ""
    private var namespaces: [Int] = []
    private var namespacesInScope = 0
    private var count = 0
    /// The parser keeps one copy of each address for the whole document, so that the copy stands for the address.
    private var prefixes: [UnsafePointer<xmlChar>: String] = [:]

    init(limits: XMLLimits, context: xmlParserCtxtPtr) {
        self.limits = limits
        self.context = context
    }

    private func stop(_ error: DocumentError) {
        if failure == nil { failure = error }
        xmlStopParser(context)
    }

    private func name(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> String {
        guard let local else { return "" }
        guard let uri else { return String(cString: local) }
        let prefix = prefixes[uri] ?? XMLNamespaces.prefix(String(cString: uri))
        prefixes[uri] = prefix
        return "\(prefix):\(String(cString: local))"
    }

    private func start(_ name: String, namespaces declared: Int, attributes: [(name: String, value: String)]) {
        count += 1
        namespaces.append(declared)
        namespacesInScope += declared
        guard count <= limits.elements, open.count < limits.depth, namespacesInScope <= limits.namespaces else {
            return stop(.tooComplex)
        }
        endText()
        open.append(XMLElement(name: name, attributes: attributes))
    }

    private func end() {
        namespacesInScope -= namespaces.popLast() ?? 0
        guard failure == nil else { return }
        endText()
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(.element(element)) }
    }

    /// Text comes in pieces wherever a reference such as `&lt;` stands in it.
    private func add(_ piece: String) {
        if failure == nil, !open.isEmpty { text += piece }
    }

    private func endText() {
        guard !text.isEmpty else { return }
        open[open.count - 1].children.append(.text(text))
        text = ""
    }

    // MARK: - Events

    /// The events that are listened to.
    static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF
        handler.internalSubset = { pointer, _, _, _ in treeBuilder(pointer)?.stop(.forbiddenDeclaration) }
        handler.startElementNs = { pointer, local, _, uri, declared, _, count, _, attributes in
            guard let builder = treeBuilder(pointer), builder.failure == nil else { return }
            var read: [(name: String, value: String)] = []
            read.reserveCapacity(Int(count))
            for index in 0..<Int(count) {
                guard let attributes, let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else {
                    continue
                }
                let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
                read.append((builder.name(attributes[index * 5], attributes[index * 5 + 2]), value))
            }
            builder.start(builder.name(local, uri), namespaces: Int(declared), attributes: read)
        }
        handler.endElementNs = { pointer, _, _, _ in treeBuilder(pointer)?.end() }
        handler.characters = { pointer, bytes, count in
            guard let builder = treeBuilder(pointer), let bytes else { return }
            builder.add(String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        return handler
    }
}

private func treeBuilder(_ pointer: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    pointer.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
}
