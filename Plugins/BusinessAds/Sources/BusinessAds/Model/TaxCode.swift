/// A tax code as the tax authority issues it (Circular 86/2024/TT-BTC): 10 digits of an enterprise, 13 of its branch, and
/// since 1 July 2025 the 12 digits of the owner's personal identification number for a household business.
struct TaxCode: Sendable, Hashable {
    enum Kind: Sendable {
        case enterprise
        case branch
        /// A personal identification number: never shown to the public.
        case household
    }

    let kind: Kind
    /// `0100109106`, `0100109106-001`, `024085000123`
    let text: String

    /// Reads a tax code with or without spaces, points and hyphens; nil when it has another length, or its check digit is
    /// wrong.
    init?(_ typed: String) {
        let digits = typed.unicodeScalars.filter { !" .-\u{2013}\u{a0}".unicodeScalars.contains($0) }
            .compactMap { (0x30...0x39).contains($0.value) ? Int($0.value - 0x30) : nil }
        let signs = typed.unicodeScalars.count { !" .-\u{2013}\u{a0}".unicodeScalars.contains($0) }
        guard signs == digits.count else { return nil }
        let written = digits.map(String.init).joined()
        switch digits.count {
        case 10 where Self.hasCheckDigit(digits):
            (kind, text) = (.enterprise, written)
        case 13 where Self.hasCheckDigit(digits) && written.suffix(3) != "000":
            (kind, text) = (.branch, "\(written.prefix(10))-\(written.suffix(3))")
        case 12 where Self.isPersonalNumber(digits) && !typed.contains("-") && !typed.contains("–"):
            (kind, text) = (.household, written)
        default: return nil
        }
    }

    /// The code where everybody reads it; nil when it identifies a person.
    var publicText: String? { kind == .household ? nil : text }

    /// The tenth digit is 10 less the remainder by 11 of the weighted sum of the first nine.
    private static func hasCheckDigit(_ digits: [Int]) -> Bool {
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return digits[9] == 10 - sum % 11
    }

    /// Province of birth, 001 to 096 (Circular 59/2021/TT-BCA), then century and sex, year and six digits by chance.
    private static func isPersonalNumber(_ digits: [Int]) -> Bool {
        (1...96).contains(digits[0] * 100 + digits[1] * 10 + digits[2])
    }
}
