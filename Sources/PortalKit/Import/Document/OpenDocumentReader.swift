/// Reads an OpenDocument text (ISO/IEC 26300).
struct OpenDocumentReader {
    private let archive: DocumentArchive
    private let content: XMLElement
    private let styles: OpenDocumentStyles
    private var found = DocumentFindings()
    private var notes: [HTMLNode] = []
    private var cells = 0

    init(_ bytes: [UInt8]) throws(DocumentError) {
        archive = try DocumentArchive(bytes)
        guard let content = try archive.xml("content.xml") else { throw .missingPart }
        self.content = content
        styles = OpenDocumentStyles([try archive.xml("styles.xml"), content].compactMap { $0 })
    }

    mutating func read() throws(DocumentError) -> ReadDocument {
        guard let body = content.first("office:body")?.first("office:text") else { throw .missingPart }
        var nodes = try blocks(body)
        if !notes.isEmpty { nodes += [.element(name: "hr", attributes: [:], children: [])] + notes }
        return found.document(nodes, archive: archive)
    }

    // MARK: - Blocks

    private mutating func blocks(_ parent: XMLElement) throws(DocumentError) -> [HTMLNode] {
        var nodes: [HTMLNode] = []
        for element in parent.elements {
            switch element.name {
            case "text:h":
                let level = element["text:outline-level"].flatMap { Int($0) } ?? 1
                try paragraph(element, as: "h\(min(max(level, 1), 6))", to: &nodes)
            case "text:p":
                try paragraph(element, as: styles.isTitle(element["text:style-name"]) ? "h1" : "p", to: &nodes)
            case "text:list": nodes.append(try list(element, style: nil, level: 1))
            case "table:table": nodes.append(try table(element))
            case "text:section", "text:index-body", "text:table-of-content", "text:numbered-paragraph", "draw:text-box":
                nodes += try blocks(element)
            case "draw:frame", "draw:a":
                // Anchored to the page, it stands between the paragraphs.
                try paragraph(XMLElement(name: "", attributes: [], children: [.element(element)]), as: "p", to: &nodes)
            default: continue
            }
        }
        return nodes
    }

    private mutating func paragraph(
        _ element: XMLElement, as name: String, to nodes: inout [HTMLNode]
    ) throws(DocumentError) {
        var line = DocumentLine()
        var boxes: [XMLElement] = []
        let look = styles.look(element["text:style-name"], upon: DocumentLine.Look())
        try inline(element, look, into: &line, boxes: &boxes)
        if !line.isBlank { nodes.append(line.block(name)) }
        for box in boxes { nodes += try blocks(box) }
    }

    private mutating func list(_ element: XMLElement, style: String?, level: Int) throws(DocumentError) -> HTMLNode {
        let style = element["text:style-name"] ?? style
        var items: [HTMLNode] = []
        for item in element.elements where item.name == "text:list-item" || item.name == "text:list-header" {
            var children: [HTMLNode] = []
            for part in item.elements {
                if part.name == "text:list" {
                    children.append(try list(part, style: style, level: level + 1))
                } else {
                    children += try blocks(XMLElement(name: "", attributes: [], children: [.element(part)]))
                }
            }
            if case .element(name: "p", _, let text) = children.first { children.replaceSubrange(0..<1, with: text) }
            items.append(.element(name: "li", attributes: [:], children: children))
        }
        let name = styles.isOrdered(style, level: level) ? "ol" : "ul"
        return .element(name: name, attributes: [:], children: items)
    }

    private mutating func table(_ element: XMLElement) throws(DocumentError) -> HTMLNode {
        var table = DocumentTable()
        try rows(of: element, into: &table)
        return table.node
    }

    private mutating func rows(of parent: XMLElement, into table: inout DocumentTable) throws(DocumentError) {
        for element in parent.elements {
            guard element.name == "table:table-row" else {
                if element.name.hasPrefix("table:table-") { try rows(of: element, into: &table) }
                continue
            }
            table.beginRow()
            for cell in element.elements where cell.name == "table:table-cell" {
                cells += 1
                guard cells <= DocumentTable.maxCells else { throw .tooComplex }
                table.append(
                    columns: cell["table:number-columns-spanned"].flatMap { Int($0) } ?? 1,
                    rows: cell["table:number-rows-spanned"].flatMap { Int($0) } ?? 1, try blocks(cell))
            }
        }
    }

    // MARK: - Running text

    private mutating func inline(
        _ parent: XMLElement, _ look: DocumentLine.Look, into line: inout DocumentLine, boxes: inout [XMLElement]
    ) throws(DocumentError) {
        for node in parent.children {
            guard case .element(let element) = node else {
                if case .text(let text) = node { line.append(text.replacing("\n", with: " "), look) }
                continue
            }
            switch element.name {
            case "text:span":
                try inline(element, styles.look(element["text:style-name"], upon: look), into: &line, boxes: &boxes)
            case "text:a":
                var inner = look
                inner.link = element["xlink:href"]
                try inline(element, inner, into: &line, boxes: &boxes)
            case "text:s":
                let count = element["text:c"].flatMap { Int($0) } ?? 1
                line.append(String(repeating: " ", count: min(max(count, 1), 100)), look)
            case "text:tab": line.append(" ", look)
            case "text:line-break": line.append("\n", look)
            case "text:note": try note(element, into: &line)
            case "draw:frame": frame(element, boxes: &boxes)
            case "draw:a": try inline(element, look, into: &line, boxes: &boxes)
            case "office:annotation", "text:tracked-changes", "text:note-citation": continue
            case _ where element.name.hasPrefix("draw:"): found.drawings += 1
            default: try inline(element, look, into: &line, boxes: &boxes)
            }
        }
    }

    private mutating func note(_ element: XMLElement, into line: inout DocumentLine) throws(DocumentError) {
        guard let body = element.first("text:note-body") else { return }
        let number = notes.count + 1
        line.append("[\(number)]", DocumentLine.Look(isRaised: true))
        notes.append(.element(name: "p", attributes: [:], children: [.text("[\(number)] ")]))
        notes[number - 1] = .element(
            name: "p", attributes: [:], children: [.text("[\(number)] ")] + (try blocks(body)).withoutSingleParagraph)
    }

    private mutating func frame(_ element: XMLElement, boxes: inout [XMLElement]) {
        if let image = element.first("draw:image") {
            let alternative = element.first("svg:desc")?.text ?? element.first("svg:title")?.text ?? ""
            found.picture(image["xlink:href"].map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }, alternative)
        } else if let box = element.first("draw:text-box") {
            boxes.append(box)
        } else {
            found.drawings += 1
        }
    }
}
