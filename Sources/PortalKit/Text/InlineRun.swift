/// A mark around running text, such as `strong` or a link.
struct InlineMark: Hashable {
    let element: String
    let startTag: String
}

/// Running text as a list of leaves, each with the marks around it, from the outermost in. In this form there is no
/// nesting to get wrong: marks that overlap, are empty or repeat come out right when the tags are written.
struct InlineRun {
    fileprivate enum Content {
        case text(String)
        case lineBreak
        case image(String)
    }

    fileprivate struct Leaf {
        var content: Content
        let marks: [InlineMark]

        var text: String? {
            if case .text(let text) = content { text } else { nil }
        }
    }

    private var leaves: [Leaf] = []

    /// Whether nothing was added, not even a space.
    var isEmpty: Bool { leaves.isEmpty }

    mutating func append(text: String, marks: [InlineMark]) {
        let text = text.storable
        if !text.isEmpty { leaves.append(Leaf(content: .text(text), marks: marks)) }
    }

    mutating func appendLineBreak() { leaves.append(Leaf(content: .lineBreak, marks: [])) }

    mutating func append(image: String, marks: [InlineMark]) {
        leaves.append(Leaf(content: .image(image), marks: marks))
    }

    /// The run as markup, white space collapsed, without breaks and spaces at the ends. Empty when nothing shows.
    func html() -> String {
        var run = self
        run.collapseSpaces()
        run.trimEnd()
        run.joinEqualNeighbours()
        return run.tags(lineBreak: "<br>")
    }

    /// The run as markup inside `pre`: white space stays, except for blank lines at the ends.
    func preformatted() -> String {
        var run = self
        run.leaves = leaves.map { leaf in
            switch leaf.content {
            case .text(let text): Leaf(content: .text(text.normalizedLineEnds), marks: leaf.marks)
            case .lineBreak: Leaf(content: .text("\n"), marks: leaf.marks)
            case .image: leaf
            }
        }
        run.trimBlankLines()
        run.joinEqualNeighbours()
        return run.tags(lineBreak: "\n")
    }

    // MARK: - White space

    private mutating func collapseSpaces() {
        var kept: [Leaf] = []
        var atGap = true
        for leaf in leaves {
            switch leaf.content {
            case .text(let text):
                var scalars = String.UnicodeScalarView()
                for scalar in text.unicodeScalars {
                    if !scalar.isHTMLSpace {
                        scalars.append(scalar)
                    } else if !atGap {
                        scalars.append(" ")
                    }
                    atGap = scalar.isHTMLSpace
                }
                if !scalars.isEmpty { kept.append(Leaf(content: .text(String(scalars)), marks: leaf.marks)) }
            case .lineBreak:
                while let text = kept.last?.text, text.unicodeScalars.last == " " { kept.dropTrailingSpace() }
                if !kept.isEmpty { kept.append(leaf) }
                atGap = true
            case .image:
                kept.append(leaf)
                atGap = false
            }
        }
        leaves = kept
    }

    private mutating func trimEnd() {
        while let last = leaves.last {
            if case .lineBreak = last.content {
                leaves.removeLast()
            } else if last.text?.unicodeScalars.last == " " {
                leaves.dropTrailingSpace()
            } else {
                return
            }
        }
    }

    private mutating func trimBlankLines() {
        while let first = leaves.first?.text {
            let rest = String(String.UnicodeScalarView(first.unicodeScalars.drop { $0 == "\n" }))
            if rest.isEmpty {
                leaves.removeFirst()
            } else {
                leaves[0].content = .text(rest)
                break
            }
        }
        while let last = leaves.last?.text {
            var scalars = last.unicodeScalars
            while scalars.last?.isHTMLSpace == true { scalars.removeLast() }
            if scalars.isEmpty {
                leaves.removeLast()
            } else {
                leaves[leaves.count - 1].content = .text(String(scalars))
                break
            }
        }
    }

    // MARK: - Tags

    /// Makes one leaf of neighbours under equal marks, so that a letter and the diacritic after it can be composed.
    private mutating func joinEqualNeighbours() {
        var joined: [Leaf] = []
        var pending = ""
        for leaf in leaves {
            if let text = leaf.text, let last = joined.last, last.text != nil, last.marks == leaf.marks {
                pending += text
            } else {
                joined.endText(pending)
                pending = leaf.text ?? ""
                joined.append(leaf)
            }
        }
        joined.endText(pending)
        leaves = joined
    }

    private func tags(lineBreak: String) -> String {
        var html = ""
        var open: [InlineMark] = []
        for leaf in leaves {
            let marks = if case .lineBreak = leaf.content { open } else { leaf.marks }
            let shared = zip(open, marks).prefix { $0 == $1 }.count
            for mark in open[shared...].reversed() { html += "</\(mark.element)>" }
            for mark in marks[shared...] { html += mark.startTag }
            open = marks
            switch leaf.content {
            case .text(let text): html += HTMLPolicy.escape(text)
            case .lineBreak: html += lineBreak
            case .image(let tag): html += tag
            }
        }
        for mark in open.reversed() { html += "</\(mark.element)>" }
        return html
    }
}

extension [InlineRun.Leaf] {
    /// Replaces the text of the last leaf, if it is text.
    fileprivate mutating func endText(_ text: String) {
        if last?.text != nil { self[count - 1].content = .text(text) }
    }

    fileprivate mutating func dropTrailingSpace() {
        guard let last, let text = last.text else { return }
        let rest = String(text.unicodeScalars.dropLast())
        if rest.isEmpty { removeLast() } else { self[count - 1].content = .text(rest) }
    }
}

extension Unicode.Scalar {
    /// What HTML takes for white space, which the no-break space is not.
    var isHTMLSpace: Bool { value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0C || value == 0x0D }
}

extension String {
    /// With `\n` for every kind of line end.
    var normalizedLineEnds: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        return unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
            .map { String($0.last == "\r" ? $0.dropLast() : $0) }
            .joined(separator: "\n")
            .replacing("\r", with: "\n")
    }
}
