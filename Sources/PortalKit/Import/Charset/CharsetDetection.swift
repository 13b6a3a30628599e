/// Which character set a text is in, found from the text itself: the one in which its words are Vietnamese.
public struct CharsetDetection: Sendable, Hashable {
    /// The character set.
    public let charset: VietnameseCharset
    /// From 0 to 1: the share of the words with signs that are spelt as Vietnamese is, less when there are few.
    public let confidence: Double

    /// Below this the person should look twice.
    public static let sure = 0.8

    /// The character set when it is certain enough to convert without asking; Unicode otherwise.
    var sureCharset: VietnameseCharset { confidence >= Self.sure ? charset : .unicode }

    /// Looks at text in which bytes stand for Windows-1252 characters, or at Unicode text.
    public init(of text: String) {
        let sample = String(text.unicodeScalars.prefix(20_000))
        let plain = Score(of: sample.nfc)
        var best = (charset: VietnameseCharset.unicode, score: plain)
        // From the one that people have to the one that nobody has: a later one must be better, not as good.
        for charset in [VietnameseCharset.tcvn3, .vni, .windows1258, .tcvn2, .tcvn1] {
            let score = Score(of: charset.convert(sample).text)
            if score.value > best.score.value { best = (charset, score) }
        }
        if plain.marked == 0, let score = Self.viqr(sample) { best = (.viqr, score) }
        charset = best.score.value > 0 ? best.charset : .unicode
        confidence = best.score.confidence
    }

    /// Plain ASCII is VIQR only when nearly all its words become Vietnamese, many with signs: English has apostrophes
    /// and question marks too.
    private static func viqr(_ sample: String) -> Score? {
        guard sample.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let score = Score(of: VietnameseCharset.viqr.convert(sample).text)
        let isPlausible = score.good >= 3 && score.syllables * 5 >= score.words * 4 && score.marked * 4 >= score.words
        return isPlausible ? score : nil
    }

    /// What a text looks like when read one way.
    private struct Score {
        var words = 0
        var syllables = 0
        var marked = 0
        /// Marked words that are syllables.
        var good = 0

        init(of text: String) {
            for word in text.split(whereSeparator: { !$0.isLetter && !$0.isOldLetter }).prefix(3_000) {
                let reading = VietnameseSyllable.read(word)
                words += 1
                if reading.isSyllable { syllables += 1 }
                if reading.isMarked { marked += 1 }
                if reading.isMarked, reading.isSyllable { good += 1 }
            }
        }

        /// Misspelt words weigh as much as right ones.
        var value: Int { good * 2 - marked }

        var confidence: Double {
            guard marked > 0 else { return 1 }
            return Double(good) / Double(marked) * min(1, 0.4 + 0.2 * Double(good))
        }
    }
}

extension Character {
    /// Signs and symbols that are letters in the old character sets, so that a word is not cut at them.
    fileprivate var isOldLetter: Bool {
        unicodeScalars.allSatisfy { (0xA1...0xFF).contains($0.value) && $0 != "«" && $0 != "»" || $0.value < 0x20 }
            && !isWhitespace && !isNewline
    }
}
