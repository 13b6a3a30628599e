import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// Items that people send: nothing is dropped, each sender is answered, and nobody else sees who it was.
@Suite struct SubmissionTests {
    private static let form = "/tin-tuc/gui-bai"
    private static let desk = "/quan-tri/news/ban-gui"

    private static let typed = [
        "sender_kind": "person", "sender_name": "Vũ Thị Nghĩa", "sender_mail": "nghia@vidu.example",
        "title": "Gương người tốt thôn Đông Thịnh", "message": "Bà con quý mến.", "credit": "name",
        "declaration": "1", "consent": "1",
    ]

    private struct SentMail {
        let template: String
        let recipient: String
        let text: String
    }

    private func site(_ settings: [String: SettingValue] = [:]) async throws -> ModuleTestSite {
        try await ModuleTestSite(NewsModule.self, settings: settings)
    }

    /// Opens the form, waits, and sends it.
    @discardableResult
    private func send(
        _ typed: [String: String] = typed, by visitor: TestClient, to site: ModuleTestSite, path: String = form,
        after seconds: Int = 30
    ) async throws -> TestPage {
        let page = try await visitor.get(path)
        site.clock.advance(by: .seconds(seconds))
        return try await visitor.post(path, typed.merging(page.intakeAnswer) { own, _ in own })
    }

