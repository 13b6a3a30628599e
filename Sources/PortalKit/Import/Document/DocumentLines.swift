/// The paragraphs and tables of a document one after the other, for texts whose structure is read from their lines.
struct DocumentLines {
    private(set) var lines: [LegalLine] = []
    /// Running text that no paragraph has taken yet.
    private var open = ""
    /// What numbers the next paragraph, where the office program counts by itself.
    private var label = ""

    static func lines(of nodes: [HTMLNode]) -> [LegalLine] {
        var reader = DocumentLines()
        reader.add(nodes, listDepth: 0)
        reader.end()
        return reader.lines
    }

    private mutating func add(_ nodes: [HTMLNode], listDepth: Int) {
        for node in nodes {
            switch node {
            case .text(let text): open += text
            case .element(let name, let attributes, let children):
                add(name, attributes, children, listDepth: listDepth)
            }
        }
    }

    private mutating func add(
        _ name: String, _ attributes: [String: String], _ children: [HTMLNode], listDepth: Int
    ) {
        switch name {
        case _ where HTMLPolicy.dropped.contains(name): break
        case "span", "font": add(children, listDepth: listDepth)
        case _ where HTMLPolicy.marks[name] != nil: add(children, listDepth: listDepth)
        case "br": end()
        case "table":
            end()
            let rows = Self.rows(children)
            if rows.contains(where: { $0.contains { !$0.isEmpty } }) { lines.append(LegalLine(table: rows)) }
        case "ol", "ul":
            end()
            var number = attributes["start"].flatMap { Int($0) } ?? 1
            for case .element(name: "li", _, let content) in children {
                label = name == "ul" ? "-" : Self.label(number, listDepth: listDepth)
                number += 1
                add(content, listDepth: listDepth + 1)
                end()
                label = ""
            }
        default:
            end()
            add(children, listDepth: listDepth)
            end()
        }
    }

    /// Takes the running text as a paragraph.
    private mutating func end() {
        let text = open.normalizedInput()
        open = ""
        guard !text.isEmpty else { return }
        lines.append(LegalLine(label.isEmpty ? text : "\(label) \(text)"))
        label = ""
    }

    /// As legal texts number: clauses 1, 2, 3, points a, b, c, đ (Decree 78/2025/NĐ-CP).
    private static func label(_ number: Int, listDepth: Int) -> String {
        guard listDepth > 0, number >= 1, number <= LegalSequence.letters.count else { return "\(number)." }
        return listDepth == 1 ? "\(LegalSequence.letters[number - 1]))" : "-"
    }

    private static func rows(_ nodes: [HTMLNode]) -> [[String]] {
        nodes.flatMap { node -> [[String]] in
            guard case .element(let name, _, let children) = node else { return [] }
            guard name == "tr" else { return ["thead", "tbody", "tfoot"].contains(name) ? rows(children) : [] }
            let cells = children.compactMap { cell -> String? in
                guard case .element(let name, _, let content) = cell, name == "td" || name == "th" else { return nil }
                return lines(of: content).flatMap(\.rows).joined(separator: "\n")
            }
            return [cells]
        }
    }
}

extension LegalLine {
    /// The paragraph, or the rows of the table.
    fileprivate var rows: [String] { table.map { $0.map { $0.joined(separator: " ") } } ?? [text] }
}
