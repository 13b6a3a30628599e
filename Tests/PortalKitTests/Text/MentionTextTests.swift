import Testing

@testable import PortalKit

/// What a text mentions becomes a link, and nothing else changes.
@Suite struct MentionTextTests {
    /// Knows every word that begins with `#`.
    private struct Words: MentionSource {
        let dependency = Dependency.list("words")

        func mentions(in text: String) -> [Mention] {
            text.split(whereSeparator: { !($0.isLetter || $0 == "#") }).filter { $0.hasPrefix("#") }.map {
                Mention($0.startIndex..<$0.endIndex, key: $0.lowercased())
            }
        }

        func addresses(of keys: Set<String>) -> [String: String] { [:] }
    }

    @Test func onlyTextOutsideOfLinksAndHeadings() {
        let html = "<h2>#một</h2><p title=\"#hai\">Đây là #Hai, <a href=\"/x\">và #ba <b>#bốn</b></a> &amp; #năm.</p>"
        let text = MentionText(html, Words())
        #expect(text.keys == ["#hai", "#năm"])
        let linked = text.linked(to: ["#hai": "/hai?a=1&b", "#ba": "/ba"]).html
        #expect(linked == html.replacing("#Hai,", with: "<a href=\"/hai?a=1&amp;b\">#Hai</a>,"))
    }

    @Test func aTextWithoutAddressesStaysAsItIs() {
        for html in ["", "<p>", "a < b #hai", "<a>#hai", "#hai"] {
            #expect(MentionText(html, Words()).linked(to: [:]).html == html)
        }
        #expect(MentionText("#hai", Words()).linked(to: ["#hai": "/2"]).html == "<a href=\"/2\">#hai</a>")
    }
}
