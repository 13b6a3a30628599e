import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// Sending, and what the sender gets to see afterwards.
@Suite struct SendingTests {
    @Test func aReportIsTakenInAndConfirmed() async throws {
        let site = try await FeedbackSite()
        let sent = try await site.send()
        #expect(sent.status == 303)
        #expect(sent.location.hasPrefix("/phan-anh/tra-cuu/ho-so?ma="))
        let item = try await site.item()
        #expect(item.state == .new)
        #expect(item.title == FeedbackSite.typed["title"])
        // Ten working days after Tuesday, 24 November 2026.
        #expect(VietnamTime(item.dueAt).dayText == "08/12/2026")
        let mail = try #require(try await site.mails().first)
        #expect(mail.recipient == "nghia@vidu.example")
        #expect(mail.text.contains(item.code.text) && mail.text.contains("08/12/2026"))
        let page = try await site.visitor().get(sent.location)
        #expect(page.contains(item.code.text) && page.contains("Đã tiếp nhận"))
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedIsKept() async throws {
        let site = try await FeedbackSite()
        for (field, word) in [
            ("title", "Tiêu đề"), ("text", "Nội dung"), ("topic", "Lĩnh vực"), ("consent", "đồng ý"),
            ("name", "Họ và tên"),
        ] {
            let page = try await site.send([field: ""])
            #expect(page.status == 422, "\(field)")
            #expect(page.contains(word))
            #expect(page.contains("Trước nhà văn hóa"))
        }
        #expect(try await site.send(["phone": "", "mail": ""]).contains("Hãy để lại số điện thoại"))
        #expect(try await site.send(["phone": "12"]).status == 422)
        #expect(try await site.send(["mail": "khong@"]).status == 422)
        let count = try await site.context().storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM feedback_cases")
        }
        #expect(count == 0)
    }

    /// Consent is given by whoever ticks it.
    @Test func nothingIsTickedInAdvance() async throws {
        let site = try await FeedbackSite()
        let pages = [
            try await site.visitor().get(FeedbackSite.form),
            try await site.desk().get(FeedbackSite.desk + "/ghi-nhan"),
        ]
        for page in pages {
            #expect(page.status == 200)
            let box = try #require(page.text.firstMatch(of: /<input[^>]*name="may_publish"[^>]*>/))
            #expect(!box.output.contains("checked"))
        }
    }

    @Test func theSummaryNamesWhatItLeadsTo() async throws {
        let site = try await FeedbackSite()
        let page = try await site.send(["consent": "", "title": ""])
        #expect(page.text.contains("<a href=\"#field-consent\">Đồng ý xử lý dữ liệu cá nhân: Cổng cần sự đồng ý"))
        #expect(page.text.contains("<a href=\"#field-title\">"))
        let visitor = site.visitor()
        let unasked = try await visitor.get(FeedbackSite.form).intakeAnswer.filter { $0.key == "intake_ticket" }
        let unsolved = try await visitor.post(FeedbackSite.form, FeedbackSite.typed.merging(unasked) { $1 })
        #expect(unsolved.text.contains("<a href=\"#field-intake_answer\">Câu hỏi kiểm tra: "))
    }

