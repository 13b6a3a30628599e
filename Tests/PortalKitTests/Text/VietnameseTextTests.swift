import Testing

@testable import PortalKit

@Suite struct VietnameseTextTests {
    @Test func inputIsComposedAndClean() {
        #expect(
            "  U\u{309}y ban\u{0}\t nhân\r\n dân\u{202E} ".normalizedInput().utf8.elementsEqual("Ủy ban nhân dân".utf8))
        #expect("một\r\nhai\rba\u{2028}bốn\u{7}\n".normalizedInput(multiline: true) == "một\nhai\nba\nbốn")
        #expect("\u{FEFF}\u{200B} ".normalizedInput().isEmpty)
        #expect("a\u{301}".nfc.utf8.elementsEqual("á".utf8))
    }

    @Test(arguments: [
        ("Đường Nguyễn Huệ", "duong nguyen hue"), ("ĐƯỜNG", "duong"), ("Tie\u{302}\u{301}ng Việt", "tieng viet"),
        ("Số 12/QĐ-UBND", "so 12/qd-ubnd"), ("中文 Ω", "中文 ω"),
    ])
    func folding(_ text: String, _ expected: String) {
        #expect(text.folded == expected)
    }

    @Test func foldingCoversEveryVietnameseLetter() {
        let bases = "aăâeêioôơuưy"
        for base in bases {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let letter = (String(base) + tone).nfc
                #expect(letter.unicodeScalars.count == 1)
                #expect(letter.folded == letter.uppercased().folded)
                #expect(letter.folded.utf8.count == 1)
            }
        }
    }

    @Test(arguments: [
        ("Thông báo lịch tiếp công dân tháng 12/2026", 80, "thong-bao-lich-tiep-cong-dan-thang-12-2026"),
        ("  --Đình làng: «Đồng Việt»--  ", 80, "dinh-lang-dong-viet"),
        ("Thông báo lịch tiếp công dân", 14, "thong-bao-lich"), ("Thông báo lịch tiếp công dân", 17, "thong-bao-lich"),
        ("Nghiêngngảnghiêng", 6, "nghien"), ("", 80, "muc"), ("中文 ...", 80, "muc"), ("中", 2, "mu"), ("a", 0, "a"),
    ])
    func slugs(_ title: String, _ length: Int, _ expected: String) {
        let slug = Slug.make(from: title, maxLength: length)
        #expect(slug == expected)
        #expect(Slug.isValid(slug))
    }

    @Test(arguments: ["", "-a", "a-", "a--b", "A", "đ", "a/b", "a b", "../a"])
    func notSlugs(_ text: String) {
        #expect(!Slug.isValid(text))
    }
}
