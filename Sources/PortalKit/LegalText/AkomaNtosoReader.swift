/// Reads a legal text from Akoma Ntoso 3.0 (OASIS LegalDocML): our own files give the same tree again, others what they
/// have of it.
struct AkomaNtosoReader {
    private var lines: [LegalLine] = []
    /// What each line is in the file.
    private var roles: [LegalRole?] = []

    /// The lines of the text; where the reader of texts would take one for something else, the file's word stays with it.
    ///
    /// - Throws: ``DocumentError/unsupported(_:)`` for XML that is none.
    static func lines(of bytes: [UInt8]) throws(DocumentError) -> [LegalLine] {
        let root = try XMLDocument.root(of: bytes)
        guard root.name == "akn:akomaNtoso" else { throw .unsupported(.xml) }
        var reader = AkomaNtosoReader()
        for element in root.elements { reader.read(element, as: nil) }
        var lines = reader.lines
        for (index, found) in LegalText.roles(of: lines).enumerated() {
            if let role = reader.roles[index], role != found { lines[index].role = role }
        }
        return lines
    }

    private static let pieces: [String: LegalRole] = [
        "akn:part": .part, "akn:chapter": .chapter, "akn:section": .section, "akn:subsection": .subsection,
        "akn:article": .article, "akn:clause": .clause, "akn:paragraph": .clause, "akn:point": .point,
        "akn:subparagraph": .point, "akn:indent": .item,
    ]

    /// - Parameter role: what a paragraph is where it stands.
    private mutating func read(_ element: XMLElement, as role: LegalRole?) {
        switch element.name {
        case "akn:meta": break
        case "akn:container", "akn:hcontainer":
            let own = element["name"].flatMap(LegalRole.init(rawValue:))
            switch own {
            case .some(let own) where element.name == "akn:hcontainer": piece(element, own)
            case .attachment, .appendix: title(element, own)
            default: all(element, as: own ?? role)
            }
        case "akn:citation": all(element, as: .basis)
        case "akn:formula": all(element, as: .enactment)
        case "akn:p", "akn:block", "akn:heading", "akn:num", "akn:subheading": add(element.text, role)
        case "akn:table": add(Self.rows(element), role)
        default:
            if let known = Self.pieces[element.name] { piece(element, known) } else { all(element, as: role) }
        }
    }

    private mutating func all(_ element: XMLElement, as role: LegalRole?) {
        for child in element.elements { read(child, as: role) }
    }

    /// The title of something attached: its first line is one, the others are text below it.
    private mutating func title(_ element: XMLElement, _ role: LegalRole?) {
        for (index, child) in element.elements.enumerated() { read(child, as: index == 0 ? role : .paragraph) }
    }

    /// A piece with a number: its number, heading and, without heading, its first words are one line, as in print.
    private mutating func piece(_ element: XMLElement, _ role: LegalRole) {
        let number = element.first("akn:num")?.text.normalizedInput() ?? ""
        let heading = element.first("akn:heading")?.text.normalizedInput() ?? ""
        let head = [number, heading].filter { !$0.isEmpty }.joined(separator: " ")
        let start = lines.count
        if !head.isEmpty { add(head, role) }
        for child in element.elements where !["akn:num", "akn:heading"].contains(child.name) {
            read(child, as: head.isEmpty && lines.count == start ? role : .paragraph)
        }
        let hasText = lines.count > start + 1 && lines[start + 1].table == nil && roles[start + 1] == .paragraph
        if !number.isEmpty, heading.isEmpty, hasText {
            let first = lines.remove(at: start + 1).text
            roles.remove(at: start + 1)
            lines[start].text += " " + first
        }
    }

    private mutating func add(_ text: String, _ role: LegalRole?) {
        let text = text.normalizedInput()
        guard !text.isEmpty else { return }
        lines.append(LegalLine(text))
        roles.append(role)
    }

    private mutating func add(_ rows: [[String]], _ role: LegalRole?) {
        guard rows.contains(where: { $0.contains { !$0.isEmpty } }) else { return }
        lines.append(LegalLine(table: rows))
        roles.append(role)
    }

    private static func rows(_ table: XMLElement) -> [[String]] {
        table.elements.filter { $0.name == "akn:tr" }.map { row in
            row.elements.map { cell in
                cell.elements.map { $0.text.normalizedInput() }.joined(separator: "\n")
            }
        }
    }
}
