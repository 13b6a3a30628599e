import Testing

@testable import PortalKit

@Suite struct MarkdownTests {
    @Test func severalTextsAtOnceDoNotSpoilEachOther() async throws {
        let text = String(repeating: "Xem ~~lịch cũ~~ https://dongviet.example/lich.\n\n", count: 200)
        let expected = try Markdown.html(from: text).html
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<32 { group.addTask { (try? Markdown.html(from: text).html) == expected } }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func rendersWhatEditorsWrite() throws {
        let html = try Markdown.html(
            from: """
                # Lịch tiếp công dân

                Chủ tịch xã tiếp dân **thứ Ba**, xem ~~lịch cũ~~ https://dongviet.example/lich.

                | Ngày | Nơi tiếp |
                | --- | --- |
                | 24/11 | Trụ sở |

                - một
                - hai

                <script>alert(1)</script><b onclick="x">đậm</b>
                """
        ).html
        #expect(
            html == """
                <h2>Lịch tiếp công dân</h2><p>Chủ tịch xã tiếp dân <strong>thứ Ba</strong>, xem <s>lịch cũ</s> \
                <a href="https://dongviet.example/lich" rel="noopener">https://dongviet.example/lich</a>.</p>\
                <table><thead><tr><th>Ngày</th><th>Nơi tiếp</th></tr></thead>\
                <tbody><tr><td>24/11</td><td>Trụ sở</td></tr></tbody></table>\
                <ul><li>một</li><li>hai</li></ul><p><b>đậm</b></p>
                """)
    }

    @Test func boundsItsInput() {
        #expect(throws: HTMLSanitizerError.tooLarge(limit: Markdown.maxBytes)) {
            try Markdown.html(from: String(repeating: "đ", count: 140_000))
        }
        #expect(throws: HTMLSanitizerError.tooLarge(limit: Markdown.maxBytes)) {
            let wide = String(repeating: "|a", count: 2_000) + "|\n" + String(repeating: "|-", count: 2_000) + "|\n"
            return try Markdown.html(from: wide + String(repeating: "|x\n", count: 50_000))
        }
        #expect(throws: HTMLSanitizerError.tooDeep(limit: 50)) {
            try Markdown.html(from: String(repeating: "> ", count: 100) + "x")
        }
    }

    @Test(
        arguments: ["[", "![", "*a_ ", "`", "<", "[a](", "|\n-\n", "_a ", "- ", "\\", "www.", "~a~"])
    func repeatedSyntaxEndsSoon(piece: String) {
        _ = try? Markdown.html(from: String(repeating: piece, count: 20_000 / piece.utf8.count))
    }

    @Test func plainTextKeepsWordsApart() {
        let html = SafeHTML(
            trusted: """
                <h2>Thông báo</h2><p>Một <b>hai</b><br>ba&nbsp;bốn</p><ul><li>năm</li><li>sáu</li></ul>\
                <table><tbody><tr><td>bảy</td><td>tám</td></tr><tr><td>chín</td></tr></tbody></table><script>x</script>
                """)
        #expect(html.plainText == "Thông báo\nMột hai\nba bốn\nnăm\nsáu\nbảy\ttám\nchín")
    }

    @Test(arguments: [
        (100, "Ủy ban nhân dân xã Đồng Việt thông báo, từ nay"), (46, "Ủy ban nhân dân xã Đồng Việt thông báo, từ nay"),
        (45, "Ủy ban nhân dân xã Đồng Việt thông báo, từ…"), (40, "Ủy ban nhân dân xã Đồng Việt thông báo…"),
        (5, "Ủy…"), (1, "…"),
    ])
    func excerptEndsAtAWord(length: Int, expected: String) {
        #expect("Ủy ban nhân dân xã\nĐồng Việt thông báo, từ nay".excerpt(length: length) == expected)
    }
}
