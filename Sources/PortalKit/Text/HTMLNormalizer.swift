/// Builds canonical markup from the nodes of any document: the part of the sanitiser that knows what may stand where.
struct HTMLNormalizer {
    /// How a container shows text that stands in it without a paragraph.
    enum Container {
        /// Always in paragraphs: the document, a quotation.
        case flow
        /// As it is, unless there is more than one piece in a row: a list item, a cell.
        case item
        /// Like an item; may have a caption.
        case figure
    }

    private let maxBytes: Int
    private var written = 0

    init(maxBytes: Int) {
        self.maxBytes = maxBytes
    }

    mutating func document(_ nodes: [HTMLNode]) throws(HTMLSanitizerError) -> String {
        try container(nodes, as: .flow, marks: [])
    }

    // MARK: - Containers

    private mutating func container(
        _ nodes: [HTMLNode], as kind: Container, marks: [InlineMark]
    ) throws(HTMLSanitizerError) -> String {
        var flow = HTMLFlow()
        try walk(nodes, into: &flow, of: kind, marks: marks)
        try end(&flow)
        return flow.html(wrappingLooseText: kind == .flow)
    }

    private mutating func walk(
        _ nodes: [HTMLNode], into flow: inout HTMLFlow, of kind: Container, marks: [InlineMark]
    ) throws(HTMLSanitizerError) {
        for node in nodes {
            switch node {
            case .text(let text):
                flow.run.append(text: text, marks: marks)
            case .element(let name, let attributes, let children):
                if HTMLPolicy.dropped.contains(name) { continue }
                if HTMLPolicy.marks[name] != nil {
                    let inner = marks.adding(HTMLPolicy.mark(name, attributes: attributes))
                    try walk(children, into: &flow, of: kind, marks: inner)
                } else if name == "br" {
                    flow.run.appendLineBreak()
                } else if name == "img" {
                    if let tag = HTMLPolicy.image(attributes) { flow.run.append(image: tag, marks: marks) }
                } else if let block = try block(name, attributes, children, into: &flow, marks: marks) {
                    try end(&flow)
                    flow.append(block: block)
                } else if name == "figcaption", kind == .figure {
                    try end(&flow)
                    let caption = try phrasing(children, marks: marks).html()
                    flow.append(block: caption.wrapped(in: "<figcaption>", "</figcaption>"))
                } else if let element = HTMLPolicy.headings[name] ?? (HTMLPolicy.boundaries.contains(name) ? "p" : nil)
                {
                    try end(&flow)
                    let outer = flow.element
                    flow.element = HTMLPolicy.headings.values.contains(outer ?? "") ? outer : element
                    try walk(children, into: &flow, of: kind, marks: marks)
                    try end(&flow)
                    flow.element = outer
                } else {
                    try walk(children, into: &flow, of: kind, marks: marks)
                }
            }
        }
    }

    /// An element with a structure of its own; "" when there is nothing in it, nothing when it is no such element.
    private mutating func block(
        _ name: String, _ attributes: [String: String], _ children: [HTMLNode], into flow: inout HTMLFlow,
        marks: [InlineMark]
    ) throws(HTMLSanitizerError) -> String? {
        switch name {
        case "hr":
            return "<hr>"
        case "ul", "menu", "dir", "ol":
            let items = try list(children, of: ["li"], stray: "li", marks: marks)
            return items.wrapped(in: HTMLPolicy.list(name, attributes: attributes), name == "ol" ? "</ol>" : "</ul>")
        case "dl":
            return try list(children, of: ["dt", "dd"], stray: "dd", marks: marks)
                .wrapped(in: "<dl>", "</dl>")
        case "blockquote":
            return try container(children, as: .flow, marks: marks).wrapped(in: "<blockquote>", "</blockquote>")
        case "figure":
            return try container(children, as: .figure, marks: marks).wrapped(in: "<figure>", "</figure>")
        case "pre":
            return try phrasing(children, marks: marks).preformatted().wrapped(in: "<pre>", "</pre>")
        case "table":
            let table = HTMLTable(children)
            try end(&flow)
            try walk(table.strays, into: &flow, of: .flow, marks: marks)
            return try self.table(table, marks: marks).wrapped(in: "<table>", "</table>")
        default:
            return nil
        }
    }

