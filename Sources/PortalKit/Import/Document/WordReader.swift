/// Reads a Word document (ISO/IEC 29500).
struct WordReader {
    private let archive: DocumentArchive
    private let styles: WordStyles
    private var links: [String: String] = [:]
    private var found = DocumentFindings()
    private var cells = 0

    init(_ bytes: [UInt8]) throws(DocumentError) {
        archive = try DocumentArchive(bytes)
        styles = WordStyles(
            styles: try archive.xml("word/styles.xml"), numbering: try archive.xml("word/numbering.xml"))
        for link in try archive.xml("word/_rels/document.xml.rels")?.elements ?? [] {
            if let id = link["Id"], let target = link["Target"] { links[id] = target }
        }
    }

    mutating func read() throws(DocumentError) -> ReadDocument {
        guard let body = try archive.xml("word/document.xml")?.first("w:body") else { throw .missingPart }
        var nodes = try blocks(body)
        nodes += try notes()
        return found.document(nodes, archive: archive)
    }

    private mutating func notes() throws(DocumentError) -> [HTMLNode] {
        guard !found.notes.isEmpty, let root = try archive.xml("word/footnotes.xml") else { return [] }
        var nodes: [HTMLNode] = [.element(name: "hr", attributes: [:], children: [])]
        for (index, id) in found.notes.enumerated() {
            guard let note = root.elements.first(where: { $0["w:id"] == id }) else { continue }
            nodes.append(
                .element(
                    name: "p", attributes: [:],
                    children: [.text("[\(index + 1)] ")] + (try blocks(note)).withoutSingleParagraph))
        }
        return nodes
    }

    // MARK: - Blocks

    private mutating func blocks(_ parent: XMLElement) throws(DocumentError) -> [HTMLNode] {
        var outline = DocumentOutline()
        try append(parent, to: &outline)
        outline.endList()
        return outline.nodes
    }

    private mutating func append(_ parent: XMLElement, to outline: inout DocumentOutline) throws(DocumentError) {
        for element in parent.elements {
            switch element.name {
            case "w:p": try paragraph(element, to: &outline)
            case "w:tbl": outline.append(try table(element))
            case "w:sdt": if let content = element.first("w:sdtContent") { try append(content, to: &outline) }
            case "w:ins", "w:customXml", "w:smartTag": try append(element, to: &outline)
            default: continue
            }
        }
    }

    private mutating func paragraph(_ element: XMLElement, to outline: inout DocumentOutline) throws(DocumentError) {
        let properties = element.first("w:pPr")
        let style = styles.style(properties?.first("w:pStyle")?["w:val"])
        var line = DocumentLine()
        var boxes: [XMLElement] = []
        let look = DocumentLine.Look(isBold: style.isBold, isItalic: style.isItalic, font: style.font)
        inline(element, look, into: &line, boxes: &boxes)
        let outlineLevel = properties?.first("w:outlineLvl")?["w:val"].flatMap { Int($0) }
        if !line.isBlank {
            if let heading = style.heading ?? outlineLevel.flatMap({ $0 < 6 ? $0 + 1 : nil }) {
                outline.append(line.block("h\(min(max(heading, 1), 6))"))
            } else if let list = properties?.first("w:numPr")?.list ?? style.list {
                let isOrdered = styles.isOrdered(list.number, level: list.level)
                outline.append(DocumentOutline.Item(level: list.level, isOrdered: isOrdered, content: line.nodes))
            } else {
                outline.append(line.block("p"))
            }
        }
        for box in boxes { try append(box, to: &outline) }
    }

    private mutating func table(_ element: XMLElement) throws(DocumentError) -> HTMLNode {
        var table = DocumentTable()
        for row in element.elements where row.name == "w:tr" {
            table.beginRow()
            for cell in row.elements where cell.name == "w:tc" {
                cells += 1
                guard cells <= DocumentTable.maxCells else { throw .tooComplex }
                let properties = cell.first("w:tcPr")
                let merge = properties?.first("w:vMerge")
                let span = properties?.first("w:gridSpan")?["w:val"].flatMap { Int($0) } ?? 1
                table.append(
                    columns: span, continues: merge != nil && merge?["w:val"] != "restart", try blocks(cell))
            }
        }
        return table.node
    }

    // MARK: - Running text

    private mutating func inline(
        _ parent: XMLElement, _ look: DocumentLine.Look, into line: inout DocumentLine, boxes: inout [XMLElement]
    ) {
        for element in parent.elements {
            switch element.name {
            case "w:r":
                run(element, look, into: &line, boxes: &boxes)
            case "w:hyperlink":
                var inner = look
                inner.link = element["r:id"].flatMap { links[$0] } ?? look.link
                inline(element, inner, into: &line, boxes: &boxes)
            case "w:ins", "w:smartTag", "w:fldSimple", "w:customXml", "w:sdt", "w:sdtContent", "w:moveTo":
                inline(element, look, into: &line, boxes: &boxes)
            default:
                continue
            }
        }
    }

    private mutating func run(
        _ element: XMLElement, _ outer: DocumentLine.Look, into line: inout DocumentLine, boxes: inout [XMLElement]
    ) {
        var look = outer
        if let properties = element.first("w:rPr") {
            if properties.toggle("w:vanish") == true { return }
            let named = properties.first("w:rStyle")?["w:val"].map(styles.style)
            look.font = properties.font ?? named?.font ?? look.font
            look.isBold = properties.toggle("w:b") ?? look.isBold
            look.isItalic = properties.toggle("w:i") ?? look.isItalic
            look.isRaised = properties.first("w:vertAlign")?["w:val"] == "superscript"
            look.isLowered = properties.first("w:vertAlign")?["w:val"] == "subscript"
        }
        for part in element.elements {
            switch part.name {
            case "w:t": line.append(part.text, look)
            case "w:tab": line.append(" ", look)
            case "w:br", "w:cr": line.append("\n", look)
            case "w:noBreakHyphen": line.append("-", look)
            // In the fonts of TCVN 5712 this is the letter ư; office programs write it as the hyphen that it is in others.
            case "w:softHyphen": line.append("\u{AD}", look)
            case "w:footnoteReference":
                if let id = part["w:id"] {
                    found.notes.append(id)
                    line.append("[\(found.notes.count)]", DocumentLine.Look(isRaised: true))
                }
            case "w:drawing", "w:pict", "w:object": drawing(part, boxes: &boxes)
            case "mc:AlternateContent":
                if let choice = part.first("mc:Choice") ?? part.first("mc:Fallback") {
                    for inner in choice.elements { drawing(inner, boxes: &boxes) }
                }
            default: continue
            }
        }
    }

    /// A picture, a text box, or something that cannot be taken over.
    private mutating func drawing(_ element: XMLElement, boxes: inout [XMLElement]) {
        if let id = element.descendant("a:blip")?["r:embed"] ?? element.descendant("v:imagedata")?["r:id"] {
            let alternative = element.descendant("wp:docPr")?["descr"] ?? ""
            found.picture(links[id].map { $0.hasPrefix("/") ? String($0.dropFirst()) : "word/\($0)" }, alternative)
        } else if let box = element.descendant("w:txbxContent") {
            boxes.append(box)
        } else {
            found.drawings += 1
        }
    }
}
