import Foundation

/// Which passwords are accepted, after NIST SP 800-63B section 5.1.1.2: length and a blocklist, no rules of composition.
///
/// Characters are Unicode scalars of the NFC form, as the standard counts them.
public struct PasswordPolicy: Sendable {
    /// Fewest and most characters. The standard asks for at least 8; one factor alone deserves 10.
    public static let length = 10...128

    private let siteForms: Set<String>

    /// - Parameter siteNames: Names that everybody would guess: the commune, its domain, the portal.
    public init(siteNames: [String] = []) {
        siteForms = Set(siteNames.flatMap(Self.nameForms))
    }

    /// The reasons to refuse a password, as translation keys; empty when it is acceptable.
    ///
    /// - Parameter personNames: The person's own: login, full name, mail address (`AccountDetails.guessableNames`).
    public func faults(of password: String, personNames: [String] = []) -> [String] {
        let text = password.nfc
        let count = text.unicodeScalars.count
        if count < Self.length.lowerBound { return ["password.too_short"] }
        if count > Self.length.upperBound { return ["password.too_long"] }
        if Self.isRepetitive(text.folded) { return ["password.repetitive"] }
        let plain = Self.plain(text)
        let word = plain.trimmingCharacters(in: .decimalDigits)
        if CommonPasswords.all.contains(plain) || CommonPasswords.all.contains(word) { return ["password.common"] }
        let guesses = siteForms.union(personNames.flatMap(Self.nameForms))
        return guesses.contains(plain) || guesses.contains(word) ? ["password.name"] : []
    }

    /// Hashes a password that the policy accepts. Slow on purpose: see `PasswordHash`.
    ///
    /// - Throws: `PasswordRefusal` with the reasons.
    public func hash(
        _ password: String, personNames: [String] = [], parameters: PasswordHash.Parameters = .standard,
        random: RandomBytes = systemRandomBytes
    ) throws -> PasswordHash {
        let faults = faults(of: password, personNames: personNames)
        guard faults.isEmpty else { throw PasswordRefusal(reasons: faults) }
        return try PasswordHash(password: password, parameters: parameters, random: random)
    }

    /// Folded, letters and digits only: "Mật-Khẩu 123" becomes "matkhau123".
    private static func plain(_ text: String) -> String {
        text.folded.filter { $0.isLetter || $0.isNumber }
    }

    /// A name as people make passwords of it: any of its words in a row, all of them backwards, and each of these twice.
    private static func nameForms(of name: String) -> [String] {
        let words = name.split { !$0.isLetter && !$0.isNumber }.prefix(12).map { plain(String($0)) }
        let rows = words.indices.flatMap { first in
            (first..<words.count).map { words[first...$0].joined() }
        }
        let forms = rows + [words.reversed().joined()]
        return forms.filter { $0.count >= 4 }.flatMap { [$0, $0 + $0] }
    }

    /// Fewer than four different characters, or one short piece over and over.
    private static func isRepetitive(_ text: String) -> Bool {
        let characters = Array(text)
        if Set(characters).count < 4 { return true }
        return (1...max(1, characters.count / 3)).contains { period in
            characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }
}

/// A password that the policy does not accept.
public struct PasswordRefusal: Error, Equatable {
    /// Translation keys: `password.too_short`, `.too_long`, `.repetitive`, `.common`, `.name`.
    public let reasons: [String]
}
