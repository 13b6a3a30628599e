/// Puts the blocks of an office document in order: list items, which such documents keep as paragraphs with a level,
/// become nested lists.
struct DocumentOutline {
    /// A paragraph that belongs to a list.
    struct Item {
        var level: Int
        var isOrdered: Bool
        var content: [HTMLNode]
    }

    private(set) var nodes: [HTMLNode] = []
    private var items: [Item] = []

    mutating func append(_ block: HTMLNode) {
        endList()
        nodes.append(block)
    }

    mutating func append(_ item: Item) {
        items.append(item)
    }

    /// Ends a list that is still open.
    mutating func endList() {
        var rest = items[...]
        items = []
        while let first = rest.first { nodes.append(Self.list(&rest, level: first.level, isOrdered: first.isOrdered)) }
    }

    private static func list(_ items: inout ArraySlice<Item>, level: Int, isOrdered: Bool) -> HTMLNode {
        var entries: [HTMLNode] = []
        while let item = items.first, item.level >= level {
            if item.level == level {
                guard item.isOrdered == isOrdered else { break }
                items.removeFirst()
                entries.append(.element(name: "li", attributes: [:], children: item.content))
            } else {
                let inner = list(&items, level: item.level, isOrdered: item.isOrdered)
                if case .element(let name, let attributes, let children) = entries.popLast() {
                    entries.append(.element(name: name, attributes: attributes, children: children + [inner]))
                } else {
                    entries.append(.element(name: "li", attributes: [:], children: [inner]))
                }
            }
        }
        return .element(name: isOrdered ? "ol" : "ul", attributes: [:], children: entries)
    }
}

/// Running text with its marks. Neighbours of the same look become one piece: office programs cut a text at every
/// place where somebody once edited, even inside a letter of VNI.
struct DocumentLine {
    /// How a piece of text looks.
    struct Look: Hashable {
        var isBold = false
        var isItalic = false
        var isRaised = false
        var isLowered = false
        var font: String?
        var link: String?
    }

    private var pieces: [(look: Look, text: String)] = []

    mutating func append(_ text: String, _ look: Look) {
        if let last = pieces.last, last.look == look {
            pieces[pieces.count - 1].text += text
        } else if !text.isEmpty {
            pieces.append((look, text))
        }
    }

    /// Whether there is nothing to read.
    var isBlank: Bool { pieces.allSatisfy { $0.text.trimmingWhitespace.isEmpty } }

    /// The line as nodes; a line break is `\n` in the text.
    var nodes: [HTMLNode] {
        pieces.map { piece in
            var children: [HTMLNode] = []
            for (index, part) in piece.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { children.append(.element(name: "br", attributes: [:], children: [])) }
                if !part.isEmpty { children.append(.text(String(part))) }
            }
            let look = piece.look
            if look.isRaised { children = [.element(name: "sup", attributes: [:], children: children)] }
            if look.isLowered { children = [.element(name: "sub", attributes: [:], children: children)] }
            if look.isItalic { children = [.element(name: "em", attributes: [:], children: children)] }
            if look.isBold { children = [.element(name: "strong", attributes: [:], children: children)] }
            if let link = look.link { children = [.element(name: "a", attributes: ["href": link], children: children)] }
            return .element(name: "span", attributes: look.font.map { ["face": $0] } ?? [:], children: children)
        }
    }

    /// The line as a paragraph or heading.
    func block(_ name: String) -> HTMLNode { .element(name: name, attributes: [:], children: nodes) }
}
