/// The name that a file is shown and downloaded under. It never becomes a path here, but it will on the machine of
/// whoever downloads it.
public struct FileName: Sendable, Hashable, CustomStringConvertible {
    /// The name: NFC, one line, no separators or characters that an operating system refuses.
    public let text: String

    /// A name from what a sender claims.
    ///
    /// - Parameters:
    ///   - claimed: any text; folders before the name are dropped, and it is shortened to 200 bytes,
    ///     as file systems allow 255.
    ///   - type: when given, the name ends as files of this type do, whatever it claimed.
    public init(_ claimed: String, type: MediaType? = nil) {
        let last = claimed.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var name = String(
            String.UnicodeScalarView(
                last.normalizedInput().unicodeScalars.map { "<>:\"|?*".unicodeScalars.contains($0) ? "_" : $0 }))
        name = name.trimmed(of: ". ")
        var ending = ""
        if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 10 {
            ending = String(name[dot...])
            name = String(name[..<dot]).trimmed(of: ". ")
        }
        if let type, !type.fileExtension.isEmpty, !type.accepts(ending) { ending = type.fileExtension }
        if name.isEmpty || Self.reserved.contains(name.lowercased()) { name = "tep" + (name.isEmpty ? "" : "-" + name) }
        text = name.shortened(toBytes: 200) + ending
    }

    /// The name.
    public var description: String { text }

    /// The value for `Content-Disposition` (RFC 6266): with the name in ASCII for old programs, and as it is (RFC 8187).
    ///
    /// - Parameter inline: whether the browser may show the file instead of saving it.
    public func contentDisposition(inline: Bool = false) -> String {
        "\(inline ? "inline" : "attachment"); filename=\"\(ascii)\"; filename*=UTF-8''\(percentEncoded)"
    }

    private var ascii: String {
        var result = ""
        for character in text {
            let base = character.lowercased() == "đ" ? (character == "đ" ? "d" : "D") : String(character).withoutMarks
            for scalar in base.unicodeScalars {
                let isPlain = (0x20..<0x7F).contains(scalar.value) && !"\"\\%".unicodeScalars.contains(scalar)
                result += isPlain ? String(scalar) : "_"
            }
        }
        return result
    }

    private var percentEncoded: String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte)
            guard byte < 0x80, isPlain else {
                return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            return String(scalar)
        }.joined()
    }

    private static let reserved: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
}

extension MediaType {
    fileprivate func accepts(_ ending: String) -> Bool {
        let ending = ending.lowercased()
        return ending == fileExtension || self == .jpeg && ending == ".jpeg" || self == .text && ending == ".csv"
    }
}

extension String {
    /// The first whole characters (as Unicode counts them) that fit.
    fileprivate func shortened(toBytes limit: Int) -> String {
        var size = 0
        let fitting = unicodeScalars.prefix { scalar in
            size += UTF8.width(scalar)
            return size <= limit
        }
        return String(fitting)
    }

    fileprivate func trimmed(of characters: String) -> String {
        let rest = drop { characters.contains($0) }
        return String(rest[..<(rest.lastIndex { !characters.contains($0) }.map(rest.index(after:)) ?? rest.startIndex)])
    }
}
