import Foundation
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Who follows a draft is told when it opens, when its period ends soon, and when it has its result.
@Suite struct FollowTests {
    @Test func aFollowerIsToldAndCanStop() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish { ($0.startsOn, $0.endsOn) = ("2026-11-26", "2026-12-25") }
        let (visitor, path) = (site.visitor(), "/du-thao\(draft.path)/theo-doi")
        let typed = ["mail": "Binh@vidu.example", "consent": "1"]
        #expect(try await site.send(["mail": "binh"], to: path, by: visitor).status == 422)
        #expect(try await site.send(typed, to: path, by: visitor).status == 303)
        let context = try site.context()
        let run = { try await ConsultationJobs.notices.run(context) }
        let asked = try #require(try await site.mails().first)
        site.clock.advance(by: .seconds(3 * 86_400 - 3_600))
        try await run()
        #expect(try await site.mails().count == 1, "nobody is told who has not confirmed")
        #expect(try await visitor.post(try #require(asked.link)).status == 303)
        try await run()
        try await run()
        var mails = try await site.mails()
        #expect(mails.count == 2)
        #expect(mails.last?.recipient.contains("binh@vidu.example") == true)
        site.clock.advance(by: .seconds(24 * 86_400))
        try await run()
        #expect(try await site.mails().count == 2)
        site.clock.advance(by: .seconds(2 * 86_400))
        try await run()
        try await run()
        mails = try await site.mails()
        #expect(mails.count == 3)
        let end = try #require(mails.last?.link)
        #expect(end.contains("bo-theo-doi"))
        #expect(try await visitor.get(end).status == 200)
        #expect(try await visitor.post(end).status == 303)
        try await context.storage.write(as: .command("test")) {
            try DraftDesk(context).setIssued(draft.id, number: "15/2027/QĐ-UBND", day: "2027-01-10", in: $0)
        }
        try await run()
        #expect(try await site.mails().count == 3)
        #expect(try await visitor.get(end).status == 404)
    }

    /// Nobody fills a stranger's letter box by asking again and again, and nobody learns who follows.
    @Test func askingAgainSendsFewMails() async throws {
        let site = try await ConsultationTestSite()
        let path = "/du-thao\(try await site.publish().path)/theo-doi"
        for _ in 1...4 {
            let page = try await site.send(["mail": "binh@vidu.example", "consent": "1"], to: path, by: site.visitor())
            #expect(page.status == 303)
        }
        let mails = try await site.mails()
        #expect(mails.count == 2)
        #expect(try await site.visitor().post(try #require(mails.first?.link)).status == 303)
        let page = try await site.send(["mail": "binh@vidu.example", "consent": "1"], to: path, by: site.visitor())
        #expect(page.status == 303)
        #expect(try await site.mails().count == 2)
    }

    @Test func theResultIsToldToFollowersAndSenders() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let comment = try await site.comment(on: draft, mail: "nghia@vidu.example")
        let context = try site.context()
        try await context.storage.write(as: .command("test")) {
            try FollowDesk(context).add("binh@vidu.example", to: draft, isConfirmed: true, in: $0)
            try CommentDesk(context).treat(comment.id, .accepted, reason: "Đã sửa Điều 2.", in: $0)
        }
        let before = try await site.mails().count
        site.clock.advance(by: .seconds(40 * 86_400))
        let report = try await TreatmentReport.current(draft, context)
        try await ReportPublication(report, context).publish(as: .command("test"))
        try await ConsultationJobs.notices.run(context)
        try await ConsultationJobs.notices.run(context)
        let mails = try await site.mails().dropFirst(before)
        #expect(Set(mails.map(\.recipient)) == ["binh@vidu.example", "nghia@vidu.example"])
        #expect(mails.contains { $0.text.contains("Đã sửa Điều 2.") })
    }
}
