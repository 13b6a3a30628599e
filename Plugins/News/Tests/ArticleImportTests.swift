import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// What people bring as a file becomes a draft, in Unicode, and only after they have seen it.
@Suite struct ArticleImportTests {
    private static let screen = "/quan-tri/news/nhap"

    /// A Word document with two paragraphs in the font .VnTime.
    private static let oldFont = """
        UEsDBBQAAAAIAAAAIVzHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAhXLnk\
        BP/ZAAAAXQEAABEAAAB3b3JkL2RvY3VtZW50LnhtbKWQsU7DMBCGX+XknTgwIBQl6YBUMTKU7oljEqv1nWUfpDxIV0akPgGd4xfD\
        aQUs3br8v0736f91Vy52dgvv2gdDWInbLBegUVFnsK/Ey2p58yAWdTkWHak3q5Eh8RiKsRIDsyukDGrQtgkZOY1p90reNpxG38uR\
        fOc8KR1CirNbeZfn99I2BsUc2VL3MbubxZ/k+WxLQg4wFk1QxlQiW+PKWC1kXco/iOuneDCA/RA/geMX9rCJe54JPnMnddc0PE5H\
        hDYeYDd9QzsdCVSS7EKH/D1H/r+q/gFQSwECFAMUAAAACAAAACFcxxwXPAoAAAAIAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRl\
        bnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAAIVy55AT/2QAAAF0BAAARAAAAAAAAAAAAAACAATsAAAB3b3JkL2RvY3VtZW50Lnht\
        bFBLBQYAAAAAAgACAIAAAABDAQAAAAA=
        """

    private func bytes(_ text: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: text)))
    }

    /// The form's fields as a browser sends them back.
    private func fields(_ page: TestPage, _ names: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for name in names {
            guard let tag = page.text.firstRange(of: "name=\"\(name)\""),
                let end = page.text[tag.upperBound...].firstIndex(of: ">"),
                let value = page.text[tag.upperBound..<end].firstRange(of: "value=\"")
            else { continue }
            values[name] = String(page.text[value.upperBound...].prefix { $0 != "\"" })
                .replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
        }
        return values
    }

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
            Self.screen, field: "document", fileName: "hoi-nghi.docx", content: try bytes(Self.oldFont))
        #expect(page.status == 200)
        #expect(page.contains("Cán bộ xã báo cáo."))
        #expect(page.contains("TCVN3"))
        #expect(try await articles(site).isEmpty)
        var typed = fields(page, Self.carried)
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
        var typed = fields(page, Self.carried)
        #expect(typed["title"] == "Th«ng b¸o")
        typed["pasted"] = "Th«ng b¸o\r\n\r\nHéi nghÞ"
        typed["section"] = "thong-bao"
        typed["charset"] = "tcvn3"
        let corrected = try await writer.post(Self.screen, typed)
        #expect(corrected.status == 200)
        #expect(fields(corrected, ["title"])["title"] == "Thông báo")
        let back = try await writer.post(Self.screen, typed.merging(["then": "back"]) { $1 })
        #expect(back.contains("Héi nghÞ"))
        #expect(try await articles(site).isEmpty)
    }

    @Test func whatCannotBeReadIsRefusedAndKept() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let cut = try await writer.post(
            Self.screen, ["pasted": "Chữ đã dán"], field: "document", fileName: "hong.docx",
            content: Array(try bytes(Self.oldFont).dropLast(30)))
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
}
