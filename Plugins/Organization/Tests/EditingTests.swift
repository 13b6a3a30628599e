import Foundation
import GRDB
import PortalKit
import Testing

@testable import Organization

/// Editing that loses nothing: what is typed is kept, colleagues see one another, and older revisions come back.
@Suite struct EditingTests {
    private static let root = "/quan-tri/organization"
    private static let keep = "/quan-tri/dang-soan"
    private static let form = ["name": "Văn phòng", "slug": "van-phong", "parent": "1", "revision": "1"]

    private func editor(_ site: ModuleTestSite, _ name: String = "Nguyễn Thị Hạnh") async throws -> TestClient {
        try await site.official(name, permissions: [OrganizationNames.permission])
    }

    /// Opens a form and sends what a script would send while somebody types into it.
    @discardableResult
    private func type(
        _ values: [String: String], at path: String, _ person: TestClient, onlySign: Bool = false
    ) async throws -> (page: TestPage, answer: TestPage) {
        let page = try await person.get(path)
        var sent = onlySign ? ["keep_presence": "1", "revision": page.field("revision")] : values
        for name in ["keep_form", "keep_session", "keep_token"] { sent[name] = page.field(name) }
        return (page, try await person.post(Self.keep, sent))
    }

    // MARK: - What is typed is kept

    @Test func whatIsTypedIsKeptAndGoneOnWith() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let path = Self.root + "/2"
        let typed = Self.form.merging(["name": "Văn phòng gõ dở", "hours": "Thứ Bảy"]) { $1 }
        let (page, answer) = try await type(typed, at: path, editor)
        #expect(!page.contains("Có bản đang gõ dở"))
        #expect(answer.status == 200)
        #expect(answer.contains("\"at\":\"08:00\""))

        let again = try await editor.get(path)
        #expect(again.contains("Có bản đang gõ dở lúc 08:00 24/11/2026, chưa lưu."))
        #expect(!again.contains("Văn phòng gõ dở"))
        let session = page.field("keep_session")
        let resumed = try await editor.get("\(path)?go-tiep=\(session)")
        #expect(resumed.contains("value=\"Văn phòng gõ dở\"") && resumed.contains("Thứ Bảy"))
        #expect(resumed.contains("Bạn đang gõ tiếp bản gõ dở"))
        #expect(resumed.field("keep_session") == session)
        #expect(try await site.visitor().get("/gioi-thieu/co-cau").contains("Văn phòng gõ dở") == false)

