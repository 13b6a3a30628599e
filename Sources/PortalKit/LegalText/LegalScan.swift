/// Looks at the beginnings of lines, without regard to case or tone.
enum LegalScan {
    /// The place after a word, given in its folded form, when it stands there as a whole.
    static func word(_ word: String, in text: String, from start: String.Index) -> String.Index? {
        let end = text[start...].firstIndex { !$0.isLetter } ?? text.endIndex
        let candidate = text[start..<end]
        guard candidate.count == word.count, String(candidate).legalFolded == word else { return nil }
        return end
    }

    static func skipSpaces(_ text: String, from start: String.Index) -> String.Index {
        text[start...].firstIndex { !$0.isWhitespace } ?? text.endIndex
    }

    /// Whether the text has letters and all of them are capitals.
    static func isCapitals(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        return !letters.isEmpty && letters.allSatisfy(\.isUppercase)
    }

    /// Whether a line ends as a sentence or an entry does.
    static func isFinished(_ text: String) -> Bool {
        guard let last = text.last(where: { !$0.isWhitespace }) else { return true }
        return ".;:!?…”\"»)".contains(last)
    }
}

extension String {
    /// Folded, also where Đ was typed as the Icelandic Ð, as old keyboards' files have it.
    var legalFolded: String { replacing("Ð", with: "Đ").replacing("ð", with: "đ").folded }
}

extension LegalScan {
    /// Whether a quotation that was opened ends with this line.
    static func closesQuotation(_ text: String) -> Bool {
        let end = text.trimming { $0.isWhitespace || ".;,".contains($0) }
        guard end.count > 1 else { return end == "”" || end == "\"" || end == "»" }
        return end.hasSuffix("”") || end.hasSuffix("\"") || end.hasSuffix("»")
    }
}
