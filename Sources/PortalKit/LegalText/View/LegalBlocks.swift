/// A piece of a legal text as the partial `partials/legal-block` shows it, one after the other.
public struct LegalBlockModel: Sendable {
    /// The role, for the style sheet: `clause`.
    public let role: String
    /// Where links to it lead; nil for what nobody cites.
    public let anchor: String?
    /// 2 to 6 for what has a heading, else nil.
    let level: String?
    let label: String?
    let heading: String?
    /// What stands in brackets below the heading: by which document it is issued.
    let note: String?
    let paragraphs: [Paragraph]
    let tables: [Table]
    /// What a link to it says to screen readers: "Liên kết đến khoản 2".
    public let name: String?

    struct Paragraph: Sendable {
        let textHTML: SafeHTML
    }

    struct Table: Sendable {
        /// Which of the text's tables it is, so that each has a name of its own.
        let number: String
        let hasHead: Bool
        /// The first row, where it names the columns.
        let head: [String]
        let rows: [Row]

        /// - Parameter isHeaded: whether a first row without empty cells names the columns.
        init(_ rows: [[String]], number: Int, isHeaded: Bool) {
            self.number = String(number)
            hasHead = isHeaded && rows.count > 1 && !rows[0].contains { $0.isEmpty }
            head = hasHead ? rows[0] : []
            self.rows = rows.dropFirst(hasHead ? 1 : 0).map { Row(cells: $0) }
        }
    }

    struct Row: Sendable {
        let cells: [String]
    }

    /// One with everything that it can have.
    public static let example = LegalBlockModel(
        role: "article", anchor: "dieu-1", level: "3", label: "Điều 1.", heading: "Phạm vi điều chỉnh",
        note: "(Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND)",
        paragraphs: [Paragraph(textHTML: SafeHTML(escaping: "Quy định này áp dụng trong toàn xã."))],
        tables: [Table([["Hạng mục", "Số lượng"], ["Bàn", "20"]], number: 1, isHeaded: true)], name: "Điều 1")
}

/// An entry of the table of contents.
public struct LegalContentsEntry: Sendable {
    /// Number and heading.
    public let title: String
    /// Where it leads.
    public let anchor: String
    /// The role, for the style sheet.
    public let role: String

    /// One with everything that it can have.
    public static let example = LegalContentsEntry(
        title: "Điều 1. Phạm vi điều chỉnh", anchor: "dieu-1", role: "article")
}

/// Lays a text's tree out for the page.
public struct LegalLayout {
    /// The pieces in the order of the text.
    public private(set) var blocks: [LegalBlockModel] = []
    /// The table of contents.
    public private(set) var contents: [LegalContentsEntry] = []
    private let linked: (String) -> SafeHTML
    private var tableCount = 0

    /// - Parameter linked: a paragraph as markup, with links to what it mentions.
    public init(_ text: LegalText, linked: @escaping (String) -> SafeHTML = { SafeHTML(escaping: $0) }) {
        self.linked = linked
        for node in text.nodes { add(node, level: 2) }
    }

    private static let headed: Set<LegalRole> = [
        .part, .chapter, .section, .subsection, .division, .article, .attachment, .appendix,
    ]

    /// Whose tables put words beside each other.
    private static let around: Set<LegalRole> = [.masthead, .signature, .recipients]

    private mutating func add(_ node: LegalNode, level: Int) {
        let (heading, note) = Self.headingAndNote(node)
        let isHeaded = Self.headed.contains(node.role)
        var paragraphs: [LegalBlockModel.Paragraph] = []
        var tables: [LegalBlockModel.Table] = []
        for piece in node.content {
            switch piece {
            case .paragraph(let text): paragraphs.append(.init(textHTML: linked(text)))
            case .table(let rows):
                tableCount += 1
                tables.append(.init(rows, number: tableCount, isHeaded: !Self.around.contains(node.role)))
            }
        }
        blocks.append(
            LegalBlockModel(
                role: node.role.rawValue, anchor: node.anchor.isEmpty ? nil : node.anchor,
                level: isHeaded ? String(min(level, 6)) : nil, label: node.label.isEmpty ? nil : node.label,
                heading: heading.isEmpty ? nil : heading, note: note, paragraphs: paragraphs, tables: tables,
                name: node.anchor.isEmpty ? nil : [node.label, heading].joined(separator: " ").normalizedInput()))
        if isHeaded, !node.anchor.isEmpty {
            contents.append(
                LegalContentsEntry(
                    title: [node.label, heading].filter { !$0.isEmpty }.joined(separator: " "),
                    anchor: node.anchor, role: node.role.rawValue))
        }
        for child in node.children { add(child, level: isHeaded ? level + 1 : level) }
    }

    /// "QUY CHẾ … (Ban hành kèm theo …)": what is issued with a document says so below its heading.
    private static func headingAndNote(_ node: LegalNode) -> (heading: String, note: String?) {
        let heading = node.heading
        guard node.role == .attachment || node.role == .appendix, heading.hasSuffix(")"),
            let start = heading.firstRange(of: " (")
        else { return (heading, nil) }
        let note = heading[heading.index(after: start.lowerBound)...]
        let isOrigin = ["(Ban hành kèm", "(Kèm theo"].contains { note.lowercased().hasPrefix($0.lowercased()) }
        return isOrigin ? (String(heading[..<start.lowerBound]), String(note)) : (heading, nil)
    }
}
