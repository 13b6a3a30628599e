import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

@Suite struct LoaderTests {
    /// A content folder that goes with the test.
    final class Folder {
        let root = FileManager.default.temporaryDirectory.appending(path: "content-\(UUID().uuidString)")

        deinit { try? FileManager.default.removeItem(at: root) }

        var news: URL { root.appending(path: "news") }

        func write(_ path: String, _ text: String) throws {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    static let article = """
        ---
        title: Lịch tiêm phòng đợt hai
        lead: Ba ngày, tại trạm y tế xã.
        published: 2026-10-02 08:30
        source: Trạm Y tế xã
        author: Đỗ Thị Hoa
        tags: [tiêm chủng, y tế]
        attachments:
          - file: attachments/lich.txt
            title: Lịch tiêm theo thôn
        ---
        Trạm Y tế xã **thông báo** lịch tiêm.
        """

    @Test func filesWithAMarkOfSecrecyAreNotTaken() async throws {
        let (site, folder) = (try NewsSite(), Folder())
        try folder.write("news/thong-bao/2026-10-02-lich-tiem-phong.md", Self.article)
        try folder.write("attachments/lich.txt", "UBND XÃ ĐỒNG VIỆT\tMẬT\nThôn Đình Cả: ngày 5/10\n")
        let report = try await NewsLoader.load(folder.news, try site.context())
        #expect(report.added == 0)
        #expect(
            report.faults.map(\.message) == [
                "is refused: Tệp “lich.txt” có dấu MẬT. Người được giao quyền phải xem và ghi lý do thì mới đưa ra công chúng "
                    + "được."
            ])
        #expect(try site.read { try ArticleRows.fetch(slug: "lich-tiem-phong", in: $0) } == nil)
    }

    @Test func loadingTwiceChangesNothing() async throws {
        let (site, folder) = (try NewsSite(), Folder())
        try folder.write("news/thong-bao/2026-10-02-lich-tiem-phong.md", Self.article)
        try folder.write("attachments/lich.txt", "Thôn Đình Cả: ngày 5/10\n")
        let context = try site.context()
        let first = try await NewsLoader.load(folder.news, context)
        #expect(first.faults == [])
        #expect((first.added, first.changed, first.unchanged) == (1, 0, 0))
        let loaded = try #require(try site.read { try ArticleRows.fetch(slug: "lich-tiem-phong", in: $0) })
        #expect(loaded.isPublic)
        #expect(loaded.content.section == "thong-bao")
        #expect(loaded.content.publishedAt == VietnamTime(year: 2026, month: 10, day: 2, hour: 8, minute: 30)?.date)
        #expect(loaded.changedAt == loaded.content.publishedAt)
        #expect(loaded.content.attachments.map(\.title) == ["Lịch tiêm theo thôn"])
        #expect(loaded.bodyHTML.html.contains("<strong>thông báo</strong>"))

        let second = try await NewsLoader.load(folder.news, context)
        #expect((second.added, second.changed, second.unchanged) == (0, 0, 1))
        #expect(try site.article(loaded.id)?.revision == 1)
    }

    @Test func aChangedFileBecomesANewRevision() async throws {
        let (site, folder) = (try NewsSite(), Folder())
        try folder.write("news/thong-bao/2026-10-02-lich-tiem-phong.md", Self.article)
        try folder.write("attachments/lich.txt", "Một\n")
        let context = try site.context()
        _ = try await NewsLoader.load(folder.news, context)
        try folder.write("attachments/lich.txt", "Hai\n")
        let report = try await NewsLoader.load(folder.news, context)
        #expect(report.changed == 1)
        let article = try #require(try site.read { try ArticleRows.fetch(slug: "lich-tiem-phong", in: $0) })
        #expect(article.revision == 2)

        try site.write { change in
            try site.desk.save(article.id, article.content.with { $0.lead = "Biên tập lại." }, from: 2, in: change)
        }
        try folder.write("attachments/lich.txt", "Ba\n")
        let refused = try await NewsLoader.load(folder.news, context)
        #expect(refused.changed == 0)
        #expect(refused.faults.count == 1)
        #expect(try site.article(article.id)?.content.lead == "Biên tập lại.")
    }

    @Test func faultsNameFileAndLine() async throws {
        let (site, folder) = (try NewsSite(), Folder())
        try folder.write(
            "news/thong-bao/thieu.md", "---\ntitle: Thiếu\npublished: hôm qua\npicture: pictures/a.jpg\n---\nNội dung")
        try folder.write("news/la/bai.md", Self.article)
        try folder.write("news/thong-bao/trong.md", "Không có phần đầu")
        let report = try await NewsLoader.load(folder.news, try site.context())
        let faults = report.faults.map(\.description)
        #expect(report.added == 0)
        for expected in [
            "content/news/thong-bao/thieu.md:3: published is not a time",
            "content/news/thong-bao/thieu.md:4: picture has no alternative text",
            "lacks \"source\"", "lacks \"author\"", "content/news/la/bai.md: lies in a folder that is no section",
            "content/news/thong-bao/trong.md:1: does not begin",
        ] {
            #expect(faults.contains { $0.contains(expected) }, "\(expected) in \(faults)")
        }
        #expect(try site.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM news_articles") } == 0)
    }

    @Test func missingAndForeignFilesAreRefused() async throws {
        let (site, folder) = (try NewsSite(), Folder())
        try folder.write("news/thong-bao/a.md", Self.article)
        try folder.write("secret.txt", "bí mật")
        try folder.write(
            "news/thong-bao/b.md",
            Self.article.replacing("attachments/lich.txt", with: "../secret.txt"))
        let report = try await NewsLoader.load(folder.news, try site.context())
        #expect(report.added == 0)
        #expect(report.faults.map(\.line) == [9, 9])
    }

    @Test func theSampleSitesLoad() async throws {
        for name in ["dong-viet", "duc-giang"] {
            let content = NewsTexts.resources.deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "sites/\(name)/content/news")
            let sections = try FileManager.default.contentsOfDirectory(atPath: content.path).sorted()
            let rows = sections.map { slug in
                [
                    "slug": SettingValue.text(slug), "title": .text(slug),
                    "kind": .text(slug == "tin-tham-khao" ? "reference" : "ordinary"),
                ]
            }
            let parsed = try ContentFolder(news: content).articles().map { path -> [Fault] in
                var faults: [Fault] = []
                let parts = path.split(separator: "/").map(String.init)
                let settings = NewsSettings(
                    ModuleSettings(definitions: NewsSettings.definitions, values: ["sections": .records(rows)]))
                let text = try #require(ContentFolder(news: content).text(of: path, faults: &faults))
                let file = ArticleFile.parse(
                    text, file: path, section: parts[0], name: parts[1], sections: settings.sections, faults: &faults)
                for reference in [file?.picture].compactMap({ $0 }) + (file?.attachments ?? []) {
                    _ = ContentFolder(news: content).bytes(of: reference, in: path, faults: &faults)
                }
                return faults
            }
            #expect(parsed.count > 10)
            #expect(parsed.flatMap { $0 } == [])
        }
    }
}
