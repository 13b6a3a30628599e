import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// Items that people send: nothing is dropped, and nobody else sees who it was.
@Suite struct SubmissionFormTests {
    @Test func whatIsSentIsKeptAndConfirmed() async throws {
        let site = try await SubmissionSite()
        let visitor = site.visitor()
        let answer = try await site.send(by: visitor)
        #expect(answer.status == 303)
        let submission = try #require(try await site.all().first)
        #expect(answer.location == "\(SubmissionSite.form)/da-nhan/\(submission.code)")
        #expect(submission.state == .new)
        #expect(submission.sender.mail == "nghia@vidu.example")
        let mail = try #require(try await site.mails().first)
        #expect(mail.recipient == "nghia@vidu.example")
        #expect(mail.text.contains(submission.code))
        // Whoever has the code sees where it stands, not who sent what.
        let receipt = try await site.visitor().get(answer.location)
        #expect(receipt.status == 200)
        #expect(receipt.contains(submission.code))
        for secret in ["Nghĩa", "nghia@", "Gương người tốt"] { #expect(!receipt.contains(secret)) }
        #expect(try await visitor.get("\(SubmissionSite.form)/da-nhan/BG-0000000000").status == 404)
    }

    @Test func theWayBackIsInTheReadersLanguage() async throws {
        let site = try await SubmissionSite()
        let visitor = site.visitor()
        _ = try await visitor.get("/ngon-ngu/en")
        let answer = try await site.send(by: visitor)
        for path in [SubmissionSite.form, answer.location] {
            #expect(try await visitor.get(path).text.contains("<a href=\"/tin-tuc\">News</a>"), "\(path)")
        }
        let officer = try await site.officer()
        _ = try await officer.get("/ngon-ngu/en")
        let dashboard = try await officer.get("/quan-tri")
        #expect(dashboard.contains("Days without news by section"))
        #expect(dashboard.contains("Administrative reform") && !dashboard.contains("Cải cách hành chính"))
    }

    /// What the number says is not said again, and what is only new is no alarm.
    @Test func theDashboardTellsWhatToDo() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let officer = try await site.officer()
        let new = try await officer.get("/quan-tri").tile("Bài gửi đến chưa xem")
        #expect(new.contains("trả lời trong 10 ngày từ khi nhận") && !new.contains("tile-warning"))
        site.clock.advance(by: .seconds(12 * 86_400))
        let late = try await site.officer().get("/quan-tri").tile("Bài gửi quá hạn trả lời")
        #expect(late.contains("quá 10 ngày chưa trả lời người gửi") && late.contains("tile-warning"))
    }

    @Test func theAuditLogHoldsNoPersonalData() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let log = try await site.context().storage.read { database in
            try String.fetchAll(
                database,
                sql: "SELECT coalesce(before, '') || coalesce(after, '') || coalesce(note, '') FROM core_audit")
        }
        #expect(log.contains { $0.contains("BG-") })
        for secret in ["Nghĩa", "nghia@"] { #expect(!log.contains { $0.contains(secret) }) }
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedIsKept() async throws {
        let site = try await SubmissionSite()
        var typed = SubmissionSite.typed
        for name in ["sender_mail", "consent", "declaration"] { typed[name] = nil }
        let answer = try await site.send(typed, by: site.visitor())
        #expect(answer.status == 422)
        #expect(answer.contains("Gương người tốt thôn Đông Thịnh"))
        #expect(answer.contains("Hãy ghi ít nhất thư điện tử"))
        #expect(answer.contains("Cần có cam đoan này"))
        #expect(try await site.all().isEmpty)
        // A phone number alone is enough.
        let phone = typed.merging(["sender_phone": "0912 000 000", "consent": "1", "declaration": "1"]) { $1 }
        #expect(try await site.send(phone, by: site.visitor()).status == 303)
        #expect(try await site.mails().isEmpty)
    }

    @Test func aForgedListOfFilesIsIgnored() async throws {
        let site = try await SubmissionSite()
        let hash = ContentHash(of: [1]).rawValue
        let forged = "[{\"bytes\":1,\"hash\":\"\(hash)\",\"mediaType\":\"text/plain\",\"name\":\"a.txt\"}]"
        let typed = SubmissionSite.typed.merging([
            "files_kept": String(repeating: "A", count: 43) + forged, "files_keep": hash,
        ]) { $1 }
        #expect(try await site.send(typed, by: site.visitor()).status == 303)
        let files = try await site.context().storage.read { try SubmissionRows.files(of: 1, in: $0) }
        #expect(files.isEmpty)
    }

    @Test func theFormCanBeClosed() async throws {
        let site = try await SubmissionSite(["submissions_open": .boolean(false)])
        #expect(try await site.visitor().get(SubmissionSite.form).status == 404)
        #expect(try await !site.visitor().get("/tin-tuc").contains(SubmissionSite.form))
        #expect(try await site.officer().get(SubmissionSite.desk).status == 200)
    }

    @Test func theSenderAddsWhatIsAskedForByALinkThatWorksOnce() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let officer = try await site.officer()
        #expect(try await officer.post("\(SubmissionSite.desk)/1/hoi-them", ["question": "Ai chụp ảnh?"]).status == 303)
        let text = try #require(try await site.mails().last?.text)
        let link = try #require(text.firstMatch(of: /https?:\/\/[^\/]+(\/tin-tuc\/gui-bai\/bo-sung\?ma=[0-9a-f]+)/))
        let path = String(link.1)
        let visitor = site.visitor()
        #expect(try await visitor.get(path).contains("Ai chụp ảnh?"))
        #expect(try await site.send(["message": ""], by: visitor, path: path).status == 422)
        #expect(try await site.send(["message": "Cháu tôi chụp."], by: visitor, path: path).status == 303)
        #expect(try await visitor.get(path).status == 404)
        #expect(try await officer.get("\(SubmissionSite.desk)/1").contains("Cháu tôi chụp."))
        #expect(try await visitor.get("\(SubmissionSite.form)/bo-sung?ma=0000").status == 404)
    }
}
