import Foundation
import GRDB
import PortalKit
import Testing

@testable import Royalties

/// What a module that publishes tells.
private struct Published: Encodable {
    var title = "Gặt lúa mùa"
    var path = "/thong-bao/gat-lua"
    var author = ""
    var writtenBy: Int64?
}

private struct Received: Encodable {
    var amount = 3_000_000
    var title = "Gốm Hạ"
    var day = "2026-05-20"
}

@Suite struct CreditTests {
    private static let article = RecordReference(type: "news.article", id: 7)

    private func publish(_ portal: RoyaltySite, _ published: Published, times: Int = 1) async throws {
        for _ in 0..<times {
            let event = try Event("news.article-published", record: Self.article, payload: published)
            try await portal.write { try $0.emit(event) }
        }
        try await portal.site.runBackgroundWork()
    }

    private func works(_ portal: RoyaltySite) async throws -> [Contribution] {
        try await portal.read { try ContributionSearch().rows(limit: 100, in: $0) }
    }

    @Test func aPublicationIsRecordedOnceHoweverOftenItIsTold() async throws {
        let portal = try await RoyaltySite()
        try await publish(portal, Published(author: "Vũ Thị Nghĩa"), times: 3)
        let context = try portal.context()
        let event = try Event(
            "news.article-published", record: Self.article, payload: Published(author: "Vũ Thị Nghĩa"))
        try await PublicationCredits.record(event, context)
        let works = try await works(portal)
        #expect(works.map(\.payeeName) == ["Vũ Thị Nghĩa"])
        #expect(works.first?.kind == .writing)
        #expect(works.first?.state == .open)
        #expect(works.first?.title == "Gặt lúa mùa")
    }

    @Test func aPenNameLeadsToWhoeverHasIt() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.write {
            try PayeeDesk.create(PayeeContent(name: "Vũ Thị Nghĩa", penNames: ["Hoa Sen"]), in: $0)
        }
        try await publish(portal, Published(author: "  hoa sen"))
        #expect(try await works(portal).map(\.payee) == [payee])
    }

    @Test func whoTookTheStepsIsCredited() async throws {
        let portal = try await RoyaltySite()
        _ = try await portal.site.official("Nguyễn Thị Hạnh")
        let moderator = try await portal.read { try AccountStore.list(in: $0).first?.id ?? 0 }
        try await portal.write { change in
            for (transition, step) in [("submit", "moderation"), ("approve", "approved"), ("publish", "published")] {
                try change.database.execute(
                    sql: """
                        INSERT INTO core_workflow_log (record_type, record_id, type, version, from_step, to_step,
                            transition, actor_kind, actor_id, actor_name, reason, at)
                        VALUES ('news.article', 7, 'news.editorial', 1, 'draft', ?, ?, 'person', ?, 'Nguyễn Thị Hạnh', '', ?)
                        """, arguments: [step, transition, moderator, change.now])
            }
        }
        try await publish(portal, Published(author: "Vũ Thị Nghĩa"), times: 2)
        let found = Set(try await works(portal).map { "\($0.payeeName) \($0.kind.rawValue)" })
        #expect(found == ["Vũ Thị Nghĩa writing", "Nguyễn Thị Hạnh moderating", "Nguyễn Thị Hạnh editing"])
    }

    @Test func whatWasExcludedDoesNotComeBack() async throws {
        let portal = try await RoyaltySite()
        try await publish(portal, Published(author: "Vũ Thị Nghĩa"))
        try await portal.write { try ContributionDesk.exclude(1, reason: "Bài chép lại", in: $0) }
        try await publish(portal, Published(author: "Vũ Thị Nghĩa"))
        #expect(try await works(portal).map(\.state) == [.excluded])
    }

    @Test func incomeOfAnotherModuleIsTakenInOnce() async throws {
        let portal = try await RoyaltySite(budget: 0)
        for _ in 0..<3 {
            let event = try Event(
                "business-ads.payment-recorded", record: RecordReference(type: "business-ads.payment", id: 4),
                payload: Received())
            try await portal.write { try $0.emit(event) }
        }
        try await portal.site.runBackgroundWork()
        #expect(try await portal.read { try Funds.fetch(2026, share: 100, in: $0) }.income == 3_000_000)
        await #expect(throws: PortalError.notFound) {
            try await portal.write { try FundDesk.removeIncome(1, in: $0) }
        }
    }

    @Test func twoEntriesOfOnePersonBecomeOne() async throws {
        let portal = try await RoyaltySite()
        try await publish(portal, Published(author: "V. T. Nghĩa"))
        let payee = try await portal.payee()
        let work = try await portal.work(payee)
        let sheet = try await portal.sheet()
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        #expect(
            try await office.post(RoyaltySite.root + "/nguoi-nhan/1/gop", ["into": "\(payee)"]).location
                == RoyaltySite.root + "/nguoi-nhan/\(payee)")
        #expect(try await works(portal).allSatisfy { $0.payee == payee })
        #expect(try await portal.stored(sheet).gross == 220_000)
        #expect(try await portal.read { try ContributionRows.fetch(work, in: $0)?.sheet } == sheet)
        try await publish(portal, Published(title: "Khác", author: "V. T. Nghĩa"))
        #expect(try await portal.read { try PayeeRows.all(in: $0).count } == 1)
    }
}
