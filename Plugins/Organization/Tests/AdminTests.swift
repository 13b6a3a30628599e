import Foundation
import PortalKit
import Testing

@testable import Organization

@Suite struct AdminTests {
    private static let root = "/quan-tri/organization"

    private func editor(_ site: ModuleTestSite) async throws -> TestClient {
        try await site.official(permissions: [OrganizationNames.permission])
    }

    @Test func whoLacksThePermissionReachesNothing() async throws {
        let site = try await Sample.site()
        #expect(try await site.official().get(Self.root).status == 403)
        #expect(try await site.visitor().get(Self.root).status == 303)
    }

    @Test func aBodyIsAddedWithAPersonAndShown() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let saved = try await editor.post(
            Self.root + "/moi", ["name": "Trạm Y tế xã", "parent": "1", "phone": "0204 000 115", "revision": "0"])
        #expect(saved.location == Self.root + "/3/can-bo")
        let person = try await editor.post(
            saved.location + "/moi", ["name": "Lương Văn Chiến", "office": "Trạm trưởng", "body": "3", "revision": "0"])
        #expect(person.status == 303)
        let page = try await site.visitor().get("/gioi-thieu/co-cau/tram-y-te-xa")
        #expect(page.contains("Lương Văn Chiến"))
        #expect(try await site.visitor().get("/gioi-thieu/co-cau").contains("Trạm Y tế xã"))
    }

    @Test func aFormWithFaultsComesBackAsTyped() async throws {
        let site = try await Sample.site()
        let page = try await editor(site).post(
            Self.root + "/1",
            [
                "name": "", "phone": "gọi sau", "email": "không phải", "dissolved_on": "hôm nao", "slug": "Có Dấu",
                "hours": "Sáng thứ Năm", "revision": "1",
            ])
        #expect(page.status == 422)
        for words in ["Sáng thứ Năm", "gọi sau", "Số điện thoại chưa đúng", "Ngày chưa đúng", "Chỉ dùng chữ thường"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(try await site.visitor().get("/gioi-thieu/co-cau/ubnd").contains("Quản lý đất đai"))
    }

    /// A merged body keeps its page, its people and its days; its page and that of what took over lead to each other.
    @Test func aMergedBodyKeepsItsPast() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let merged = [
            "name": "Văn phòng", "slug": "van-phong", "parent": "1", "revision": "1", "established_on": "2025-07-01",
            "dissolved_on": "2026-01-01", "successor": "1", "grounds": "Nghị quyết số 08/NQ-HĐND",
        ]
        #expect(try await editor.post(Self.root + "/2", merged).status == 303)
        let page = try await site.visitor().get("/gioi-thieu/co-cau/van-phong")
        for words in [
            "Hoạt động từ ngày 01/07/2025", "Kết thúc hoạt động từ ngày 01/01/2026", "Nghị quyết số 08/NQ-HĐND",
            "Phạm Văn Lực", "Cơ quan tiếp nhận", "foundingDate",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(try await site.visitor().get("/gioi-thieu/co-cau/ubnd").contains("Tiếp nhận từ"))
        #expect(try await !site.visitor().get("/gioi-thieu/so-do.svg").contains("Văn phòng"))
        // What took over cannot be deleted while the other points to it, though nobody is in it any more.
        let context = try site.context(of: OrganizationNames.module)
        await #expect(throws: BodyRefusal.notEmpty) {
            try await context.storage.write(as: .system("test")) { try BodyDesk(context).delete(1, in: $0) }
        }
    }

    /// Nobody is in a body that has ended, and nothing about it is being updated: its page leads on.
    @Test func aBodyThatEndedWithoutPeopleLeadsToWhatTookOver() async throws {
        let ended =
            Sample.file + """

                  - id: tan-an
                    name: Ủy ban nhân dân xã Tân An
                    dissolved: 2025-07-01
                    successor: ubnd
                """
        let page = try await Sample.site(ended).visitor().get("/gioi-thieu/co-cau/tan-an")
        #expect(page.contains("không còn người phụ trách"))
        #expect(page.contains("Việc trước đây thuộc cơ quan này, xin liên hệ <a href=\"/gioi-thieu/co-cau/ubnd\">"))
        #expect(!page.contains("đang được cập nhật"))
    }

    @Test(arguments: [
        (["successor": "2"], "Hãy chọn một trong các mục có sẵn"),
        (["established_on": "2026-02-01", "dissolved_on": "2026-01-01"], "Ngày kết thúc phải sau"),
    ])
    func aPastThatCannotBeIsRefused(_ values: [String: String], words: String) async throws {
        let form = ["name": "Văn phòng", "slug": "van-phong", "parent": "1", "revision": "1"]
        let page = try await editor(Sample.site()).post(Self.root + "/2", form.merging(values) { $1 })
        #expect(page.status == 422)
        #expect(page.contains(words))
    }

    @Test func hoursOfAPersonAreShownAndKept() async throws {
        let site = try await Sample.site()
        let form = [
            "name": "Phạm Văn Lực", "office": "Chánh Văn phòng", "body": "2", "hours": "Sáng thứ Năm", "revision": "1",
        ]
        #expect(try await editor(site).post(Self.root + "/2/can-bo/2", form).status == 303)
        #expect(try await site.visitor().get("/gioi-thieu/co-cau/van-phong").contains("Sáng thứ Năm"))
        let unknown = try await editor(site).post(
            Self.root + "/2/can-bo/2", form.merging(["photo": "99", "revision": "2"]) { $1 })
        #expect(unknown.status == 422)
        #expect(unknown.contains("Thư viện không có ảnh này"))
    }

    @Test func aBodyCannotStandBelowItself() async throws {
        let page = try await editor(Sample.site()).post(
            Self.root + "/1", ["name": "Ủy ban nhân dân xã", "parent": "2", "revision": "1"])
        #expect(page.status == 422)
    }

    @Test func nobodyOverwritesWhatSomebodyElseSaved() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let form = ["name": "Văn phòng HĐND và UBND", "slug": "van-phong", "parent": "1", "revision": "1"]
        #expect(try await editor.post(Self.root + "/2", form).status == 303)
        let second = try await editor.post(Self.root + "/2", form.merging(["name": "Văn phòng xã"]) { $1 })
        #expect(second.status == 409)
        #expect(second.contains("Có người vừa lưu mục này"))
        #expect(second.contains("Văn phòng xã"))
        let again = form.merging(["name": "Văn phòng xã", "revision": "2"]) { $1 }
        #expect(try await editor.post(Self.root + "/2", again).status == 303)
    }

    @Test func anOldAddressLeadsToTheNewOne() async throws {
        let site = try await Sample.site()
        _ = try await editor(site).post(
            Self.root + "/2", ["name": "Văn phòng", "slug": "van-phong-xa", "parent": "1", "revision": "1"])
        let page = try await site.visitor().get("/gioi-thieu/co-cau/van-phong")
        #expect(page.status == 301)
        #expect(page.location == "/gioi-thieu/co-cau/van-phong-xa")
    }

    @Test func peopleAreMovedAndDeletedAfterAQuestion() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let visitor = site.visitor()
        _ = try await visitor.get("/gioi-thieu/co-cau")
        #expect(try await editor.post(Self.root + "/2/can-bo/3/chuyen/len").status == 303)
        #expect(try await visitor.get("/gioi-thieu/co-cau").contains("Nguyễn Thị Hạnh"))
        let question = try await editor.post(
            Self.root + "/2/can-bo/3/xoa",
            ["confirm-question": "Xóa “Nguyễn Thị Hạnh”?", "confirm-back": Self.root + "/2/can-bo"])
        #expect(question.status == 200)
        #expect(question.contains("<h1>Xóa “Nguyễn Thị Hạnh”?</h1>"))
        #expect(question.contains("href=\"\(Self.root)/2/can-bo\""))
        #expect(try await editor.get(Self.root + "/2/can-bo").contains("Nguyễn Thị Hạnh"))
        #expect(try await editor.post(Self.root + "/2/can-bo/3/xoa").status == 303)
        #expect(try await !visitor.get("/gioi-thieu/danh-ba").contains("Nguyễn Thị Hạnh"))
        #expect(try await editor.get(Self.root + "/1/can-bo/2").status == 404)
    }

    @Test func onlyAnEmptyBodyIsDeleted() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        #expect(try await editor.get(Self.root).contains("Chưa xóa được: còn cán bộ"))
        #expect(try await editor.post(Self.root + "/2/xoa").status == 303)
        #expect(try await editor.get(Self.root).contains("Chưa xóa được “Văn phòng”"))
        for person in ["2", "3"] { _ = try await editor.post(Self.root + "/2/can-bo/\(person)/xoa") }
        #expect(try await editor.post(Self.root + "/2/xoa").status == 303)
        #expect(try await site.visitor().get("/gioi-thieu/co-cau/van-phong").status == 404)
    }

    @Test func pagesAreWrittenArrangedAndDeleted() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let visitor = site.visitor()
        let gap = try await editor.post(
            Self.root + "/trang/moi",
            ["title": "Lịch sử", "blocks": "1", "b0-kind": "text", "b0-text": "", "revision": "0"])
        #expect(gap.status == 422)
        #expect(gap.contains("Lịch sử"))
        _ = try await editor.post(
            Self.root + "/trang/moi",
            [
                "title": "Danh bạ", "blocks": "1", "b0-kind": "text", "b0-text": "Chữ <script>x</script>",
                "revision": "0",
            ])
        // The directory has that address already.
        let page = try await visitor.get("/gioi-thieu/danh-ba-2")
        #expect(page.status == 200)
        #expect(!page.contains("<script>x"))
        _ = try await editor.post(Self.root + "/trang/2/chuyen/len")
        #expect(try await visitor.get("/gioi-thieu").contains("<h1 class=\"eaved\">Danh bạ</h1>"))
        _ = try await editor.post(Self.root + "/trang/2/xoa")
        #expect(try await visitor.get("/gioi-thieu").contains("Xã Thử nằm bên sông"))
    }

    @Test func everySaveLeavesARevisionAndTheReportCountsIt() async throws {
        let site = try await Sample.site()
        _ = try await editor(site).post(
            Self.root + "/2", ["name": "Văn phòng xã", "slug": "van-phong", "parent": "1", "revision": "1"])
        let context = try site.context(of: OrganizationNames.module)
        let now = site.clock.now
        let counts = try await context.storage.read { database in
            (
                try Revisions.count(of: OrganizationNames.body(2), in: database),
                try Revisions.count(
                    ofType: OrganizationNames.bodyType, in: now.addingTimeInterval(-60)..<now.addingTimeInterval(60),
                    in: database)
            )
        }
        #expect(counts.0 == 2)
        #expect(counts.1 == 3)
    }
}
