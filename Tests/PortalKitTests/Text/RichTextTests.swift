import Testing

@testable import PortalKit

@Suite struct RichTextTests {
    private static let written = [
        "<p>Toàn xã đã gặt xong <strong>85%</strong> diện tích.</p>",
        "<h2>Kết quả</h2><p>Một</p><ul><li>Lúa<ol><li>Sớm</li><li>Muộn</li></ol></li><li>Ngô</li></ul>",
        "<table><caption>Diện tích</caption><thead><tr><th scope=\"col\">Thôn</th><th scope=\"col\">ha</th></tr></thead>"
            + "<tbody><tr><td>Đông</td><td>12</td></tr></tbody></table><p>Hết</p>",
        "<blockquote><p>Ai ơi</p><p>bưng bát</p></blockquote><hr><p>a<br>b</p>",
        "<figure><img src=\"/tep/7-cho.jpg\" alt=\"Chợ\" width=\"3\" height=\"2\"><figcaption>Chợ quê</figcaption></figure>",
        "<pre>một\n\n  hai *ba*</pre><p>4 &lt; 5 &amp; [x](y) _z_</p>",
        "<ul><li><p>Một</p><p>hai</p></li><li>Ba</li></ul>",
    ]

    @Test(arguments: written) func whatTheEditorWroteComesBackUnchanged(markup: String) throws {
        let clean = try HTMLSanitizer().sanitize(markup)
        #expect(clean.html == markup)
        let text = RichText.text(of: clean)
        #expect(try RichText.html(from: text) == clean)
        #expect(RichText.text(of: try RichText.html(from: text)) == text)
        #expect(text.normalizedInput(multiline: true) == text)
    }

    @Test func eachBlockStandsOnALineOfItsOwn() throws {
        let markup = try HTMLSanitizer().sanitize("<p>Một</p><ul><li>Hai</li></ul><p>Ba</p>")
        #expect(RichText.text(of: markup) == "<p>Một</p>\n\n<ul>\n<li>Hai</li>\n</ul>\n\n<p>Ba</p>")
    }

    @Test func anythingElseIsMarkdown() throws {
        #expect(try RichText.html(from: "Tin **mới**").html == "<p>Tin <strong>mới</strong></p>")
        let mixed = "<p>Một &amp; <em>hai</em></p>\n\n## Ba\n\n- bốn"
        #expect(try RichText.html(from: mixed).html == "<p>Một &amp; <em>hai</em></p><h2>Ba</h2><ul><li>bốn</li></ul>")
        #expect(try RichText.html(from: "<p>Một\n</p>\n<p onclick='x()'>hai</p>").html == "<p>Một</p><p>hai</p>")
    }

    @Test func anyMarkupSurvivesTheWayThroughTheTextField() throws {
        var random = SeededRandom(seed: 40)
        let pieces = [
            "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<pre>",
            "</pre>",
            "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<hr>", "<br>", "<strong>", "</strong>", "Đường", " ",
            "\n", "\n\n",
            "*a*", "# b", "- c", "&lt;", "<figure>", "<figcaption>", "</figure>", "<a href=\"/x\">", "</a>", "<dl>",
            "<dt>", "<dd>",
        ]
        for _ in 0..<2000 {
            let markup = (0..<Int.random(in: 1...25, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let clean = try HTMLSanitizer().sanitize(markup)
            let text = RichText.text(of: clean).normalizedInput(multiline: true)
            #expect(try RichText.html(from: text) == clean, "\(markup)")
        }
    }

    @Test func aFieldKeepsWhatTheSanitiserLetsThrough() {
        var field = FormField("body", .richText(rows: 5), label: "Nội dung", maximumLength: 1000)
        let texts = Texts(language: "vi", layers: [])
        field.accept(
            FormValues([("body", "<p onclick=\"x()\">Mới<script>x</script></p>"), ("body_format", "html")]),
            texts: texts)
        #expect(field.value == "<p>Mới</p>")
        field.accept(FormValues([("body", "Tin **mới**")]), texts: texts)
        #expect(field.value == "Tin **mới**")
        let deep = String(repeating: "<blockquote>", count: 150) + "x"
        field.accept(FormValues([("body", deep), ("body_format", "html")]), texts: texts)
        #expect(field.error != nil && field.value == deep)
    }
}
