import Foundation
import GRDB
import Testing

@testable import PortalKit

/// The screen of a record's steps, over HTTP: what it says, who may take back what, and who is told.
@Suite struct WorkItemTests {
    private struct Desk {
        let portal: TestPortal
        let writer: Visitor
        let colleague: Visitor
        let editor: Visitor

        init() async throws {
            portal = try await TestPortal("  news:", "mail: {transport: folder, from: cong@thu.example}")
            writer = try await portal.official("phong-vien", permissions: ["news.write"])
            colleague = try await portal.official("dong-nghiep", permissions: ["news.write"])
            editor = try await portal.official(
                "bien-tap", permissions: ["news.write", "news.moderate", "news.publish"])
            try await portal.site.database.write {
                try $0.execute(sql: "UPDATE core_accounts SET email = login || '@thu.example'")
            }
        }

        /// Writes an article, sends it to moderation, and returns the address of its steps.
        func send(body: String = "Nội dung bài.") async throws -> String {
            let form = "/quan-tri/news/moi"
            let fields = [
                ("title", "Giống lúa mới"), ("section", "thong-bao"), ("body", body), ("source", "UBND xã"),
                ("author", "Vũ Thị Nghĩa"), ("revision", "0"),
            ]
            let steps = try #require(try await writer.post(form, fields, from: form).all("Location").first) + "/buoc"
            #expect(try await step("submit", steps, writer).status == 303)
            return steps
        }

        func step(_ name: String, _ steps: String, _ visitor: Visitor, reason: String = "") async throws -> HTTPAnswer {
            try await visitor.post(
                "\(steps)/\(name)", [("revision", "1"), ("no_secret", "1"), ("reason", reason)], from: steps)
        }

        func place() async throws -> String? {
            try await portal.site.database.read { try String.fetchOne($0, sql: "SELECT step FROM core_workflow_items") }
        }

        func mails() async throws -> [String] {
            try await portal.site.database.read {
                try String.fetchAll(
                    $0, sql: "SELECT recipient || ': ' || subject || ' ' || text FROM core_mail ORDER BY id")
            }
        }
    }

    @Test func whoeverWroteItIsToldAtOnceThatItCameBackAndWhy() async throws {
        let desk = try await Desk()
        let steps = try await desk.send()
        #expect(try await desk.step("return", steps, desk.editor, reason: "Thiếu ngày giờ.").status == 303)
        let mails = try await desk.mails()
        #expect(mails.count == 1)
        #expect(mails.first?.hasPrefix("phong-vien@thu.example: Được trả lại: Giống lúa mới") == true)
        #expect(mails.first?.contains("Thiếu ngày giờ.") == true)
        for page in [steps, String(steps.dropLast("/buoc".count))] {
            let screen = try await desk.writer.get(page)
            #expect(screen.contains("<strong>Trả lại người viết</strong>, Nguyễn Thị Hạnh"), "\(page)")
        }
        // Sent on again, it is not a returned one any more.
        #expect(try await desk.step("submit", steps, desk.writer).status == 303)
        #expect(try await !desk.writer.get(steps).contains("alert-warning"))
    }

    @Test func onlyWhoeverWroteItWithdrawsIt() async throws {
        let desk = try await Desk()
        let steps = try await desk.send()
        for visitor in [desk.colleague, desk.editor] {
            #expect(try await !visitor.get(steps).contains("Rút lại"))
            _ = try await desk.step("withdraw", steps, visitor)
            #expect(try await desk.place() == "moderation")
        }
        _ = try await desk.step("withdraw", steps, desk.writer)
        #expect(try await desk.place() == "draft")
        #expect(try await desk.mails().isEmpty)
    }

    @Test func aMarkOfSecrecyIsNamedWithItsPlaceWhenItStopsAStep() async throws {
        let desk = try await Desk()
        let steps = try await desk.send(body: "TUYỆT MẬT")
        let answer = try await desk.step("xuat-ban-ngay", steps, desk.editor)
        #expect(answer.status == 303)
        let screen = try await desk.editor.get(steps)
        #expect(screen.contains("Chưa thể chuyển bước. Mục “Nội dung” có dấu TUYỆT MẬT."))
        #expect(!screen.contains("{field}") && !screen.contains("{mark}"))
    }

    @Test func fromTheStepsOneGetsToWhatThePublicSees() async throws {
        let desk = try await Desk()
        let steps = try await desk.send()
        #expect(try await !desk.editor.get(steps).contains("Xem trang đang đăng"))
        _ = try await desk.step("xuat-ban-ngay", steps, desk.editor)
        let screen = try await desk.editor.get(steps)
        #expect(screen.contains("href=\"/tin-tuc/thong-bao/giong-lua-moi\"") && screen.contains("Xem trang đang đăng"))
        #expect(try await desk.portal.visitor().get("/tin-tuc/thong-bao/giong-lua-moi").status == 200)
        // Taken down again, its writer is told so.
        desk.portal.clock.advance(by: .seconds(1))
        #expect(try await desk.step("unpublish", steps, desk.editor, reason: "Sai số liệu.").status == 303)
        let mail = try #require(try await desk.mails().last)
        #expect(mail.hasPrefix("phong-vien@thu.example: Đã gỡ xuống: Giống lúa mới") && mail.contains("Sai số liệu."))
    }

    @Test func aDeputyIsToldByMail() async throws {
        let desk = try await Desk()
        let deputy = try #require(
            try await desk.portal.site.database.read { try AccountStore.find(login: "dong-nghiep", in: $0) })
        let today = VietnamTime(desk.portal.clock.now).isoDay
        let screen = "/quan-tri/uy-quyen"
        let answer = try await desk.writer.post(
            screen, [("deputy", String(deputy.id)), ("module", ""), ("from", today), ("until", today)], from: screen)
        #expect(answer.status == 303)
        let mails = try await desk.mails()
        #expect(mails.count == 1 && mails.first?.hasPrefix("dong-nghiep@thu.example: Nguyễn Thị Hạnh ủy quyền") == true)
    }

    @Test func theLogNamesStepsAsTheirButtonsDo() async throws {
        let desk = try await Desk()
        let reader = try await desk.portal.official("giam-sat", permissions: ["core.audit"])
        let site = desk.portal.site
        try await site.storage(for: "news").write(as: .system("test")) { change in
            try change.audit("news.other.approve")
            try change.audit("news.other.start")
        }
        let log = try await reader.get("/quan-tri/nhat-ky")
        #expect(!log.contains("news.other.approve<") && !log.contains("news.other.start<"))
        #expect(log.contains("duyệt") && log.contains("bắt đầu quy trình"))
    }
}
