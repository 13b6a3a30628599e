import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Texts all over the portal lead to the documents that they name, and to no other.
@Suite struct CitationTests {
    private func found(_ text: String) -> [(String, LegalCitation.Key)] {
        LegalCitation.find(in: text).map { (String(text[$0.range]), $0.key) }
    }

    @Test func wordsAroundANumberBelongToIt() throws {
        let text = "Theo Quyết định số 15/2024/QĐ-UBND ngày 12 tháng 6 năm 2024 của UBND tỉnh Bắc Ninh về giá."
        let citation = try #require(found(text).first)
        #expect(citation.0 == "Quyết định số 15/2024/QĐ-UBND")
        #expect(citation.1.text == "15/2024/qd-ubnd|2024-06-12|tinh bac ninh")
        #expect(found("xem 27/KH-UBND.").first?.0 == "27/KH-UBND")
        #expect(found("ngày 12/6/2024 và 1/2").isEmpty)
    }

    @Test(arguments: [
        ("Quyết định số 15/2026/QĐ-UBND", true), ("quyết định 15/2026/QĐ-UBND ngày 12/6/2026", true),
        ("Quyết định số 15/2026/QĐ-UBND ngày 13 tháng 6 năm 2026", false),
        ("Quyết định số 15/2026/QĐ-UBND của Ủy ban nhân dân tỉnh Bắc Ninh", false),
        ("Quyết định số 15/2026/QĐ-UBND của Ủy ban nhân dân xã Thử", true),
        ("Quyết định số 15/2026/QĐ-UBND của UBND xã về nhà văn hóa", true),
        ("Quyết định số 15/2026/QĐ-UBND, quy định trách nhiệm của Ban quản trang", true),
        ("Quyết định số 16/2026/QĐ-UBND", false),
    ])
    func onlyTheDocumentThatIsMeant(text: String, isMeant: Bool) async throws {
        let site = try await LegalTestSite.make()
        try await site.publish { _ in }
        let source = LegalMentionSource(context: try site.context(of: LegalNames.module))
        let keys = Set(source.mentions(in: text).map(\.key))
        #expect(keys.count == 1)
        #expect(try await source.addresses(of: keys).isEmpty != isMeant)
    }
}
