/// The lines of a text with what each is and where links to it lead, for changing and comparing it piece by piece.
public struct LegalPieces: Sendable {
    /// The lines, as they were given.
    public let lines: [LegalLine]
    /// What each line is.
    public let roles: [LegalRole]
    /// The anchor of the piece that begins with each line; empty where none does.
    public let anchors: [String]

    /// Reads the structure of a text.
    public init(_ lines: [LegalLine]) {
        self.lines = lines
        roles = LegalText.roles(of: lines)
        // Each numbered line is the beginning of one node, in the order of the text.
        var nodes = LegalText(lines: lines).flattened.filter { $0.role.rank != nil }.makeIterator()
        anchors = roles.map { $0.rank == nil ? "" : nodes.next()?.anchor ?? "" }
    }

    /// The lines of a piece with all that stands below it; nil when there is none with this anchor.
    public func range(of anchor: String) -> Range<Int>? {
        guard !anchor.isEmpty, let start = anchors.firstIndex(of: anchor), let rank = roles[start].rank else {
            return nil
        }
        let end = roles[(start + 1)...].firstIndex { !Self.isBelow($0, rank) } ?? lines.count
        return start..<end
    }

    private static func isBelow(_ role: LegalRole, _ rank: Int) -> Bool {
        if let own = role.rank { return own > rank }
        switch role {
        case .masthead, .title, .basis, .enactment, .signature, .recipients: return false
        default: return true
        }
    }

    /// The anchor that a reference means: in what is issued with the document, or in the document itself.
    public func anchor(_ reference: String, inAttachment: Bool) -> String? {
        let attached = anchors.first { $0.hasSuffix("-" + reference) && !$0.hasPrefix("dieu-") }
        let own = anchors.contains(reference) ? reference : nil
        return inAttachment ? attached ?? own : own ?? attached
    }
}
