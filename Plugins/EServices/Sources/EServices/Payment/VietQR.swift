import Foundation

/// The text of a QR code for a transfer between banks: NAPAS's VietQR, a profile of EMVCo's QR code specification for
/// payment systems, merchant-presented mode 1.1.
struct VietQR: Sendable, Equatable {
    /// The bank's six digits.
    let bank: String
    let account: String
    /// In đồng; 0 lets the payer type it.
    let amount: Int
    /// ASCII letters, digits, spaces and hyphens; what else is in it is left out.
    let purpose: String

    private static let application = "A000000727"
    private static let toAccount = "QRIBFTTA"
    private static let currency = "704"

    /// Nil when a part is too long for its field.
    var text: String? {
        let reference = String(
            purpose.filter { $0.isASCII && ($0.isLetter || $0.isNumber || " -".contains($0)) }.prefix(25))
        guard let beneficiary = TLV.join([("00", bank), ("01", account)]),
            let merchant = TLV.join([("00", Self.application), ("01", beneficiary), ("02", Self.toAccount)]),
            let extra = TLV.join([("08", reference)])
        else { return nil }
        var parts = [("00", "01"), ("01", amount > 0 ? "12" : "11"), ("38", merchant), ("53", Self.currency)]
        if amount > 0 { parts.append(("54", String(amount))) }
        parts.append(("58", "VN"))
        if !reference.isEmpty { parts.append(("62", extra)) }
        guard let body = TLV.join(parts) else { return nil }
        let signed = body + "6304"
        return signed + CRC16.hex(of: Array(signed.utf8))
    }

    /// Whether a text is whole: its fields fill it, and its check sum is right.
    static func isWhole(_ text: String) -> Bool {
        guard let fields = TLV.split(text), fields.last?.tag == "63", text.utf8.count > 4 else { return false }
        return CRC16.hex(of: Array(text.utf8.dropLast(4))) == fields.last?.value
    }
}

/// Fields of two digits' tag, two digits' length, and value.
enum TLV {
    /// Nil when a value is longer than 99 or not ASCII.
    static func join(_ fields: [(String, String)]) -> String? {
        var text = ""
        for (tag, value) in fields {
            let length = value.utf8.count
            guard length <= 99, value.allSatisfy(\.isASCII) else { return nil }
            text += tag + (length < 10 ? "0" : "") + String(length) + value
        }
        return text
    }

    /// Nil when the text is not made of whole fields.
    static func split(_ text: String) -> [(tag: String, value: String)]? {
        let bytes = Array(text.utf8)
        var fields: [(String, String)] = []
        var index = 0
        while index < bytes.count {
            guard index + 4 <= bytes.count, bytes[index..<(index + 4)].allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            let length = Int(bytes[index + 2] - 0x30) * 10 + Int(bytes[index + 3] - 0x30)
            guard index + 4 + length <= bytes.count else { return nil }
            fields.append(
                (
                    String(decoding: bytes[index..<(index + 2)], as: UTF8.self),
                    String(decoding: bytes[(index + 4)..<(index + 4 + length)], as: UTF8.self)
                ))
            index += 4 + length
        }
        return fields
    }
}

/// The check sum of EMVCo's codes: CRC-16 with polynomial 1021 and initial value FFFF (ISO/IEC 13239).
enum CRC16 {
    static func value(of bytes: [UInt8]) -> UInt16 {
        bytes.reduce(0xFFFF) { sum, byte in
            (0..<8).reduce(sum ^ (UInt16(byte) << 8)) { sum, _ in
                sum & 0x8000 == 0 ? sum << 1 : (sum << 1) ^ 0x1021
            }
        }
    }

    static func hex(of bytes: [UInt8]) -> String {
        let digits = String(value(of: bytes), radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
