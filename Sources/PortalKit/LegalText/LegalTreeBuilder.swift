/// Puts lines whose roles are known into a tree, in their order.
struct LegalTreeBuilder {
    private var top: [LegalNode] = []
    /// The open pieces with numbers, each below the one before it.
    private var open: [LegalNode] = []

    static func tree(of lines: [LegalReader.Read]) -> [LegalNode] {
        var builder = LegalTreeBuilder()
        for line in lines { builder.add(line) }
        builder.close(downTo: 0)
        return builder.top
    }

    private mutating func add(_ read: LegalReader.Read) {
        switch read.role {
        case .heading where read.line.table == nil && canHoldHeading:
            open[open.count - 1].heading.join(read.line.text)
        case .continuation where read.line.table == nil && continueLast(read.line.text): break
        case .heading, .continuation, .paragraph: addParagraph(read.line)
        case .quotation, .footnote: addBelow(read)
        case .masthead, .title, .basis, .enactment, .signature, .recipients: addBlock(read)
        default: addNumbered(read)
        }
    }

    // MARK: - Pieces with numbers

    private mutating func addNumbered(_ read: LegalReader.Read) {
        let rank = read.role.rank ?? 0
        close(downTo: open.firstIndex { ($0.role.rank ?? 0) >= rank } ?? open.count)
        var node = node(read)
        if let table = read.line.table { node.content = [.table(table)] }
        open.append(node)
    }

    private func node(_ read: LegalReader.Read) -> LegalNode {
        guard let mark = read.mark else { return LegalNode(read.role, heading: read.line.text) }
        // A clause's text is its text; a chapter's and an article's is a heading, unless it reads like a sentence.
        switch read.role {
        case .clause, .point, .item, .footnote:
            return LegalNode(
                read.role, number: mark.number, label: mark.label,
                content: mark.rest.isEmpty ? [] : [.paragraph(mark.rest)])
        case .article where LegalScan.isFinished(mark.rest) && !mark.rest.isEmpty:
            return LegalNode(read.role, number: mark.number, label: mark.label, content: [.paragraph(mark.rest)])
        default: return LegalNode(read.role, number: mark.number, label: mark.label, heading: mark.rest)
        }
    }

    /// Ends open pieces until so many are left.
    private mutating func close(downTo count: Int) {
        while open.count > count {
            let node = open.removeLast()
            if open.isEmpty {
                top.append(node)
            } else {
                open[open.count - 1].children.append(node)
            }
        }
    }

    // MARK: - Text

    private var canHoldHeading: Bool { open.last.map { $0.content.isEmpty && $0.children.isEmpty } ?? false }

    private mutating func addParagraph(_ line: LegalLine) {
        let content = line.table.map(LegalNode.Content.table) ?? .paragraph(line.text)
        if open.last?.role == .item { close(downTo: open.count - 1) }
        guard let last = open.last else {
            top.append(LegalNode(.paragraph, content: [content]))
            return
        }
        if last.children.isEmpty {
            open[open.count - 1].content.append(content)
        } else {
            open[open.count - 1].children.append(LegalNode(.paragraph, content: [content]))
        }
    }

    private mutating func addBelow(_ read: LegalReader.Read) {
        var node = LegalNode(read.role, content: [.paragraph(read.line.text)])
        if let table = read.line.table { node.content = [.table(table)] }
        if let mark = read.mark { node = self.node(read); node.number = mark.number }
        if open.isEmpty {
            top.append(node)
        } else {
            open[open.count - 1].children.append(node)
        }
    }

    /// Head, title, bases and close: lines of one role in a row are one piece.
    private mutating func addBlock(_ read: LegalReader.Read) {
        let content = read.line.table.map(LegalNode.Content.table) ?? .paragraph(read.line.text)
        let belongsToAttachment = open.first.map { [.attachment, .appendix].contains($0.role) } ?? false
        close(downTo: belongsToAttachment ? 1 : 0)
        if belongsToAttachment {
            if open[0].children.last?.role == read.role {
                open[0].children[open[0].children.count - 1].content.append(content)
            } else {
                open[0].children.append(LegalNode(read.role, content: [content]))
            }
        } else if top.last?.role == read.role {
            top[top.count - 1].content.append(content)
        } else {
            top.append(LegalNode(read.role, content: [content]))
        }
    }

    /// Adds to the last paragraph; false when there is none.
    private mutating func continueLast(_ text: String) -> Bool {
        guard !open.isEmpty else {
            return top.isEmpty ? false : top[top.count - 1].continueText(text)
        }
        return open[open.count - 1].continueText(text)
    }
}

extension LegalNode {
    fileprivate mutating func continueText(_ text: String) -> Bool {
        if !children.isEmpty { return children[children.count - 1].continueText(text) }
        switch content.last {
        case .paragraph(var paragraph):
            paragraph.join(text)
            content[content.count - 1] = .paragraph(paragraph)
        case .table: content.append(.paragraph(text))
        case nil: heading.join(text)
        }
        return true
    }
}

extension String {
    fileprivate mutating func join(_ text: String) {
        self = isEmpty ? text : self + " " + text
    }
}
