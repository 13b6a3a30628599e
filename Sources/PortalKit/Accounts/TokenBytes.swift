import Crypto
import Foundation

/// Small helpers over bytes that the tokens, codes and hashes of this folder share.
enum TokenBytes {
    /// SHA-256 of a text's UTF-8, as lower-case hexadecimal.
    static func sha256Hex(_ text: String) -> String {
        hex(SHA256.hash(data: Array(text.utf8)))
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Base64 for addresses and cookies (RFC 4648 section 5), without padding.
    static func base64URL(_ bytes: [UInt8]) -> String {
        unpaddedBase64(bytes).replacing("+", with: "-").replacing("/", with: "_")
    }

    /// Bytes from ``base64URL(_:)``; nil for everything that it does not make.
    static func decodeBase64URL(_ text: String) -> [UInt8]? {
        guard text.utf8.allSatisfy(\.isBase64URL) else { return nil }
        let bytes = decodeUnpaddedBase64(text.replacing("-", with: "+").replacing("_", with: "/"))
        return bytes.flatMap { base64URL($0) == text ? $0 : nil }
    }

    static func unpaddedBase64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    static func decodeUnpaddedBase64(_ text: some StringProtocol) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }

    /// Compares without telling by its duration where the first difference is; only lengths may show.
    static func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension UInt8 {
    /// Whether this is a character of base64url.
    var isBase64URL: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
