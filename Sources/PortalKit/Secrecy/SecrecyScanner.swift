/// Finds the marks of secrecy that a text bears: MẬT, TỐI MẬT, TUYỆT MẬT as they are stamped, typed in a header or named
/// as the document's level, and not the word in "bí mật", "mật ong" or "mật khẩu".
///
/// In doubt it finds a mark: a person then looks at it, which costs a minute.
enum SecrecyScanner {
    /// Goes up with each change of the rules, so that files are looked through anew.
    static let version = 1
    /// No more marks than so many are reported of one text.
    static let maximumMarks = 20

    /// The marks in the order of the text.
    static func marks(in text: String) -> [SecrecyMark] {
        var found: [SecrecyMark] = []
        var follows = false
        for line in text.nfc.split(whereSeparator: \.isNewline) {
            guard isSuspect(line) else {
                if line.contains(where: { !$0.isWhitespace }) { follows = false }
                continue
            }
            for cell in SecrecyWords.cells(of: line) {
                let words = SecrecyWords.words(of: cell)
                if let level = SecrecyRules(words: words, followsLabel: follows).level {
                    found.append(SecrecyMark(level: level, excerpt: String(cell).excerpt(length: 120)))
                    if found.count == maximumMarks { return found }
                }
                follows = SecrecyRules.isLabel(words)
            }
        }
        return found
    }

    /// Whether a line may hold the word at all: an `m`, an `a` of some sort and a `t`, perhaps apart. Nearly all lines
    /// are done with here.
    private static func isSuspect(_ line: Substring) -> Bool {
        // 0: nothing, 1: after m, 2: after the vowel. What is no letter in between does not matter.
        var state = 0
        for scalar in line.unicodeScalars {
            switch (state, scalar) {
            case (_, "m"), (_, "M"): state = 1
            case (1, "a"), (1, "A"), (1, "ậ"), (1, "Ậ"), (1, "ë"), (1, "Ë"): state = 2
            case (2, "t"), (2, "T"): return true
            // The second letter of the vowel in the set VNI.
            case (2, "ä"), (2, "Ä"): continue
            default: if scalar.properties.isAlphabetic { state = 0 }
            }
        }
        return false
    }
}
