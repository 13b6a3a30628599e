import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

@Suite struct NewsDeskTests {
    @Test func aDraftIsNotPublicAndHasARevision() throws {
        let site = try NewsSite()
        let article = try site.create(.sample, as: .writer)
        #expect(article.step == "draft")
        #expect(!article.isPublic)
        #expect(article.revision == 1)
        #expect(article.createdBy == 8)
        #expect(article.content.slug == "gat-lua-mua-o-dong-nep")
        try site.read { database throws in
            #expect(try PublicArticles.latest(.all, limit: 5, in: database).isEmpty)
            #expect(try Revisions.count(of: article.reference, in: database) == 1)
            #expect(
                try String.fetchAll(database, sql: "SELECT action FROM core_audit ORDER BY id").contains("news.create"))
        }
        #expect(site.takeTouched().isEmpty)
    }

    @Test func publicationShowsTheArticleEverywhereAtOnce() throws {
        let site = try NewsSite()
        let article = try site.publish(.sample)
        #expect(article.isPublic)
        #expect(article.content.publishedAt == site.now)
        try site.read { database throws in
            for list in [ArticleList.all, .section("kinh-te-xa-hoi"), .tag("lua"), .tag("dong-nep")] {
                #expect(try MonthCounts.fetch(list, in: database).total == 1, "\(list)")
                #expect(try PublicArticles.latest(list, limit: 5, in: database).map(\.id) == [article.id])
            }
            #expect(try String.fetchAll(database, sql: "SELECT name FROM core_outbox") == [NewsNames.publishedEvent])
            let hits = try SearchIndex.search("gat lua", enabledModules: ["news"], in: database)
            #expect(hits.hits.map(\.path) == ["/kinh-te-xa-hoi/gat-lua-mua-o-dong-nep"])
        }
        let touched = site.takeTouched()
        let expected: Set<Dependency> = [
            .article(article.id), .news, .newsSection("kinh-te-xa-hoi"), .newsTag("lua"), .newsTag("dong-nep"),
        ]
        // The core itself says that what the search finds has changed, and the sitemap.
        #expect(touched.subtracting([.list("core.search"), .list("news.sitemap")]) == expected)
    }

    @Test func withdrawalTakesItAwayEverywhere() throws {
        let site = try NewsSite()
        let article = try site.publish(.sample)
        try site.step(article.id, by: "unpublish", reason: "Sai số liệu")
        try site.read { database throws in
            #expect(try PublicArticles.latest(.all, limit: 5, in: database).isEmpty)
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM news_counts") == 0)
            #expect(try PublicArticles.tagName("lua", in: database) == nil)
            let hits = try SearchIndex.search("gat lua", enabledModules: ["news"], in: database)
            #expect(hits.hits.isEmpty)
        }
        let again = try site.write { try site.desk.publish(article.id, in: $0) }
        #expect(again.content.publishedAt == article.content.publishedAt)
        #expect(try site.read { try MonthCounts.fetch(.all, in: $0).total } == 1)
    }

    @Test func changingSectionTagsAndTimeKeepsTheCounts() throws {
        let site = try NewsSite()
        let article = try site.publish(.sample)
        let changed = article.content.with {
            $0.section = "chi-dao-dieu-hanh"
            $0.tags = ["thu hoạch"]
            $0.publishedAt = VietnamTime(year: 2025, month: 3, day: 2)?.date
        }
        let after = try site.write { try site.desk.save(article.id, changed, from: 1, in: $0) }
        #expect(after.revision == 2)
        let rows = try site.read { try Row.fetchAll($0, sql: "SELECT list, month, count FROM news_counts") }
        #expect(
            rows.map { "\($0["list"] as String) \($0["month"] as Int) \($0["count"] as Int)" }.sorted() == [
                "all 202503 1", "section:chi-dao-dieu-hanh 202503 1", "tag:thu-hoach 202503 1",
            ])
        let scope = try site.read { try site.desk.workflow.item(article.reference, in: $0)?.scope }
        #expect(scope == "chi-dao-dieu-hanh")
    }

    @Test func slugsAreUniqueAndOldAddressesLeadOn() throws {
        let site = try NewsSite()
        let first = try site.publish(.sample)
        let second = try site.create(.sample)
        #expect(second.content.slug == "gat-lua-mua-o-dong-nep-2")
        let renamed = try site.write { change in
            try site.desk.save(
                first.id, first.content.with { $0.slug = "gat-lua" }, from: 1, in: change)
        }
        #expect(renamed.path == "/kinh-te-xa-hoi/gat-lua")
        let moved = try site.write { change in
            try site.desk.save(
                first.id, renamed.content.with { $0.section = "thong-bao" }, from: 2, in: change)
        }
        #expect(moved.path == "/thong-bao/gat-lua")
        let redirects = try site.read {
            try Row.fetchAll($0, sql: "SELECT path, target FROM core_redirects ORDER BY path")
                .map { "\($0["path"] as String) > \($0["target"] as String)" }
        }
        #expect(
            redirects == [
                "/tin-tuc/kinh-te-xa-hoi/gat-lua > /tin-tuc/thong-bao/gat-lua",
                "/tin-tuc/kinh-te-xa-hoi/gat-lua-mua-o-dong-nep > /tin-tuc/thong-bao/gat-lua",
            ])
    }

    @Test func aDraftThatWasNeverPublicLeavesNoRedirect() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample)
        try site.write { try site.desk.save(draft.id, draft.content.with { $0.slug = "khac" }, from: 1, in: $0) }
        #expect(try site.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM core_redirects") } == 0)
    }

    @Test func aLaterRevisionIsNotOverwritten() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample)
        try site.write { try site.desk.save(draft.id, draft.content.with { $0.title = "Bản hai" }, from: 1, in: $0) }
        let conflict = #expect(throws: News.EditConflict.self) {
            try site.write { try site.desk.save(draft.id, draft.content.with { $0.title = "Bản ba" }, from: 1, in: $0) }
        }
        #expect(conflict?.current.content.title == "Bản hai")
    }

    @Test func savingWhatIsThereMakesNoRevision() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample)
        let same = try site.write { try site.desk.save(draft.id, draft.content, from: 1, in: $0) }
        #expect(same.revision == 1)
    }

    @Test func anArticleAppearsAtItsTime() throws {
        let site = try NewsSite()
        let later = site.now.addingTimeInterval(3600)
        let article = try site.publish(.sample.with { $0.publishedAt = later })
        #expect(article.isScheduled)
        #expect(!article.isPublic)
        #expect(try site.read { try NewsDesk.due(at: site.now, in: $0) } == [])
        site.advance(3600)
        _ = site.takeTouched()
        #expect(try site.read { try NewsDesk.due(at: site.now, in: $0) } == [article.id])
        try site.write(as: .system("test")) { try site.desk.release(article.id, in: $0) }
        let released = try #require(try site.article(article.id))
        #expect(released.isPublic)
        #expect(!released.isScheduled)
        #expect(released.content.publishedAt == later)
        #expect(site.takeTouched().contains(.news))
    }

    @Test func anArticleLeavesThePublicAtItsEndAndALaterEndBringsItBack() throws {
        let site = try NewsSite()
        let article = try site.publish(.sample.with { $0.expiresAt = site.now.addingTimeInterval(3600) })
        #expect(article.isPublic)
        site.advance(3599)
        #expect(try site.read { try NewsDesk.ended(at: site.now, in: $0) } == [])
        try site.write(as: .system("test")) { try site.desk.expire(article.id, in: $0) }
        #expect(try site.article(article.id)?.isPublic == true)
        site.advance(1)
        _ = site.takeTouched()
        #expect(try site.read { try NewsDesk.ended(at: site.now, in: $0) } == [article.id])
        try site.write(as: .system("test")) { try site.desk.expire(article.id, in: $0) }
        let ended = try #require(try site.article(article.id))
        #expect(ended.isExpired && ended.wasPublic && !ended.isPublic && !ended.isScheduled)
        try site.read { database throws in
            #expect(try PublicArticles.latest(.all, limit: 5, in: database).isEmpty)
            #expect(try MonthCounts.fetch(.tag("lua"), in: database).total == 0)
            #expect(try PublicArticles.tagName("lua", in: database) == nil)
            #expect(try SearchIndex.search("gat lua", enabledModules: ["news"], in: database).hits.isEmpty)
            let actions = try String.fetchAll(database, sql: "SELECT action FROM core_audit ORDER BY id")
            #expect(actions.last == "news.expire")
        }
        #expect(site.takeTouched().isSuperset(of: [.article(article.id), .news, .newsTag("lua")]))
        let later = ended.content.with { $0.expiresAt = site.now.addingTimeInterval(3600) }
        let again = try site.write { try site.desk.save(article.id, later, from: 1, in: $0) }
        #expect(again.isPublic && !again.isExpired)
        #expect(again.content.publishedAt == article.content.publishedAt)
        #expect(try site.read { try MonthCounts.fetch(.tag("lua"), in: $0).total } == 1)
    }

    @Test func writersDoNotPublish() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample, as: .writer)
        #expect(throws: WorkflowError.self) {
            try site.write(as: .writer) { try site.desk.publish(draft.id, in: $0) }
        }
        let submitted = try site.step(draft.id, by: "submit", as: .writer)
        #expect(submitted.step == "moderation")
        #expect(throws: WorkflowError.reasonRequired) {
            try site.step(draft.id, by: "return")
        }
        let returned = try site.step(draft.id, by: "return", reason: "Bổ sung số liệu")
        #expect(returned.step == "draft")
    }

    @Test func theBodyIsSanitised() throws {
        let site = try NewsSite()
        let article = try site.publish(
            .sample.with {
                $0.body = "Tin **mới** <script>alert(1)</script><a href=\"javascript:x()\" onclick=\"y()\">bấm</a>"
            })
        #expect(article.bodyHTML.html.contains("<strong>mới</strong>"))
        #expect(!article.bodyHTML.html.contains("script"))
        #expect(!article.bodyHTML.html.contains("onclick"))
    }
}
