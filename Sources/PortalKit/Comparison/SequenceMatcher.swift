/// Finds what two sequences have in common, in order: the more the better, in bounded time.
///
/// Elements that occur once in both are fixed points, as in a patience diff, between which Myers' shortest edit is looked
/// for. Where that would take more than ``mostEdits`` edits without a fixed point, nothing is said to be common: nobody
/// would read such a comparison word by word.
struct SequenceMatcher {
    /// Places of one element in both sequences.
    struct Match: Equatable {
        let old: Int
        let new: Int
    }

    private static let mostEdits = 400
    private static let deepest = 24

    private let old: [Int]
    private let new: [Int]
    private(set) var matches: [Match] = []

    init<Element: Hashable>(_ old: [Element], _ new: [Element]) {
        var names: [Element: Int] = [:]
        func name(_ element: Element) -> Int {
            if let known = names[element] { return known }
            names[element] = names.count
            return names.count - 1
        }
        self.old = old.map(name)
        self.new = new.map(name)
        match(old.indices, new.indices, depth: 0)
    }

    private mutating func match(_ old: Range<Int>, _ new: Range<Int>, depth: Int) {
        var (from, to) = (old, new)
        while let first = from.first, let other = to.first, self.old[first] == self.new[other] {
            matches.append(Match(old: first, new: other))
            (from, to) = (from.dropFirst(), to.dropFirst())
        }
        var tail: [Match] = []
        while let last = from.last, let other = to.last, self.old[last] == self.new[other] {
            tail.append(Match(old: last, new: other))
            (from, to) = (from.dropLast(), to.dropLast())
        }
        if !from.isEmpty, !to.isEmpty { matchMiddle(from, to, depth: depth) }
        matches += tail.reversed()
    }

    private mutating func matchMiddle(_ old: Range<Int>, _ new: Range<Int>, depth: Int) {
        let isSmall = old.count + new.count <= Self.mostEdits
        let points = isSmall || depth >= Self.deepest ? [] : fixedPoints(old, new)
        guard !points.isEmpty else {
            matches += shortestEdit(old, new) ?? []
            return
        }
        var (from, to) = (old.lowerBound, new.lowerBound)
        for point in points {
            match(from..<point.old, to..<point.new, depth: depth + 1)
            matches.append(point)
            (from, to) = (point.old + 1, point.new + 1)
        }
        match(from..<old.upperBound, to..<new.upperBound, depth: depth + 1)
    }

    // MARK: - Fixed points

    /// The longest row of elements, in the order of both, of those that occur once in each range.
    private func fixedPoints(_ old: Range<Int>, _ new: Range<Int>) -> [Match] {
        let (inOld, inNew) = (Self.single(self.old, old), Self.single(self.new, new))
        let candidates = old.compactMap { place -> Match? in
            let name = self.old[place]
            guard inOld[name] == place, let other = inNew[name], other >= 0 else { return nil }
            return Match(old: place, new: other)
        }
        return Self.longestRising(candidates)
    }

    /// Where each element of a range stands, -1 for those that occur more than once.
    private static func single(_ names: [Int], _ range: Range<Int>) -> [Int: Int] {
        var places: [Int: Int] = [:]
        for place in range { places[names[place]] = places[names[place]] == nil ? place : -1 }
        return places
    }

    private static func longestRising(_ candidates: [Match]) -> [Match] {
        var piles: [Int] = []
        var before = [Int?](repeating: nil, count: candidates.count)
        for (index, candidate) in candidates.enumerated() {
            var (low, high) = (0, piles.count)
            while low < high {
                let middle = (low + high) / 2
                if candidates[piles[middle]].new < candidate.new { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? piles[low - 1] : nil
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var rising: [Match] = []
        var next = piles.last
        while let index = next {
            rising.append(candidates[index])
            next = before[index]
        }
        return rising.reversed()
    }

    // MARK: - The shortest edit

    /// Myers, "An O(ND) Difference Algorithm" (1986); nil when it takes more than ``mostEdits`` edits.
    private func shortestEdit(_ old: Range<Int>, _ new: Range<Int>) -> [Match]? {
        let (height, width, middle) = (old.count, new.count, Self.mostEdits + 1)
        var reach = [Int](repeating: 0, count: 2 * middle + 1)
        var rounds: [ArraySlice<Int>] = []
        for edits in 0...Self.mostEdits {
            rounds.append(reach[(middle - edits)...(middle + edits)])
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown = Self.goesDown(diagonal, edits) { reach[middle + $0] }
                var row = goesDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
                while row < height, row - diagonal < width,
                    self.old[old.lowerBound + row] == self.new[new.lowerBound + row - diagonal]
                {
                    row += 1
                }
                reach[middle + diagonal] = row
                if row >= height, row - diagonal >= width {
                    return path(back: rounds, middle, from: (height, width), old.lowerBound, new.lowerBound)
                }
            }
        }
        return nil
    }

    /// Whether the furthest way to a diagonal comes from the one above it.
    private static func goesDown(_ diagonal: Int, _ edits: Int, reach: (Int) -> Int) -> Bool {
        diagonal == -edits || diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1)
    }

    private func path(
        back rounds: [ArraySlice<Int>], _ middle: Int, from end: (Int, Int), _ oldStart: Int, _ newStart: Int
    ) -> [Match] {
        var (row, column) = end
        var path: [Match] = []
        func goBack(to start: (Int, Int)) {
            while row > start.0, column > start.1 {
                (row, column) = (row - 1, column - 1)
                path.append(Match(old: oldStart + row, new: newStart + column))
            }
        }
        for (edits, reach) in rounds.enumerated().reversed() where edits > 0 {
            let diagonal = row - column
            let above = Self.goesDown(diagonal, edits) { reach[middle + $0] } ? diagonal + 1 : diagonal - 1
            let start = reach[middle + above]
            goBack(to: (start, start - above))
            (row, column) = (start, start - above)
        }
        goBack(to: (0, 0))
        return path.reversed()
    }
}
