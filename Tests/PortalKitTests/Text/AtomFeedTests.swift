import Foundation
import FoundationXML
import Testing

@testable import PortalKit

@Suite struct AtomFeedTests {
    private func feed(_ entries: [AtomFeed.Entry]) -> AtomFeed {
        AtomFeed(
            id: "https://dongviet.example/tin-tuc", title: "Tin tức <xã Đồng Việt>",
            selfLink: "https://dongviet.example/tin-tuc/feed.xml?a=1&b=2", link: "https://dongviet.example/tin-tuc",
            author: "UBND xã Đồng Việt", entries: entries)
    }

    @Test func everythingIsThereAndEscaped() throws {
        let published = try #require(VietnamTime(parsing: "2026-11-24 08:30")).date
        let html = SafeHTML(trusted: "<p>Nội dung &amp; <b>đậm</b> ]]&gt;</p>")
        let document = try XMLDocument(
            xmlString: feed([
                AtomFeed.Entry(
                    id: "urn:uuid:1", title: "Lịch \"tiếp\" dân & họp\u{0}\u{B}",
                    link: "https://dongviet.example/tin-tuc/a",
                    updated: published.addingTimeInterval(60), published: published, authors: ["Trần Thị Lụa"],
                    categories: [("thong-bao", "Thông báo")], summary: "Tóm tắt", content: html),
                AtomFeed.Entry(
                    id: "urn:uuid:2", title: "Khác", link: "https://dongviet.example/tin-tuc/b", updated: published),
            ]).xml)
        let root = try #require(document.rootElement())
        #expect(root.name == "feed" && root.uri == "http://www.w3.org/2005/Atom")
        func text(_ path: String) throws -> String? {
            let steps = path.split(separator: "/").map { "*[local-name()='\($0)']" }.joined(separator: "/")
            return try root.nodes(forXPath: steps).first?.stringValue
        }
        #expect(try text("title") == "Tin tức <xã Đồng Việt>")
        #expect(try text("updated") == "2026-11-24T08:31:00+07:00")
        #expect(try text("author/name") == "UBND xã Đồng Việt")
        #expect(try text("entry/title") == "Lịch \"tiếp\" dân & họp")
        #expect(try text("entry/published") == "2026-11-24T08:30:00+07:00")
        #expect(try text("entry/author/name") == "Trần Thị Lụa")
        #expect(try text("entry/content") == html.html)
        #expect(try root.nodes(forXPath: "*[local-name()='entry']").count == 2)
        #expect(
            try root.nodes(forXPath: "*[local-name()='link'][@rel='self']/@href").first?.stringValue
                == "https://dongviet.example/tin-tuc/feed.xml?a=1&b=2")
    }

    @Test func emptyFeedIsValidAndStable() throws {
        #expect(try XMLDocument(xmlString: feed([]).xml).rootElement()?.name == "feed")
        #expect(feed([]).xml == feed([]).xml)
    }
}
