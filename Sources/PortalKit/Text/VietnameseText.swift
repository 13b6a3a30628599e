import Foundation

extension String {
    /// What a person typed, in the form in which the portal stores text: Unicode NFC (TCVN 6909:2001), without
    /// control characters and invisible direction changes, with `\n` line ends, trimmed.
    ///
    /// - Parameter multiline: whether line breaks are kept. Where they are not, every run of white space becomes
    ///   one space, as fits a title or a name.
    public func normalizedInput(multiline: Bool = false) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.reserveCapacity(utf8.count)
        var previousWasReturn = false
        for scalar in unicodeScalars {
            let followsReturn = previousWasReturn
            previousWasReturn = scalar == "\r"
            switch scalar {
            case "\n" where followsReturn:
                continue
            case "\r", "\n", "\u{2028}", "\u{2029}":
                scalars.append("\n")
            case "\t":
                scalars.append(multiline ? "\t" : " ")
            default:
                if scalar.isStorable { scalars.append(scalar) }
            }
        }
        let text = String(scalars).nfc
        return multiline ? text.trimmingWhitespace : text.collapsingWhitespace
    }

    /// The text in Unicode normalisation form C. Plain ASCII and text made of precomposed Vietnamese letters, which
    /// is nearly all that the portal sees, is returned as it is.
    public var nfc: String {
        unicodeScalars.allSatisfy(\.isAlwaysComposed) ? self : precomposedStringWithCanonicalMapping
    }

    /// The text for comparing without regard to case or tone: lowercased, without diacritics, `đ` as `d`.
    ///
    /// "Đường Nguyễn Huệ" and "duong nguyen hue" have the same folded form.
    public var folded: String {
        let scalars = withoutMarks.lowercased().withoutMarks.unicodeScalars
        return String(String.UnicodeScalarView(scalars.map { $0 == "đ" ? "d" : $0 }))
    }

    /// Without the characters that stored text may not hold.
    var storable: String {
        // Only these bytes begin such a character; Vietnamese letters begin with C3 to C6, CC and E1.
        let isSuspect = utf8.contains {
            $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 >= 0xEF
        }
        guard isSuspect else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { $0.isStorable || $0 == "\r" }))
    }

    /// Without diacritics, in the same case; `đ` stays.
    var withoutMarks: String {
        let scalars = decomposedStringWithCanonicalMapping.unicodeScalars
        return String(String.UnicodeScalarView(scalars.filter { $0.properties.generalCategory != .nonspacingMark }))
    }

    /// Every run of white space as one space, none at the ends.
    var collapsingWhitespace: String {
        unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { String(String.UnicodeScalarView($0)) }
            .joined(separator: " ")
    }

    /// Without white space at the ends.
    var trimmingWhitespace: String {
        let all = unicodeScalars
        guard let first = all.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = all.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(all[first...last])
    }
}

extension Unicode.Scalar {
    /// Whether stored text may hold this character: none of the controls, of the non-characters, and of the
    /// direction overrides and invisible spaces that make a text other than it looks (Unicode TR 36).
    var isStorable: Bool {
        switch value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        case 0xFDD0...0xFDEF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }

    /// Whether text made only of such characters is in form C already: it holds no combining mark, and nothing
    /// that has another canonical form.
    fileprivate var isAlwaysComposed: Bool {
        value < 0x300 || (0x1EA0...0x1EF9).contains(value) || (0x2010...0x2027).contains(value)
    }
}
