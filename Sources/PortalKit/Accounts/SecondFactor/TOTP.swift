import Crypto
import Foundation

/// One-time codes by time (RFC 6238): six digits, every thirty seconds another, by HMAC-SHA1, which is what authenticator
/// programs on telephones speak.
enum TOTP {
    static let period = 30
    static let digits = 6
    /// Bytes of a secret: as long as the hash (RFC 4226, section 4).
    static let secretLength = 20
    /// How many steps a clock may be off in either direction.
    static let drift: Int64 = 1

    /// The step that a moment is in.
    static func step(at date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 / Double(period)).rounded(.down))
    }

    /// The code of a step (RFC 4226, section 5.3).
    static func code(secret: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian, Array.init)
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, among those that are near and later than the last one used; nil when there is none.
    ///
    /// All near steps are always compared, so that the time taken says nothing.
    static func matchingStep(_ typed: String, secret: [UInt8], now: Date, after last: Int64) -> Int64? {
        let given = Array(typed.filter { !$0.isWhitespace }.utf8.prefix(16))
        let current = step(at: now)
        let matches = ((current - drift)...(current + drift)).filter { step in
            TokenBytes.constantTimeEqual(given, Array(code(secret: secret, step: step).utf8))
        }
        return matches.first { $0 > last }
    }

    /// The address that an authenticator program reads from the QR code.
    static func address(secret: [UInt8], login: String, issuer: String) -> String {
        let label = "\(escaped(issuer)):\(escaped(login))"
        return "otpauth://totp/\(label)?secret=\(Base32.encode(secret))&issuer=\(escaped(issuer))"
            + "&algorithm=SHA1&digits=\(digits)&period=\(period)"
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}

/// Base32 (RFC 4648 section 6) without padding, as authenticator programs take secrets typed by hand.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func encode(_ bytes: [UInt8]) -> String {
        var text = ""
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return text
    }
}