    /// The items of a list. What stands between them becomes an item too.
    private mutating func list(
        _ nodes: [HTMLNode], of names: Set<String>, stray: String, marks: [InlineMark]
    ) throws(HTMLSanitizerError) -> String {
        var html = ""
        var strays: [HTMLNode] = []
        for node in nodes {
            guard case .element(let name, _, let children) = node, names.contains(name) else {
                strays.append(node)
                continue
            }
            html += try item(stray, strays, marks: marks)
            strays = []
            html += try item(name, children, marks: marks)
        }
        return html + (try item(stray, strays, marks: marks))
    }

    private mutating func item(
        _ name: String, _ nodes: [HTMLNode], marks: [InlineMark]
    ) throws(HTMLSanitizerError) -> String {
        let content =
            name == "dt"
            ? try phrasing(nodes, marks: marks).html() : try container(nodes, as: .item, marks: marks)
        return content.wrapped(in: "<\(name)>", "</\(name)>")
    }

    private mutating func table(_ table: HTMLTable, marks: [InlineMark]) throws(HTMLSanitizerError) -> String {
        var html = ""
        for group in table.groups {
            html += "<\(group.name)>"
            for row in group.rows {
                html += "<tr>"
                for cell in row {
                    html += HTMLPolicy.cell(cell.name, attributes: cell.attributes)
                    html += try container(cell.children, as: .item, marks: marks)
                    html += "</\(cell.name)>"
                }
                html += "</tr>"
            }
            html += "</\(group.name)>"
        }
        guard !html.isEmpty else { return "" }
        let caption = try phrasing(table.caption, marks: marks).html()
        return caption.wrapped(in: "<caption>", "</caption>") + html
    }

    // MARK: - Running text

    /// Running text alone, for where HTML allows no blocks: what was a block is set off by a space.
    private mutating func phrasing(_ nodes: [HTMLNode], marks: [InlineMark]) throws(HTMLSanitizerError) -> InlineRun {
        var run = InlineRun()
        collect(nodes, into: &run, marks: marks)
        return run
    }

    private func collect(_ nodes: [HTMLNode], into run: inout InlineRun, marks: [InlineMark]) {
        for node in nodes {
            switch node {
            case .text(let text):
                run.append(text: text, marks: marks)
            case .element(let name, let attributes, let children):
                if HTMLPolicy.dropped.contains(name) { continue }
                if HTMLPolicy.marks[name] != nil {
                    let inner = marks.adding(HTMLPolicy.mark(name, attributes: attributes))
                    collect(children, into: &run, marks: inner)
                } else if name == "br" {
                    run.appendLineBreak()
                } else if name == "img" {
                    if let tag = HTMLPolicy.image(attributes) { run.append(image: tag, marks: marks) }
                } else {
                    let isBlock = name != "span" && name != "font"
                    if isBlock { run.append(text: " ", marks: []) }
                    collect(children, into: &run, marks: marks)
                    if isBlock { run.append(text: " ", marks: []) }
                }
            }
        }
    }

    /// Ends the paragraph or heading that is being filled.
    private mutating func end(_ flow: inout HTMLFlow) throws(HTMLSanitizerError) {
        try count(flow.endRun())
    }

    /// Adds to the size of the result: a few marks around many paragraphs make much of little.
    private mutating func count(_ html: String) throws(HTMLSanitizerError) {
        written += html.utf8.count
        guard written <= maxBytes else { throw .tooLarge(limit: maxBytes) }
    }
}

extension [InlineMark] {
    /// With one mark more inside; as it was when the mark is there already, or a link within a link.
    fileprivate func adding(_ mark: InlineMark?) -> [InlineMark] {
        guard let mark, !contains(where: { $0.element == mark.element }) else { return self }
        return self + [mark]
    }
}

extension String {
    /// Between two tags, unless empty.
    fileprivate func wrapped(in startTag: String, _ endTag: String) -> String {
        isEmpty ? "" : startTag + self + endTag
    }
}
