import Foundation
import PortalKit
import Testing

/// What News publishes is recorded for whoever signed it, by the words that the two modules tell each other.
@Suite struct ArticleCreditTests {
    private static let article = """
        ---
        title: Nhà văn hóa mở cửa buổi tối
        source: Văn phòng
        author: Vũ Thị Nghĩa
        published: 2026-11-20 08:00
        ---
        Từ tuần này, nhà văn hóa mở cửa buổi tối.
        """

    @Test func aPublishedArticleIsItsAuthorsWork() async throws {
        let site = try await ModuleTestSite(loading: "news", "royalties")
        // A module is told of what happens after its subscribers are known.
        try await site.runBackgroundWork()
        let folder = site.folder.appending(path: "content/news/thong-bao")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.article.utf8).write(to: folder.appending(path: "2026-11-20-nha-van-hoa.md"))
        try await site.loadContent()
        try await site.runBackgroundWork()
        let office = try await site.official(permissions: ["royalties.record"])
        let list = try await office.get("/quan-tri/royalties")
        #expect(list.contains("Nhà văn hóa mở cửa buổi tối"))
        #expect(list.contains("Vũ Thị Nghĩa"))
        #expect(list.contains("20/11/2026"))
        #expect(try await office.get("/quan-tri/royalties/nguoi-nhan").contains("Vũ Thị Nghĩa"))
    }
}
