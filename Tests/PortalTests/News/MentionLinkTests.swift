import Foundation
import PortalKit
import Testing

/// An article leads to a document of another module, and no longer once that module is switched off.
@Suite struct MentionLinkTests {
    private static let document = """
        ---
        number: 15/2026/QĐ-UBND
        ---
        QUYẾT ĐỊNH
        Về nhà văn hóa thôn
        ỦY BAN NHÂN DÂN XÃ THỬ
        Căn cứ Luật Tổ chức chính quyền địa phương;
        QUYẾT ĐỊNH:
        Điều 1. Nhà văn hóa mở cửa buổi tối.
        """

    private static let article = """
        ---
        title: Nhà văn hóa mở cửa buổi tối
        source: Văn phòng
        author: Vũ Thị Nghĩa
        published: 2026-11-20 08:00
        ---
        Theo **Quyết định số 15/2026/QĐ-UBND**, nhà văn hóa mở cửa buổi tối.
        """

    private func write(_ text: String, to path: String, _ site: ModuleTestSite) throws {
        let file = site.folder.appending(path: "content/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func aNumberInAnArticleLeadsToItsDocument() async throws {
        let site = try await ModuleTestSite(loading: "news", "legal-documents")
        let dated = Self.document.replacing("number:", with: "issued: 2026-06-12\ntype: Quyết định\nnumber:")
        try write(dated, to: "legal-documents/a.txt", site)
        try write(Self.article, to: "news/thong-bao/2026-11-20-nha-van-hoa.md", site)
        try await site.loadContent()
        let path = "/tin-tuc/thong-bao/nha-van-hoa"
        let link = "<a href=\"/van-ban/quyet-dinh-15-2026-qd-ubnd\">Quyết định số 15/2026/QĐ-UBND</a>"
        #expect(try await site.visitor().get(path).contains(link))
        try await site.disable("legal-documents")
        let page = try await site.visitor().get(path)
        #expect(page.contains("Quyết định số 15/2026/QĐ-UBND"))
        #expect(!page.contains("/van-ban/"))
    }
}
