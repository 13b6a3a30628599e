/// One line of a comparison: a block of the old text beside what became of it in the new one.
struct BlockComparison: Sendable, Equatable {
    /// Nil for a block that is new.
    let old: TextBlock?
    /// Nil for a block that is gone.
    let new: TextBlock?

    var isSame: Bool { old == new }
    /// Whether the words stayed and only what they look like, or where they lead, has changed.
    var isFormOnly: Bool { old?.words == new?.words && old != new }
    var words: WordDifference { WordDifference(from: old?.words ?? "", to: new?.words ?? "") }

    /// Puts the blocks of two texts beside each other.
    static func compare(_ old: [TextBlock], _ new: [TextBlock]) -> [BlockComparison] {
        var lines: [BlockComparison] = []
        var (from, to) = (0, 0)
        for match in SequenceMatcher(old, new).matches {
            lines += pairs(Array(old[from..<match.old]), Array(new[to..<match.new]))
            lines.append(BlockComparison(old: old[match.old], new: new[match.new]))
            (from, to) = (match.old + 1, match.new + 1)
        }
        return lines + pairs(Array(old[from...]), Array(new[to...]))
    }

    // MARK: - What was changed between two blocks that stayed

    /// More pairs than this are not tried: then the blocks go side by side as they come.
    private static let mostPairs = 2_500
    /// How alike two blocks must be to be one that was changed.
    private static let leastLikeness = 0.4

    private static func pairs(_ old: [TextBlock], _ new: [TextBlock]) -> [BlockComparison] {
        if old.isEmpty || new.isEmpty || old.count * new.count > mostPairs {
            return (0..<max(old.count, new.count)).map { index in
                BlockComparison(
                    old: index < old.count ? old[index] : nil, new: index < new.count ? new[index] : nil)
            }
        }
        let partners = likest(old.map(WordBag.init), new.map(WordBag.init))
        var lines: [BlockComparison] = []
        var next = 0
        for (index, block) in old.enumerated() {
            guard let partner = partners[index] else {
                lines.append(BlockComparison(old: block, new: nil))
                continue
            }
            lines += new[next..<partner].map { BlockComparison(old: nil, new: $0) }
            lines.append(BlockComparison(old: block, new: new[partner]))
            next = partner + 1
        }
        return lines + new[next...].map { BlockComparison(old: nil, new: $0) }
    }

    /// For each old block the new one that it became, in order, so that all together are as alike as can be.
    private static func likest(_ old: [WordBag], _ new: [WordBag]) -> [Int?] {
        let likeness = old.map { left in new.map { left.likeness(to: $0) } }
        var best = [[Double]](repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
        for row in old.indices {
            for column in new.indices {
                let alike = likeness[row][column]
                let paired = alike >= leastLikeness ? best[row][column] + alike : 0
                best[row + 1][column + 1] = max(paired, best[row][column + 1], best[row + 1][column])
            }
        }
        var partners = [Int?](repeating: nil, count: old.count)
        var (row, column) = (old.count, new.count)
        while row > 0, column > 0 {
            if best[row][column] == best[row - 1][column] {
                row -= 1
            } else if best[row][column] == best[row][column - 1] {
                column -= 1
            } else {
                (row, column) = (row - 1, column - 1)
                partners[row] = column
            }
        }
        return partners
    }
}

/// The words of a block, however they are arranged.
private struct WordBag {
    private let counts: [Substring: Int]
    private let total: Int

    init(_ block: TextBlock) {
        let words = block.words.words.filter { $0.first?.isWhitespace == false }
        counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
        total = words.count
    }

    /// 1 for the same words, 0 for none in common (Dice).
    func likeness(to other: WordBag) -> Double {
        guard total + other.total > 0 else { return 1 }
        let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
        return 2 * Double(common) / Double(total + other.total)
    }
}
