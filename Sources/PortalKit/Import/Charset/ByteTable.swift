/// A character set in which each byte is one character, a letter or a combining sign.
struct ByteTable: Sendable {
    private let scalars: [UInt8: Unicode.Scalar]
    /// Bytes that are not taken for Western characters when they are not in the table.
    private let own: ClosedRange<UInt8>

    private init(_ rows: [(first: UInt8, characters: String)], own: ClosedRange<UInt8>) {
        var scalars: [UInt8: Unicode.Scalar] = [:]
        for row in rows {
            for (index, scalar) in row.characters.unicodeScalars.enumerated() where scalar != "-" {
                scalars[row.first + UInt8(index)] = scalar
            }
        }
        self.scalars = scalars
        self.own = own
    }

    func convert(_ text: String) -> ConvertedText {
        var result = ConvertedText(text: "")
        var converted = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard let byte = Western.byte(of: scalar), let letter = scalars[byte] else {
                if let byte = Western.byte(of: scalar), own.contains(byte) { result.unknown[scalar, default: 0] += 1 }
                converted.append(scalar)
                continue
            }
            if letter != scalar { result.converted += 1 }
            converted.append(letter)
        }
        result.text = String(converted).nfc
        return result
    }

    // MARK: - TCVN 5712:1993

    /// A1 to FF. Capitals with a tone have no place in VN3; they are marked by `-` there.
    private static let letters =
        "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ"
        + "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò" + "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
    private static let lettersOfVN3 = String(
        String.UnicodeScalarView(
            letters.unicodeScalars.enumerated().map { index, scalar in
                index < 7 || !scalar.properties.isUppercase ? scalar : "-"
            }))
    private static let capitals = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    private static let noBreakSpace = (UInt8(0xA0), "\u{A0}")

    static let tcvn3 = ByteTable([noBreakSpace, (0xA1, lettersOfVN3)], own: 0xA0...0xFF)
    static let tcvn2 = ByteTable([noBreakSpace, (0xA1, letters), (0x80, capitals)], own: 0x80...0xFF)
    static let tcvn1 = ByteTable(
        [noBreakSpace, (0xA1, letters), (0x80, capitals), (0x01, "ÚỤ-ỪỬỮ"), (0x11, "ỨỰỲỶỸÝỴ")], own: 0x80...0xFF)

    // MARK: - Windows-1258

    /// As Windows-1252 but for these.
    static let windows1258 = ByteTable(
        [
            (0xC0, "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß"),
            (0xE0, "àáâăäåæçèéêë\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ"),
        ], own: 0xFF...0xFF)
}
