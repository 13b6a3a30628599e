import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// The way of an answer to its sender and the public.
@Suite struct AnsweringTests {
    @Test func anAnswerIsApprovedSentAndPublishedWithNamesMasked() async throws {
        let site = try await FeedbackSite()
        let sent = try await site.send()
        let (officer, head) = (try await site.desk(), try await site.head())
        let form = try await officer.get("\(FeedbackSite.desk)/1/tra-loi")
        #expect(form.contains("[họ tên]") && form.contains("[số nhà]") && form.contains("[số điện thoại]"))
        try await site.answer(1, by: officer, approvedBy: head)
        let item = try await site.item()
        #expect(item.state == .answered && item.isPublic)
        #expect(try await site.mails().last?.text.contains("xã đã vá ổ gà") == true)
        let visitor = site.visitor()
        #expect(try await visitor.get("/phan-anh").contains("Ổ gà trước nhà văn hóa"))
        let page = try await visitor.get("/phan-anh" + item.path)
        #expect(page.status == 200)
        #expect(page.contains("Xã đã vá ổ gà ngày 20/11."))
        #expect(!page.text.contains("Nghĩa") && !page.text.contains("0912") && !page.text.contains(item.code.text))
        #expect(try await visitor.get(sent.location).contains("Kính gửi bà Vũ Thị Nghĩa"))
        // Search, feed, API, sitemap know it, and nothing of its sender.
        try await site.portal.runBackgroundWork()
        for path in ["/tim-kiem?q=o+ga", "/phan-anh/feed.xml", "/api/v1/feedback/cases", "/api/v1/feedback/cases/1"] {
            let page = try await visitor.get(path)
            #expect(page.status == 200 && page.text.contains("Ổ gà"), "\(path)")
            #expect(!page.text.contains("Nghĩa") && !page.text.contains("0912"), "\(path)")
        }
        #expect(try await visitor.get("/phan-anh?q=o+ga").contains("Ổ gà trước"))
        #expect(try await visitor.get("/phan-anh?linh-vuc=giao-thong&ket-qua=resolved&nam=2026").contains("Ổ gà"))
        #expect(try await visitor.get("/phan-anh/1-khac").status == 301)
    }

