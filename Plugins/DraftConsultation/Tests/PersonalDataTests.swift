import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// What the portal holds of somebody who commented on drafts or follows them: found, given out, erased.
@Suite struct PersonalDataTests {
    private static let screen = "/quan-tri/du-lieu-ca-nhan"

    private func keeper(_ site: ConsultationTestSite) async throws -> TestClient {
        try await site.portal.official("Phan Thị Mơ", permissions: ["core.personal-data"])
    }

    @Test func aCommentIsFoundGivenOutAndErasedButWhatItSaysStays() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let comment = try await site.comment(on: draft, mail: "Nghia@vidu.example", name: "Vũ Thị Nghĩa")
        try await site.comment(on: draft, mail: "tu@vidu.example", name: "Lê Văn Tư")
        try await site.context().storage.write(as: .system("test")) { change in
            try change.database.execute(
                sql: "UPDATE consultation_comments SET phone = '0912 345.678' WHERE id = ?", arguments: [comment.id])
        }
        let keeper = try await keeper(site)
        for typed in [["mail": "nghia@vidu.example"], ["phone": "+84 912 345 678"]] {
            let found = try await keeper.post(Self.screen, typed)
            #expect(found.contains("draft-consultation.comment/\(comment.id)"), "\(typed)")
            #expect(!found.contains("Lê Văn Tư"))
        }
        let chosen = ["mail": "nghia@vidu.example", "records": "draft-consultation.comment/\(comment.id)"]
        let file = try await keeper.post(Self.screen, chosen.merging(["then": "export"]) { $1 })
        #expect(file.contains("Vũ Thị Nghĩa") && file.contains("Nên giảm."))
        let erased = try await keeper.post(Self.screen, chosen.merging(["then": "erase", "sure": "1"]) { $1 })
        #expect(erased.status == 303)
        let after = try #require(try await site.comments().first)
        #expect(after.name.isEmpty && after.mail.isEmpty && after.text == "Nên giảm." && after.erasedAt != nil)
        #expect(try await keeper.post(Self.screen, chosen).contains("Tìm thấy 0 mục"))
    }

    @Test func whoFollowsIsForgotten() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            try FollowDesk(context).add("nghia@vidu.example", to: draft, isConfirmed: true, in: change)
        }
        let keeper = try await keeper(site)
        let chosen = ["mail": "NGHIA@vidu.example", "records": "draft-consultation.follower/1"]
        #expect(try await keeper.post(Self.screen, chosen).contains("draft-consultation.follower/1"))
        let file = try await keeper.post(Self.screen, chosen.merging(["then": "export"]) { $1 })
        #expect(file.contains(draft.content.title))
        _ = try await keeper.post(Self.screen, chosen.merging(["then": "erase", "sure": "1"]) { $1 })
        let left = try await context.storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM consultation_followers")
        }
        #expect(left == 0)
    }

    @Test func theyAreFoundByIndexes() async throws {
        let site = try await ConsultationTestSite()
        let plans = try await site.context().storage.read { database in
            try [
                (CommentPersonalData.query, ["0912345678", "a@x.example"]),
                (FollowerPersonalData.query, ["a@x.example"]),
            ]
            .flatMap { sql, arguments in
                try Row.fetchAll(
                    database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: StatementArguments(arguments)
                ).map { $0["detail"] as String }
            }
        }
        #expect(!plans.contains { $0.hasPrefix("SCAN consultation") }, "\(plans)")
    }
}