    private func all(_ site: ModuleTestSite) async throws -> [Submission] {
        try await site.context(of: "news").storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM news_submissions ORDER BY id").map(Submission.init(row:))
        }
    }

    private func mails(_ site: ModuleTestSite) async throws -> [SentMail] {
        try await site.context(of: "news").storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM core_mail ORDER BY id").map {
                SentMail(template: $0["subject"], recipient: $0["recipient"], text: $0["text"])
            }
        }
    }

    private func officer(_ site: ModuleTestSite) async throws -> TestClient {
        try await site.official(permissions: ["news.submissions", "news.write", "news.moderate", "news.publish"])
    }

    // MARK: - Sending

    @Test func whatIsSentIsKeptAndConfirmed() async throws {
        let site = try await site()
        let visitor = site.visitor()
        let answer = try await send(by: visitor, to: site)
        #expect(answer.status == 303)
        let submission = try #require(try await all(site).first)
        #expect(answer.location == "\(Self.form)/da-nhan/\(submission.code)")
        #expect(submission.state == .new)
        #expect(submission.sender.mail == "nghia@vidu.example")
        let mail = try #require(try await mails(site).first)
        #expect(mail.recipient == "nghia@vidu.example")
        #expect(mail.text.contains(submission.code))
        // Whoever has the code sees where it stands, not who sent what.
        let receipt = try await site.visitor().get(answer.location)
        #expect(receipt.status == 200)
        #expect(receipt.contains(submission.code))
        for secret in ["Nghĩa", "nghia@", "Gương người tốt"] { #expect(!receipt.contains(secret)) }
        #expect(try await visitor.get("\(Self.form)/da-nhan/BG-0000000000").status == 404)
    }

    @Test func theAuditLogHoldsNoPersonalData() async throws {
        let site = try await site()
        try await send(by: site.visitor(), to: site)
        let log = try await site.context(of: "news").storage.read { database in
            try String.fetchAll(
                database,
                sql: "SELECT coalesce(before, '') || coalesce(after, '') || coalesce(note, '') FROM core_audit")
        }
        #expect(log.contains { $0.contains("BG-") })
        for secret in ["Nghĩa", "nghia@"] { #expect(!log.contains { $0.contains(secret) }) }
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedIsKept() async throws {
        let site = try await site()
        var typed = Self.typed
        for name in ["sender_mail", "consent", "declaration"] { typed[name] = nil }
        let answer = try await send(typed, by: site.visitor(), to: site)
        #expect(answer.status == 422)
        #expect(answer.contains("Gương người tốt thôn Đông Thịnh"))
        #expect(answer.contains("Hãy ghi ít nhất thư điện tử"))
        #expect(answer.contains("Cần có cam đoan này"))
        #expect(try await all(site).isEmpty)
        // A phone number alone is enough.
        let phone = typed.merging(["sender_phone": "0912 000 000", "consent": "1", "declaration": "1"]) { $1 }
        #expect(try await send(phone, by: site.visitor(), to: site).status == 303)
        #expect(try await mails(site).isEmpty)
    }

    // MARK: - Floods

    @Test func programsAreHeldUp() async throws {
        let site = try await site()
        let visitor = site.visitor()
        #expect(try await visitor.post(Self.form, Self.typed).status == 422)
        let wrong = try await send(Self.typed.merging(["intake_answer": "99"]) { $1 }, by: visitor, to: site)
        #expect(wrong.status == 422)
        #expect(wrong.contains("Kết quả chưa đúng"))
        let fast = try await send(by: visitor, to: site, after: 1)
        #expect(fast.contains("gửi nhanh quá"))
        #expect(try await send(by: visitor, to: site, after: 90_000).contains("mở quá lâu"))
        #expect(try await all(site).isEmpty)
    }

    @Test func aDoubleClickIsOneSubmission() async throws {
        let site = try await site()
        let visitor = site.visitor()
        let page = try await visitor.get(Self.form)
        site.clock.advance(by: .seconds(30))
        let fields = Self.typed.merging(page.intakeAnswer) { $1 }
        let first = try await visitor.post(Self.form, fields)
        let second = try await visitor.post(Self.form, fields)
        #expect(first.location == second.location)
        #expect(try await all(site).count == 1)
    }

    @Test func anAddressBlockSendsTenAnHour() async throws {
        let site = try await site()
        for _ in 0..<10 { #expect(try await send(by: site.visitor(), to: site, after: 5).status == 303) }
        let refused = try await send(by: site.visitor(), to: site, after: 5)
        #expect(refused.status == 429)
        #expect(refused.contains("Gương người tốt thôn Đông Thịnh"))
        site.clock.advance(by: .seconds(3600))
        #expect(try await send(by: site.visitor(), to: site).status == 303)
    }

    @Test func whatFillsTheHiddenFieldIsKeptAsSpamAndGetsNoMail() async throws {
        let site = try await site()
        let answer = try await send(Self.typed.merging(["website": "x"]) { $1 }, by: site.visitor(), to: site)
        let submission = try #require(try await all(site).first)
        #expect(submission.state == .spam)
        #expect(try await mails(site).isEmpty)
        #expect(try await site.visitor().get(answer.location).contains("Đã nhận"))
        let officer = try await officer(site)
        #expect(try await !officer.get(Self.desk).contains(submission.title))
        #expect(try await officer.get(Self.desk + "?loc=rac").contains(submission.title))
        #expect(try await officer.post("\(Self.desk)/\(submission.id)/khong-rac").status == 303)
        #expect(try await all(site).first?.state == .new)
    }

    @Test func aForgedListOfFilesIsIgnored() async throws {
        let site = try await site()
        let hash = ContentHash(of: [1]).rawValue
        let forged = "[{\"bytes\":1,\"hash\":\"\(hash)\",\"mediaType\":\"text/plain\",\"name\":\"a.txt\"}]"
        let typed = Self.typed.merging([
            "files_kept": String(repeating: "A", count: 43) + forged, "files_keep": hash,
        ]) { $1 }
        #expect(try await send(typed, by: site.visitor(), to: site).status == 303)
        let files = try await site.context(of: "news").storage.read { try SubmissionRows.files(of: 1, in: $0) }
        #expect(files.isEmpty)
    }

    @Test func theFormCanBeClosed() async throws {
        let site = try await site(["submissions_open": .boolean(false)])
        #expect(try await site.visitor().get(Self.form).status == 404)
        #expect(try await !site.visitor().get("/tin-tuc").contains(Self.form))
        #expect(try await officer(site).get(Self.desk).status == 200)
    }

    // MARK: - The desk

    @Test func whoIsNotAtTheDeskSeesNothing() async throws {
        let site = try await site()
        try await send(by: site.visitor(), to: site)
        let writer = try await site.official(permissions: ["news.write", "news.submit"])
        for path in ["", "/1", "/ghi-nhan", "/thong-ke", "/thong-ke/tai-ve"] {
            #expect(try await writer.get(Self.desk + path).status == 403, "\(path)")
        }
        #expect(try await writer.post("\(Self.desk)/1/khong-dung", ["reason": "x"]).status == 403)
        #expect(try await writer.get("/quan-tri/news/bai-gui/1").status == 404)
        #expect(try await !writer.get("/quan-tri").contains("ban-gui"))
    }

    @Test func anItemThatIsNotUsedIsAnsweredWithTheReason() async throws {
        let site = try await site()
        try await send(by: site.visitor(), to: site)
        let officer = try await officer(site)
        #expect(try await officer.post("\(Self.desk)/1/khong-dung", ["reason": ""]).status == 422)
        #expect(try await officer.post("\(Self.desk)/1/khong-dung", ["reason": "Bài đã đăng nơi khác."]).status == 303)
        let submission = try #require(try await all(site).first)
        #expect(submission.state == .declined)
        #expect(submission.answeredAt != nil)
        #expect(try await mails(site).last?.text.contains("Bài đã đăng nơi khác.") == true)
        // Twice is refused; reopening makes it possible again.
        #expect(try await officer.post("\(Self.desk)/1/khong-dung", ["reason": "Nữa"]).status == 409)
        #expect(try await officer.post("\(Self.desk)/1/mo-lai", ["reason": "Xem lại"]).status == 303)
        #expect(try await all(site).first?.state == .work)
        #expect(try await officer.get("\(Self.desk)/1").contains("Bài đã đăng nơi khác."))
    }

    @Test func whoHasNoMailIsAnsweredByHandAndItIsWrittenDown() async throws {
        let site = try await site()
        var typed = Self.typed
        typed["sender_mail"] = nil
        typed["sender_phone"] = "0912 000 000"
        try await send(typed, by: site.visitor(), to: site)
        let officer = try await officer(site)
        #expect(try await officer.post("\(Self.desk)/1/khong-dung", ["reason": "Trùng"]).status == 422)
        let way = ["reason": "Trùng", "way": "Gọi điện ngày 24/11"]
        #expect(try await officer.post("\(Self.desk)/1/khong-dung", way).status == 303)
        #expect(try await officer.get("\(Self.desk)/1").contains("Gọi điện ngày 24/11"))
        #expect(try await officer.post("\(Self.desk)/1/hoi-them", ["question": "Ảnh?"]).status == 409)
        #expect(try await mails(site).isEmpty)
    }

    @Test func anItemBecomesADraftAndItsPublicationIsToldOnce() async throws {
        let site = try await site()
        let receipt = try await send(
            Self.typed.merging(["credit": "pen", "pen_name": "Hương Lúa"]) { $1 }, by: site.visitor(), to: site)
        let officer = try await officer(site)
        let made = try await officer.post("\(Self.desk)/1/tao-bai", ["section": "kinh-te-xa-hoi"])
        #expect(made.location == "/quan-tri/news/1")
        let context = try site.context(of: "news")
        let article = try #require(try await context.storage.read { try ArticleRows.fetch(1, in: $0) })
        #expect(article.content.author == "Hương Lúa")
        #expect(article.content.body == "Bà con quý mến.")
        #expect(article.step == "draft")
        #expect(try await officer.get("\(Self.desk)/1").contains("/quan-tri/news/1"))
        #expect(try await officer.get("/quan-tri/news/1").contains("\(Self.desk)/1"))
        let desk = NewsDesk(context)
        for _ in 0..<2 {
            _ = try await context.storage.write(as: .system("test")) { try desk.publish(1, in: $0) }
            try await site.runBackgroundWork()
            _ = try await context.storage.write(as: .system("test")) {
                let done = try desk.workflow.advance(article.reference, by: "unpublish", reason: "Sửa", in: $0)
                _ = try desk.settle(done.item, in: $0)
            }
        }
        _ = try await context.storage.write(as: .system("test")) { try desk.publish(1, in: $0) }
        let told = try await mails(site).filter { $0.template.contains("đã được xuất bản") }
        #expect(told.count == 1)
        #expect(told.first?.text.contains(article.path) == true)
        #expect(try await site.visitor().get(receipt.location).contains(article.path))
    }

    @Test func theSenderAddsWhatIsAskedForByALinkThatWorksOnce() async throws {
        let site = try await site()
        try await send(by: site.visitor(), to: site)
        let officer = try await officer(site)
        #expect(try await officer.post("\(Self.desk)/1/hoi-them", ["question": "Ai chụp ảnh?"]).status == 303)
        let text = try #require(try await mails(site).last?.text)
        let link = try #require(text.firstMatch(of: /https?:\/\/[^\/]+(\/tin-tuc\/gui-bai\/bo-sung\?ma=[0-9a-f]+)/))
        let path = String(link.1)
        let visitor = site.visitor()
        #expect(try await visitor.get(path).contains("Ai chụp ảnh?"))
        #expect(try await send(["message": ""], by: visitor, to: site, path: path).status == 422)
        #expect(try await send(["message": "Cháu tôi chụp."], by: visitor, to: site, path: path).status == 303)
        #expect(try await visitor.get(path).status == 404)
        #expect(try await officer.get("\(Self.desk)/1").contains("Cháu tôi chụp."))
        #expect(try await visitor.get("\(Self.form)/bo-sung?ma=0000").status == 404)
    }

    @Test func theOfficeRegistersWhatCameOnPaper() async throws {
        let site = try await site()
        let officer = try await officer(site)
        let typed = [
            "channel": "paper", "received_on": "2026-01-02", "sender_kind": "body", "sender_name": "Ông Tư",
            "sender_body": "Hội Nông dân xã", "title": "Mùa vụ", "message": "Đã gặt.", "credit": "name",
        ]
        var future = typed
        future["received_on"] = "2126-01-02"
        #expect(try await officer.post("\(Self.desk)/ghi-nhan", future).status == 422)
        #expect(try await officer.post("\(Self.desk)/ghi-nhan", typed).status == 303)
        let submission = try #require(try await all(site).first)
        #expect(submission.channel == .paper)
        #expect(VietnamTime(submission.receivedAt).dayText == "02/01/2026")
        #expect(try await officer.get(Self.desk + "?loc=qua-han&q=nong+dan").contains("Mùa vụ"))
    }

    @Test func contributorsSeeTheirOwnOnly() async throws {
        let site = try await site()
        let mine = try await site.official("Lê Quang Vinh", permissions: ["news.submit"])
        let other = try await site.official("Trần Văn Lương", permissions: ["news.submit"])
        let typed = ["title": "Tin thôn", "message": "Có hội.", "credit": "name", "declaration": "1"]
        let sent = try await mine.post("/quan-tri/news/bai-gui/moi", typed)
        #expect(sent.status == 303)
        #expect(try await mine.get(sent.location).contains("Có hội."))
        #expect(try await other.get(sent.location).status == 404)
        #expect(try await !other.get("/quan-tri/news/bai-gui").contains("Tin thôn"))
        let officer = try await officer(site)
        _ = try await officer.post("\(Self.desk)/1/ghi-chu", ["note": "Chỉ nội bộ"])
        #expect(try await officer.get("\(Self.desk)/1").contains("Chỉ nội bộ"))
        #expect(try await !mine.get(sent.location).contains("Chỉ nội bộ"))
        #expect(try await officer.get("\(Self.desk)/1").contains("Lê Quang Vinh"))
    }

    // MARK: - Personal data

    @Test func personalDataGoesOnRequestAndWhenItsTimeIsOver() async throws {
        let site = try await site(["submission_months": .integer(1)])
        try await send(by: site.visitor(), to: site)
        try await send(by: site.visitor(), to: site)
        let officer = try await officer(site)
        #expect(try await officer.post("\(Self.desk)/1/xoa-thong-tin").status == 422)
        #expect(try await officer.post("\(Self.desk)/1/xoa-thong-tin", ["sure": "1"]).status == 303)
        _ = try await officer.post("\(Self.desk)/2/khong-dung", ["reason": "Trùng"])
        var kept = try await all(site)
        #expect(kept[0].sender.mail.isEmpty && !kept[0].sender.name.contains("Nghĩa"))
        #expect(kept[0].title == "Gương người tốt thôn Đông Thịnh")
        #expect(kept[1].sender.name == "Vũ Thị Nghĩa")
        #expect(try await !officer.get("\(Self.desk)/1").contains("Nghĩa"))
        let context = try site.context(of: "news")
        site.clock.advance(by: .seconds(40 * 86_400))
        try await SubmissionJobs.retention.run(context)
        kept = try await all(site)
        #expect(kept.count == 2)
        #expect(kept[1].sender.mail.isEmpty)
    }

    // MARK: - Figures

    @Test func figuresCountEachSenderAndSpamNotAtAll() async throws {
        let site = try await site()
        try await send(by: site.visitor(), to: site)
        try await send(by: site.visitor(), to: site)
        try await send(Self.typed.merging(["website": "x"]) { $1 }, by: site.visitor(), to: site)
        let body = ["sender_kind": "body", "sender_body": "Hội Nông dân xã", "sender_name": "Ông Tư"]
        try await send(Self.typed.merging(body) { $1 }, by: site.visitor(), to: site)
        let officer = try await officer(site)
        _ = try await officer.post("\(Self.desk)/1/khong-dung", ["reason": "Trùng"])
        let context = try site.context(of: "news")
        let period = ReportPeriod(start: .distantPast, end: .distantFuture)
        let rows = try await context.storage.read { try SubmissionStatistics.fetch(period, in: $0) }
        #expect(rows.map(\.label) == ["Vũ Thị Nghĩa", "Hội Nông dân xã"])
        #expect(rows.map(\.sent) == [2, 1])
        #expect(rows.first?.declined == 1)
        #expect(try await officer.get("\(Self.desk)/thong-ke").contains("Vũ Thị Nghĩa"))
        #expect(try await officer.get("\(Self.desk)/thong-ke/tai-ve").contains("Hội Nông dân xã"))
        // The periodic report, which more people see, names bodies only.
        let report = try await SubmissionStatistics.section.make(context, period)
        #expect(report.rows.map { $0[0] } == ["Hội Nông dân xã", "Cá nhân"])
    }

    @Test func theDeskIsRemindedOfWhatWaits() async throws {
        let site = try await site(["submission_recipient": .text("vanphong@vidu.example")])
        let context = try site.context(of: "news")
        try await SubmissionJobs.reminder.run(context)
        #expect(try await mails(site).isEmpty)
        try await send(by: site.visitor(), to: site)
        site.clock.advance(by: .seconds(30 * 86_400))
        try await SubmissionJobs.reminder.run(context)
        let mail = try #require(try await mails(site).last)
        #expect(mail.recipient == "vanphong@vidu.example")
        #expect(mail.text.contains("1 bản gửi mới"))
        #expect(mail.text.contains("1 bản gửi đã quá hạn"))
    }

    @Test func listsAreRangesOfAnIndex() throws {
        let site = try NewsSite()
        let queries: [(String, StatementArguments)] = [
            ("SELECT * FROM news_submissions WHERE state <> 'spam' ORDER BY received_at DESC, id DESC LIMIT 20", []),
            ("SELECT * FROM news_submissions WHERE state = 'new' ORDER BY received_at DESC, id DESC LIMIT 20", []),
            ("SELECT * FROM news_submissions WHERE account = ? LIMIT 20", [1]),
            ("SELECT * FROM news_submissions WHERE article_id = ? LIMIT 1", [1]),
            (SubmissionJobs.expiredQuery, [NewsSite.start]),
        ]
        for (sql, arguments) in queries {
            let plan = try site.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                    .map { $0["detail"] as String }
            }
            #expect(plan.allSatisfy { $0.contains("INDEX") }, "\(plan)")
        }
    }
}
