import Foundation

/// How Vietnamese words are spelt: enough to tell text that is Vietnamese from text that only looks odd.
enum VietnameseSyllable {
    /// A word as it was looked at.
    struct Reading {
        /// Whether it is spelt as a Vietnamese syllable can be.
        let isSyllable: Bool
        /// Whether it carries a sign that only Vietnamese (or some other language) uses.
        let isMarked: Bool
    }

    /// Looks at a word: letters only, NFC, in any case.
    static func read(_ word: Substring) -> Reading {
        let lowered = word.lowercased()
        var bare = String.UnicodeScalarView()
        var tones = 0
        for scalar in lowered.decomposedStringWithCanonicalMapping.unicodeScalars {
            if toneMarks.contains(scalar) { tones += 1 } else { bare.append(scalar) }
        }
        let rest = String(bare).precomposedStringWithCanonicalMapping
        let isMarked = lowered.utf8.contains { $0 >= 0x80 }
        return Reading(isSyllable: tones <= 1 && isSpelt(rest), isMarked: isMarked)
    }

    private static func isSpelt(_ word: String) -> Bool {
        guard word.utf8.count <= 12 else { return false }
        for onset in onsets where word.hasPrefix(onset) {
            if rimes.contains(String(word.dropFirst(onset.count))) { return true }
        }
        return rimes.contains(word) || word == "gi"
    }

    private static let toneMarks: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

    private static let onsets = [
        "b", "ch", "c", "d", "đ", "gh", "gi", "g", "h", "kh", "k", "l", "m", "ngh", "ng", "nh", "n", "ph", "p", "qu",
        "q",
        "r", "s", "th", "tr", "t", "v", "x",
    ]

    private static let rimes = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch \
        êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao \
        oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn \
        ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên \
        uyêt uyn uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
        """.split(separator: " ").map(String.init))
}
