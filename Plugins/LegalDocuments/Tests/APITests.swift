import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Programs read documents with their structure.
@Suite struct APITests {
    @Test func aDocumentWithItsStructure() async throws {
        let site = try await LegalTestSite.make()
        let document = try await site.publish { _ in }
        let list = try await site.visitor().get("/api/v1/legal-documents/documents?q=15/2026/qd-ubnd&type=quyet-dinh")
        #expect(list.status == 200)
        #expect(list.contains("\"number\":\"15/2026/QĐ-UBND\"") || list.contains("15\\/2026\\/QĐ-UBND"))
        #expect(try await site.visitor().get("/api/v1/legal-documents/documents?year=2020").contains("\"total\":0"))
        let page = try await site.visitor().get("/api/v1/legal-documents/documents/\(document.id)")
        #expect(page.contains("\"anchor\":\"dieu-2-khoan-2-diem-a\""))
        #expect(page.contains("\"status\":\"con-hieu-luc\""))
        #expect(try await site.visitor().get("/api/v1/legal-documents/documents/99").status == 404)
        #expect(try await site.visitor().get("/api/v1/openapi.json").contains("/legal-documents/documents/{id}"))
    }

    @Test func whatIsNotPublicIsNotThere() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        _ = try await officer.post("\(LegalTestSite.list)/moi", LegalTestSite.form())
        let id = try #require(try await site.documents().first?.id)
        #expect(try await site.visitor().get("/api/v1/legal-documents/documents/\(id)").status == 404)
        #expect(try await site.visitor().get("/van-ban/quyet-dinh-15-2026-qd-ubnd").status == 404)
    }
}
