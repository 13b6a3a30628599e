/// VIQR (RFC 1456): `Vie^.t Nam, ddu+o+`ng`. A backslash keeps a sign from being one.
enum VIQR {
    private static let shapes: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [
        "^": ["a": "â", "e": "ê", "o": "ô", "A": "Â", "E": "Ê", "O": "Ô"], "(": ["a": "ă", "A": "Ă"],
        "+": ["o": "ơ", "u": "ư", "O": "Ơ", "U": "Ư"], "*": ["o": "ơ", "u": "ư", "O": "Ơ", "U": "Ư"],
    ]
    private static let tones: [Unicode.Scalar: Unicode.Scalar] = [
        "'": "\u{301}", "`": "\u{300}", "?": "\u{309}", "~": "\u{303}", ".": "\u{323}",
    ]
    private static let vowels = Set("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".unicodeScalars)

    static func convert(_ text: String) -> ConvertedText {
        var result = ConvertedText(text: "")
        var converted = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            defer { isEscaped = false }
            if isEscaped {
                converted.append(scalar)
                previous = nil
            } else if scalar == "\\" {
                isEscaped = true
                previous = nil
                result.converted += 1
                continue
            } else if let last = previous, let shaped = shapes[scalar]?[last] {
                converted.removeLast()
                converted.append(shaped)
                previous = shaped
                result.converted += 1
            } else if let last = previous, let tone = tones[scalar], vowels.contains(last) {
                converted.append(tone)
                previous = nil
                result.converted += 1
            } else if let last = previous, last == "d" || last == "D", scalar == "d" || scalar == "D" {
                converted.removeLast()
                converted.append(last == "d" ? "đ" : "Đ")
                previous = nil
                result.converted += 1
            } else {
                converted.append(scalar)
                previous = scalar
            }
        }
        if isEscaped { converted.append("\\") }
        result.text = String(converted).nfc
        return result
    }
}
