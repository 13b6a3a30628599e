import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// What the portal holds of one person: found, given out, erased.
@Suite struct ProtectionTests {
    private static let screen = "/quan-tri/du-lieu-ca-nhan"

    private static func keeper(_ site: FeedbackSite) async throws -> TestClient {
        try await site.portal.official("Phan Thị Mơ", permissions: ["core.personal-data"])
    }

    @Test func whatASenderLeftIsFoundByPhoneAndByMail() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        // Another sender, whose text names the first one's number.
        try await site.send([
            "title": "Xin gọi 0912345678", "text": "Số 0912345678", "name": "Lê Văn Tư", "phone": "0988777666",
            "mail": "tu@vidu.example",
        ])
        let keeper = try await Self.keeper(site)
        for typed in [["phone": "+84 912 345 678"], ["mail": " NGHIA@vidu.example"]] {
            let found = try await keeper.post(Self.screen, typed)
            #expect(found.contains("Tìm thấy 1 mục") && found.contains("feedback.case/1"), "\(typed)")
            #expect(found.contains("Phản ánh chưa kết thúc"))
        }
        let both = try await keeper.post(Self.screen, ["phone": "0988777666", "mail": "nghia@vidu.example"])
        #expect(both.contains("Tìm thấy 2 mục"))
        for typed in [["phone": "0999999999"], ["mail": "gia@vidu.example"], ["identity": "024190001234"]] {
            #expect(try await keeper.post(Self.screen, typed).contains("Tìm thấy 0 mục"), "\(typed)")
        }
        #expect(try await site.desk().get(Self.screen).status == 403)
    }

    @Test func itIsGivenOutAndErasedOnceTheCaseHasEnded() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let keeper = try await Self.keeper(site)
        let chosen = ["phone": "0912345678", "records": "feedback.case/1"]
        let file = try await keeper.post(Self.screen, chosen.merging(["then": "export"]) { $1 })
        for held in ["Vũ Thị Nghĩa", "nghia@vidu.example", "Gọi 0912 345 678", "Đường sá, giao thông"] {
            #expect(file.contains(held), "\(held)")
        }
        let erase = chosen.merging(["then": "erase", "sure": "1"]) { $1 }
        _ = try await keeper.post(Self.screen, erase)
        #expect(try await site.item().erasedAt == nil)
        try await site.answer(1, by: site.desk(), approvedBy: site.head())
        #expect(try await keeper.post(Self.screen, erase).status == 303)
        let item = try await site.item()
        #expect(item.erasedAt != nil && item.sender.phone.isEmpty && !item.text.contains("Nghĩa"))
        #expect(try await keeper.post(Self.screen, chosen).contains("Tìm thấy 0 mục"))
        let audit = try await site.context().storage.read { database in
            try String.fetchAll(database, sql: "SELECT action FROM core_audit")
        }
        #expect(audit.contains("feedback.erase") && audit.contains("personal-data.erased"))
        #expect(audit.contains("feedback.send") && !audit.contains("feedback.receive"))
        #expect(try await site.visitor().get("/phan-anh" + item.path).contains("Xã đã vá ổ gà ngày 20/11."))
    }

    @Test func whoWasAskedByALinkIsFoundAndErasedToo() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        _ = try await site.act(
            "hoi-co-quan",
            ["name": "Lê Thị Hoa", "office": "Điện lực", "mail": "Hoa@dienluc.example", "message": "Xin kiểm tra"],
            by: site.desk())
        let mail = try #require(try await site.mails().last)
        let link = String(try #require(mail.text.firstMatch(of: /\/phan-anh\/y-kien\?ma=[0-9a-f]+/)).output)
        let keeper = try await Self.keeper(site)
        let typed = ["mail": "hoa@dienluc.example", "records": "feedback.opinion/1"]
        #expect(try await keeper.post(Self.screen, typed).contains("Đang chờ ý kiến"))
        _ = try await site.visitor().post(link, ["answer": "Đã thay bóng.", "signature": "Lê Thị Hoa"])
        #expect(try await keeper.post(Self.screen, typed.merging(["then": "export"]) { $1 }).contains("Đã thay bóng."))
        let erased = try await keeper.post(Self.screen, typed.merging(["then": "erase", "sure": "1"]) { $1 })
        #expect(erased.status == 303)
        #expect(try await keeper.post(Self.screen, typed).contains("Tìm thấy 0 mục"))
        let page = try await site.desk().get("\(FeedbackSite.desk)/1")
        #expect(page.contains("Đã thay bóng.") && page.contains("Điện lực") && !page.contains("Lê Thị Hoa"))
    }

    @Test func nobodyIsLookedForInAllCases() async throws {
        let site = try await FeedbackSite()
        let plans = try await site.context().storage.read { database in
            try [(CasePersonalData.query(2), ["a", "b"]), (OpinionPersonalData.query, ["a"])].flatMap { sql, values in
                try Row.fetchAll(
                    database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: StatementArguments(values)
                ).map { $0["detail"] as String }
            }
        }
        #expect(!plans.contains { $0.hasPrefix("SCAN feedback") }, "\(plans)")
    }
}
