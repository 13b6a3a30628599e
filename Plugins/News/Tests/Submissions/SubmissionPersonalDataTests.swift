import GRDB
import Testing

@testable import News
@testable import PortalKit

/// What the portal holds of somebody who sent an item: found, given out, erased once it was answered.
@Suite struct SubmissionPersonalDataTests {
    private static let screen = "/quan-tri/du-lieu-ca-nhan"

    @Test func aSubmissionIsFoundGivenOutAndErased() async throws {
        let site = try await SubmissionSite()
        try await site.send(by: site.visitor())
        let keeper = try await site.official("Phan Thị Mơ", permissions: ["core.personal-data"])
        let chosen = ["mail": "NGHIA@vidu.example", "records": "news.submission/1"]
        #expect(try await keeper.post(Self.screen, chosen).contains("chưa được trả lời"))
        let file = try await keeper.post(Self.screen, chosen.merging(["then": "export"]) { $1 })
        #expect(file.contains("Vũ Thị Nghĩa") && file.contains("Bà con quý mến."))
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            try change.database.execute(
                sql: "UPDATE news_submissions SET state = 'declined', closed_at = ?, phone = '0912.345.678'",
                arguments: [change.now])
        }
        #expect(try await keeper.post(Self.screen, ["phone": "84912345678"]).contains("news.submission/1"))
        let erased = try await keeper.post(Self.screen, chosen.merging(["then": "erase", "sure": "1"]) { $1 })
        #expect(erased.status == 303)
        let after = try #require(try await site.all().first)
        #expect(after.erasedAt != nil && after.sender.mail.isEmpty && !after.sender.name.contains("Nghĩa"))
    }

    @Test func itIsFoundByIndexes() async throws {
        let plan = try await SubmissionSite().context().storage.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + SubmissionPersonalData.query,
                arguments: ["0912345678", "a@x.example"]
            ).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN news_submissions") }, "\(plan)")
    }
}
