import PortalKit

/// What a sender asks by: `PA-7K2M-9QX4-TD8C`.
///
/// Eleven random characters, 55 bits, cannot be guessed; the twelfth tells of a slip. Letters that are taken for digits are
/// not in it, and are read as what was meant.
struct TrackingCode: Sendable, Hashable {
    /// Twelve characters without separators, as it is stored.
    let key: String

    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let values = Dictionary(uniqueKeysWithValues: zip(letters, 0...))
    private static let length = 12
    private static let prefix = "PA"

    /// A new code.
    init(random: RandomBytes = systemRandomBytes) {
        let digits = random(Self.length - 1).map { Int($0 & 31) }
        key = String((digits + [Self.check(digits)]).map { Self.letters[$0] })
    }

    /// What a person typed, with or without prefix, spaces and dashes; nil when it cannot be a code.
    init?(typed: String) {
        guard typed.utf8.count <= 100 else { return nil }
        var text = typed.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if text.count == Self.length + Self.prefix.count, text.hasPrefix(Self.prefix) {
            text.removeFirst(Self.prefix.count)
        }
        let digits = text.compactMap { Self.value($0) }
        guard digits.count == text.count, digits.count == Self.length, let last = digits.last,
            Self.check(digits.dropLast()) == last
        else { return nil }
        key = String(digits.map { Self.letters[$0] })
    }

    /// A code that is known to be one.
    init(stored key: String) {
        self.key = key
    }

    /// As people read it.
    var text: String {
        let characters = Array(key)
        let groups = stride(from: 0, to: characters.count, by: 4).map {
            String(characters[$0..<min($0 + 4, characters.count)])
        }
        return ([Self.prefix] + groups).joined(separator: "-")
    }

    private static func value(_ letter: Character) -> Int? {
        switch letter {
        case "O": values["0"]
        case "I", "L": values["1"]
        default: values[letter]
        }
    }

    /// Each place is weighed by another power of a generator of the field with 32 elements, so that one wrong character
    /// and two that were swapped always show.
    private static func check(_ digits: some Sequence<Int>) -> Int {
        digits.reduce(0) { sum, digit in double(sum ^ digit) }
    }

    /// Times the generator, modulo x⁵ + x² + 1.
    private static func double(_ value: Int) -> Int {
        let shifted = value << 1
        return shifted & 32 == 0 ? shifted : shifted ^ 0b100101
    }
}
