import Foundation
import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// What pages and jobs ask for is found by an index, however many comments there are.
@Suite struct ConsultationQueryPlanTests {
    @Test(arguments: [
        "SELECT * FROM consultation_comments WHERE draft_id = 1 AND version = 1 AND state = 'published' ORDER BY place_order, id LIMIT 20",
        "SELECT version, count(*) FROM consultation_comments WHERE draft_id = 1 AND state = 'published' GROUP BY version",
        "SELECT anchor, article, count(*) FROM consultation_comments WHERE draft_id = 1 AND version = 1 AND state = 'published' GROUP BY place_order, anchor, article",
        "SELECT * FROM consultation_comments WHERE draft_id = 1 AND state NOT IN ('unconfirmed', 'spam') ORDER BY place_order, id LIMIT 50",
        "SELECT * FROM consultation_comments WHERE state NOT IN ('unconfirmed', 'spam') ORDER BY received_at DESC, id DESC LIMIT 50",
        "SELECT count(*) FROM consultation_comments WHERE state = 'waiting'",
        "SELECT id FROM consultation_comments WHERE state = 'unconfirmed' AND received_at < '2026' LIMIT 500",
        "SELECT * FROM consultation_comments WHERE code = 'YK-1'",
        "SELECT * FROM consultation_links WHERE token_hash = 'a' AND purpose = 'own' AND expires_at > '2026'",
        "SELECT * FROM consultation_drafts WHERE slug = 'a'",
        "SELECT title, slug FROM consultation_drafts WHERE issued_key = 'a' AND issued_key <> '' AND is_public = 1",
        "SELECT min(ends_at) FROM consultation_drafts WHERE is_public = 1 AND ends_at > '2026'",
        "SELECT min(starts_at) FROM consultation_drafts WHERE is_public = 1 AND starts_at > '2026'",
        ConsultationJobs.sendersQuery.replacing("?", with: "9"),
        ConsultationJobs.expiredQuery.replacing("?", with: "'2026'"),
    ])
    func anIndexIsUsed(sql: String) async throws {
        let site = try await ConsultationTestSite()
        let plan = try await site.context().storage.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
        }
        for step in plan { #expect(!step.hasPrefix("SCAN") || step.contains("INDEX"), "\(plan)") }
    }
}
