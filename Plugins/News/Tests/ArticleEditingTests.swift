import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// An article's form keeps what is typed, and its revisions are compared and restored.
@Suite struct ArticleEditingTests {
    private static let root = "/quan-tri/news"
    private static let form = [
        "title": "Lịch tiêm phòng", "section": "thong-bao", "lead": "Tiêm phòng dại cho chó, mèo.",
        "body": "<p>Ngày 12, tại nhà văn hóa thôn.</p>\n\n<p>Bà con mang theo sổ tiêm.</p>", "body_format": "html",
        "source": "Trạm Y tế xã", "author": "Nguyễn Thị Hạnh", "revision": "1", "slug": "lich-tiem-phong",
    ]

    private func writer(_ site: ModuleTestSite, _ name: String = "Nguyễn Thị Hạnh") async throws -> TestClient {
        try await site.official(name, permissions: Set(NewsPermission.all))
    }

    private func form(_ changes: [String: String]) -> [String: String] { Self.form.merging(changes) { $1 } }

    @Test func whatWasTypedIntoTheEditorComesBack() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await writer(site)
        let page = try await writer.get(Self.root + "/moi")
        var typed = form(["body": "<p>Đang gõ <strong>dở</strong></p>", "revision": "0"])
        for name in ["keep_form", "keep_session", "keep_token"] { typed[name] = page.value(of: name) }
        #expect(try await writer.post("/quan-tri/dang-soan", typed).status == 200)
        #expect(try await writer.get(Self.root + "/moi").contains("Có bản đang gõ dở"))
        let resumed = try await writer.get(Self.root + "/moi?go-tiep=" + page.value(of: "keep_session"))
        #expect(resumed.contains("<p>Đang gõ <strong>dở</strong></p>"))
        typed["keep_session"] = resumed.value(of: "keep_session")
        #expect(try await writer.post(Self.root + "/moi", typed).status == 303)
        #expect(try await !writer.get(Self.root + "/moi").contains("Có bản đang gõ dở"))
    }

    @Test func nobodyIsGivenASectionByChance() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await writer(site)
        #expect(try await writer.get(Self.root + "/moi").contains("<option value=\"\">– Chọn chuyên mục –"))
        let refused = try await writer.post(Self.root + "/moi", form(["section": "", "revision": "0"]))
        #expect(refused.status == 422)
        #expect(refused.contains("Tiêm phòng dại cho chó, mèo."))
    }

    @Test func aDraftThatWasOvertakenMeetsWhatWasSaved() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let (hanh, hoa) = (try await writer(site), try await writer(site, "Lê Thị Hoa"))
        #expect(try await hanh.post(Self.root + "/moi", form(["revision": "0"])).status == 303)
        let page = try await hanh.get(Self.root + "/1")
        var typed = form(["title": "Lịch tiêm phòng dại"])
        for name in ["keep_form", "keep_session", "keep_token"] { typed[name] = page.value(of: name) }
        _ = try await hanh.post("/quan-tri/dang-soan", typed)
        #expect(try await hoa.post(Self.root + "/1", form(["lead": "Tiêm miễn phí cho chó, mèo."])).status == 303)

        let again = try await hanh.get(Self.root + "/1")
        #expect(again.contains("Sau đó Lê Thị Hoa đã lưu phiên bản 2"))
        let resumed = try await hanh.get(Self.root + "/1?go-tiep=" + page.value(of: "keep_session"))
        #expect(resumed.value(of: "revision") == "1")
        let merge = try await hanh.post(Self.root + "/1", typed)
        #expect(merge.status == 409)
        #expect(merge.contains("Tiêm miễn phí cho chó, mèo.") && merge.value(of: "title") == "Lịch tiêm phòng dại")
        #expect(merge.value(of: "revision") == "2")
        #expect(merge.contains("Đã lấy theo bản của Lê Thị Hoa"))
    }

    @Test func paragraphsAreComparedAndAnArticleIsRestored() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await writer(site)
        #expect(try await writer.post(Self.root + "/moi", form(["revision": "0"])).status == 303)
        let body = "<p>Ngày 15, tại nhà văn hóa thôn.</p>\n\n<p>Bà con mang theo <strong>sổ</strong> tiêm.</p>"
        #expect(try await writer.post(Self.root + "/1", form(["body": body, "title": "Lịch mới"])).status == 303)
        let comparison = try await writer.get(Self.root + "/1/phien-ban?cu=1&moi=2")
        #expect(comparison.contains(">12<") && comparison.contains(">15<"))
        #expect(comparison.contains("chỉ đổi định dạng"))
        #expect(try await writer.get(Self.root + "/1/phien-ban").contains("Bản nháp"))
        #expect(try await writer.post(Self.root + "/1/phien-ban/1/khoi-phuc/2").location == Self.root + "/1")
        let restored = try await writer.get(Self.root + "/1")
        #expect(restored.value(of: "title") == "Lịch tiêm phòng" && restored.contains("Ngày 12"))
        #expect(try await site.official("Khách").get(Self.root + "/1/phien-ban").status == 403)
    }

    @Test func whatIsRestoredKeepsItsAddressAndMustPassTheGates() throws {
        let site = try NewsSite()
        let draft = try site.create(.sample)
        let bare = draft.content.with { $0.source = "" }
        try site.write { try site.desk.save(draft.id, bare, from: 1, in: $0) }
        try site.write { try site.desk.save(draft.id, draft.content.with { $0.slug = "dia-chi-moi" }, from: 2, in: $0) }
        try site.write(as: .system("test")) { try site.desk.publish(draft.id, in: $0) }
        #expect(throws: WorkflowError.self) {
            try site.write(as: .system("test")) { try site.desk.restore(draft.id, bare, from: 3, in: $0) }
        }
        let other = draft.content.with { $0.title = "Bản trước" }
        try site.write(as: .system("test")) { try site.desk.restore(draft.id, other, from: 3, in: $0) }
        let now = try site.read { try ArticleRows.fetch(draft.id, in: $0) }
        #expect(now?.content.title == "Bản trước" && now?.content.slug == "dia-chi-moi" && now?.isPublic == true)
    }

    /// A picture of an earlier revision is there when somebody brings that revision back.
    @Test func filesOfRevisionsAreKept() throws {
        let site = try NewsSite()
        let hash = String(repeating: "ab", count: 32)
        let draft = try site.create(.sample)
        try site.write { change in
            try change.database.execute(
                sql: """
                    INSERT INTO core_files (hash, name, media_type, bytes, created_at)
                    VALUES (?, 'a', 'image/png', 1, '2020')
                    """,
                arguments: [hash])
        }
        let orphans = { try site.read { try FileLibrary.orphans(before: site.now, in: $0).map(\.rawValue) } }
        #expect(try orphans().contains(hash))
        try site.write { _ = try $0.saveRevision(of: draft.reference, content: ["picture": ["hash": hash]]) }
        #expect(try !orphans().contains(hash))
        try site.write { try $0.eraseRevisions(of: draft.reference) }
        #expect(try orphans().contains(hash))
    }
}

extension TestPage {
    /// What stands in a field of one line or a hidden one; the form itself comes after what is said of its drafts.
    fileprivate func value(of name: String) -> String {
        let tag = text.components(separatedBy: "<input ").last { $0.contains("name=\"\(name)\"") } ?? ""
        return tag.components(separatedBy: "value=\"").dropFirst().first?.components(separatedBy: "\"").first ?? ""
    }
}
