extension SafeHTML {
    /// The words of the markup, for the search index, excerpts and mail: a line for each paragraph, item and row,
    /// cells apart by a tab. Empty when the markup is nested too deep to be read.
    public var plainText: String {
        guard let nodes = try? ParsedHTML.body(of: html, maxDepth: 200) else { return "" }
        var text = PlainText()
        text.append(nodes, preformatted: false)
        return text.result
    }

    /// The first words, at most so many characters, then "…" when there are more.
    public func excerpt(length: Int = 200) -> String {
        plainText.excerpt(length: length)
    }
}

extension String {
    /// The first words on one line, at most so many characters including the "…" that ends a shortened text.
    ///
    /// A single word longer than the limit is cut where the limit falls.
    public func excerpt(length: Int = 200) -> String {
        let line = collapsingWhitespace
        let limit = max(1, length)
        guard let end = line.index(line.startIndex, offsetBy: limit, limitedBy: line.endIndex), end < line.endIndex
        else { return line }
        let cut = line.index(before: end)
        var head = line[..<cut]
        if line[cut] != " ", let space = head.lastIndex(of: " ") { head = head[..<space] }
        while let last = head.last, ".,;:-–—( ".contains(last) { head.removeLast() }
        return head + "…"
    }
}

private struct PlainText {
    private var scalars = String.UnicodeScalarView()
    private var gap = ""

    var result: String { String(scalars) }

    mutating func append(_ nodes: [HTMLNode], preformatted: Bool) {
        for node in nodes {
            switch node {
            case .text(let text):
                append(text, preformatted: preformatted)
            case .element(name: "br", _, _):
                gap = "\n"
            case .element(let name, _, let children):
                if HTMLPolicy.dropped.contains(name) { continue }
                let isCell = name == "td" || name == "th"
                let isInline = HTMLPolicy.marks[name] != nil || ["span", "img", "small", "mark"].contains(name)
                if isCell { widenGap(to: "\t") } else if !isInline { gap = "\n" }
                append(children, preformatted: preformatted || name == "pre")
                if isCell { widenGap(to: "\t") } else if !isInline { gap = "\n" }
            }
        }
    }

    private mutating func append(_ text: String, preformatted: Bool) {
        for scalar in text.unicodeScalars {
            if scalar == "\n" && preformatted {
                gap = "\n"
            } else if scalar.isHTMLSpace || scalar == "\u{A0}" {
                if gap.isEmpty { gap = " " }
            } else {
                if !scalars.isEmpty { scalars.append(contentsOf: gap.unicodeScalars) }
                gap = ""
                scalars.append(scalar)
            }
        }
    }

    private mutating func widenGap(to wider: String) {
        if gap != "\n" { gap = wider }
    }
}
