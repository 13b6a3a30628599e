/// Why a form or query is refused. Offsets are in bytes from its start.
public enum FormURLEncodedError: Error, Equatable, Sendable {
    /// Longer than so many bytes.
    case tooLarge(limit: Int)
    /// More names and values than allowed.
    case tooManyPairs(limit: Int)
    /// A name or value that is not UTF-8.
    case notUTF8(offset: Int)
}

/// Forms without files, and queries: `application/x-www-form-urlencoded` (WHATWG URL, 5).
public enum FormURLEncoded {
    /// The names and values in their order. A `%` that begins no byte stands for itself; normalising is the caller's.
    ///
    /// - Parameters:
    ///   - maxBytes: the greatest length before decoding.
    ///   - maxPairs: the most names and values.
    public static func decode(
        _ body: some Collection<UInt8>, maxBytes: Int = 1 << 20, maxPairs: Int = 1_000
    ) throws(FormURLEncodedError) -> [(String, String)] {
        guard body.count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
        let bytes = Array(body)
        var pairs: [(String, String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < maxPairs else { throw .tooManyPairs(limit: maxPairs) }
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            guard let decodedName = text(name), let value = text(pair.dropFirst(name.count + 1)) else {
                throw .notUTF8(offset: pair.startIndex)
            }
            pairs.append((decodedName, value))
        }
        return pairs
    }

    /// The names and values of a query, without its `?`.
    public static func decode(
        _ query: String, maxBytes: Int = 16 << 10, maxPairs: Int = 200
    ) throws(FormURLEncodedError) -> [(String, String)] {
        try decode(query.utf8, maxBytes: maxBytes, maxPairs: maxPairs)
    }

    /// Names and values as a query or body.
    public static func encode(_ pairs: some Sequence<(String, String)>) -> String {
        pairs.map { "\(encode($0))=\(encode($1))" }.joined(separator: "&")
    }

    /// One name or value: a space as `+`, all but letters, digits and `*-._` as `%XX`.
    public static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                bytes.append(byte)
            case 0x20:
                bytes.append(UInt8(ascii: "+"))
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func text(_ encoded: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2, let high = rest[rest.startIndex].hexValue,
                let low = rest[rest.startIndex + 1].hexValue
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
