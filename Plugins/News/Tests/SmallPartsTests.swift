import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

@Suite struct SmallPartsTests {
    @Test func remindersComeEachTimeTheThresholdHasPassed() throws {
        let newest = try #require(VietnamTime(year: 2026, month: 11, day: 20, hour: 16)).date
        func days(_ day: Int) -> Int? {
            VietnamTime(year: 2026, month: 11, day: day, hour: 7, minute: 30)
                .flatMap { NewsJobs.daysToRemind(of: newest, now: $0.date, threshold: 3) }
        }
        #expect((20...27).map(days) == [nil, nil, nil, 3, nil, nil, 6, nil])
    }

    @Test func daysWithoutNewsAreCountedByMonth() throws {
        let start = try #require(VietnamTime(year: 2026, month: 10, day: 1))
        let period = ReportPeriod(start: start.date, end: start.adding(days: 92).date)
        let now = try #require(VietnamTime(year: 2026, month: 11, day: 10, hour: 12)).date
        let days = Set([0, 1, 5, 30, 33].map { start.dayNumber + $0 })
        let months = UpdateDays.months(period, until: now, days: days)
        #expect(months.map(\.month.number) == [202_610, 202_611])
        #expect(months.map(\.updated) == [4, 1])
        #expect(months.map(\.without) == [27, 9])
        #expect(months.map(\.longestGap) == [24, 7])
    }

    @Test func sectionsThatCannotBeServedAreNamed() {
        func fault(_ slugs: String...) -> String? {
            NewsSections(all: slugs.map { NewsSection(slug: $0, title: "X", description: "", kind: .ordinary) }).fault
        }
        #expect(fault("thong-bao", "tin") == nil)
        #expect(fault()?.contains("empty") == true)
        #expect(fault("luu-tru")?.contains("used by the module") == true)
        #expect(fault("a", "a")?.contains("twice") == true)
        #expect(fault("Thông báo")?.contains("no slug") == true)
        #expect(NewsSite.settings.sections.fault == nil)
        #expect(NewsSite.settings.sections.all.count == 9)
    }

    @Test func tagsAreSplitAndNotRepeated() {
        #expect(ArticleContent.tags(from: "lúa, Lúa;  đồng nếp ,,\nngô") == ["lúa", "đồng nếp", "ngô"])
    }

    @Test func sizesAreReadable() {
        #expect(900.fileSize(language: "vi") == "900 B")
        #expect(12_800.fileSize(language: "vi") == "13 KB")
        #expect(1_258_291.fileSize(language: "vi") == "1,2 MB")
        #expect(1_258_291.fileSize(language: "en") == "1.2 MB")
    }

    @Test func onlyOwnUploadsComeBackFromAForm() throws {
        let site = try NewsSite()
        let (own, foreign) = (try site.files.store.store([1]), try site.files.store.store([2]))
        let attachments = [own, foreign].map { file in
            Attachment(hash: file.hash, name: "x.pdf", title: "x", mediaType: .pdf, bytes: 1)
        }
        try site.write(as: .editor) { try KeptFiles(attachments: [attachments[0]]).remember(in: $0) }
        try site.write(as: .writer) { try KeptFiles(attachments: [attachments[1]]).remember(in: $0) }
        let kept = KeptFiles(attachments: attachments)
        let returned = KeptFiles(text: kept.text)
        #expect(returned == kept)
        let checked = try site.read { try returned.checked(against: nil, actor: .editor, in: $0) }
        #expect(checked.attachments.map(\.hash) == [own.hash])
        #expect(KeptFiles(text: "{") == KeptFiles())
    }

    @Test func theAdministrationFindsAndSorts() throws {
        let site = try NewsSite()
        try site.fill(20, every: 3600)
        _ = try site.create(.sample)
        try site.read { database throws in
            var search = ArticleSearch()
            #expect(try search.count(in: database) == 21)
            search.text = "gat LUA"
            #expect(try search.rows(limit: 5, offset: 0, in: database).map(\.title) == [ArticleContent.sample.title])
            search = ArticleSearch(step: "draft")
            #expect(try search.count(in: database) == 1)
            search = ArticleSearch(section: "thong-bao", scopes: ["kinh-te-xa-hoi"])
            #expect(try search.count(in: database) == 0)
            search = ArticleSearch(order: .title, isAscending: true)
            #expect(try search.rows(limit: 1, offset: 0, in: database).first?.title == ArticleContent.sample.title)
        }
    }

    @Test func accessFollowsTheStepAndTheSection() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample)
        func access(_ actor: Actor) -> ArticleAccess {
            ArticleAccess(actor: actor, sections: NewsSite.settings.sections)
        }
        #expect(access(.writer).mayEdit(draft))
        var scoped = PermissionSet()
        scoped.grant("news.write", scope: "thong-bao")
        let other = Actor(.person(id: 9, name: "Khác"), permissions: scoped)
        #expect(!access(other).mayEdit(draft))
        #expect(!access(other).maySee(draft))
        #expect(access(other).writable.map(\.slug) == ["thong-bao"])
        let submitted = try site.step(draft.id, by: "submit", as: .writer)
        #expect(!access(.writer).mayEdit(submitted))
        #expect(access(.writer).maySee(submitted))
    }
}
