import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// The public list says how far it was counted, and finds a rare choice of a frequent word.
@Suite struct PublicListTests {
    @Test func whatIsCountedToALimitSaysSo() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        try await site.answer(1, by: site.desk(), approvedBy: site.head())
        try await site.context().storage.write(as: .system("test")) { change in
            let columns = try change.database.columns(in: "feedback_cases").map(\.name)
                .filter { !["id", "code", "topic"].contains($0) }.joined(separator: ", ")
            for _ in 0..<PublicCases.searchLimit + 1 {
                try change.database.execute(
                    sql: """
                        INSERT INTO feedback_cases (code, topic, \(columns))
                        SELECT ?, 'dien-nuoc', \(columns) FROM feedback_cases WHERE id = 1
                        """, arguments: [TrackingCode().key])
                let item = try CaseRows.require(change.database.lastInsertedRowID, in: change.database)
                try change.index(CaseSearch.entry(item))
            }
        }
        let visitor = site.visitor()
        let many = try await visitor.get("/phan-anh?q=o+ga")
        #expect(many.contains("Từ 300 phản ánh đã trả lời trở lên"))
        #expect(many.contains("trong 300 mục trở lên"))
        let rare = try await visitor.get("/phan-anh?q=o+ga&linh-vuc=giao-thong")
        #expect(rare.contains("1 phản ánh đã trả lời"))
        #expect(rare.contains("/phan-anh/1-"))
    }
}