        let saved = try await editor.post(path, typed.merging(["keep_session": session]) { $1 })
        #expect(saved.status == 303)
        #expect(try await !editor.get(path).contains("Có bản đang gõ dở"))
    }

    @Test func nobodyElseSeesIt() async throws {
        let site = try await Sample.site()
        let (hanh, hoa) = (try await editor(site), try await editor(site, "Lê Thị Hoa"))
        let (page, _) = try await type(Self.form.merging(["name": "Của Hạnh"]) { $1 }, at: Self.root + "/2", hanh)
        #expect(try await !hoa.get(Self.root + "/2").contains("Có bản đang gõ dở"))
        let taken = try await hoa.get(Self.root + "/2?go-tiep=" + page.field("keep_session"))
        #expect(!taken.contains("Của Hạnh"))
    }

    @Test func itIsDiscardedWithAButton() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let (page, _) = try await type(["name": "Trạm Y tế", "revision": "0"], at: Self.root + "/moi", editor)
        #expect(try await editor.get(Self.root + "/moi").contains("Có bản đang gõ dở"))
        let answer = try await editor.post(
            Self.keep + "/bo",
            [
                "keep_form": page.field("keep_form"), "keep_session": page.field("keep_session"),
                "keep_token": page.field("keep_token"), "keep_back": Self.root + "/moi",
            ])
        #expect(answer.location == Self.root + "/moi")
        #expect(try await !editor.get(Self.root + "/moi").contains("Có bản đang gõ dở"))
    }

    @Test func twoWindowsOverwriteNothingOfOneAnother() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        for name in ["Cửa sổ một", "Cửa sổ hai"] {
            try await type(Self.form.merging(["name": name]) { $1 }, at: Self.root + "/2", editor)
            site.clock.advance(by: .seconds(60))
        }
        let page = try await editor.get(Self.root + "/2")
        #expect(page.contains("gõ dở lúc 08:00") && page.contains("gõ dở lúc 08:01"))
    }

    @Test func whatWouldChangeNothingIsNotSpokenOf() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        try await type(Self.form, at: Self.root + "/2", editor)
        #expect(try await !editor.get(Self.root + "/2").contains("Có bản đang gõ dở"))
    }

    @Test func onlyAFormThatWasShownKeepsAnythingAndNothingTooLong() async throws {
        let site = try await Sample.site()
        let (hanh, hoa) = (try await editor(site), try await editor(site, "Lê Thị Hoa"))
        let page = try await hanh.get(Self.root + "/2")
        let stolen = ["keep_form": page.field("keep_form"), "keep_session": page.field("keep_session"), "name": "x"]
        #expect(try await hanh.post(Self.keep, stolen).status == 403)
        #expect(
            try await hoa.post(Self.keep, stolen.merging(["keep_token": page.field("keep_token")]) { $1 }).status == 403
        )
        let long = Self.form.merging(["functions": String(repeating: "dài ", count: 200_000)]) { $1 }
        #expect(try await type(long, at: Self.root + "/2", hanh).answer.status == 413)
    }

    @Test func itGoesAfterAMonth() async throws {
        let site = try await Sample.site()
        try await site.runBackgroundWork()
        try await type(Self.form.merging(["name": "Cũ"]) { $1 }, at: Self.root + "/2", try await editor(site))
        let count = { try await site.drafts() }
        #expect(try await count() == 1)
        site.clock.advance(by: .seconds(31 * 86_400))
        try await site.runBackgroundWork()
        #expect(try await count() == 0)
    }

    @Test func itGoesWithTheAccount() async throws {
        let site = try await Sample.site()
        try await type(Self.form.merging(["name": "Dở"]) { $1 }, at: Self.root + "/2", try await editor(site))
        try await site.context(of: OrganizationNames.module).storage.write(as: .system("test")) { change in
            try change.database.execute(sql: "DELETE FROM core_accounts")
        }
        #expect(try await site.drafts() == 0)
    }

    // MARK: - Two people

    @Test func whoOpensASecondTimeSeesWhoIsThere() async throws {
        let site = try await Sample.site()
        let (hanh, hoa) = (try await editor(site), try await editor(site, "Lê Thị Hoa"))
        try await type([:], at: Self.root + "/2", hoa, onlySign: true)
        #expect(try await site.drafts() == 0)
        let page = try await hanh.get(Self.root + "/2")
        #expect(page.contains("Lê Thị Hoa đang mở mục này, từ 08:00."))
        #expect(try await !hoa.get(Self.root + "/2").contains("Lê Thị Hoa đang mở"))
        site.clock.advance(by: .seconds(300))
        #expect(try await !hanh.get(Self.root + "/2").contains("Lê Thị Hoa đang mở"))
    }

    @Test func bothSeeWhatBothChangedAndNothingIsLost() async throws {
        let site = try await Sample.site()
        let (hanh, hoa) = (try await editor(site), try await editor(site, "Lê Thị Hoa"))
        let path = Self.root + "/2"
        let theirs = Self.form.merging(["name": "Văn phòng Đảng ủy", "hours": "Sáng thứ Tư"]) { $1 }
        #expect(try await hoa.post(path, theirs).status == 303)
        let sign = try await type([:], at: path, hanh, onlySign: true).answer
        #expect(!sign.contains("vừa lưu"))
        let mine = Self.form.merging(["name": "Văn phòng UBND", "phone": "0204 000 111"]) { $1 }
        let page = try await hanh.post(path, mine)
        #expect(page.status == 409)
        for words in ["Lê Thị Hoa đã sửa", "Bạn đã gõ", "Cả hai cùng sửa", "Đã lấy theo bản của Lê Thị Hoa"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.field("name") == "Văn phòng UBND")
        #expect(page.field("hours") == "Sáng thứ Tư")
        #expect(page.field("phone") == "0204 000 111")
        #expect(page.field("revision") == "2")
        let merged = mine.merging(["hours": "Sáng thứ Tư", "revision": "2"]) { $1 }
        #expect(try await hanh.post(path, merged).status == 303)
    }

    // MARK: - Revisions

    @Test func twoRevisionsAreComparedAndOneIsRestored() async throws {
        let site = try await Sample.site()
        let (hanh, hoa) = (try await editor(site), try await editor(site, "Lê Thị Hoa"))
        let path = Self.root + "/2"
        #expect(
            try await hoa.post(path, Self.form.merging(["name": "Văn phòng HĐND và UBND"]) { $1 }).status == 303)
        let list = try await hanh.get(path + "/phien-ban")
        #expect(list.contains("Phiên bản 2, hiện nay") && list.contains("Lê Thị Hoa"))
        let comparison = try await hanh.get(path + "/phien-ban?cu=2&moi=1")
        #expect(comparison.contains("<ins>") && comparison.contains(" HĐND và UBND"))
        #expect(comparison.contains("Không đổi: Trực thuộc"))
        #expect(try await hanh.get(path + "/phien-ban?cu=1&moi=9").status == 404)

        let restored = try await hanh.post(path + "/phien-ban/1/khoi-phuc/2")
        #expect(restored.location == path)
        #expect(try await hanh.get(path).contains("value=\"Văn phòng\""))
        #expect(try await hanh.get(path + "/phien-ban").contains("Khôi phục từ phiên bản 1"))
        let again = try await hanh.post(path + "/phien-ban/1/khoi-phuc/3")
        #expect(again.location == path + "/phien-ban")
        #expect(try await hanh.get(path + "/phien-ban").contains("đã giống phiên bản 1"))
        _ = try await hanh.post(path + "/phien-ban/2/khoi-phuc/2")
        #expect(try await hanh.get(path).contains("value=\"Văn phòng\""))
        #expect(try await site.actions().contains("revision.restore"))
    }

    @Test func aPersonAndAPageHaveRevisionsToo() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        for path in ["/2/can-bo/2", "/trang/1"] {
            #expect(try await editor.get(Self.root + path + "/phien-ban").contains("Phiên bản 1, hiện nay"), "\(path)")
        }
        #expect(try await site.official().get(Self.root + "/2/phien-ban").status == 403)
    }

    // MARK: - One body only

    @Test func whoLooksAfterOneBodyChangesThatOneAndItsPeople() async throws {
        let site = try await Sample.site()
        let keeper = try await site.official("Lê Thị Hoa", scoped: [OrganizationNames.permission: ["body:2"]])
        let list = try await keeper.get(Self.root)
        #expect(list.contains("Văn phòng") && !list.contains("Ủy ban nhân dân xã</a>"))
        #expect(!list.contains("Thêm cơ quan") && !list.contains("/trang\""))
        #expect(try await keeper.get(Self.root + "/2").status == 200)
        #expect(try await !keeper.get(Self.root + "/2").contains("name=\"parent\""))
        let renamed = ["name": "Văn phòng xã", "slug": "van-phong", "parent": "", "revision": "1"]
        #expect(try await keeper.post(Self.root + "/2", renamed).status == 303)
        #expect(try await site.visitor().get("/gioi-thieu/co-cau/van-phong").contains("Ủy ban nhân dân xã"))
        #expect(try await keeper.get(Self.root + "/2/can-bo/moi").status == 200)
        let foreign = ["name": "Lương Văn Chiến", "office": "Trạm trưởng", "body": "1", "revision": "0"]
        #expect(try await keeper.post(Self.root + "/2/can-bo/moi", foreign).status == 422)
        #expect(try await keeper.post(Self.root + "/2/can-bo/3/xoa").status == 303)
    }

    @Test func andNothingElse() async throws {
        let site = try await Sample.site()
        let keeper = try await site.official("Lê Thị Hoa", scoped: [OrganizationNames.permission: ["body:2"]])
        for path in [
            "/1", "/1/can-bo", "/1/can-bo/1", "/1/phien-ban", "/moi", "/trang", "/trang/1", "/trang/1/phien-ban",
        ] {
            #expect(try await keeper.get(Self.root + path).status == 403, "\(path)")
        }
        for path in ["/1", "/moi", "/2/xoa", "/2/chuyen/len", "/trang/moi", "/trang/1", "/trang/1/xoa"] {
            #expect(try await keeper.post(Self.root + path, ["name": "x", "title": "x"]).status == 403, "\(path)")
        }
    }
}

extension TestPage {
    /// What stands in a field of one line or a hidden one; the form itself comes after what is said of its drafts.
    fileprivate func field(_ name: String) -> String {
        let tag = text.components(separatedBy: "<input ").last { $0.contains("name=\"\(name)\"") } ?? ""
        return tag.components(separatedBy: "value=\"").dropFirst().first?.components(separatedBy: "\"").first ?? ""
    }
}

extension ModuleTestSite {
    fileprivate func drafts() async throws -> Int {
        try await context(of: OrganizationNames.module).storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_form_drafts") ?? 0
        }
    }

    fileprivate func actions() async throws -> [String] {
        try await context(of: OrganizationNames.module).storage.read {
            try String.fetchAll($0, sql: "SELECT action FROM core_audit")
        }
    }
}
