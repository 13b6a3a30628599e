/// What differs between two texts, word by word.
struct WordDifference: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case kept(String)
        case removed(String)
        case added(String)
    }

    /// What is kept and removed is the old text, what is kept and added the new one.
    let pieces: [Piece]

    init(from old: String, to new: String) {
        let (from, to) = (old.words, new.words)
        var pieces: [Piece] = []
        func append(_ words: ArraySlice<Substring>, _ make: (String) -> Piece) {
            if !words.isEmpty { pieces.append(make(words.joined())) }
        }
        for run in Self.runs(from, to) {
            append(from[run.kept], Piece.kept)
            append(from[run.removed], Piece.removed)
            append(to[run.added], Piece.added)
        }
        self.pieces = pieces
    }

    /// Words that stayed, and what was changed after them.
    private struct Run {
        var kept: Range<Int>
        var removed: Range<Int>
        var added: Range<Int>

        var changes: Int { removed.count + added.count }
    }

    private static func runs(_ old: [Substring], _ new: [Substring]) -> [Run] {
        var runs = [Run(kept: 0..<0, removed: 0..<0, added: 0..<0)]
        var (oldEnd, newEnd) = (0, 0)
        func change(upTo old: Int, _ new: Int) {
            runs[runs.count - 1].removed = oldEnd..<old
            runs[runs.count - 1].added = newEnd..<new
            (oldEnd, newEnd) = (old, new)
        }
        for match in SequenceMatcher(old, new).matches {
            if match.old > oldEnd || match.new > newEnd {
                change(upTo: match.old, match.new)
                runs.append(Run(kept: match.old..<match.old, removed: 0..<0, added: 0..<0))
            }
            runs[runs.count - 1].kept = runs[runs.count - 1].kept.lowerBound..<(match.old + 1)
            (oldEnd, newEnd) = (match.old + 1, match.new + 1)
        }
        change(upTo: old.count, new.count)
        return tightened(joined(runs, old), old, new)
    }

    /// Gives back to what is kept the words with which a change begins or ends on both sides.
    private static func tightened(_ runs: [Run], _ old: [Substring], _ new: [Substring]) -> [Run] {
        var runs = runs
        let end = (old.count..<old.count, new.count..<new.count)
        runs.append(Run(kept: end.0, removed: end.0, added: end.1))
        for index in runs.indices.dropLast() {
            while let word = old[runs[index].removed].last, word == new[runs[index].added].last {
                runs[index].removed = runs[index].removed.dropLast()
                runs[index].added = runs[index].added.dropLast()
                runs[index + 1].kept = runs[index].removed.upperBound..<runs[index + 1].kept.upperBound
            }
            while let word = old[runs[index].removed].first, word == new[runs[index].added].first {
                runs[index].removed = runs[index].removed.dropFirst()
                runs[index].added = runs[index].added.dropFirst()
                runs[index].kept = runs[index].kept.lowerBound..<runs[index].removed.lowerBound
            }
        }
        return runs
    }

    /// A space or a word left over amid a sentence written anew is no help to a reader: it becomes part of the change.
    private static func joined(_ runs: [Run], _ old: [Substring]) -> [Run] {
        var joined: [Run] = []
        for run in runs {
            let words = old[run.kept].count { $0.first?.isWordPart == true }
            if let last = joined.last, last.changes > 0, run.changes > 0, words * 6 <= min(last.changes, run.changes) {
                joined[joined.count - 1].removed = last.removed.lowerBound..<run.removed.upperBound
                joined[joined.count - 1].added = last.added.lowerBound..<run.added.upperBound
            } else {
                joined.append(run)
            }
        }
        return joined
    }
}

extension String {
    /// The text cut into words, spaces and signs: joined they are the text.
    var words: [Substring] {
        var words: [Substring] = []
        var start = startIndex
        var kind: Character.WordKind?
        for index in indices {
            let next = self[index].wordKind
            if let kind, kind != next || kind == .sign {
                words.append(self[start..<index])
                start = index
            }
            kind = next
        }
        if start < endIndex { words.append(self[start...]) }
        return words
    }
}

extension Character {
    fileprivate enum WordKind {
        case word
        case space
        case sign
    }

    fileprivate var wordKind: WordKind { isWordPart ? .word : isWhitespace ? .space : .sign }

    fileprivate var isWordPart: Bool { isLetter || isNumber }
}
