import Testing

@testable import PortalKit

@Suite struct FormURLEncodedTests {
    private func decode(_ text: String) throws -> [String] {
        try FormURLEncoded.decode(text).map { "\($0.0)|\($0.1)" }
    }

    @Test func decodes() throws {
        #expect(
            try decode("q=%C4%91%C6%B0%E1%BB%9Dng+l%C3%A0ng&trang=2&&x&=y&a=b=c") == [
                "q|đường làng", "trang|2", "x|", "|y", "a|b=c",
            ])
        #expect(try decode("q=100%&r=%zz%4") == ["q|100%", "r|%zz%4"])
        #expect(try decode("").isEmpty)
    }

    @Test func refuses() {
        #expect(throws: FormURLEncodedError.notUTF8(offset: 4)) { try FormURLEncoded.decode("a=1&b=%FF") }
        #expect(throws: FormURLEncodedError.notUTF8(offset: 0)) { try FormURLEncoded.decode("%C0%80=1") }
        #expect(throws: FormURLEncodedError.tooLarge(limit: 3)) { try FormURLEncoded.decode("abcd", maxBytes: 3) }
        #expect(throws: FormURLEncodedError.tooManyPairs(limit: 2)) { try FormURLEncoded.decode("a&b&c", maxPairs: 2) }
    }

    @Test func whatIsEncodedDecodesToTheSame() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<300 {
            let pairs = (0..<3).map { _ in
                var scalars = String.UnicodeScalarView()
                for _ in 0..<10 { scalars.append(Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &random)) ?? "x") }
                return (String(scalars), "Tên & giá trị=\(scalars.count)")
            }
            let encoded = FormURLEncoded.encode(pairs)
            #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            let decoded = try FormURLEncoded.decode(encoded)
            #expect(decoded.map { Array($0.0.utf8) } == pairs.map { Array($0.0.utf8) })
            #expect(decoded.map { Array($0.1.utf8) } == pairs.map { Array($0.1.utf8) })
        }
    }
}
