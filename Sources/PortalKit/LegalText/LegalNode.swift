/// One piece of a legal text's structure with all that stands below it.
///
/// Read in order – label, heading, content, children – it gives the text again, whole.
public struct LegalNode: Sendable, Hashable, Codable {
    /// A paragraph or a table.
    public enum Content: Sendable, Hashable, Codable {
        case paragraph(String)
        case table([[String]])
    }

    /// What it is.
    public let role: LegalRole
    /// Its number in its row: `5`, `IV`, `đ`; empty when it has none.
    public var number: String
    /// The number as it is written: `Điều 5.`
    public var label: String
    /// Its heading; empty when it has none.
    public var heading: String
    /// Where links lead: `dieu-5-khoan-2-diem-a`, unique in the text; empty for what nobody cites.
    public var anchor: String
    /// Its own text, before its children's.
    public var content: [Content]
    /// What stands below it.
    public var children: [LegalNode]

    init(
        _ role: LegalRole, number: String = "", label: String = "", heading: String = "", content: [Content] = [],
        children: [LegalNode] = []
    ) {
        self.role = role
        self.number = number
        self.label = label
        self.heading = heading
        self.content = content
        self.children = children
        anchor = ""
    }

    /// The node and all below it, in the order of the text.
    public var flattened: [LegalNode] { [self] + children.flatMap(\.flattened) }

    /// Its own words and those of all below it, a line a paragraph.
    public var plainText: String { lines.joined(separator: "\n") }

    var lines: [String] {
        let head = [label, heading].filter { !$0.isEmpty }.joined(separator: " ")
        return (head.isEmpty ? [] : [head]) + content.flatMap(\.lines) + children.flatMap(\.lines)
    }
}

extension LegalNode.Content {
    /// The paragraph, or the table's rows with cells parted by tabs.
    var lines: [String] {
        switch self {
        case .paragraph(let text): [text]
        case .table(let rows): rows.map { $0.joined(separator: "\t") }
        }
    }
}

/// A legal text as a tree.
public struct LegalText: Sendable, Hashable, Codable {
    /// The pieces at the top: head, title, bases, articles or chapters, signature, attachments.
    public var nodes: [LegalNode]

    /// Reads the structure of a text. Nothing of it is lost, and no text is refused.
    public init(lines: [LegalLine]) {
        nodes = LegalAnchors.set(on: LegalTreeBuilder.tree(of: LegalReader.read(lines)))
    }

    /// What each line is, as an officer sees it beside the line and may correct it.
    public static func roles(of lines: [LegalLine]) -> [LegalRole] { LegalReader.read(lines).map(\.role) }

    /// The whole text, a line a paragraph.
    public var plainText: String { nodes.flatMap(\.lines).joined(separator: "\n") }

    /// All nodes, in the order of the text.
    public var flattened: [LegalNode] { nodes.flatMap(\.flattened) }

    /// The articles, also those of attachments.
    public var articles: [LegalNode] { flattened.filter { $0.role == .article } }

    /// The node that a link's fragment names, or nil.
    public func node(_ anchor: String) -> LegalNode? {
        anchor.isEmpty ? nil : flattened.first { $0.anchor == anchor }
    }
}
