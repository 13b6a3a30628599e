/// A word of a line, as the rules look at it.
struct SecrecyWord: Sendable {
    /// What stands between it and the word before.
    let before: String
    let text: String
    /// In lower case, with its diacritics.
    let lower: String
    let isUpper: Bool

    init(before: String, text: String) {
        self.before = before
        self.text = text
        lower = text.lowercased()
        isUpper = text == text.uppercased()
    }
}

/// Takes lines apart.
enum SecrecyWords {
    /// The parts of a line that stand for themselves: cells of a table, the two halves of a letterhead.
    static func cells(of line: Substring) -> [Substring] {
        var cells: [Substring] = []
        var start = line.startIndex
        var blanks = 0
        for index in line.indices {
            let character = line[index]
            blanks = character == " " || character == "\u{A0}" ? blanks + 1 : 0
            if blanks == 6 || character == "\t" || character == "|" || isBoxDrawing(character) {
                cells.append(line[start..<index])
                start = line.index(after: index)
            }
        }
        cells.append(line[start...])
        return cells.filter { $0.contains(where: \.isLetter) }
    }

    private static func isBoxDrawing(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x2500...0x257F).contains($0.value) } ?? false
    }

    /// The words of a cell, with an empty one at the end that carries what stands behind the last.
    static func words(of cell: Substring) -> [SecrecyWord] {
        var words: [SecrecyWord] = []
        var before = ""
        var word = ""
        // A character that nobody sees must not hide a mark.
        let visible = cell.unicodeScalars.filter { $0.properties.generalCategory != .format }
        for character in String(String.UnicodeScalarView(visible)) {
            if character.isLetter {
                word.append(character)
            } else {
                if !word.isEmpty {
                    words.append(SecrecyWord(before: before, text: word))
                    (before, word) = ("", "")
                }
                before.append(character)
            }
        }
        if !word.isEmpty {
            words.append(SecrecyWord(before: before, text: word))
            before = ""
        }
        return joiningLetters(words) + [SecrecyWord(before: before, text: "")]
    }

    /// Marks that are spaced out, letter by letter, as words.
    private static let spaced: [String: [Int]] = [
        "mật": [3], "mat": [3], "tốimật": [3, 3], "toimat": [3, 3], "tuyệtmật": [5, 3], "tuyetmat": [5, 3],
    ]

    /// `M Ậ T` as `MẬT`: only where a run of single letters says exactly that.
    private static func joiningLetters(_ words: [SecrecyWord]) -> [SecrecyWord] {
        var result: [SecrecyWord] = []
        var index = 0
        while index < words.count {
            var end = index
            while end < words.count, words[end].text.count == 1, end == index || isGap(words[end].before) { end += 1 }
            let letters = words[index..<end].map(\.text).joined()
            guard end - index >= 3, let lengths = spaced[letters.lowercased()] else {
                result += words[index..<max(end, index + 1)]
                index = max(end, index + 1)
                continue
            }
            var rest = letters[...]
            for (number, length) in lengths.enumerated() {
                result.append(
                    SecrecyWord(before: number == 0 ? words[index].before : " ", text: String(rest.prefix(length))))
                rest = rest.dropFirst(length)
            }
            index = end
        }
        return result
    }

    private static func isGap(_ text: String) -> Bool {
        text.count <= 5 && text.allSatisfy { $0.isWhitespace || ".-–_·•*".contains($0) }
    }
}
