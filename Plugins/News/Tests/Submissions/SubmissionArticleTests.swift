import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// A submission becomes an article: from its soft copy, as the desk has seen it, or from its message.
@Suite struct SubmissionArticleTests {
    private static let carried = ["title", "title_found", "shown"]

    /// Opens the page, and agrees to what it shows.
    private func use(_ id: Int64, _ typed: [String: String], _ officer: TestClient) async throws -> TestPage {
        let path = "\(SubmissionSite.desk)/\(id)/tao-bai"
        let page = try await officer.get(path)
        #expect(page.status == 200)
        return try await officer.post(
            path, page.fields(Self.carried).merging(["offer": "0"]) { own, _ in own }.merging(typed) { $1 })
    }

    private func article(_ site: SubmissionSite) async throws -> Article {
        try #require(try await site.context().storage.read { try ArticleRows.fetch(1, in: $0) })
    }

    @Test func anItemBecomesADraftAndItsPublicationIsToldOnce() async throws {
        let site = try await SubmissionSite()
        let receipt = try await site.send(
            SubmissionSite.typed.merging(["credit": "pen", "pen_name": "Hương Lúa"]) { $1 }, by: site.visitor())
        let officer = try await site.officer()
        let made = try await use(1, ["section": "kinh-te-xa-hoi"], officer)
        #expect(made.location == "/quan-tri/news/1")
        let context = try site.context()
        let article = try #require(try await context.storage.read { try ArticleRows.fetch(1, in: $0) })
        #expect(article.content.author == "Hương Lúa")
        #expect(article.content.body == "<p>Bà con quý mến.</p>")
        #expect(article.step == "draft")
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("/quan-tri/news/1"))
        #expect(try await officer.get("/quan-tri/news/1").contains("\(SubmissionSite.desk)/1"))
        let desk = NewsDesk(context)
        for _ in 0..<2 {
            _ = try await context.storage.write(as: .system("test")) { try desk.publish(1, in: $0) }
            try await site.runBackgroundWork()
            _ = try await context.storage.write(as: .system("test")) {
                let done = try desk.workflow.advance(article.reference, by: "unpublish", reason: "Sửa", in: $0)
                _ = try desk.settle(done.item, in: $0)
            }
        }
        _ = try await context.storage.write(as: .system("test")) { try desk.publish(1, in: $0) }
        let told = try await site.mails().filter { $0.template.contains("đã được xuất bản") }
        #expect(told.count == 1)
        #expect(told.first?.text.contains(article.path) == true)
        #expect(try await site.visitor().get(receipt.location).contains(article.path))
    }

    @Test func theSoftCopyIsTheTextAndStaysWithTheDraft() async throws {
        let site = try await SubmissionSite()
        try await site.send(TestDocument.oldFont, named: "bai.docx", by: site.visitor())
        let officer = try await site.officer()
        let path = "\(SubmissionSite.desk)/1/tao-bai"
        let page = try await officer.get(path)
        #expect(page.contains("Cán bộ xã báo cáo."))
        #expect(page.contains("TCVN3"))
        #expect(page.fields(["title"])["title"] == "Hội nghị tổng kết")
        let made = try await use(1, ["section": "thong-bao"], officer)
        #expect(made.location == "/quan-tri/news/1")
        let article = try await article(site)
        #expect(article.content.title == "Hội nghị tổng kết")
        #expect(article.content.body == "<p>Cán bộ xã báo cáo.</p>")
        #expect(article.content.author == "Vũ Thị Nghĩa")
        #expect(article.content.attachments.isEmpty)
        #expect(try await officer.get(made.location).contains("Tệp gốc: bai.docx"))
        #expect(try await site.all().first?.state == .used)
        // Twice is refused.
        #expect(try await officer.get(path).status == 409)
    }

    /// The desk can look at the message instead; a soft copy that is not the text is attached.
    @Test func theMessageCanBeTheText() async throws {
        let site = try await SubmissionSite()
        try await site.send(TestDocument.oldFont, named: "bai.docx", by: site.visitor())
        let officer = try await site.officer()
        let path = "\(SubmissionSite.desk)/1/tao-bai"
        let first = try await officer.get(path)
        var typed = first.fields(Self.carried).merging(["section": "thong-bao", "offer": "1"]) { own, _ in own }
        // Another text is shown before it is used.
        let page = try await officer.post(path, typed)
        #expect(page.status == 200)
        #expect(page.contains("Bà con quý mến."))
        #expect(page.fields(["title"])["title"] == "Gương người tốt thôn Đông Thịnh")
        typed.merge(page.fields(Self.carried)) { $1 }
        typed["title"] = ""
        #expect(try await officer.post(path, typed).status == 422)
        typed["title"] = "Gương sáng"
        #expect(try await officer.post(path, typed).status == 303)
        let article = try await article(site)
        #expect(article.content.title == "Gương sáng")
        #expect(article.content.body == "<p>Bà con quý mến.</p>")
        #expect(article.content.attachments.map(\.name) == ["bai.docx"])
    }

    /// A soft copy that cannot be read does not stand in the way.
    @Test func aBrokenSoftCopyFallsBackToTheMessage() async throws {
        let site = try await SubmissionSite()
        // Entries of a Word document, but nothing in them that could be read.
        var broken = TestDocument.oldFont
        for index in 150..<190 { broken[index] = 0 }
        try await site.send(broken, named: "hong.docx", by: site.visitor())
        let page = try await site.officer().get("\(SubmissionSite.desk)/1/tao-bai")
        #expect(page.status == 200)
        #expect(page.contains("Bà con quý mến."))
        #expect(page.contains("hong.docx:"))
    }

    @Test func onlyWhoMayWriteMakesArticles() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let reader = try await site.official(permissions: ["news.submissions"])
        #expect(try await reader.get("\(SubmissionSite.desk)/1/tao-bai").status == 409)
        #expect(try await !reader.get("\(SubmissionSite.desk)/1").contains("tao-bai"))
    }
}
