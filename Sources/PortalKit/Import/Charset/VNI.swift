/// VNI for Windows. A letter is followed by one character that carries all its signs; some letters are one character
/// of their own.
enum VNI {
    /// The signs: what they make of the letter before, as combining characters. A capital is followed by the capital
    /// form of the sign, but people mix them.
    private static let signs: [Unicode.Scalar: String] = {
        let small: [(Unicode.Scalar, String)] = [
            ("ù", "\u{301}"), ("ø", "\u{300}"), ("û", "\u{309}"), ("õ", "\u{303}"), ("ï", "\u{323}"),
            ("â", "\u{302}"), ("á", "\u{302}\u{301}"), ("à", "\u{302}\u{300}"), ("å", "\u{302}\u{309}"),
            ("ã", "\u{302}\u{303}"), ("ä", "\u{323}\u{302}"),
            ("ê", "\u{306}"), ("é", "\u{306}\u{301}"), ("è", "\u{306}\u{300}"), ("ú", "\u{306}\u{309}"),
            ("ü", "\u{306}\u{303}"), ("ë", "\u{323}\u{306}"),
        ]
        var signs: [Unicode.Scalar: String] = [:]
        for (sign, marks) in small {
            signs[sign] = marks
            if let capital = Unicode.Scalar(sign.value - 0x20) { signs[capital] = marks }
        }
        return signs
    }()

    /// Characters that are letters by themselves.
    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì", "æ": "ỉ",
        "Æ": "Ỉ", "ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
    ]

    /// The signs that each letter can carry: none with two letters' roofs, no breve but on `a`.
    private static let carriers: [Unicode.Scalar: Set<String>] = {
        let tones = ["\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"]
        let roofs = [
            "\u{302}", "\u{302}\u{301}", "\u{302}\u{300}", "\u{302}\u{309}", "\u{302}\u{303}", "\u{323}\u{302}",
        ]
        let breves = [
            "\u{306}", "\u{306}\u{301}", "\u{306}\u{300}", "\u{306}\u{309}", "\u{306}\u{303}", "\u{323}\u{306}",
        ]
        let kinds: [(String, [String])] = [
            ("aA", tones + roofs + breves), ("eEoO", tones + roofs), ("uUyYưƯơƠ", tones),
        ]
        var carriers: [Unicode.Scalar: Set<String>] = [:]
        for (letters, signs) in kinds { for letter in letters.unicodeScalars { carriers[letter] = Set(signs) } }
        return carriers
    }()

    /// Whether the character is a sign that belongs to the letter before it.
    static func isSign(_ scalar: Unicode.Scalar) -> Bool { signs[scalar] != nil }

    static func convert(_ text: String) -> ConvertedText {
        var result = ConvertedText(text: "")
        var converted = String.UnicodeScalarView()
        var carrier: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let marks = signs[scalar] {
                if let letter = carrier, carriers[letter]?.contains(marks) == true {
                    converted.append(contentsOf: marks.unicodeScalars)
                    result.converted += 1
                } else {
                    converted.append(scalar)
                    result.unknown[scalar, default: 0] += 1
                }
                carrier = nil
            } else {
                let letter = letters[scalar] ?? scalar
                if letter != scalar { result.converted += 1 }
                if letters[scalar] == nil, (0xC0..<0x100).contains(scalar.value) {
                    result.unknown[scalar, default: 0] += 1
                }
                converted.append(letter)
                carrier = letter
            }
        }
        result.text = String(converted).nfc
        return result
    }
}
