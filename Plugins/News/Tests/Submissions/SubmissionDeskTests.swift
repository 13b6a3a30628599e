import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// What the desk does: each sender is answered, and personal data goes when its time is over.
@Suite struct SubmissionDeskTests {
    @Test func whoIsNotAtTheDeskSeesNothing() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let writer = try await site.official(permissions: ["news.write", "news.submit"])
        for path in ["", "/1", "/ghi-nhan", "/thong-ke", "/thong-ke/tai-ve"] {
            #expect(try await writer.get(SubmissionSite.desk + path).status == 403, "\(path)")
        }
        #expect(try await writer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": "x"]).status == 403)
        #expect(try await writer.get("/quan-tri/news/bai-gui/1").status == 404)
        #expect(try await !writer.get("/quan-tri").contains("ban-gui"))
    }

    @Test func anItemThatIsNotUsedIsAnsweredWithTheReason() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let officer = try await site.officer()
        #expect(try await officer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": ""]).status == 422)
        #expect(
            try await officer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": "Bài đã đăng nơi khác."]).status
                == 303)
        let submission = try #require(try await site.all().first)
        #expect(submission.state == .declined)
        #expect(submission.answeredAt != nil)
        #expect(try await site.mails().last?.text.contains("Bài đã đăng nơi khác.") == true)
        // Twice is refused; reopening makes it possible again.
        #expect(try await officer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": "Nữa"]).status == 409)
        #expect(try await officer.post("\(SubmissionSite.desk)/1/mo-lai", ["reason": "Xem lại"]).status == 303)
        #expect(try await site.all().first?.state == .work)
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("Bài đã đăng nơi khác."))
    }

    @Test func whoHasNoMailIsAnsweredByHandAndItIsWrittenDown() async throws {
        let site = try await SubmissionSite()
        var typed = SubmissionSite.typed
        typed["sender_mail"] = nil
        typed["sender_phone"] = "0912 000 000"
        try await site.send(typed, by: site.visitor())
        let officer = try await site.officer()
        #expect(try await officer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": "Trùng"]).status == 422)
        let way = ["reason": "Trùng", "way": "Gọi điện ngày 24/11"]
        #expect(try await officer.post("\(SubmissionSite.desk)/1/khong-dung", way).status == 303)
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("Gọi điện ngày 24/11"))
        #expect(try await officer.post("\(SubmissionSite.desk)/1/hoi-them", ["question": "Ảnh?"]).status == 409)
        #expect(try await site.mails().isEmpty)
    }

    @Test func theOfficeRegistersWhatCameOnPaper() async throws {
        let site = try await SubmissionSite()
        let officer = try await site.officer()
        let typed = [
            "channel": "paper", "received_on": "2026-01-02", "sender_kind": "body", "sender_name": "Ông Tư",
            "sender_body": "Hội Nông dân xã", "title": "Mùa vụ", "message": "Đã gặt.", "credit": "name",
        ]
        var future = typed
        future["received_on"] = "2126-01-02"
        #expect(try await officer.post("\(SubmissionSite.desk)/ghi-nhan", future).status == 422)
        #expect(try await officer.post("\(SubmissionSite.desk)/ghi-nhan", typed).status == 303)
        let submission = try #require(try await site.all().first)
        #expect(submission.channel == .paper)
        #expect(VietnamTime(submission.receivedAt).dayText == "02/01/2026")
        #expect(try await officer.get(SubmissionSite.desk + "?loc=qua-han&q=nong+dan").contains("Mùa vụ"))
    }

    @Test func contributorsSeeTheirOwnOnly() async throws {
        let site = try await SubmissionSite()
        let mine = try await site.official("Lê Quang Vinh", permissions: ["news.submit"])
        let other = try await site.official("Trần Văn Lương", permissions: ["news.submit"])
        let typed = ["title": "Tin thôn", "message": "Có hội.", "credit": "name", "declaration": "1"]
        let sent = try await mine.post("/quan-tri/news/bai-gui/moi", typed)
        #expect(sent.status == 303)
        #expect(try await mine.get(sent.location).contains("Có hội."))
        #expect(try await other.get(sent.location).status == 404)
        #expect(try await !other.get("/quan-tri/news/bai-gui").contains("Tin thôn"))
        let officer = try await site.officer()
        _ = try await officer.post("\(SubmissionSite.desk)/1/ghi-chu", ["note": "Chỉ nội bộ"])
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("Chỉ nội bộ"))
        #expect(try await !mine.get(sent.location).contains("Chỉ nội bộ"))
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("Lê Quang Vinh"))
    }

    @Test func personalDataGoesOnRequestAndWhenItsTimeIsOver() async throws {
        let site = try await SubmissionSite(["submission_months": .integer(1)])
        try await site.send(by: site.visitor())
        try await site.send(by: site.visitor())
        let officer = try await site.officer()
        #expect(try await officer.post("\(SubmissionSite.desk)/1/xoa-thong-tin").status == 422)
        #expect(try await officer.post("\(SubmissionSite.desk)/1/xoa-thong-tin", ["sure": "1"]).status == 303)
        _ = try await officer.post("\(SubmissionSite.desk)/2/khong-dung", ["reason": "Trùng"])
        var kept = try await site.all()
        #expect(kept[0].sender.mail.isEmpty && !kept[0].sender.name.contains("Nghĩa"))
        #expect(kept[0].title == "Gương người tốt thôn Đông Thịnh")
        #expect(kept[1].sender.name == "Vũ Thị Nghĩa")
        #expect(try await !officer.get("\(SubmissionSite.desk)/1").contains("Nghĩa"))
        let context = try site.context()
        site.clock.advance(by: .seconds(40 * 86_400))
        try await SubmissionJobs.retention.run(context)
        kept = try await site.all()
        #expect(kept.count == 2)
        #expect(kept[1].sender.mail.isEmpty)
    }

    @Test func theDeskIsRemindedOfWhatWaits() async throws {
        let site = try await SubmissionSite(["submission_recipient": .text("vanphong@vidu.example")])
        let context = try site.context()
        try await SubmissionJobs.reminder.run(context)
        #expect(try await site.mails().isEmpty)
        try await site.send(by: site.visitor())
        site.clock.advance(by: .seconds(30 * 86_400))
        try await SubmissionJobs.reminder.run(context)
        let mail = try #require(try await site.mails().last)
        #expect(mail.recipient == "vanphong@vidu.example")
        #expect(mail.text.contains("1 bản gửi mới"))
        #expect(mail.text.contains("1 bản gửi đã quá hạn"))
    }
}
