internal import Crypto

/// The SHA-256 of a file's content: its name in the ``FileStore``. A value always holds 64 small hexadecimal digits,
/// so that it can stand in a path or an address as it is.
public struct ContentHash: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The digits.
    public let rawValue: String

    /// A hash from its digits; nothing when the text is not 64 small hexadecimal digits.
    public init?(rawValue: String) {
        let isDigits = rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard rawValue.utf8.count == 64, isDigits else { return nil }
        self.rawValue = rawValue
    }

    /// The hash of these bytes.
    public init(of bytes: [UInt8]) {
        self.init(digest: SHA256.hash(data: bytes))
    }

    init(digest: SHA256Digest) {
        let digits = Array("0123456789abcdef".utf8)
        rawValue = String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The digits.
    public var description: String { rawValue }
}
