/// What a person typed into the search field, as an expression that FTS5 always understands.
///
/// All words must occur; the last one may be the beginning of a word; words between double quotes must follow each
/// other. A word such as "12/2026/NĐ-CP" counts as its parts in a row.
struct SearchQuery: Sendable, Equatable {
    /// The FTS5 expression, nil when nothing was typed that can be searched for.
    let expression: String?

    /// At most this many words are looked at, each up to `wordLength` characters.
    static let words = 12
    static let wordLength = 64

    init(_ typed: String) {
        let terms = Self.terms(in: typed)
        expression = terms.isEmpty ? nil : terms.map(\.expression).joined(separator: " AND ")
    }

    private struct Term {
        let words: [Substring]
        let isPrefix: Bool

        var expression: String {
            let plain = Self.phrase(words.map(String.init), isPrefix: isPrefix)
            let exact = words.map { word in
                let word = word.lowercased()
                return SearchTokenizer.fold(word) == word ? word : "\(SearchTokenizer.exactMark)\(word)"
            }
            let asWritten = Self.phrase(exact, isPrefix: isPrefix)
            return asWritten.unicodeScalars.contains(SearchTokenizer.exactMark) ? "(\(plain) OR \(asWritten))" : plain
        }

        private static func phrase(_ words: [String], isPrefix: Bool) -> String {
            "\"\(words.joined(separator: " "))\"" + (isPrefix ? " *" : "")
        }
    }

    private static func terms(in typed: String) -> [Term] {
        var terms: [Term] = []
        var left = words
        let sections = typed.prefix(1000).description.nfc.split(
            omittingEmptySubsequences: false, whereSeparator: { "\"“”".contains($0) })
        for (index, section) in sections.enumerated() where left > 0 {
            let found = section.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }
                .filter { $0.contains { $0.isLetter || $0.isNumber } }
                .prefix(left).map { $0.prefix(wordLength) }
            left -= found.count
            let isQuoted = !index.isMultiple(of: 2) && index < sections.count - 1
            if isQuoted, !found.isEmpty {
                terms.append(Term(words: found, isPrefix: false))
            } else {
                let isLast = index == sections.count - 1
                terms += found.enumerated().map { place, word in
                    Term(words: [word], isPrefix: isLast && place == found.count - 1 && word.count > 1)
                }
            }
        }
        return terms
    }
}
