/// What the beginning of a line says of it: "Điều 5.", "2.", "đ)", "- ".
struct LegalMark: Equatable {
    let role: LegalRole
    /// `5`, `IV`, `đ`, `1.2`.
    let number: String
    /// As written, with its dot or bracket.
    let label: String
    /// What follows the label.
    let rest: String
    /// Whether a dot, colon or bracket ends the number, so that it is no mere mention.
    let isClosed: Bool

    /// All readings of a line that its beginning allows; which is meant, the lines around it tell.
    static func readings(of text: String) -> [LegalMark] {
        var readings: [LegalMark] = []
        let first = text.prefix { $0.isLetter }
        // The words are three to six letters long; most lines begin otherwise and are not folded at all.
        if (3...6).contains(first.count) {
            let word = String(first).legalFolded
            for (role, words) in worded where words[0] == word {
                if let mark = worded(text, role: role, words: words) { readings.append(mark) }
            }
            if !readings.isEmpty { return readings }
        }
        readings += [division(text), clause(text), point(text), item(text), footnote(text)].compactMap { $0 }
        return readings
    }

    // MARK: - With a word before the number

    private static let worded: [(LegalRole, [String])] = [
        (.subsection, ["tieu", "muc"]), (.part, ["phan", "thu"]), (.part, ["phan"]), (.chapter, ["chuong"]),
        (.section, ["muc"]), (.article, ["dieu"]), (.clause, ["khoan"]), (.point, ["diem"]),
    ]

    private static let ordinals: Set<String> = [
        "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi",
    ]

    private static func worded(_ text: String, role: LegalRole, words: [String]) -> LegalMark? {
        var cursor = text.startIndex
        for word in words {
            guard let end = LegalScan.word(word, in: text, from: cursor) else { return nil }
            cursor = LegalScan.skipSpaces(text, from: end)
            guard cursor > end || cursor == text.endIndex else { return nil }
        }
        let end = text[cursor...].firstIndex { !$0.isLetter && !$0.isNumber } ?? text.endIndex
        let number = String(text[cursor..<end])
        let isOrdinal = words.count == 2 && role == .part
        guard isOrdinal ? ordinals.contains(number.folded) : isNumber(number, of: role) else { return nil }
        return closing(text, role: role, number: number, from: end)
    }

    private static func isNumber(_ text: String, of role: LegalRole) -> Bool {
        switch role {
        case .point: isPointLetter(text)
        case .part, .chapter, .section, .subsection: isRoman(text) || isDigits(text)
        default: isDigits(text) || isDigits(String(text.dropLast())) && text.last.map(isLowercaseLetter) == true
        }
    }

    /// The separator after a number, and what follows it.
    private static func closing(_ text: String, role: LegalRole, number: String, from end: String.Index) -> LegalMark {
        var cursor = LegalScan.skipSpaces(text, from: end)
        var isClosed = false
        var labelEnd = end
        while cursor < text.endIndex, separators.contains(text[cursor]) {
            isClosed = true
            cursor = text.index(after: cursor)
            labelEnd = cursor
            cursor = LegalScan.skipSpaces(text, from: cursor)
        }
        return LegalMark(
            role: role, number: number, label: String(text[..<labelEnd]), rest: String(text[cursor...]),
            isClosed: isClosed)
    }

    private static let separators: Set<Character> = [".", ":", ")", "-", "–", "—", "/"]

    // MARK: - With the number alone

    private static func division(_ text: String) -> LegalMark? {
        guard let (number, label, rest) = numbered(text, where: { $0.isASCII && "IVXLC".contains($0) }, after: ".-)")
        else { return nil }
        return isRoman(number)
            ? LegalMark(role: .division, number: number, label: label, rest: rest, isClosed: true) : nil
    }

    private static func clause(_ text: String) -> LegalMark? {
        guard
            let (number, label, rest) = numbered(
                text, where: { $0.isASCII && ($0.isNumber || $0 == ".") }, after: ".)/:") ?? unclosedLevels(text)
        else { return nil }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ isDigits(String($0)) && $0.count <= 3 }) else { return nil }
        return LegalMark(
            role: parts.count == 1 ? .clause : parts.count == 2 ? .point : .item, number: number, label: label,
            rest: rest, isClosed: true)
    }

    /// "1.2 Nội dung": several levels need no dot at the end.
    private static func unclosedLevels(_ text: String) -> (number: String, label: String, rest: String)? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard number.contains("."), number.last != ".", text[number.endIndex...].first?.isWhitespace ?? false else {
            return nil
        }
        return (String(number), String(number), String(text[number.endIndex...].drop(while: \.isWhitespace)))
    }

    private static func point(_ text: String) -> LegalMark? {
        let isBracketed = text.first == "("
        let body = isBracketed ? String(text.dropFirst()) : text
        guard let (number, label, rest) = numbered(body, where: { isLowercaseLetter($0) || $0.isNumber }, after: ").,/")
        else { return nil }
        guard isPointLetter(number), !isBracketed || label.hasSuffix(")") else { return nil }
        return LegalMark(
            role: .point, number: number, label: (isBracketed ? "(" : "") + label, rest: rest,
            isClosed: label.hasSuffix(")"))
    }

    private static func item(_ text: String) -> LegalMark? {
        guard let first = text.first, "-–—+•*".contains(first) else { return nil }
        let rest = text.dropFirst()
        guard let next = rest.first, next.isWhitespace || next.isLetter else { return nil }
        return LegalMark(
            role: .item, number: "", label: String(first),
            rest: String(rest.drop(while: \.isWhitespace)), isClosed: true)
    }

    private static func footnote(_ text: String) -> LegalMark? {
        guard text.first == "[", let end = text.firstIndex(of: "]") else { return nil }
        let number = String(text[text.index(after: text.startIndex)..<end])
        guard isDigits(number), number.count <= 3 else { return nil }
        let rest = text[text.index(after: end)...].drop(while: \.isWhitespace)
        return LegalMark(
            role: .footnote, number: number, label: String(text[...end]), rest: String(rest), isClosed: true)
    }

    /// Characters of a kind, then one separator, then white space or the line's end.
    private static func numbered(
        _ text: String, where isPart: (Character) -> Bool, after separators: String
    ) -> (number: String, label: String, rest: String)? {
        let end = text.firstIndex { !isPart($0) } ?? text.endIndex
        var number = text[..<end]
        var close = end
        // "1.2." and "1." end in a dot that the number's own characters take in.
        while number.last == "." {
            number = number.dropLast()
            close = number.endIndex
        }
        guard !number.isEmpty, number.count <= 9, close < text.endIndex, separators.contains(text[close]) else {
            return nil
        }
        let labelEnd = text.index(after: close)
        let rest = text[labelEnd...]
        guard rest.first.map({ $0.isWhitespace || $0.isLetter && !$0.isASCII || $0.isUppercase }) ?? true else {
            return nil
        }
        return (String(number), String(text[..<labelEnd]), String(rest.drop(while: \.isWhitespace)))
    }

    // MARK: - Kinds of numbers

    private static func isDigits(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 4 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isLowercaseLetter(_ character: Character) -> Bool {
        character == "đ" || character.isASCII && character.isLowercase
    }

    /// `a`, `đ`, `a1`: one letter, perhaps with a number for what was put in between later.
    private static func isPointLetter(_ text: String) -> Bool {
        guard let first = text.first, isLowercaseLetter(first) else { return false }
        return text.count == 1 || isDigits(String(text.dropFirst())) && text.count <= 3
    }

    static func isRoman(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 8 && text.allSatisfy { "IVXLCivxlc".contains($0) }
    }
}
