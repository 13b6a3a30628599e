import Foundation
import GRDB
import PortalKit
import Testing

@testable import News

@Suite struct PublicListTests {
    @Test func listsAreNewestFirstAndPageByPage() throws {
        let site = try NewsSite()
        try site.fill(50, every: 86_400 * 2)
        try site.read { database throws in
            let all = try PublicArticles.latest(.all, limit: 100, in: database).map(\.title)
            #expect(all == (0..<50).map { "Tin số \($0)" })
            var paged: [String] = []
            for page in 1...5 {
                let listing = try ArticleListing.fetch(.all, period: .init(), page: page, size: 12, in: database)
                #expect(listing.paging.total == 50)
                paged += listing.articles.map(\.title)
            }
            #expect(paged == all)
        }
    }

    @Test func sectionsTagsAndTimesAreNarrowed() throws {
        let site = try NewsSite()
        try site.fill(60, every: 86_400)
        try site.read { database throws in
            let section = try ArticleListing.fetch(
                .section("thong-bao"), period: .init(), page: 1, size: 60, in: database)
            #expect(section.paging.total == 30)
            #expect(section.articles.allSatisfy { $0.section == "thong-bao" })
            let tag = try ArticleListing.fetch(.tag("lua"), period: .init(), page: 2, size: 12, in: database)
            #expect(tag.paging.total == 20)
            #expect(tag.articles.count == 8)
            let october = try ArticleListing.fetch(
                .all, period: .init(year: 2026, month: 10), page: 1, size: 60, in: database)
            #expect(october.articles.count == 31)
            #expect(october.articles.allSatisfy { Month($0.publishedAt).number == 202_610 })
            #expect(october.counts.entries.count == 3)
            let year = try ArticleListing.fetch(.all, period: .init(year: 2026), page: 5, size: 12, in: database)
            #expect(year.paging.total == 60)
            #expect(year.articles.count == 12)
        }
    }

    @Test func pagesThatAreNotThereAreNotFound() throws {
        let site = try NewsSite()
        try site.fill(13, every: 86_400)
        try site.read { database throws in
            #expect(throws: PortalError.notFound) {
                try ArticleListing.fetch(.all, period: .init(), page: 3, size: 12, in: database)
            }
            #expect(throws: PortalError.notFound) {
                try ArticleListing.fetch(.all, period: .init(year: 1999), page: 1, size: 12, in: database)
            }
            let empty = try ArticleListing.fetch(.section("cai-cach"), period: .init(), page: 1, size: 12, in: database)
            #expect(empty.articles.isEmpty)
        }
    }

    @Test func periodsAreReadFromTheQuery() throws {
        let period = try ArticleListing.Period(FormValues([("nam", "2026"), ("thang", "11")]))
        #expect(period == ArticleListing.Period(year: 2026, month: 11))
        for query in [[("nam", "x")], [("nam", "2026"), ("thang", "13")], [("thang", "5")]] {
            #expect(throws: PortalError.notFound) { try ArticleListing.Period(FormValues(query)) }
        }
    }

    @Test func relatedArticlesShareTagsFirst() throws {
        let site = try NewsSite()
        let base = try site.publish(.sample)
        let both = try site.publish(
            .sample.with {
                $0.title = "Hai từ khóa"; $0.section = "thong-bao"
            })
        let one = try site.publish(
            .sample.with {
                $0.title = "Một từ khóa"; $0.tags = ["lúa"]
            })
        let none = try site.publish(
            .sample.with {
                $0.title = "Cùng chuyên mục"; $0.tags = []
            })
        _ = try site.publish(
            .sample.with {
                $0.title = "Khác hẳn"; $0.tags = []; $0.section = "thong-bao"
            })
        let related = try site.read {
            try PublicArticles.related(
                to: base.id, section: "kinh-te-xa-hoi", tags: ["lua", "dong-nep"], limit: 5, in: $0)
        }
        #expect(related.map(\.id) == [both.id, one.id, none.id])
    }

    @Test func neighboursAreThoseOfTheSection() throws {
        let site = try NewsSite()
        try site.fill(6, every: 3600)
        try site.read { database throws in
            let list = try PublicArticles.latest(.section("thong-bao"), limit: 3, in: database)
            let middle = try #require(list.dropFirst().first)
            let neighbours = try PublicArticles.neighbours(
                section: "thong-bao", publishedAt: middle.publishedAt, id: middle.id, in: database)
            #expect(neighbours.newer?.id == list.first?.id)
            #expect(neighbours.older?.id == list.last?.id)
        }
    }

    @Test func frontPageLeadsWithAFeaturedStory() throws {
        let site = try NewsSite()
        _ = try site.publish(.sample.with { $0.title = "Mới nhất" })
        site.advance(60)
        let featured = try site.publish(
            .sample.with {
                $0.title = "Nổi bật"; $0.isFeatured = true
            })
        site.advance(60)
        _ = try site.publish(
            .sample.with {
                $0.title = "Tin chưa rõ"; $0.isReference = true; $0.section = "tin-tham-khao"
            })
        _ = try site.publish(
            .sample.with {
                $0.title = "Lịch tiếp dân"; $0.section = "thong-bao"
            })
        let content = try site.read {
            try FrontContent.fetch(NewsSite.settings.sections, perSection: 4, in: $0)
        }
        #expect(content.lead?.id == featured.id)
        #expect(content.cards.map(\.title) == ["Mới nhất"])
        #expect(content.groups.map(\.section.slug) == ["kinh-te-xa-hoi", "thong-bao", "tin-tham-khao"])
    }
}
