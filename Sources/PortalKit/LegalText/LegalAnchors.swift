/// Gives each piece that can be cited an address inside the text.
///
/// Articles count through the whole body, so chapters are not in their addresses; what is issued with the document
/// begins with its own word: `dieu-5-khoan-2-diem-a`, `kem-theo-dieu-5`, `phu-luc-ii`.
struct LegalAnchors {
    private var taken: Set<String> = []

    static func set(on nodes: [LegalNode]) -> [LegalNode] {
        var anchors = LegalAnchors()
        return nodes.map { anchors.set(on: $0, above: "", body: "") }
    }

    /// - Parameters:
    ///   - above: the address of the piece that holds it.
    ///   - body: the address of the attachment that it stands in; empty in the document itself.
    private mutating func set(on node: LegalNode, above: String, body: String) -> LegalNode {
        var node = node
        if let name = name(of: node) {
            let place = node.role == .article ? body : above
            node.anchor = free(place.isEmpty ? name : "\(place)-\(name)")
        }
        let isAttached = node.role == .attachment || node.role == .appendix
        let below = node.anchor.isEmpty ? above : node.anchor
        node.children = node.children.map { set(on: $0, above: below, body: isAttached ? below : body) }
        return node
    }

    private mutating func free(_ address: String) -> String {
        var free = address
        var copy = 1
        while !taken.insert(free).inserted {
            copy += 1
            free = "\(address)-\(copy)"
        }
        return free
    }

    private static let words: [LegalRole: String] = [
        .part: "phan", .chapter: "chuong", .section: "muc", .subsection: "tieu-muc", .division: "phan",
        .article: "dieu", .clause: "khoan", .point: "diem",
    ]

    private mutating func name(of node: LegalNode) -> String? {
        switch node.role {
        case .attachment: return "kem-theo"
        case .appendix:
            let words = node.heading.split(whereSeparator: \.isWhitespace).prefix(3).joined(separator: " ")
            return Slug.make(from: words, maxLength: 20)
        default:
            guard let word = Self.words[node.role], !node.number.isEmpty else { return nil }
            return "\(word)-\(Slug.make(from: node.number.lowercased().replacing("đ", with: "dd")))"
        }
    }
}
