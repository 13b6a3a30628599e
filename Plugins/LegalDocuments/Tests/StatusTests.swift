import Testing

@testable import LegalDocuments

struct StatusTests {
    @Test("a document is in force from its day until the day on which it ends")
    func days() {
        func status(_ day: String) -> LegalStatus {
            LegalStatus(effectiveOn: "2024-07-01", endedOn: "2025-10-01", day: day)
        }
        #expect(status("2024-06-30") == .upcoming)
        #expect(status("2024-07-01") == .inForce)
        #expect(status("2025-09-30") == .inForce)
        #expect(status("2025-10-01") == .ended)
        #expect(LegalStatus(effectiveOn: "", endedOn: "", day: "2026-01-01") == .inForce)
    }

    @Test("numbers in a text are found, dates are not")
    func mentions() {
        let text = "Theo Quyết định số 15/2024/QĐ-UBND, Kế hoạch 27/KH-UBND; ngày 12/6/2024, (05/2025/NQ-HĐND)."
        #expect(LegalMentions.numbers(in: text) == ["15/2024/QĐ-UBND", "27/KH-UBND", "05/2025/NQ-HĐND"])
    }
}
