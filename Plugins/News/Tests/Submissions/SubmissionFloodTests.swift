import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// The public form holds up programs, and nobody else.
@Suite struct SubmissionFloodTests {
    @Test func programsAreHeldUp() async throws {
        let site = try await SubmissionSite()
        let visitor = site.visitor()
        #expect(try await visitor.post(SubmissionSite.form, SubmissionSite.typed).status == 422)
        let wrong = try await site.send(SubmissionSite.typed.merging(["intake_answer": "99"]) { $1 }, by: visitor)
        #expect(wrong.status == 422)
        #expect(wrong.contains("Kết quả chưa đúng"))
        let fast = try await site.send(by: visitor, after: 1)
        #expect(fast.contains("gửi nhanh quá"))
        #expect(try await site.send(by: visitor, after: 90_000).contains("mở quá lâu"))
        #expect(try await site.all().isEmpty)
    }

    @Test func aDoubleClickIsOneSubmission() async throws {
        let site = try await SubmissionSite()
        let visitor = site.visitor()
        let page = try await visitor.get(SubmissionSite.form)
        site.clock.advance(by: .seconds(30))
        let fields = SubmissionSite.typed.merging(page.intakeAnswer) { $1 }
        let first = try await visitor.post(SubmissionSite.form, fields)
        let second = try await visitor.post(SubmissionSite.form, fields)
        #expect(first.location == second.location)
        #expect(try await site.all().count == 1)
    }

    @Test func anAddressBlockSendsTenAnHour() async throws {
        let site = try await SubmissionSite()
        for _ in 0..<10 { #expect(try await site.send(by: site.visitor(), after: 5).status == 303) }
        let refused = try await site.send(by: site.visitor(), after: 5)
        #expect(refused.status == 429)
        #expect(refused.contains("Gương người tốt thôn Đông Thịnh"))
        site.clock.advance(by: .seconds(3600))
        #expect(try await site.send(by: site.visitor()).status == 303)
    }

    @Test func whatFillsTheHiddenFieldIsKeptAsSpamAndGetsNoMail() async throws {
        let site = try await SubmissionSite()
        let answer = try await site.send(SubmissionSite.typed.merging(["website": "x"]) { $1 }, by: site.visitor())
        let submission = try #require(try await site.all().first)
        #expect(submission.state == .spam)
        #expect(try await site.mails().isEmpty)
        #expect(try await site.visitor().get(answer.location).contains("Đã nhận"))
        let officer = try await site.officer()
        #expect(try await !officer.get(SubmissionSite.desk).contains(submission.title))
        #expect(try await officer.get(SubmissionSite.desk + "?loc=rac").contains(submission.title))
        #expect(try await officer.post("\(SubmissionSite.desk)/\(submission.id)/khong-rac").status == 303)
        #expect(try await site.all().first?.state == .new)
    }
}
