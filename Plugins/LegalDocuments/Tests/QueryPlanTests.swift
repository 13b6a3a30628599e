import GRDB
import Testing

@testable import LegalDocuments
@testable import PortalKit

/// What the public reads must stay fast with a hundred thousand documents: every list is a range of an index.
@Suite struct QueryPlanTests {
    static let filters = [
        "", "nhom=chi-dao", "loai=quyet-dinh", "co-quan=uy-ban-nhan-dan-xa-thu", "linh-vuc=van-hoa", "nam=2026",
        "hieu-luc=con-hieu-luc", "hieu-luc=het-hieu-luc", "hieu-luc=chua-hieu-luc", "linh-vuc=van-hoa&nam=2026",
        "loai=quyet-dinh&co-quan=x&nam=2026&hieu-luc=het-hieu-luc", "q=15/2026",
        "q=nha+van+hoa&loai=quyet-dinh&nam=2026",
    ]

    @Test(arguments: filters) func aListIsARangeOfAnIndex(_ query: String) async throws {
        let site = try await LegalTestSite.make()
        try await site.publish { $0.fields = ["van-hoa"] }
        let pairs = query.split(separator: "&").map { $0.split(separator: "=") }.map {
            (String($0[0]), $0[1].replacing("+", with: " "))
        }
        let filter = DocumentFilter(FormValues(pairs.map { ($0, String($1)) }))
        let plans = try await site.context(of: LegalNames.module).storage.read { database in
            var asked: [String] = []
            database.trace(options: .statement) { event in
                if case .statement(let statement) = event { asked.append(statement.sql) }
            }
            _ = try filter.page(
                limit: 20, offset: 0, counts: LegalCounts.fetch(in: database), today: "2026-11-20", in: database)
            database.trace(options: [])
            return try asked.filter { $0.contains("legal_documents") }.map { sql in
                let arguments = StatementArguments(sql.filter { $0 == "?" }.map { _ in String?.none })
                let plan = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                return (sql, plan.map { $0["detail"] as String })
            }
        }
        #expect(!plans.isEmpty)
        // What a search has found is few, and so are documents that are not in force yet: they may be sorted.
        let maySort = query.contains("q=") || query.contains("chua-hieu-luc")
        for (sql, plan) in plans {
            let costly = plan.filter { step in
                step.contains("TEMP B-TREE") && !maySort || step.hasPrefix("SCAN legal") && !step.contains("USING")
            }
            #expect(costly.isEmpty, "\(sql): \(plan)")
        }
    }
}
