import Testing

@testable import LegalDocuments
@testable import PortalKit

/// A file or pasted text fills the form from what it says of itself.
@Suite struct EntryByFileTests {
    private let screen = "\(LegalTestSite.list)/nhap"

    @Test func pastedTextBecomesADraftAfterItWasSeen() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let page = try await officer.post(screen, ["pasted": LegalTestSite.text])
        #expect(page.status == 200)
        #expect(page.contains("15/2026/QĐ-UBND"))
        #expect(page.contains("3 điều"))
        #expect(try await site.documents().isEmpty)
        var typed = ["pasted": LegalTestSite.text, "charset": ""]
        for name in ["title", "title_found", "shown"] { typed[name] = page.value(name) }
        let done = try await officer.post(screen, typed)
        let document = try #require(try await site.documents().first)
        #expect(done.location == "\(LegalTestSite.list)/\(document.id)")
        let content = document.content
        #expect(content.number == "15/2026/QĐ-UBND")
        #expect(content.type == "Quyết định")
        #expect(content.summary == "Ban hành Quy chế hoạt động của nhà văn hóa thôn")
        #expect(content.issuingBody == LegalTestSite.committee)
        #expect(content.issuedOn == "2026-06-12")
        #expect(content.effectiveOn == "2026-07-01")
        #expect(content.signer == "Trần Quang Hòa")
        #expect(content.lines.map(\.text) == LegalLine.lines(of: LegalTestSite.text).map(\.text))
        #expect(document.step == "draft")
    }

    @Test func whatTheTextDoesNotSayIsSaid() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let page = try await officer.post(screen, ["pasted": "Một đoạn không có gì."])
        #expect(page.contains("không thấy trong văn bản"))
        let reader = try await site.official(permissions: [LegalPermission.publish])
        #expect(try await reader.get(screen).status == 403)
    }
}
