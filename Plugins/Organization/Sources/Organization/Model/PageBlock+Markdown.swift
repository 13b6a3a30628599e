extension PageBlock {
    /// A text in Markdown as blocks: each heading of the second level begins one, so that a table of contents can lead to
    /// it. So pages were kept before they had blocks, and so a content file may still write them.
    static func blocks(ofMarkdown text: String) -> [PageBlock] {
        var parts: [(title: String, lines: [Substring])] = [("", [])]
        var fence: Character?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // What looks like a heading within a code block is none.
            if let mark = line.first, "`~".contains(mark), line.prefix(while: { $0 == mark }).count >= 3 {
                fence = fence == nil ? mark : (fence == mark ? nil : fence)
            }
            if fence == nil, line.hasPrefix("## ") {
                parts.append((line.dropFirst(3).trimmingSpace(), []))
            } else {
                parts[parts.count - 1].lines.append(line)
            }
        }
        return parts.compactMap { title, lines in
            let text = lines.joined(separator: "\n").trimmingSpace()
            return title.isEmpty && text.isEmpty ? nil : PageBlock(.text, [.title: title, .text: text])
        }
    }
}

extension StringProtocol {
    fileprivate func trimmingSpace() -> String {
        let isSpace = { (character: Character) in character.isWhitespace }
        let start = self.drop(while: isSpace)
        return String(start.reversed().drop(while: isSpace).reversed())
    }
}
