import Foundation
import GRDB
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
        let folder = site.folder.appending(path: "content/news/thong-bao")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.article.utf8).write(to: folder.appending(path: "2026-11-20-nha-van-hoa.md"))
        // Content is brought in before the site is served for the first time.
        try await site.loadContent()
        try await site.runBackgroundWork()
        let office = try await site.official(permissions: ["royalties.record"])
        let list = try await office.get("/quan-tri/royalties")
        #expect(list.contains("Nhà văn hóa mở cửa buổi tối"))
        #expect(list.contains("Vũ Thị Nghĩa"))
        #expect(list.contains("20/11/2026"))
        #expect(try await office.get("/quan-tri/royalties/nguoi-nhan").contains("Vũ Thị Nghĩa"))
    }

    /// What the payee's entry of the content file says completes the one that an article made, whichever comes first.
    @Test(arguments: [true, false])
    func anArticleAndAContentFileMakeOnePayee(servedBetween: Bool) async throws {
        let site = try await ModuleTestSite(loading: "news", "royalties")
        try write(Self.article, to: "news/thong-bao/2026-11-20-nha-van-hoa.md", of: site)
        if servedBetween {
            try await site.loadContent()
            try await site.runBackgroundWork()
        }
        try write(
            "payees:\n  - {id: nghia, name: Vũ Thị Nghĩa, unit: Thôn Bến Sen}\n", to: "royalties/royalties.yml",
            of: site)
        #expect(try await site.loadContent().flatMap(\.faults) == [])
        try await site.runBackgroundWork()
        let list = try await site.official(permissions: ["royalties.record"]).get("/quan-tri/royalties/nguoi-nhan")
        #expect(list.contains("Thôn Bến Sen"))
        #expect(list.text.components(separatedBy: ">Vũ Thị Nghĩa<").count == 2)
    }

    /// Payments of sample ads are income, each once, and nobody is written to about them.
    @Test func paymentsOfAContentFileAreIncome() async throws {
        let site = try await ModuleTestSite(loading: "business-ads", "royalties")
        try write(Self.ads, to: "business-ads/businesses.yml", of: site)
        var checkout = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { checkout.deleteLastPathComponent() }
        try FileManager.default.copyItem(
            at: checkout.appending(path: "sites/dong-viet/content/business-ads/xac-nhan.jpg"),
            to: site.folder.appending(path: "content/business-ads/xac-nhan.jpg"))
        for _ in 1...2 {
            #expect(try await site.loadContent().flatMap(\.faults) == [])
            try await site.runBackgroundWork()
        }
        let office = try await site.official(permissions: ["royalties.manage"])
        let funds = try await office.get("/quan-tri/royalties/kinh-phi/2026")
        #expect(funds.contains("600.000"))
        #expect(!funds.contains("1.200.000"))
        let mails = try await site.context(of: "royalties").storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_mail")
        }
        #expect(mails == 0)
    }

    private static let ads = """
        prices:
          - decision: Quyết định số 09/QĐ-UBND
            valid_from: 2025-09-01
            fees: {home: {1: 600000}}
        businesses:
          - id: gom-nau
            legal_name: Hợp tác xã Gốm nâu
            tax_code: "2400990073"
            representative: Vũ Văn Đoan
            field: lang-nghe
            address: Thôn Gốm Thượng
            phone: "0204 000 611"
            introduction: Gốm nâu không tráng men.
            declared: 2026-03-05
            applicant: {name: Vũ Thị Hiền, email: hien@gomnau.example}
            confirmation: {number: 20/XN-UBND, day: 2026-04-03, authority: UBND xã, scan: xac-nhan.jpg}
            state: published
            ads:
              - {place: home, months: 1, starts: -10, headline: Ấm chén gốm nâu, target: page, state: paid}
        """

    private func write(_ text: String, to path: String, of site: ModuleTestSite) throws {
        let file = site.folder.appending(path: "content/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