    @Test func nobodyApprovesTheirOwnAndAnIncompleteAnswerDoesNotGo() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let both = try await site.portal.official(permissions: [
            "feedback.receive", "feedback.handle", "feedback.approve",
        ])
        let typed = FeedbackSite.answer.merging(["revision": "0", "then": "submit"]) { $1 }
        #expect(try await both.post("\(FeedbackSite.desk)/1/tra-loi", typed.merging(["text": ""]) { $1 }).status == 422)
        #expect(try await site.item().state == .new)
        #expect(try await both.post("\(FeedbackSite.desk)/1/tra-loi", typed).status == 303)
        #expect(try await site.item().state == .review)
        try await site.approve(1, by: both)
        #expect(try await site.item().state == .review)
        try await site.approve(1, by: site.head())
        #expect(try await site.item().state == .answered)
    }

    @Test func whatTheSenderDoesNotWantPublishedStaysBetweenThem() async throws {
        let site = try await FeedbackSite()
        try await site.send(["may_publish": ""])
        try await site.answer(1, ["for_public": ""], by: site.desk(), approvedBy: site.head())
        let item = try await site.item()
        #expect(item.state == .answered && !item.isPublic)
        #expect(try await site.visitor().get("/phan-anh/1-o-ga-truoc-nha-van-hoa").status == 404)
        #expect(try await !site.visitor().get("/phan-anh").contains("Ổ gà"))
    }

    @Test func twoDraftsDoNotOverwriteOneAnother() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        let typed = FeedbackSite.answer.merging(["revision": "0"]) { $1 }
        #expect(try await officer.post("\(FeedbackSite.desk)/1/tra-loi", typed).status == 303)
        #expect(try await officer.post("\(FeedbackSite.desk)/1/tra-loi", typed).status == 409)
    }

    @Test func aReturnedDraftIsWorkAgainAndAnAnsweredCaseCanBeReopened() async throws {
        let site = try await FeedbackSite(["desk_recipient": .text("vanphong@vidu.example")])
        let sent = try await site.send()
        let (officer, head) = (try await site.desk(), try await site.head())
        let typed = FeedbackSite.answer.merging(["revision": "0", "then": "submit"]) { $1 }
        _ = try await officer.post("\(FeedbackSite.desk)/1/tra-loi", typed)
        _ = try await head.post("\(FeedbackSite.desk)/1/buoc/return", ["reason": "Rõ hơn", "revision": "1"])
        #expect(try await site.item().state == .work)
        try await site.answer(1, by: officer, approvedBy: head)
        let path = "/phan-anh" + (try await site.item().path)
        #expect(try await site.visitor().get(path).status == 200)
        let visitor = site.visitor()
        #expect(
            try await visitor.post(sent.location, ["viec": "danh-gia", "rating": "1", "comment": "Vẫn hỏng"]).status
                == 303)
        #expect(try await officer.get(FeedbackSite.desk + "?loc=khong-hai-long").contains("Ổ gà"))
        // An answer has no term any more.
        let told = try await site.mails().last
        #expect(told?.subject.hasPrefix("Người gửi không hài lòng") == true && told?.text.contains("Hạn") == false)
        let revision = String(try await site.item().revision)
        _ = try await officer.post("\(FeedbackSite.desk)/1/buoc/reopen", ["reason": "Vẫn hỏng", "revision": revision])
        let item = try await site.item()
        #expect(item.state == .work && item.rating == nil && item.reopened == 1)
        let gone = try await site.visitor().get(path)
        #expect(gone.status == 410 && gone.contains("đang được xem xét lại"))
        #expect(try await site.mails().last?.subject.contains("Xem xét lại") == true)
    }

    @Test func whoHasNoMailIsToldByHandAndItIsWrittenDown() async throws {
        let site = try await FeedbackSite()
        try await site.send(["mail": ""])
        let officer = try await site.desk()
        try await site.answer(1, by: officer, approvedBy: site.head())
        #expect(try await site.mails().isEmpty)
        #expect(try await officer.get(FeedbackSite.desk + "?loc=chua-bao").contains("Ổ gà"))
        #expect(try await site.act("da-bao", ["way": "Gọi điện 24/11"], by: officer).status == 303)
        #expect(try await officer.get("\(FeedbackSite.desk)/1").contains("Gọi điện 24/11"))
        #expect(try await !officer.get(FeedbackSite.desk + "?loc=chua-bao").contains("Ổ gà trước"))
    }

    @Test func whatIsHiddenSaysWhyAndComesBack() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        // Whoever approves answers hides them too, without working at the office.
        let head = try await site.head()
        try await site.answer(1, by: officer, approvedBy: head)
        let path = "/phan-anh" + (try await site.item().path)
        #expect(try await site.act("an", ["reason": ""], by: officer).status == 422)
        #expect(try await head.get("\(FeedbackSite.desk)/1").contains("/xu-ly/an"))
        #expect(try await site.act("an", ["reason": "Có tên người khác"], by: head).status == 303)
        let gone = try await site.visitor().get(path)
        #expect(gone.status == 410 && gone.contains("Có tên người khác") && !gone.text.contains("vá ổ gà"))
        #expect(try await !site.visitor().get("/tim-kiem?q=o+ga").text.contains("Ổ gà trước"))
        #expect(try await site.visitor().get("/api/v1/feedback/cases/1").status == 410)
        #expect(try await site.act("hien", by: officer).status == 303)
        #expect(try await site.visitor().get(path).status == 200)
    }

    @Test func twoAboutTheSameGetOneAnswer() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let second = try await site.send(["name": "Lê Văn Tư", "mail": "tu@vidu.example", "phone": "0988 777 666"])
        let officer = try await site.desk()
        let first = try await site.item(1)
        #expect(try await officer.get("\(FeedbackSite.desk)/2").contains(first.code.text))
        #expect(try await site.act("gop", ["code": TrackingCode().text], on: 2, by: officer).status == 422)
        #expect(try await site.act("gop", ["code": first.code.text], on: 2, by: officer).status == 303)
        #expect(try await site.item(2).state == .merged)
        try await site.answer(1, by: officer, approvedBy: site.head())
        #expect(
            try await site.mails().suffix(2).map(\.recipient).sorted() == ["nghia@vidu.example", "tu@vidu.example"])
        // What the second sender is told does not name the first.
        let shared = try await site.visitor().get(second.location)
        #expect(shared.contains("Xã đã vá ổ gà") && !shared.text.contains("bà Vũ Thị Nghĩa"))
        #expect(try await site.mails().last { $0.recipient == "tu@vidu.example" }?.text.contains("Nghĩa") == false)
        #expect(try await site.act("tach", on: 2, by: officer).status == 303)
        #expect(try await site.item(2).state == .new)
    }

    @Test func aTemplateIsFilledIn() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        let made = try await officer.post(
            "\(FeedbackSite.desk)/mau-tra-loi/moi",
            ["title": "Mẫu chung", "topic": "", "text": "Kính gửi {ten}, về {tieu-de} ({ma})."])
        #expect(made.status == 303)
        #expect(try await officer.get("\(FeedbackSite.desk)/mau-tra-loi").contains("Mẫu chung"))
        let code = try await site.item().code.text
        let page = try await officer.get("\(FeedbackSite.desk)/1/tra-loi?mau=1")
        #expect(page.contains("Kính gửi Vũ Thị Nghĩa, về Ổ gà trước nhà văn hóa thôn Đông Thịnh (\(code))."))
    }
}
