import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Amendments make a consolidated text, which an officer confirms, and the public can compare.
@Suite struct VersionTests {
    private static let amending = """
        QUYẾT ĐỊNH
        Sửa đổi, bổ sung một số điều của Quyết định số 15/2026/QĐ-UBND
        QUYẾT ĐỊNH:
        Điều 1. Sửa đổi, bổ sung
        1. Sửa đổi khoản 1 Điều 2 như sau:
        “1. Trưởng thôn và công an viên giữ chìa khóa.”.
        2. Bổ sung điểm c vào sau điểm b khoản 2 Điều 2 như sau:
        “c) Ngày lễ mở cả ngày.”
        3. Sửa đổi Điều 1 như sau:
        “Điều 1. Phạm vi
        1. Quyết định này áp dụng trong toàn xã.
        2. Các thôn tự quy định giờ mở cửa thêm.”
        4. Thay thế cụm từ “Buổi tối” bằng cụm từ “Chiều tối” tại khoản 2 Điều 2.
        5. Sửa đổi khoản 7 Điều 9 như sau:
        “7. Không có.”
        6. Sửa đổi bảng tại Phụ lục.
        Điều 2. Bãi bỏ điểm a khoản 2 Điều 2.
        Điều 3. Quyết định này có hiệu lực từ ngày 01 tháng 10 năm 2026.
        """

    @Test(arguments: [
        ("Sửa đổi khoản 3 Điều 10 như sau:", ["dieu-10-khoan-3"]), ("Bãi bỏ Điều 5a.", ["dieu-5a"]),
        ("Bãi bỏ điểm b, điểm đ khoản 3 Điều 5 của Quy chế.", ["dieu-5-khoan-3-diem-b", "dieu-5-khoan-3-diem-dd"]),
        ("Bãi bỏ khoản 1 và khoản 2 Điều 7, Điều 8", ["dieu-7-khoan-1", "dieu-7-khoan-2", "dieu-8"]),
        ("Quyết định này có hiệu lực.", []),
    ])
    func referencesAreRead(text: String, expected: [String]) {
        #expect(AmendmentReader.references(in: text) == expected)
    }

    @Test func whatIsSaidIsCarriedOutAndWhatIsNotFoundIsNamed() {
        let lines = LegalLine.lines(of: LegalTestSite.text)
        let made = Consolidation(
            of: lines, with: LegalLine.lines(of: Self.amending), source: "Quyết định số 20/2026/QĐ-UBND")
        let text = LegalText(lines: made.lines)
        #expect(made.missed == ["5. Sửa đổi khoản 7 Điều 9 như sau:", "6. Sửa đổi bảng tại Phụ lục."])
        #expect(made.done.count == 5)
        #expect(text.node("dieu-2-khoan-1")?.plainText == "1.\nTrưởng thôn và công an viên giữ chìa khóa.")
        #expect(text.node("dieu-2-khoan-2-diem-c")?.plainText == "c)\nNgày lễ mở cả ngày.")
        #expect(text.node("dieu-1-khoan-2") != nil)
        #expect(text.node("dieu-2-khoan-2-diem-b")?.plainText.contains("Chiều tối") == true)
        #expect(text.node("dieu-2-khoan-2-diem-a")?.plainText.contains("Được bãi bỏ theo Quyết định số 20") == true)
        #expect(text.node("dieu-3") != nil)
        #expect(made.lines.suffix(5) == lines.suffix(5))
    }

    @Test func theTextOfEachDayIsShownAndCompared() async throws {
        let site = try await LegalTestSite.make()
        let document = try await site.publish { $0.effectiveOn = "2026-07-01" }
        let amending = try await site.publish {
            ($0.number, $0.issuedOn, $0.effectiveOn) = ("20/2026/QĐ-UBND", "2026-09-20", "2026-10-01")
            $0.lines = LegalLine.lines(of: Self.amending)
            $0.relations = [LegalRelation(kind: .amends, number: "15/2026/QĐ-UBND")]
        }
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(LegalTestSite.list)/\(document.id)/hop-nhat"
        #expect(try await officer.get(url).contains("\(url)?theo=\(amending.id)"))
        let proposal = try await officer.get("\(url)?theo=\(amending.id)")
        #expect(proposal.contains("công an viên giữ chìa khóa"))
        #expect(proposal.contains("Sửa đổi khoản 7 Điều 9"))
        let lines = Consolidation(of: document.content.lines, with: amending.content.lines, source: "QĐ 20").lines
        var form = [
            "effective_on": "2026-06-01", "source": "Quyết định số 20/2026/QĐ-UBND", "amender": "\(amending.id)",
            "text": LegalTextField.text(of: lines),
        ]
        #expect(try await officer.post(url, form).status == 422)
        form["effective_on"] = "2026-10-01"
        #expect(try await officer.post(url, form).status == 303)
        let visitor = site.visitor()
        let page = "/van-ban/\(document.slug)"
        // The test's day is in November 2026.
        #expect(try await visitor.get(page).contains("công an viên"))
        #expect(try await visitor.get(page).contains("Bản hợp nhất có hiệu lực từ ngày 01/10/2026"))
        #expect(try await !visitor.get("\(page)?ngay=2026-09-30").contains("công an viên"))
        #expect(try await !visitor.get("\(page)?ngay=goc").contains("công an viên"))
        #expect(try await visitor.get("\(page)/akn.xml").contains("vie@2026-10-01"))
        let compared = try await visitor.get("\(page)/so-sanh")
        #expect(compared.contains("<ins>và công an viên</ins>"))
        #expect(compared.contains("2 điều khác nhau"))
        #expect(try await visitor.get("\(page)/so-sanh?tu=2020-01-01").status == 404)
        #expect(try site.faults() == [])
    }

    @Test func wordsAndArticlesAreCompared() {
        let difference = TextDifference("Một hai <ba>\nbốn", "Một ba hai\nbốn")
        #expect(difference.old.html == "Một hai <del>&lt;ba&gt;</del> <br> bốn")
        #expect(difference.new.html == "Một <ins>ba</ins> hai <br> bốn")
        let old = LegalLine.lines(of: "Điều 1. Một\nĐiều 2. Hai\nĐiều 3. Ba")
        let new = LegalLine.lines(of: "Điều 1. Một\nĐiều 3. Ba sửa\nĐiều 4. Bốn")
        #expect(ArticleComparison(old, new).rows.map(\.kind) == [.same, .removed, .changed, .added])
    }
}
