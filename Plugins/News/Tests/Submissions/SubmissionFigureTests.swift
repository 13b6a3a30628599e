import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// Figures about senders, and what they cost.
@Suite struct SubmissionFigureTests {
    @Test func figuresCountEachSenderAndSpamNotAtAll() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        try await site.send(by: site.visitor())
        try await site.send(SubmissionSite.typed.merging(["website": "x"]) { $1 }, by: site.visitor())
        let body = ["sender_kind": "body", "sender_body": "Hội Nông dân xã", "sender_name": "Ông Tư"]
        try await site.send(SubmissionSite.typed.merging(body) { $1 }, by: site.visitor())
        let officer = try await site.officer()
        _ = try await officer.post("\(SubmissionSite.desk)/1/khong-dung", ["reason": "Trùng"])
        let context = try site.context()
        let period = ReportPeriod(start: .distantPast, end: .distantFuture)
        let rows = try await context.storage.read { try SubmissionStatistics.fetch(period, in: $0) }
        #expect(rows.map(\.label) == ["Vũ Thị Nghĩa", "Hội Nông dân xã"])
        #expect(rows.map(\.sent) == [2, 1])
        #expect(rows.first?.declined == 1)
        #expect(try await officer.get("\(SubmissionSite.desk)/thong-ke").contains("Vũ Thị Nghĩa"))
        #expect(try await officer.get("\(SubmissionSite.desk)/thong-ke/tai-ve").contains("Hội Nông dân xã"))
        // The periodic report, which more people see, names bodies only.
        let report = try await SubmissionStatistics.section.make(context, period)
        #expect(report.rows.map { $0[0] } == ["Hội Nông dân xã", "Cá nhân"])
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
