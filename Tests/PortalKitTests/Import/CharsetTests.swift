import Foundation
import Testing

@testable import PortalKit

@Suite struct CharsetTests {
    /// Every letter with a tone, a roof or a horn, small and capital, and the plain vowels.
    static let letters: [String] = {
        let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
        let small = "aăâeêioôơuưy".flatMap { base in tones.map { (String(base) + $0).nfc } } + ["đ"]
        return small + small.map { $0.uppercased() }
    }()

    private static let text = letters.joined(separator: " ")

    /// The text in another character set by the system's own tables.
    private func iconv(_ text: String, to name: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", "UTF-8", "-t", name]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let bytes = try #require(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return VietnameseCharset.bytesAsText(bytes)
    }

    private func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    @Test func thereAreAllLetters() {
        #expect(Set(Self.letters).subtracting("aeiouyAEIOUY".map(String.init)).count == 134)
    }

    @Test func tcvn() throws {
        let old = try iconv(Self.text, to: "TCVN5712-1")
        #expect(isSame(VietnameseCharset.tcvn1.convert(old).text, Self.text))
        let ofVN2 = Self.letters.filter { !"ÚỤỪỬỮỨỰỲỶỸÝỴ".map(String.init).contains($0) }.joined(separator: " ")
        #expect(isSame(VietnameseCharset.tcvn2.convert(try iconv(ofVN2, to: "TCVN5712-1")).text, ofVN2))
        let ofVN3 = Self.letters.filter { $0 == $0.lowercased() || "AĂÂEÊIOÔƠUƯYĐ".map(String.init).contains($0) }
            .joined(separator: " ")
        let abc = try iconv(ofVN3, to: "TCVN5712-1")
        #expect(isSame(VietnameseCharset.tcvn3.convert(abc).text, ofVN3))
        #expect(isSame(VietnameseCharset.tcvn3Capitals.convert(abc).text, ofVN3.uppercased()))
    }

    @Test func windows1258() throws {
        let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
        let apart = Self.letters.map { letter in
            let parts = Array(letter.decomposedStringWithCanonicalMapping.unicodeScalars)
            let base = String(String.UnicodeScalarView(parts.filter { !tones.contains($0) })).nfc
            return base + String(String.UnicodeScalarView(parts.filter(tones.contains)))
        }
        let old = try iconv(apart.joined(separator: " "), to: "CP1258")
        #expect(isSame(VietnameseCharset.windows1258.convert(old).text, Self.text))
    }

    @Test func unicode() {
        let apart = Self.text.decomposedStringWithCanonicalMapping
        let result = VietnameseCharset.unicode.convert(apart)
        #expect(isSame(result.text, Self.text))
        #expect(result.converted > 0)
        #expect(VietnameseCharset.unicode.convert(Self.text).converted == 0)
    }

    /// Written down from the tables of VNI and of RFC 1456, letter by letter.
    @Test func vniAndVIQR() {
        let vni = [
            "a": "a aø aù aû aõ aï", "ă": "aê aè aé aú aü aë", "â": "aâ aà aá aå aã aä", "e": "e eø eù eû eõ eï",
            "ê": "eâ eà eá eå eã eä", "i": "i ì í æ ó ò", "o": "o oø où oû oõ oï", "ô": "oâ oà oá oå oã oä",
            "ơ": "ô ôø ôù ôû ôõ ôï", "u": "u uø uù uû uõ uï", "ư": "ö öø öù öû öõ öï", "y": "y yø yù yû yõ î",
        ]
        for (base, row) in vni {
            let wanted = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"].map { (base + $0).nfc }
                .joined(separator: " ")
            #expect(isSame(VietnameseCharset.vni.convert(row).text, wanted), "\(base)")
            #expect(isSame(VietnameseCharset.vni.convert(row.uppercased()).text, wanted.uppercased()), "\(base)")
        }
        #expect(VietnameseCharset.vni.convert("ñ Ñ").text == "đ Đ")
        let viqr = ["ă": "a(", "â": "a^", "ê": "e^", "ô": "o^", "ơ": "o+", "ư": "u+"]
        for base in "aăâeêioôơuưy".map(String.init) {
            for (sign, mark) in [("", ""), ("`", "\u{300}"), ("'", "\u{301}"), ("?", "\u{309}"), ("~", "\u{303}")]
                + [(".", "\u{323}")]
            {
                let written = (viqr[base] ?? base) + sign
                let wanted = (base + mark).nfc
                #expect(isSame(VietnameseCharset.viqr.convert(written).text, wanted), "\(written)")
                #expect(isSame(VietnameseCharset.viqr.convert(written.uppercased()).text, wanted.uppercased()))
            }
        }
        #expect(VietnameseCharset.viqr.convert("dd DD Dd ddo^`ng, a\\. a.. What\\?").text == "đ Đ Đ đồng, a. ạ. What?")
    }

    @Test(arguments: [
        ("Th«ng b¸o vÒ viÖc tæ chøc häp Héi ®ång nh©n d©n x·", VietnameseCharset.tcvn3),
        ("Uyû ban nhaân daân xaõ thoâng baùo cho baø con ñöôïc bieát", .vni),
        ("U?y ban nha^n da^n xa~ tho^ng ba'o cho ba` con ddu+o+.c bie^'t", .viqr),
        ("Ủy ban nhân dân xã thông báo", .unicode), ("Uy\u{309} ban nha\u{302}n da\u{302}n", .unicode),
        ("The fox don't stop. What? It's a test of the system, and so on. We can do it.", .unicode),
        ("Le café est très bon à Noël, déjà vu où", .unicode), ("", .unicode), ("Nam", .unicode),
        ("Uy ban nhan dan xa. Thong bao ve viec hop. Cho ba con.", .unicode),
    ])
    func detection(_ text: String, _ charset: VietnameseCharset) {
        #expect(CharsetDetection(of: text).charset == charset)
    }

    @Test func fonts() {
        #expect(VietnameseCharset(font: ".VnTime") == .tcvn3)
        #expect(VietnameseCharset(font: ".VnArial NarrowH") == .tcvn3Capitals)
        #expect(VietnameseCharset(font: "VNI-Times") == .vni)
        #expect(VietnameseCharset(font: "Times New Roman") == nil)
    }

    @Test func whatMeansNothingIsKeptAndCounted() {
        let result = VietnameseCharset.tcvn3.convert("x· \u{C0}")
        #expect(result.text == "xã \u{C0}")
        #expect(result.unknown == ["\u{C0}": 1])
    }

    @Test func anyTextCanBeConverted() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = VietnameseCharset.bytesAsText(bytes)
            #expect(text.unicodeScalars.count == bytes.count)
            for charset in VietnameseCharset.allCases {
                #expect(isSame(charset.convert(text).text.nfc, charset.convert(text).text))
            }
            _ = CharsetDetection(of: text)
        }
    }
}
