import Foundation
import Testing

@testable import PortalKit

@Suite struct PictureTests {
    private func sample(width: Int = 8, height: Int = 4, alpha: Bool = false) throws -> Picture {
        try Picture(decoding: SamplePNG.make(width: width, height: height, alpha: alpha))
    }

    @Test func keepsSizeAndDropsEnlarging() throws {
        let picture = try sample(width: 400, height: 300)
        #expect(picture.width == 400 && picture.height == 300)
        let variants = try picture.variants(widths: [800, 200, 100])
        #expect(variants.map(\.width) == [100, 200, 400])
        #expect(variants.map(\.height) == [75, 150, 300])
        #expect(variants.allSatisfy { $0.mediaType == .jpeg && MediaType(content: $0.bytes) == .jpeg })
        #expect(try picture.variants(widths: [200]).map(\.width) == [200])
        #expect(try picture.variants(widths: []).map(\.width) == [400])
    }

    @Test func transparentStaysTransparent() throws {
        let encoded = try sample(width: 40, height: 20, alpha: true).encoded(width: 20)
        #expect(encoded.mediaType == .png)
        #expect(try Picture(decoding: encoded.bytes).isTransparent)
    }

    @Test(arguments: 1...8) func turnsUprightAndForgetsWhere(orientation: Int) throws {
        let plain = try sample(width: 64, height: 32).encoded(quality: 95).bytes
        let exif: [UInt8] =
            [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0]
        let tagged = Array(plain[..<2]) + exif + Array(plain[2...])
        #expect(PictureHeader(of: tagged)?.orientation == orientation)
        let picture = try Picture(decoding: tagged)
        #expect(picture.width == (orientation > 4 ? 32 : 64))
        #expect(PictureHeader(of: try picture.encoded().bytes)?.orientation == 1)
        // The sample is dark in its left upper quarter only; where that lands tells the turn.
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)]
        let (right, lower) = corners[orientation - 1]
        for (column, line) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let isDark =
                try #require(
                    picture.color(x: picture.width * (1 + 2 * column) / 4, y: picture.height * (1 + 2 * line) / 4))
                & 255 < 128
            #expect(isDark == (column == right && line == lower), "corner \(column) \(line)")
        }
    }

    @Test(arguments: [
        "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=",
        "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
    ])
    func readsTheOtherKinds(base64: String) throws {
        let bytes = Array(try #require(Data(base64Encoded: base64)))
        let header = try #require(PictureHeader(of: bytes))
        #expect(header.width == 1 && header.height == 1)
        #expect(try Picture(decoding: bytes).encoded().width == 1)
    }

    @Test func refusesBombsBeforeDecoding() {
        var png = SamplePNG.make(width: 8, height: 4, alpha: false)
        png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
        #expect(throws: PictureError.tooManyPixels(limit: Picture.maxPixels)) { try Picture(decoding: png) }
        let gif: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0]
        #expect(throws: PictureError.tooManyPixels(limit: Picture.maxPixels)) { try Picture(decoding: gif) }
    }

    @Test func refusesWhatIsNoPicture() throws {
        #expect(throws: PictureError.notAPicture) { try Picture(decoding: Array("<svg/>".utf8)) }
        #expect(throws: PictureError.notAPicture) { try Picture(decoding: []) }
        let png = SamplePNG.make(width: 8, height: 4, alpha: false)
        #expect(throws: PictureError.damaged) { try Picture(decoding: Array(png.prefix(40))) }
    }

    @Test(arguments: 0..<4) func mutationsNeverCrash(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let picture = try sample(width: 32, height: 16, alpha: seed % 2 == 0)
        let original = seed < 2 ? try picture.encoded().bytes : SamplePNG.make(width: 16, height: 16, alpha: false)
        for _ in 0..<300 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            _ = try? Picture(decoding: bytes, maxPixels: 100_000).encoded(width: 8)
        }
    }
}

/// An uncompressed PNG: dark in the left upper quarter, light elsewhere.
enum SamplePNG {
    static func make(width: Int, height: Int, alpha: Bool) -> [UInt8] {
        var raw: [UInt8] = []
        for y in 0..<height {
            raw.append(0)
            for x in 0..<width {
                let isDark = x < width / 2 && y < height / 2
                raw += isDark ? [20, 20, 20] : [230, 230, 230]
                if alpha { raw.append(isDark ? 255 : 0) }
            }
        }
        var stream: [UInt8] = [0x78, 0x01]
        var rest = raw[...]
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            stream += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
            stream += [UInt8(~count & 255), UInt8(~count >> 8)] + block
        }
        stream += big(adler(raw))
        let header = big(UInt32(width)) + big(UInt32(height)) + [8, alpha ? 6 : 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", stream)
            + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(UInt32(content.count)) + body + big(crc(body))
    }

    private static func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - $0 * 8) & 255) } }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
