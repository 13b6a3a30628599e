import PortalKit
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

    @Test("the page of a day tells the force of that day, and its downloads are the text of that day")
    func pageOfADay() async throws {
        let site = try await LegalTestSite.make()
        let document = try await site.publish { ($0.effectiveOn, $0.expiredOn) = ("2026-07-01", "2026-10-01") }
        let (visitor, page) = (site.visitor(), "/van-ban\(document.path)")
        let before = try await visitor.get("\(page)?ngay=2026-06-30")
        #expect(before.contains("Hiệu lực và nội dung vào ngày 30/06/2026."))
        #expect(before.contains("Chưa có hiệu lực"))
        #expect(before.contains("akn.xml?ngay=2026-06-30"))
        #expect(try await visitor.get("\(page)?ngay=2026-09-30").contains("Còn hiệu lực"))
        let today = try await visitor.get(page)
        #expect(today.contains("Hết hiệu lực"))
        #expect(!today.contains("Hiệu lực và nội dung vào ngày 24/11/2026"))
        #expect(try await visitor.get("\(page)?ngay=").status == 200)
        let unreadable = try await visitor.get("\(page)?ngay=hom-nay")
        #expect(unreadable.status == 200)
        #expect(unreadable.contains("Không đọc được ngày “hom-nay”"))
        #expect(unreadable.contains("Hết hiệu lực"))
        #expect(try await visitor.get("\(page)/akn.xml?ngay=hom-nay").status == 404)
    }

    @Test(
        "a document is cited with what it is about, as in the bases of others",
        arguments: [
            ("Ban hành Quy chế chợ", "của Ủy ban nhân dân xã Thử ban hành Quy chế chợ"),
            ("Kiện toàn Tổ công nghệ số", "của Ủy ban nhân dân xã Thử về kiện toàn Tổ công nghệ số"),
            ("Tết Nguyên đán năm 2027", "của Ủy ban nhân dân xã Thử về Tết Nguyên đán năm 2027"),
        ])
    func citation(summary: String, end: String) async throws {
        let site = try await LegalTestSite.make()
        let document = try await site.publish { $0.summary = summary }
        let page = try await site.visitor().get("/van-ban\(document.path)")
        #expect(page.contains("Quyết định số 15/2026/QĐ-UBND ngày 12 tháng 6 năm 2026 \(end)"))
    }

    @Test("numbers in a text are found, dates are not")
    func mentions() {
        let text = "Theo Quyết định số 15/2024/QĐ-UBND, Kế hoạch 27/KH-UBND; ngày 12/6/2024, (05/2025/NQ-HĐND)."
        #expect(LegalMentions.numbers(in: text) == ["15/2024/QĐ-UBND", "27/KH-UBND", "05/2025/NQ-HĐND"])
    }
}
