import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// What people bring as a file becomes a draft, in Unicode, and only after they have seen it.
@Suite struct ArticleImportTests {
    private static let screen = "/quan-tri/news/nhap"

    private static let carried = ["title", "title_found", "shown", "document_keep", "document_kept"]

    private func articles(_ site: ModuleTestSite) async throws -> [Article] {
        try await site.context(of: "news").storage.read { database in
            try Int64.fetchAll(database, sql: "SELECT id FROM news_articles ORDER BY id")
                .compactMap { try ArticleRows.fetch($0, in: database) }
        }
    }

    @Test func aWordFileInAnOldFontBecomesADraft() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let page = try await writer.post(
            Self.screen, field: "document", fileName: "hoi-nghi.docx", content: TestDocument.oldFont)
        #expect(page.status == 200)
        #expect(page.contains("Cán bộ xã báo cáo."))
        #expect(page.contains("TCVN3"))
        #expect(try await articles(site).isEmpty)
        var typed = page.fields(Self.carried)
        #expect(typed["title"] == "Hội nghị tổng kết")
        typed["title"] = "Hội nghị tổng kết năm"
        typed["section"] = "thong-bao"
        // Another character set is shown before it is used, and the title that was typed stays.
        let other = try await writer.post(Self.screen, typed.merging(["charset": "unicode"]) { $1 })
        #expect(other.status == 200)
        #expect(other.contains("C¸n bé x· b¸o c¸o."))
        #expect(try await articles(site).isEmpty)
        typed["charset"] = ""
        typed["title"] = ""
        let refused = try await writer.post(Self.screen, typed)
        #expect(refused.status == 422)
        typed["title"] = "Hội nghị tổng kết năm"
        let done = try await writer.post(Self.screen, typed)
        let article = try #require(try await articles(site).first)
        #expect(done.location == "/quan-tri/news/\(article.id)")
        #expect(article.content.title == "Hội nghị tổng kết năm")
        #expect(article.content.section == "thong-bao")
        #expect(article.content.body == "<p>Cán bộ xã báo cáo.</p>")
        #expect(article.step == "draft")
    }

    @Test func aTitleNobodyChangedFollowsTheCharacterSet() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let page = try await writer.post(Self.screen, ["pasted": "Th«ng b¸o\n\nHéi nghÞ", "charset": "unicode"])
        var typed = page.fields(Self.carried)
        #expect(typed["title"] == "Th«ng b¸o")
        typed["pasted"] = "Th«ng b¸o\r\n\r\nHéi nghÞ"
        typed["section"] = "thong-bao"
        typed["charset"] = "tcvn3"
        let corrected = try await writer.post(Self.screen, typed)
        #expect(corrected.status == 200)
        #expect(corrected.fields(["title"])["title"] == "Thông báo")
        let back = try await writer.post(Self.screen, typed.merging(["then": "back"]) { $1 })
        #expect(back.contains("Héi nghÞ"))
        #expect(try await articles(site).isEmpty)
    }

    @Test func aFileThatIsNotTakenIsCalledAsItsSenderCalledItWithWhatToDo() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
        let files: [(name: String, content: [UInt8], advice: String)] = [
            ("Báo cáo.doc", old, "“Báo cáo.doc” thuộc kiểu tệp cũ"),
            ("Báo cáo.docx", Array(TestDocument.oldFont.prefix(60)), "“Báo cáo.docx” vì tệp bị hỏng"),
            ("Báo cáo.docx", Array("%PDF-1.4\n".utf8), "“Báo cáo.docx” vì không thuộc các loại tệp cho phép"),
        ]
        for file in files {
            let page = try await writer.post(
                Self.screen, field: "document", fileName: file.name, content: file.content)
            #expect(page.status == 422)
            #expect(page.contains(file.advice), "\(file.name): \(file.advice)")
        }
    }

    @Test func marksThatStandApartAreJoinedAndThatIsSaid() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let text = "Thông báo\n\nĐội phun thuốc đến từng nhà.".decomposedStringWithCanonicalMapping
        let page = try await writer.post(
            Self.screen, field: "document", fileName: "thong-bao.txt", content: Array(text.utf8))
        #expect(page.contains("dấu viết rời (Unicode tổ hợp)"))
        #expect(!page.contains("từ bảng mã Unicode sang Unicode"))
    }

    @Test func whatCannotBeReadIsRefusedAndKept() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let cut = try await writer.post(
            Self.screen, ["pasted": "Chữ đã dán"], field: "document", fileName: "hong.docx",
            content: Array(TestDocument.oldFont.dropLast(30)))
        #expect(cut.status == 422)
        #expect(cut.contains("Chữ đã dán"))
        let picture = try await writer.post(
            Self.screen, ["pasted": "Chữ đã dán"], field: "document", fileName: "anh.png",
            content: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(picture.status == 422)
        #expect(picture.contains("Chữ đã dán"))
        #expect(try await writer.post(Self.screen).status == 422)
        #expect(try await articles(site).isEmpty)
        let reader = try await site.official(permissions: ["news.moderate"])
        #expect(try await reader.get(Self.screen).status == 403)
    }

    /// The original stays with the draft, for whoever may change it, to be saved only.
    @Test func theOriginalFileIsKeptAndNotPublic() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let page = try await writer.post(
            Self.screen, field: "document", fileName: "hoi-nghi.docx", content: TestDocument.oldFont)
        #expect(page.contains("Tệp gốc được giữ cùng bản nháp"))
        let done = try await writer.post(
            Self.screen, page.fields(Self.carried).merging(["section": "thong-bao"]) { $1 })
        let source = done.location + "/tep-goc"
        #expect(try await writer.get(done.location).contains("Tệp gốc: hoi-nghi.docx"))
        let file = try await writer.get(source)
        #expect(file.status == 200)
        #expect(file.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        #expect(file.headers["Cache-Control"] == "private, no-store")
        // Whoever may see the draft but not change it, has neither the link nor the file, nor by its hash.
        let moderator = try await site.official(permissions: ["news.moderate"])
        #expect(try await !moderator.get(done.location).contains("Tệp gốc"))
        #expect(try await moderator.get(source).status == 403)
        let hash = FileLibrary.url(ContentHash(of: TestDocument.oldFont), name: "hoi-nghi.docx")
        #expect(try await moderator.get(hash).status == 404)
        #expect(try await site.visitor().get(hash).status == 404)
        // Publication neither shows nor scans it.
        let context = try site.context(of: "news")
        let desk = NewsDesk(context)
        let id = try #require(try await articles(site).first?.id)
        _ = try await context.storage.write(as: .system("test")) { change in
            var content = try #require(try ArticleRows.fetch(id, in: change.database)).content
            content.source = "UBND xã"
            content.author = "An"
            _ = try desk.save(id, content, from: 1, in: change)
            return try desk.publish(id, in: change)
        }
        #expect(try await site.visitor().get(hash).status == 404)
    }

    /// What is pasted has no file to be kept, and the page does not speak of one.
    @Test func pastedTextHasNoOriginal() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let page = try await writer.post(Self.screen, ["pasted": "Thông báo\n\nMời họp."])
        #expect(!page.contains("Tệp gốc"))
        let typed = ["pasted": "Thông báo\n\nMời họp.", "section": "thong-bao"]
        let done = try await writer.post(Self.screen, page.fields(Self.carried).merging(typed) { own, _ in own })
        #expect(done.status == 303)
        #expect(try await writer.get(done.location + "/tep-goc").status == 404)
    }
}
