import Foundation
import Testing

@testable import LegalDocuments
@testable import PortalKit

/// What the periodic report and the home page say of the documents.
@Suite struct ReportTests {
    private func tables(_ site: ModuleTestSite) async throws -> [[[String]]] {
        let context = try site.context(of: LegalNames.module)
        let (start, end) = (VietnamTime(parsing: "2026-01-01")?.date, VietnamTime(parsing: "2026-07-01")?.date)
        let period = ReportPeriod(start: try #require(start), end: try #require(end))
        var tables: [[[String]]] = []
        for section in LegalReports.all { tables.append(try await section.make(context, period).rows) }
        return tables
    }

    @Test func aPeriodIsCounted() async throws {
        let site = try await LegalTestSite.make()
        try await site.publish {
            ($0.number, $0.issuedOn, $0.effectiveOn) = ("01/2026/QĐ-UBND", "2026-01-01", "2026-01-15")
            $0.fields = ["van-hoa", "dat-dai"]
        }
        try await site.publish {
            ($0.number, $0.type, $0.issuedOn, $0.effectiveOn) = ("9/TB-UBND", "Thông báo", "2026-06-30", "")
            $0.isDirection = true
        }
        // After the period; it ends the first one in it.
        try await site.publish {
            ($0.number, $0.issuedOn, $0.effectiveOn) = ("02/2026/QĐ-UBND", "2026-05-01", "2026-06-01")
            $0.relations = [LegalRelation(kind: .replaces, number: "01/2026/QĐ-UBND")]
        }
        try await site.publish { ($0.number, $0.issuedOn) = ("03/2026/QĐ-UBND", "2026-07-01") }
        let tables = try await tables(site)
        #expect(tables[0] == [["Quyết định", "2"], ["Thông báo", "1"]])
        #expect(tables[1].map { $0[1] } == ["1", "1"])
        #expect(tables[2].map { $0[1] } == ["2", "2", "1", "0"])
    }

    @Test func theHomePageShowsTheNewest() async throws {
        let site = try await LegalTestSite.make(
            "home: [{block: legal-documents.latest, options: {group: phap-quy, count: 1}}]")
        #expect(try await !site.visitor().get("/").contains("legal-latest"))
        try await site.publish { $0.summary = "Văn bản cũ hơn" }
        let newest = try await site.publish {
            ($0.number, $0.issuedOn, $0.summary) = ("16/2026/QĐ-UBND", "2026-06-13", "Văn bản mới nhất")
        }
        try await site.publish {
            ($0.number, $0.issuedOn, $0.summary) = ("17/TB-UBND", "2026-06-14", "Một thông báo")
            $0.isDirection = true
        }
        let home = try await site.visitor().get("/")
        #expect(home.contains("/van-ban/\(newest.slug)"))
        #expect(home.contains("Văn bản mới nhất"))
        #expect(!home.contains("Văn bản cũ hơn") && !home.contains("Một thông báo"))
        #expect(home.contains("/van-ban?nhom=phap-quy"))
    }
}
