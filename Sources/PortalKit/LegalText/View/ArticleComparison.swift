/// Two versions of a text, article by article.
public struct ArticleComparison: Sendable {
    /// What became of a piece.
    public enum Kind: Sendable, Equatable {
        case same
        case changed
        case added
        case removed
    }

    /// An article, or what stands before or after all of them.
    public struct Row: Sendable {
        /// What became of it.
        public let kind: Kind
        /// Its first line; empty for what is no article.
        public let title: String
        /// Its text before; empty for one that is new.
        public let old: String
        /// Its text now; empty for one that is gone.
        public let new: String
    }

    /// All pieces, in the order of the new text; what is gone where it stood.
    public private(set) var rows: [Row] = []

    /// Compares two texts.
    public init(_ old: [LegalLine], _ new: [LegalLine]) {
        let (before, after) = (Self.units(old), Self.units(new))
        let known = Dictionary(before.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(after.map(\.key))
        var next = 0
        for unit in after {
            // What was taken out stands where it stood.
            if let place = before.firstIndex(where: { $0.key == unit.key }), place >= next {
                for gone in before[next..<place] where !kept.contains(gone.key) { rows.append(.init(gone, nil)) }
                next = place + 1
            }
            rows.append(Row(known[unit.key], unit))
        }
        for gone in before[next...] where !kept.contains(gone.key) { rows.append(.init(gone, nil)) }
    }

    struct Unit: Sendable {
        let key: String
        let title: String
        var text: String
    }

    /// The text in pieces that begin with an article, or something larger; the head before them, the close after.
    private static func units(_ lines: [LegalLine]) -> [Unit] {
        let pieces = LegalPieces(lines)
        var units: [Unit] = []
        var isClosing = false
        for (index, line) in lines.enumerated() {
            let role = pieces.roles[index]
            let text = line.table.map { $0.map { $0.joined(separator: " | ") }.joined(separator: "\n") } ?? line.text
            let begins = role.rank.map { $0 <= 5 } ?? false
            let closes = role == .signature || role == .recipients
            if begins {
                isClosing = false
                units.append(Unit(key: pieces.anchors[index], title: line.text, text: text))
            } else if units.isEmpty || closes && !isClosing {
                isClosing = closes
                units.append(Unit(key: closes ? "cuoi-\(units.count)" : "dau", title: "", text: text))
            } else {
                units[units.count - 1].text += "\n" + text
            }
        }
        // The close has the same key in both versions, however many articles stand before it.
        var ends = 0
        return units.map { unit in
            guard unit.key.hasPrefix("cuoi-") else { return unit }
            ends += 1
            return Unit(key: "cuoi \(ends)", title: unit.title, text: unit.text)
        }
    }
}

extension ArticleComparison.Row {
    init(_ old: ArticleComparison.Unit?, _ new: ArticleComparison.Unit?) {
        self.old = old?.text ?? ""
        self.new = new?.text ?? ""
        title = new?.title ?? old?.title ?? ""
        kind =
            switch (old, new) {
            case (.some(let old), .some(let new)): old.text == new.text ? .same : .changed
            case (nil, _): .added
            case (_, nil): .removed
            }
    }
}
