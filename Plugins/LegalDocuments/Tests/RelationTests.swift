import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Relations are found, entered and followed both ways.
@Suite struct RelationTests {
    @Test func theTextSuggestsRelationsAndTheOtherDocumentEnds() async throws {
        let site = try await LegalTestSite.make()
        let old = try await site.publish {
            ($0.number, $0.issuedOn, $0.effectiveOn) = ("11/2021/QĐ-UBND", "2021-05-05", "2021-06-01")
        }
        let officer = try await site.official(permissions: LegalTestSite.all)
        _ = try await officer.post("\(LegalTestSite.list)/moi", LegalTestSite.form())
        let id = try #require(try await site.documents().last?.id)
        let url = "\(LegalTestSite.list)/\(id)/quan-he"
        let page = try await officer.get(url)
        #expect(page.contains("11/2021/QĐ-UBND"))
        #expect(page.contains("05/2026/NQ-HĐND"))
        let added = try await officer.post(
            url, ["revision": "1", "kind": "replaces", "number": "11/2021/QĐ-UBND", "issued_on": "2021-05-05"])
        #expect(added.status == 303)
        #expect(try await officer.post(url, ["revision": "2", "kind": "replaces", "number": ""]).status == 422)
        #expect(try await officer.get(url + "?q=quy+che").contains("11/2021/QĐ-UBND"))
        // A draft ends nothing yet.
        #expect(try await site.documents().first?.endedOn == "")
        let context = try site.context(of: LegalNames.module)
        try await context.storage.write(as: .command("test")) { _ = try LegalDesk(context).publish(id, in: $0) }
        #expect(try await site.documents().first?.endedOn == "2026-07-01")
        let shown = try await site.visitor().get("/van-ban/\(old.slug)")
        #expect(shown.contains("được thay thế bởi"))
        #expect(shown.contains("Quyết định số 15/2026/QĐ-UBND"))
        let removed = try await officer.post(url, ["revision": "2", "remove": "0"])
        #expect(removed.status == 303)
        #expect(try await site.documents().first?.endedOn == "")
    }

    @Test func aTextLeadsToTheDocumentsThatItNames() async throws {
        let site = try await LegalTestSite.make()
        let named = try await site.publish { ($0.number, $0.issuedOn) = ("11/2021/QĐ-UBND", "2021-05-05") }
        let naming = try await site.publish {
            $0.lines = LegalLine.lines(of: "Điều 1. Thực hiện\nTheo Quyết định số 11/2021/QĐ-UBND.")
        }
        let visitor = site.visitor()
        let link = "/van-ban/\(named.slug)"
        #expect(
            try await visitor.get("/van-ban/\(naming.slug)").contains("href=\"\(link)\">Quyết định số 11/2021/QĐ-UBND"))
        #expect(try await visitor.get(link).status == 200)
    }

    @Test func aNumberWithoutAYearIsTakenByItsDay() async throws {
        let site = try await LegalTestSite.make()
        let first = try await site.publish {
            ($0.number, $0.type, $0.issuedOn) = ("27/KH-UBND", "Kế hoạch", "2025-03-05")
        }
        try await site.publish { ($0.number, $0.type, $0.issuedOn) = ("27/KH-UBND", "Kế hoạch", "2026-03-05") }
        let guide = try await site.publish {
            $0.relations = [LegalRelation(kind: .guides, number: "27/KH-UBND", issuedOn: "2025-03-05")]
        }
        let page = try await site.visitor().get("/van-ban/\(guide.slug)")
        #expect(page.contains("/van-ban/\(first.slug)\""))
        #expect(!page.contains("/van-ban/\(first.slug)-2\""))
    }
}
