/// A paragraph, heading, item or row of a text, with its markup kept apart from its words.
struct TextBlock: Sendable, Hashable {
    /// The words that a reader sees; of a picture what stands in for it.
    let words: String
    /// What it is and how it is marked up: two blocks of the same words that differ in this look different.
    let form: String
}

extension TextBlock {
    /// The lines of a plain text.
    static func blocks(of text: String) -> [TextBlock] {
        text.split(whereSeparator: \.isNewline).map { TextBlock(words: String($0), form: "") }
            .filter { !$0.words.allSatisfy(\.isWhitespace) }
    }

    /// The blocks of a text with markup, in their order; its words as one when it is nested too deep to be read.
    static func blocks(of markup: SafeHTML) -> [TextBlock] {
        guard let nodes = try? ParsedHTML.body(of: markup.html, maxDepth: 200) else {
            return blocks(of: markup.plainText)
        }
        var reader = Reader()
        reader.read(nodes, in: "")
        reader.end(in: "")
        return reader.blocks
    }

    private struct Reader {
        private(set) var blocks: [TextBlock] = []
        private var words = ""
        private var form = ""

        private static let inline: Set<String> = ["span", "small", "mark"]

        mutating func read(_ nodes: [HTMLNode], in place: String) {
            for node in nodes {
                switch node {
                case .text(let text): add(text, isKept: place.hasSuffix(" pre"))
                case .element("br", _, _): words += "\n"
                case .element("img", let attributes, _): addPicture(attributes)
                case .element("tr", _, let cells): readRow(cells, in: place)
                case .element(let name, let attributes, let children):
                    if HTMLPolicy.dropped.contains(name) { continue }
                    if HTMLPolicy.marks[name] != nil || Self.inline.contains(name) {
                        readMark(name, attributes, children, in: place)
                    } else {
                        end(in: place)
                        let inner = "\(place) \(name)"
                        read(children, in: inner)
                        end(in: inner)
                    }
                }
            }
        }

        /// Ends the block that was being read.
        mutating func end(in place: String) {
            let text = words.trimmed
            if !text.isEmpty { blocks.append(TextBlock(words: text, form: place + form)) }
            (words, form) = ("", "")
        }

        private mutating func readMark(
            _ name: String, _ attributes: [String: String], _ children: [HTMLNode], in place: String
        ) {
            let start = words.utf8.count
            read(children, in: place)
            let target = attributes["href"].map { " " + $0 } ?? ""
            form += "|\(name)\(target) \(words.utf8.count - start)@\(start)"
        }

        private mutating func readRow(_ cells: [HTMLNode], in place: String) {
            end(in: place)
            for case .element(let name, _, let children) in cells {
                if !words.isEmpty { words += " | " }
                read(children, in: "\(place) tr \(name)")
            }
            end(in: "\(place) tr")
        }

        private mutating func addPicture(_ attributes: [String: String]) {
            words += "[\(attributes["alt"] ?? "")]"
            form += "|\(attributes["src"] ?? "")"
        }

        private mutating func add(_ text: String, isKept: Bool) {
            if isKept {
                words += text
                return
            }
            if text.first?.isWhitespace == true, words.last?.isWhitespace == false { words += " " }
            words += text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if text.last?.isWhitespace == true, words.last?.isWhitespace == false { words += " " }
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
