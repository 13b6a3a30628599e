import Foundation
import Testing

@testable import News
@testable import PortalKit

@Suite struct FeedTests {
    @Test func theFeedHoldsTheWholeArticle() throws {
        let site = try NewsSite()
        let article = try site.publish(
            .sample.with {
                $0.title = "Lúa & ngô <mới>"
                $0.body = "Xem [lịch](/tin-tuc)."
            })
        let context = try site.context()
        let xml = NewsFeed.feed([article], title: "Tin tức", path: NewsPath.feed, page: NewsPath.front, context).xml
        #expect(xml.contains("<title>Lúa &amp; ngô &lt;mới&gt;</title>"))
        #expect(xml.contains("href=\"https://dongviet.example/tin-tuc/kinh-te-xa-hoi/lua-ngo-moi\""))
        #expect(xml.contains("<name>Trần Văn Lương</name>"))
        #expect(xml.contains("<summary>Đã gặt xong 85% diện tích.</summary>"))
        #expect(xml.contains("term=\"kinh-te-xa-hoi\" label=\"Kinh tế – xã hội\""))
        #expect(xml.contains("&lt;a href="))
    }

    @Test func referenceNewsIsLabelledInTheFeedToo() throws {
        let site = try NewsSite()
        let article = try site.publish(
            .sample.with {
                $0.isReference = true; $0.section = "tin-tham-khao"
            })
        let xml = NewsFeed.feed(
            [article], title: "Tin", path: NewsPath.feed, page: NewsPath.front, try site.context()
        ).xml
        #expect(xml.contains("<summary>Tin tham khảo."))
    }

    @Test func anEmptyFeedIsAFeed() throws {
        let site = try NewsSite()
        let xml = NewsFeed.feed([], title: "Tin", path: NewsPath.feed, page: NewsPath.front, try site.context()).xml
        #expect(xml.contains("<updated>1970-01-01"))
    }
}
