import Foundation
import Testing

@testable import PortalKit

@Suite struct HTMLSanitizerTests {
    private func clean(_ html: String) throws -> String { try HTMLSanitizer().sanitize(html).html }

    @Test(arguments: [
        // Structure is repaired.
        ("Ủy ban nhân dân xã", "<p>Ủy ban nhân dân xã</p>"),
        ("<h1>Thông báo</h1><h5>Mục</h5>", "<h2>Thông báo</h2><h4>Mục</h4>"),
        ("<div>một<div>hai</div>ba</div>", "<p>một</p><p>hai</p><p>ba</p>"),
        ("<section><p>Nội dung</p></section>", "<p>Nội dung</p>"),
        ("<p>a<ul><li>b</ul>c", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        ("<ul>x<li>b<ol><li>c</ol></ul>", "<ul><li>x</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("<ol start=3 type=a><li><p>Khoản</p></li></ol>", "<ol start=\"3\" type=\"a\"><li><p>Khoản</p></li></ol>"),
        ("<li>lạc</li>", "<p>lạc</p>"),
        ("<dl><dt>Số<dd>12</dd><dd><p>13</p></dl>", "<dl><dt>Số</dt><dd>12</dd><dd><p>13</p></dd></dl>"),
        ("<blockquote>Trích <cite>Luật</cite></blockquote>", "<blockquote><p>Trích <cite>Luật</cite></p></blockquote>"),
        ("<p>  nhiều \n\t khoảng  <b> trống </b> </p>", "<p>nhiều khoảng <b>trống</b></p>"),
        ("<p><br>a<br> b<br></p><p><br></p>", "<p>a<br>b</p>"),
        ("<pre>\n  một\n    hai\n</pre>", "<pre>  một\n    hai</pre>"),
        ("<hr>a<hr>", "<hr><p>a</p><hr>"),
        // Tables.
        (
            "<table><caption>Giá</caption><tr><th scope=col colspan=2>Phí<td>1</table>",
            "<table><caption>Giá</caption><tbody><tr><th scope=\"col\" colspan=\"2\">Phí</th><td>1</td></tr></tbody></table>"
        ),
        ("<table><tr><td></td></tr>chữ</table>", "<p>chữ</p><table><tbody><tr><td></td></tr></tbody></table>"),
        ("<td>lẻ</td>", "<p>lẻ</p>"),
        ("<table></table>", ""),
        // Marks.
        ("<em><div>x</div><div>y</div></em>", "<p><em>x</em></p><p><em>y</em></p>"),
        ("<b>a<i>b</b>c</i>", "<p><b>a<i>b</i></b>c</p>"),
        ("<strike>a</strike><ins>b</ins>", "<p><s>a</s><u>b</u></p>"),
        ("<span style='color:red' onclick=x()>đỏ</span>", "<p>đỏ</p>"),
        (
            "<abbr title='Ủy ban nhân dân' id=x class=y>UBND</abbr>",
            "<p><abbr title=\"Ủy ban nhân dân\">UBND</abbr></p>"
        ),
        ("<h2 id=dau style='x' onmouseover=alert(1)>Đầu</h2>", "<h2>Đầu</h2>"),
        // Links.
        (
            "<a href=' https://vi.dụ/?a=1&b=2 '>x</a>",
            "<p><a href=\"https://vi.dụ/?a=1&amp;b=2\" rel=\"noopener\">x</a></p>"
        ),
        ("<a href='/tin-tuc' target=_blank>x</a>", "<p><a href=\"/tin-tuc\">x</a></p>"),
        ("<a href='tep/báo cáo.pdf'>x</a>", "<p><a href=\"tep/báo%20cáo.pdf\">x</a></p>"),
        ("<a href='mailto:vp@dongviet.example'>x</a>", "<p><a href=\"mailto:vp@dongviet.example\">x</a></p>"),
        ("<a href='tel:+842030000'>x</a>", "<p><a href=\"tel:+842030000\">x</a></p>"),
        ("<a href='javascript:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='JaVa\nScript&#58;alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='&#1;javascript:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='//evil.example'>x</a>", "<p>x</p>"),
        ("<a href='/\\evil.example'>x</a>", "<p>x</p>"),
        ("<a href='data:text/html,x'>x</a>", "<p>x</p>"),
        // Pictures.
        (
            "<img src='/tep/7-dinh.jpg?rong=480' alt='Đình làng \"cổ\"' width=640 height=480 onerror=x>",
            "<p><img src=\"/tep/7-dinh.jpg\" alt=\"Đình làng &quot;cổ&quot;\" width=\"640\" height=\"480\"></p>"
        ),
        (
            "<figure><img src=/tep/7-anh.png><figcaption>Chú <div>thích</div></figcaption></figure>",
            "<figure><img src=\"/tep/7-anh.png\" alt=\"\"><figcaption>Chú thích</figcaption></figure>"
        ),
        ("<img src=https://evil.example/p.gif><img src=data:image/png;base64,AA><img src=/quan-tri>", ""),
        ("<img src='../../quan-tri'><img src='/tep/%2e%2E/x'><img src='/tep/7-a/..'><img src=//tep/7-a.jpg>", ""),
        ("<img src=anh.png><img src=/tep/a.png><img src=/tep/0-a.png><img src=/tep/-a><img src=/tep/7/a.png>", ""),
        (
            "<img src=/tep/\(String(repeating: "a1", count: 32))/anh.png>",
            "<p><img src=\"/tep/\(String(repeating: "a1", count: 32))/anh.png\" alt=\"\"></p>"
        ),
        // What goes with its content.
        ("a<script>alert(1)</script><style>p{}</style><!-- x --><iframe>y</iframe>b", "<p>ab</p>"),
        ("<svg><a href='javascript:x'><text>t</text></a></svg><math><mi>x</mi></math>", ""),
        ("<template><p>x</p></template><textarea><script></textarea>", ""),
        ("<p>Từ Word<o:p></o:p></p><v:shape>h</v:shape>", "<p>Từ Word</p><p>h</p>"),
        // Text is composed, safe, and keeps the no-break space.
        ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "<p>Tiếng Việt</p>"),
        ("<span>e</span>&#x301;", "<p>é</p>"),
        ("<b>&#x338;</b>", "<p><b>&#824;</b></p>"),
        ("1 < 2 & 3 > 2 &lt;script&gt;", "<p>1 &lt; 2 &amp; 3 &gt; 2 &lt;script&gt;</p>"),
        ("a<<b><3</b> <p title='>'>x<!-->y", "<p>a&lt;<b>&lt;3</b></p><p>xy</p>"),
        ("<!-- a -- > b --!>c<script/x>d</scripty></SCRIPT >e</p/>f<p =a b=\"", "<p>ce</p><p>f</p>"),
        ("a&nbsp;b\u{0}\u{7}c&#x202E;d", "<p>a\u{A0}bcd</p>"),
        ("", ""), ("   \n ", ""), ("<p></p>", ""),
    ])
    func canonicalForm(_ input: String, _ expected: String) throws {
        let result = try clean(input)
        #expect(Array(result.utf8) == Array(expected.utf8), "got \(result)")
        #expect(Array(try clean(result).utf8) == Array(result.utf8))
    }

    @Test func refusesWhatIsTooDeepOrTooLarge() throws {
        #expect(throws: HTMLSanitizerError.tooDeep(limit: 100)) {
            try clean(String(repeating: "<blockquote>", count: 5_000) + "x")
        }
        #expect(throws: HTMLSanitizerError.tooLarge(limit: 10)) {
            try HTMLSanitizer(maxBytes: 10).sanitize("Xã Đồng Việt")
        }
        // A tag with many attributes, which libxml2 would compare one with another.
        let attributes = (0..<20_000).map { "a\($0)=1" }.joined(separator: " ")
        #expect(try clean("<p \(attributes)>x</p>") == "<p>x</p>")
        let address = "/" + String(repeating: "a", count: 2_000)
        #expect(throws: HTMLSanitizerError.tooLarge(limit: 2 << 20)) {
            try clean("<a href=\"\(address)\">" + String(repeating: "<p>x", count: 1_500))
        }
    }

    @Test func decodingSanitises() throws {
        let data = try JSONEncoder().encode(["<p onclick=x>Chào</p><script>1</script>"])
        #expect(try JSONDecoder().decode([SafeHTML].self, from: data) == [SafeHTML(trusted: "<p>Chào</p>")])
    }
}
