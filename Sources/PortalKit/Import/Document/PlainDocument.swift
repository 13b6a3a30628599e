import Foundation

/// A text file: paragraphs apart by blank lines, or one a line; lines that begin with `-`, `*`, `•` or a number are lists.
enum PlainDocument {
    /// The text of a file in any character set; nothing when it is no text at all.
    static func text(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return String(data: Data(bytes), encoding: .utf16)
        }
        if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) { return text }
        guard !bytes.contains(0) else { return nil }
        return VietnameseCharset.bytesAsText(bytes)
    }

    static func nodes(_ text: String) -> [HTMLNode] {
        let lines = text.normalizedLineEnds.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).trimmingWhitespace }
        let hasBlankLines = lines.drop(while: \.isEmpty).contains("")
        var builder = Builder()
        for line in lines {
            if line.isEmpty {
                builder.end()
            } else if let item = item(line) {
                builder.add(item: item.text, isOrdered: item.isOrdered)
            } else {
                builder.add(line: line)
                if !hasBlankLines { builder.end() }
            }
        }
        builder.end()
        return builder.nodes
    }

    private static func item(_ line: String) -> (text: String, isOrdered: Bool)? {
        for bullet in ["- ", "* ", "• ", "+ ", "– "] where line.hasPrefix(bullet) {
            return (String(line.dropFirst(bullet.count)).trimmingWhitespace, false)
        }
        let digits = line.prefix { ("0"..."9").contains($0) }
        let rest = line.dropFirst(digits.count)
        guard (1...2).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return (String(rest.dropFirst(2)).trimmingWhitespace, true)
    }

    private struct Builder {
        var nodes: [HTMLNode] = []
        private var paragraph: [String] = []
        private var items: [HTMLNode] = []
        private var isOrdered = false

        init() {}

        mutating func add(line: String) {
            if !items.isEmpty { end() }
            paragraph.append(line)
        }

        mutating func add(item: String, isOrdered: Bool) {
            if !paragraph.isEmpty || isOrdered != self.isOrdered { end() }
            self.isOrdered = isOrdered
            items.append(.element(name: "li", attributes: [:], children: [.text(item)]))
        }

        mutating func end() {
            if !paragraph.isEmpty {
                nodes.append(.element(name: "p", attributes: [:], children: [.text(paragraph.joined(separator: " "))]))
            }
            if !items.isEmpty {
                nodes.append(.element(name: isOrdered ? "ol" : "ul", attributes: [:], children: items))
            }
            paragraph = []
            items = []
        }
    }
}
