/// What a person typed into the search field, as an expression that FTS5 always understands.
///
/// All words must occur; words between double quotes must follow each other. A word such as "12/2026/NĐ-CP" counts as
/// its parts in a row.
struct SearchQuery: Sendable, Equatable {
    /// The FTS5 expression, nil when nothing was typed that can be searched for.
    let expression: String?
    /// The same, spelt as it was typed: "bán" without "bàn"; nil where nothing was typed with a diacritic.
    let writtenExpression: String?
    /// The first with the last word as the beginning of a longer one: for when the whole words are found nowhere. Asked
    /// always, "thu" would find "thuế" and "thuốc" among its own, and SQLite would read what all these words are in.
    /// Nil where the last word is quoted or a single letter.
    let openExpression: String?

    /// At most this many words are looked at, each up to `wordLength` characters.
    static let words = 12
    static let wordLength = 64

    init(_ typed: String) {
        let terms = Self.terms(in: typed)
        let phrases = terms.map(\.phrase)
        let written = terms.map(\.writtenPhrase)
        expression = Self.all(phrases)
        writtenExpression = written == phrases ? nil : Self.all(written)
        openExpression = terms.last?.canBePrefix == true ? Self.all(phrases).map { $0 + " *" } : nil
    }

    private static func all(_ phrases: [String]) -> String? {
        phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
    }

    private struct Term {
        let words: [Substring]
        let canBePrefix: Bool

        var phrase: String { "\"\(words.joined(separator: " "))\"" }

        var writtenPhrase: String {
            let written = words.map { word in
                let word = word.lowercased()
                return SearchTokenizer.fold(word) == word ? word : "\(SearchTokenizer.exactMark)\(word)"
            }
            return "\"\(written.joined(separator: " "))\""
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
                terms.append(Term(words: found, canBePrefix: false))
            } else {
                let isLast = index == sections.count - 1
                terms += found.enumerated().map { place, word in
                    Term(words: [word], canBePrefix: isLast && place == found.count - 1 && word.count > 1)
                }
            }
        }
        return terms
    }
}