    /// What is only new is no alarm, and the note says more than the number.
    @Test func theDashboardTellsWhatToDo() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        let new = try await officer.get("/quan-tri").text
        #expect(new.contains("chờ tiếp nhận và phân công"))
        #expect(!new.contains("1 phản ánh") && !new.contains("tile-warning\"><a href=\"/quan-tri/feedback"))
        site.clock.advance(by: .seconds(30 * 86_400))
        let late = try await site.desk("Trần Văn Bình").get("/quan-tri").text
        #expect(late.contains("tile-warning\"><a href=\"/quan-tri/feedback?loc=qua-han"))
    }

    @Test func theEnglishFiguresSpeakOfSatisfaction() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let visitor = site.visitor()
        _ = try await visitor.get("/ngon-ngu/en")
        let page = try await visitor.get("/phan-anh/so-lieu")
        #expect(page.contains("Satisfied") && !page.contains("Content<") && !page.contains("“Content”"))
    }

    @Test func programsAreKeptAwayAndProbableSpamIsKeptAside() async throws {
        let site = try await FeedbackSite()
        let visitor = site.visitor()
        #expect(try await visitor.post(FeedbackSite.form, FeedbackSite.typed).status == 422)
        #expect(try await site.send(after: 1).status == 422)
        #expect(try await site.send(["website": "http://x"]).status == 303)
        #expect(try await site.item().state == .spam)
        #expect(try await site.mails().isEmpty)
        let officer = try await site.desk()
        #expect(try await !officer.get(FeedbackSite.desk).contains("Ổ gà"))
        #expect(try await officer.get(FeedbackSite.desk + "?loc=rac").contains("Ổ gà"))
        #expect(try await site.act("khong-rac", by: officer).status == 303)
        #expect(try await site.item().state == .new)
    }

    @Test func aClosedFormIsGoneAndTrackingStays() async throws {
        let site = try await FeedbackSite(["open": .boolean(false)])
        #expect(try await site.visitor().get(FeedbackSite.form).status == 404)
        #expect(try await site.visitor().get("/phan-anh/tra-cuu").status == 200)
    }

    @Test func trackingNeverTellsWhetherACodeExists() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let code = try await site.item().code.text
        let found = try await site.track(code.lowercased(), "+84 912.345.678")
        #expect(found.status == 303)
        #expect(try await site.visitor().get(found.location).contains("Ổ gà"))
        #expect(try await site.track(code, "NGHIA@vidu.example").status == 303)
        let wrong = try await site.track(code, "0900 000 000")
        let unknown = try await site.track(TrackingCode().text, "0912 345 678")
        #expect(wrong.status == 422 && unknown.status == 422)
        // The pages say the same but for what was typed, the ticket and its question.
        func told(_ page: TestPage) -> [Substring] {
            page.text.split(separator: "\n").filter { $0.contains("Không có phản ánh nào khớp") }
        }
        #expect(told(wrong) == told(unknown) && !told(wrong).isEmpty)
        // A slip in the code is said, whether or not there is such a case.
        let slip = String(code.dropLast()) + (code.hasSuffix("2") ? "3" : "2")
        #expect(try await site.track(slip, "0912 345 678").contains("thiếu hoặc sai ký tự"))
        // A link is good for two hours.
        site.clock.advance(by: .seconds(3 * 3600))
        #expect(try await site.visitor().get(found.location).location == "/phan-anh/tra-cuu")
        #expect(try await site.visitor().get("/phan-anh/tra-cuu/ho-so?ma=0000").location == "/phan-anh/tra-cuu")
    }

    @Test func whoLeavesNoContactTracksByName() async throws {
        let site = try await FeedbackSite(["contact_required": .boolean(false)])
        #expect(try await site.send(["phone": "", "mail": ""]).status == 303)
        #expect(try await site.send(["phone": "", "mail": "", "name": ""]).status == 303)
        let (named, unnamed) = (try await site.item(1).code.text, try await site.item(2).code.text)
        #expect(try await site.track(named, "vu thi nghia").status == 303)
        #expect(try await site.track(named, "Ai đó").status == 422)
        #expect(try await site.track(unnamed, "tôi").status == 303)
    }

    @Test func photosLoseTheCamerasNotesAndAreForOfficersOnly() async throws {
        let site = try await FeedbackSite()
        let (visitor, photo) = (site.visitor(), TestPhoto.png)
        let sent = try await site.send(photo, named: "IMG_2026.png", by: visitor)
        #expect(sent.status == 303)
        let context = try site.context()
        let files = try await context.storage.read { try CaseFiles.list(of: 1, in: $0) }
        let file = try #require(files.first)
        let stored = try context.files.store.bytes(of: file.hash)
        #expect(Data(photo).range(of: Data(TestPhoto.note.utf8)) != nil)
        #expect(Data(stored).range(of: Data(TestPhoto.note.utf8)) == nil)
        let refused = try await site.visitor().get(file.url).status
        #expect(refused == 404 || refused == 403)
        #expect(try await site.desk().get(file.url).status == 200)
        // The sender sees their own by the link.
        let token = try #require(sent.location.split(separator: "=").last)
        #expect(try await visitor.get("/phan-anh/tra-cuu/anh?ma=\(token)&so=1").status == 200)
        #expect(try await visitor.get("/phan-anh/tra-cuu/anh?ma=0&so=1").status == 404)
    }

    @Test func whatIsNoPhotoIsRefusedAndTheTextIsKept() async throws {
        let site = try await FeedbackSite()
        let page = try await site.send(Array("%PDF-1.4 x".utf8), named: "don.pdf", by: site.visitor())
        #expect(page.status == 422 || page.status == 303)
        #expect(page.status == 422)
        #expect(page.contains("Ổ gà trước nhà văn hóa"))
    }

    @Test func aSenderAddsWithdrawsAndRates() async throws {
        let site = try await FeedbackSite()
        let sent = try await site.send()
        let (visitor, officer) = (site.visitor(), try await site.desk())
        #expect(try await site.act("hoi-nguoi-gui", ["question": "Đoạn nào?"], by: officer).status == 303)
        #expect(try await site.item().state == .asked)
        #expect(try await site.mails().last?.text.contains("Đoạn nào?") == true)
        #expect(try await visitor.get(sent.location).contains("Đoạn nào?"))
        let due = try await site.item().dueAt
        site.clock.advance(by: .seconds(3600))
        #expect(try await visitor.post(sent.location, ["viec": "bo-sung", "message": ""]).status == 422)
        #expect(try await visitor.post(sent.location, ["viec": "bo-sung", "message": "Đầu thôn"]).status == 303)
        #expect(try await site.item().state == .work)
        #expect(try await site.item().dueAt >= due)
        #expect(try await officer.get("\(FeedbackSite.desk)/1").contains("Đầu thôn"))
        // Not answered yet: nothing to rate.
        #expect(try await visitor.post(sent.location, ["viec": "danh-gia", "rating": "3"]).status == 409)
        #expect(try await visitor.post(sent.location, ["viec": "rut-lai", "sure": "1"]).status == 303)
        #expect(try await site.item().state == .withdrawn)
    }

    @Test func theTermStandsStillWhileTheSenderIsAsked() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        _ = try await site.act("hoi-nguoi-gui", ["question": "Ở đâu?"], by: officer)
        #expect(try await site.item().daysLeft == 10)
        site.clock.advance(by: .seconds(30 * 86_400))
        #expect(try await !site.item().isLate(at: site.clock.now))
        _ = try await site.act("tiep-tuc", ["text": "Đã gọi điện"], by: site.desk())
        let item = try await site.item()
        #expect(item.state == .work)
        // Ten working days after Thursday, 24 December 2026.
        #expect(VietnamTime(item.dueAt).dayText == "07/01/2027")
    }

    @Test func whatTheSenderAddsStandsBesideTheAnswer() async throws {
        let site = try await FeedbackSite()
        let sent = try await site.send()
        let added = try await site.visitor().post(sent.location, ["viec": "bo-sung", "message": "Phía đông cổng chợ"])
        #expect(added.status == 303)
        #expect(try await site.desk().get("\(FeedbackSite.desk)/1/tra-loi").contains("Phía đông cổng chợ"))
    }
}
