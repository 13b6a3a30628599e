/// The character sets in which Vietnamese text reaches a commune. The portal stores Unicode in form C (TCVN 6909:2001);
/// everything else is converted on the way in.
public enum VietnameseCharset: String, Sendable, Hashable, Codable, CaseIterable {
    /// Unicode, composed or not.
    case unicode
    /// TCVN 5712:1993 VN3, called ABC: the fonts .VnTime, .VnArial and their like, by far the most common.
    case tcvn3 = "tcvn3"
    /// TCVN 5712:1993 VN3 in a font that shows small letters as capitals, such as .VnTimeH.
    case tcvn3Capitals = "tcvn3-capitals"
    /// TCVN 5712:1993 VN2, with the capitals that have a tone.
    case tcvn2 = "tcvn2"
    /// TCVN 5712:1993 VN1, with all capitals, some of them in the place of control characters.
    case tcvn1 = "tcvn1"
    /// VNI for Windows: the fonts VNI-Times and their like; a letter and its signs are two characters.
    case vni
    /// VIQR (RFC 1456): plain ASCII, the signs written after the letter.
    case viqr
    /// Windows-1258: a letter, and its tone as a combining mark.
    case windows1258 = "windows-1258"

    /// Key of its name among the core's texts.
    public var titleKey: String { "charset.\(rawValue)" }

    /// The character set that a font of this name shows; nothing for fonts of Unicode.
    public init?(font name: String) {
        let name = name.trimmingWhitespace.lowercased()
        if name.hasPrefix(".vn") {
            self = name.hasSuffix("h") ? .tcvn3Capitals : .tcvn3
        } else if name.hasPrefix("vni-") || name.hasPrefix("vni ") {
            self = .vni
        } else {
            return nil
        }
    }
}

/// A text converted to Unicode.
public struct ConvertedText: Sendable, Hashable {
    /// The text, NFC.
    public var text: String
    /// How many characters of it were written otherwise before.
    public var converted = 0
    /// Characters that mean nothing in the character set. They are kept as they were.
    public var unknown: [Unicode.Scalar: Int] = [:]
}

extension VietnameseCharset {
    /// Converts text of this character set to Unicode.
    ///
    /// - Parameter text: the text as programs show it that take its bytes for Western European (Windows-1252): so
    ///   office documents and web pages hold it, and ``bytesAsText(_:)`` makes it of a file's bytes.
    public func convert(_ text: String) -> ConvertedText {
        switch self {
        case .unicode:
            let composed = text.nfc
            let changed =
                composed.utf8.elementsEqual(text.utf8) ? 0 : text.unicodeScalars.count - composed.unicodeScalars.count
            return ConvertedText(text: composed, converted: max(0, changed))
        case .tcvn3: return ByteTable.tcvn3.convert(text)
        case .tcvn3Capitals:
            var converted = ByteTable.tcvn3.convert(text)
            converted.text = converted.text.uppercased()
            return converted
        case .tcvn2: return ByteTable.tcvn2.convert(text)
        case .tcvn1: return ByteTable.tcvn1.convert(text)
        case .windows1258: return ByteTable.windows1258.convert(text)
        case .vni: return VNI.convert(text)
        case .viqr: return VIQR.convert(text)
        }
    }

    /// The bytes of a file as text, each byte one character, as Windows-1252 has them. Bytes without a character there
    /// become the control characters of the same number, so that nothing is lost.
    public static func bytesAsText(_ bytes: some Sequence<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Western.scalars[Int($0)] }))
    }
}

/// Windows-1252, in which old Vietnamese text is shown by programs that know no better.
enum Western {
    /// What stands for the bytes 80 to 9F.
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]

    /// The character of each byte.
    static let scalars: [Unicode.Scalar] = (0..<256).map { byte in
        Unicode.Scalar((0x80..<0xA0).contains(byte) ? upper[byte - 0x80] : UInt32(byte)) ?? "\u{FFFD}"
    }

    private static let bytes = Dictionary(
        uniqueKeysWithValues: upper.enumerated().map { ($0.element, UInt8($0.offset + 0x80)) })

    /// The byte that a character stands for; nothing when it must have been Unicode all along.
    static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        scalar.value < 0x100 ? UInt8(scalar.value) : bytes[scalar.value]
    }
}
