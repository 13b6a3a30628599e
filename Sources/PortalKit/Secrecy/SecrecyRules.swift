/// What makes the word "mật" in one cell a mark.
struct SecrecyRules {
    /// The cell's words and the empty one that ends it.
    let words: [SecrecyWord]
    /// Whether the cell before named the level that is to follow: "Độ mật:".
    let followsLabel: Bool

    /// The gravest level that the cell is marked with, nil when it is not.
    var level: SecrecyLevel? {
        let marks = words.indices.compactMap(phrase(endingAt:)).filter(isMark).map(\.level)
        return SecrecyLevel.allCases.last { marks.contains($0) }
    }

    /// Whether the cell asks for the level and does not name it.
    static func isLabel(_ words: [SecrecyWord]) -> Bool {
        endsWithLabel(words.dropLast()) && words.count <= 6
    }

    // MARK: - The words

    /// The words "mật", "tối mật", "tuyệt mật" somewhere in a cell.
    private struct Phrase {
        let level: SecrecyLevel
        let range: ClosedRange<Int>
        /// Written as a stamp is: all in capitals, or in an old character set that does not show whether it is.
        let isStrong: Bool
        /// Written with its diacritics, or in an old character set.
        let isExact: Bool
    }

    /// How a syllable can be written; besides Unicode in TCVN 5712 and VNI, which a document's text may still be in.
    private struct Syllable {
        let exact: String
        let plain: String
        let old: Set<String>

        func matches(_ word: SecrecyWord) -> Bool {
            word.lower == exact || old.contains(word.lower) || (word.lower == plain && word.isUpper)
        }

        func isOld(_ word: SecrecyWord) -> Bool { old.contains(word.lower) }
    }

    private static let mat = Syllable(exact: "mật", plain: "mat", old: ["mët", "maät"])
    private static let toi = Syllable(exact: "tối", plain: "toi", old: ["tèi", "toái"])
    private static let tuyet = Syllable(exact: "tuyệt", plain: "tuyet", old: ["tuyöt", "tuyeät"])

    private func phrase(endingAt index: Int) -> Phrase? {
        guard Self.mat.matches(words[index]) else { return nil }
        var start = index
        var level = SecrecyLevel.confidential
        if index > 0, words[index].before.count <= 3 {
            if Self.toi.matches(words[index - 1]) {
                (start, level) = (index - 1, .secret)
            } else if Self.tuyet.matches(words[index - 1]) {
                (start, level) = (index - 1, .topSecret)
            }
        }
        let part = words[start...index]
        // "ĐỘ MẬT:" asks for the level; in "tài liệu độ MẬT" it is named.
        if level == .confidential, Self.endsWithLabel(words[...index]), words[index].isUpper == words[index - 1].isUpper
        {
            return nil
        }
        return Phrase(
            level: level, range: start...index,
            isStrong: part.allSatisfy(\.isUpper) || Self.mat.isOld(words[index]),
            isExact: words[index].lower != Self.mat.plain)
    }

    // MARK: - The rules

    private func isMark(_ phrase: Phrase) -> Bool {
        (standsAlone(phrase) && isMarkedEnough(phrase)) || isEnclosed(phrase) || isLabelled(phrase)
            || isNamed(phrase)
    }

    /// "Mật" alone may be honey, as a point of a list; "Tối mật" may not.
    private func isMarkedEnough(_ phrase: Phrase) -> Bool { phrase.isStrong || phrase.level != .confidential }

    /// Words that stand in one stamp or line with the mark: urgency, the number of the copy.
    private static let companions: Set<String> = [
        "hỏa", "hoả", "hoa", "tốc", "toc", "thượng", "thuong", "khẩn", "khan", "hẹn", "giờ", "bản", "ban", "số", "so",
        "dấu",
    ]

    private func standsAlone(_ phrase: Phrase) -> Bool {
        words.dropLast().indices.allSatisfy {
            phrase.range.contains($0) || Self.companions.contains(words[$0].lower)
        }
    }

    private static let brackets: [(Character, Character)] = [
        ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("【", "】"),
    ]
    private static let quotes: [(Character, Character)] = [
        ("“", "”"), ("\"", "\""), ("«", "»"), ("‘", "’"), ("'", "'"), ("„", "“"),
    ]

    private func isEnclosed(_ phrase: Phrase) -> Bool {
        let opening = words[phrase.range.lowerBound].before.last { !$0.isWhitespace && $0 != "*" }
        let closing = words[phrase.range.upperBound + 1].before.first { !$0.isWhitespace && $0 != "*" }
        guard let opening, let closing else { return false }
        if Self.brackets.contains(where: { $0 == (opening, closing) }) { return isMarkedEnough(phrase) }
        return Self.quotes.contains { $0 == (opening, closing) } && phrase.isStrong
    }

    /// "Độ mật: Tối mật", also with the level in the next line or cell.
    private func isLabelled(_ phrase: Phrase) -> Bool {
        if phrase.range.lowerBound == 0 { return followsLabel }
        guard Self.endsWithLabel(words[..<phrase.range.lowerBound]) else { return false }
        return words[phrase.range.lowerBound].before.contains(":") || isMarkedEnough(phrase)
    }

    private static let labels: [[String]] = [
        ["độ", "mật"], ["do", "mat"], ["độ", "bảo", "mật"], ["do", "bao", "mat"], ["mức", "mật"], ["cấp", "mật"],
        ["é", "mët"], ["ñoä", "maät"],
    ]

    private static func endsWithLabel(_ words: ArraySlice<SecrecyWord>) -> Bool {
        labels.contains { words.suffix($0.count).map(\.lower) == $0 }
    }

    /// Words after which "MẬT" names a level: "đóng dấu MẬT", "tài liệu MẬT".
    private static let bearers: Set<String> = [
        "dấu", "độ", "mức", "loại", "liệu", "bản", "văn", "sơ", "công", "chế", "thị", "quyết", "lệnh", "tin",
    ]

    /// In capitals within a sentence: "TỐI MẬT" anywhere, "MẬT" after what can bear such a stamp.
    private func isNamed(_ phrase: Phrase) -> Bool {
        guard phrase.isStrong, phrase.isExact, !Self.mat.isOld(words[phrase.range.upperBound]) else { return false }
        if phrase.level != .confidential { return true }
        guard phrase.range.lowerBound > 0, Self.bearers.contains(words[phrase.range.lowerBound - 1].lower) else {
            return false
        }
        // "HỒ SƠ MẬT VỤ", "MỨC MẬT ĐỘ": the word goes on.
        let next = words[phrase.range.upperBound + 1]
        return !Self.continuations.contains(next.lower) || !next.before.allSatisfy(\.isWhitespace)
    }

    private static let continuations: Set<String> = [
        "vụ", "độ", "khẩu", "mã", "thư", "thiết", "ong", "hoa", "ngọt", "mía", "gấu", "phục", "ước", "nghị",
    ]
}
