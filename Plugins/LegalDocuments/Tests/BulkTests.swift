import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Many documents are entered from a table, after each row was reported.
@Suite struct BulkTests {
    private let screen = "\(LegalTestSite.list)/nhap-bang"

    private static let table = """
        Danh sách văn bản năm 2026;;;;;
        STT;Số/Ký hiệu;Loại văn bản;Trích yếu;Ngày ban hành;Lĩnh vực;Thay thế
        1;15/2026/QĐ-UBND;;"Quy chế; có dấu chấm phẩy";12/06/2026;Văn hóa;11/2021/QĐ-UBND
        2;16/2026/QĐ-UBND;Quyết định;;13/6/2026;;
        3;17/2026/QĐ-UBND;Quyết định;Ngày sai;32/13/2026;Không có;
        4;15/2026/QĐ-UBND;Quyết định;Trùng;12.6.2026;;
        """

    @Test func rowsAreReportedBeforeAnythingIsWritten() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let page = try await officer.post(
            screen, field: "table", fileName: "van-ban.csv", content: Array(Self.table.utf8))
        #expect(page.status == 200)
        #expect(page.contains("4 dòng: 1 nhập được, 1 trùng số, 2 có lỗi."))
        #expect(page.contains("Thiếu Trích yếu."))
        #expect(page.contains("Ngày ban hành không phải là ngày: 32/13/2026"))
        #expect(!page.contains("Thiếu Ngày ban hành."))
        #expect(page.contains("Trùng số với dòng 3 của bảng."))
        #expect(page.contains("Cột không dùng: STT"))
        #expect(try await site.documents().isEmpty)
        var form = ["then": "write"]
        for name in ["table_keep", "table_kept"] { form[name] = page.value(name) }
        let done = try await officer.post(screen, form)
        #expect(done.status == 303)
        let documents = try await site.documents()
        #expect(documents.map(\.content.number) == ["15/2026/QĐ-UBND"])
        let content = try #require(documents.first?.content)
        #expect(content.type == "Quyết định")
        #expect(content.summary == "Quy chế; có dấu chấm phẩy")
        #expect(content.issuedOn == "2026-06-12")
        #expect(content.issuingBody == LegalTestSite.committee)
        #expect(content.fields == ["van-hoa"])
        #expect(content.relations == [LegalRelation(kind: .replaces, number: "11/2021/QĐ-UBND")])
        // Sent again, all of it is there already.
        #expect(try await officer.post(screen, form).status == 422)
        form["with_duplicates"] = "1"
        #expect(try await officer.post(screen, form).status == 303)
        #expect(try await site.documents().count == 3)
    }

    @Test func aTableWithoutHeadsIsExplained() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let page = try await officer.post(screen, field: "table", fileName: "a.csv", content: Array("a,b\n1,2".utf8))
        #expect(page.status == 422)
        #expect(page.contains("Không thấy dòng tên cột"))
        #expect(try await officer.post(screen).status == 422)
        let sample = try await officer.get("\(screen)/mau.csv")
        let again = try await officer.post(screen, field: "table", fileName: "mau.csv", content: sample.bytes)
        #expect(again.contains("1 dòng: 0 nhập được") || again.contains("1 dòng: 1 nhập được"))
        #expect(try await site.official(permissions: [LegalPermission.publish]).get(screen).status == 403)
    }
}
