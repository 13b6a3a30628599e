/// Which numbers may come next at a place of a text: it tells "2." the clause from "2." at the beginning of a torn line.
struct LegalSequence {
    private var division = 0
    private var article = 0
    private var clause = 0
    private var point = -1
    private(set) var isInArticle = false

    /// The letters of points in their order (Decree 78/2025/NĐ-CP: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư).
    static let letters: [Character] = Array("abcdđeghiklmnopqrstuvxy")

    /// How many numbers may have been left out: officers skip one sometimes.
    private static let gap = 3

    func expects(_ mark: LegalMark) -> Bool {
        switch mark.role {
        case .article:
            return Self.integer(mark.number).map { $0 == 1 || $0 > article && $0 <= article + Self.gap } ?? false
        case .division:
            return Self.roman(mark.number).map { $0 == 1 || $0 > division && $0 <= division + Self.gap } ?? false
        case .clause:
            guard let number = Self.integer(mark.number) else { return false }
            return number == 1 || number >= clause && number <= clause + Self.gap && clause > 0
        case .point:
            if mark.number.contains(".") { return true }
            guard let position = Self.position(mark.number) else { return false }
            return position == 0 || point >= 0 && position >= point && position <= point + Self.gap
        default: return true
        }
    }

    mutating func note(_ read: LegalReader.Read) {
        let number = read.mark?.number ?? ""
        switch read.role {
        case .attachment, .appendix: self = LegalSequence()
        case .part, .chapter, .section, .subsection: (isInArticle, clause, point, division) = (false, 0, -1, 0)
        case .division: (division, clause, point) = (Self.roman(number) ?? division + 1, 0, -1)
        case .article: (article, isInArticle, clause, point) = (Self.integer(number) ?? article + 1, true, 0, -1)
        case .clause: (clause, point) = (Self.integer(number) ?? clause + 1, -1)
        case .point: point = Self.position(number) ?? point
        default: break
        }
    }

    static func integer(_ number: String) -> Int? { Int(number.prefix { $0.isASCII && $0.isNumber }) }

    private static func position(_ number: String) -> Int? {
        number.first.flatMap { letter in
            letters.firstIndex(of: letter)
                ?? (letter.isASCII && letter.isLowercase ? letters.firstIndex { $0 > letter } : nil)
        }
    }

    static func roman(_ text: String) -> Int? {
        let values: [Character: Int] = ["I": 1, "V": 5, "X": 10, "L": 50, "C": 100]
        var total = 0
        var highest = 0
        for digit in text.uppercased().reversed() {
            guard let value = values[digit] else { return nil }
            total += value < highest ? -value : value
            highest = max(highest, value)
        }
        return total > 0 ? total : nil
    }
}
