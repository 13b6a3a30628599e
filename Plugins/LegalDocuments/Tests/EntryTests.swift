import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Documents are entered, checked and found again in the administration.
@Suite struct EntryTests {
    private let list = LegalTestSite.list

    @Test func aDocumentIsEnteredAndFound() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        #expect(try await officer.get(list).contains("Nhập văn bản"))
        let made = try await officer.post("\(list)/moi", LegalTestSite.form())
        let document = try #require(try await site.documents().first)
        #expect(made.location == "\(list)/\(document.id)")
        #expect(document.content.lines.count == 24)
        #expect(document.step == "draft")
        let edit = try await officer.get("\(list)/\(document.id)")
        #expect(edit.contains("3 điều"))
        #expect(edit.contains("2 khoản"))
        let front = try await officer.get("/quan-tri")
        #expect(front.contains("chưa gửi kiểm tra") && !front.contains("1 văn bản<"))
        for query in ["?q=15/2026/qd-ubnd", "?q=nha+van+hoa", "?loai=quyet-dinh&nam=2026&buoc=draft"] {
            #expect(try await officer.get(list + query).contains("15/2026/QĐ-UBND"), "\(query)")
        }
        #expect(try await officer.get("\(list)?hieu-luc=chua-hieu-luc").contains("khớp bộ lọc"))
        #expect(try await officer.get("\(list)/\(document.id)/xem").contains("Trưởng thôn giữ chìa khóa."))
        #expect(try site.faults() == [])
    }

    @Test func whatIsWrongIsSaidAndKept() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let page = try await officer.post(
            "\(list)/moi", LegalTestSite.form("15/2026/QĐ-UBND", ["summary": "", "effective_on": "2026-01-01"]))
        #expect(page.status == 422)
        #expect(page.contains("không thể trước ngày ban hành"))
        #expect(page.contains("Trưởng thôn giữ chìa khóa."))
        #expect(try await site.documents().isEmpty)
    }

    @Test(arguments: [
        ("15-2026", "thường bắt đầu bằng số thứ tự"), ("15/2026/NQ-HĐND", "là của Nghị quyết"),
        ("15/2024/QĐ-UBND", "ghi năm 2024"), ("15/XX-UBND", "Nghị định 30/2020"),
    ])
    func anUnusualNumberIsAWarning(number: String, words: String) async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let warned = try await officer.post("\(list)/moi", LegalTestSite.form(number))
        #expect(warned.status == 422)
        #expect(warned.contains(words))
        #expect(warned.contains("number_confirmed"))
        let made = try await officer.post("\(list)/moi", LegalTestSite.form(number, ["number_confirmed": "1"]))
        #expect(made.status == 303)
        let document = try #require(try await site.documents().first)
        // What was confirmed is not asked again.
        let form = LegalTestSite.form(number, ["revision": "1", "note": "Bản cũ"])
        #expect(try await officer.post("\(list)/\(document.id)", form).status == 303)
    }

    @Test func aNumberThatIsThereAlreadyIsFlagged() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        #expect(try await officer.post("\(list)/moi", LegalTestSite.form()).status == 303)
        let again = try await officer.post("\(list)/moi", LegalTestSite.form("015/2026/QĐ - UBND"))
        #expect(again.status == 422)
        #expect(again.contains("của cùng cơ quan"))
        // The council's documents are numbered in a row of their own.
        let other = LegalTestSite.form(
            "15/2026/QĐ-UBND", ["issuing_body": LegalTestSite.council])
        #expect(try await officer.post("\(list)/moi", other).status == 303)
    }

    @Test func onlyWhatNobodySawIsDeletedAndAfterAQuestion() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        _ = try await officer.post("\(list)/moi", LegalTestSite.form())
        let draft = try #require(try await site.documents().first)
        #expect(try await officer.get(list).contains("Xóa “Quyết định 15/2026/QĐ-UBND”?"))
        #expect(try await officer.post("\(list)/\(draft.id)/xoa").status == 303)
        #expect(try await site.documents().isEmpty)
        let published = try await site.publish { _ in }
        #expect(try await officer.post("\(list)/\(published.id)/xoa").status == 403)
        #expect(try await site.documents().count == 1)
    }

    @Test func whoWasFasterIsNamed() async throws {
        let site = try await LegalTestSite.make()
        let (first, second) = (
            try await site.official("Lê Thị Hoa", permissions: LegalTestSite.all),
            try await site.official(permissions: LegalTestSite.all)
        )
        _ = try await first.post("\(list)/moi", LegalTestSite.form())
        let id = try #require(try await site.documents().first?.id)
        let url = "\(list)/\(id)"
        #expect(try await first.post(url, LegalTestSite.form("16/2026/QĐ-UBND", ["revision": "1"])).status == 303)
        let late = try await second.post(url, LegalTestSite.form("17/2026/QĐ-UBND", ["revision": "1"]))
        #expect(late.status == 409)
        #expect(late.contains("Lê Thị Hoa"))
        #expect(late.contains("17/2026/QĐ-UBND"))
    }

    @Test func aPermissionHoldsForItsBody() async throws {
        let site = try await LegalTestSite.make()
        try await site.publish { $0.issuingBody = LegalTestSite.council }
        var permissions = PermissionSet()
        permissions.grant(LegalPermission.write, scope: "uy-ban-nhan-dan-xa-thu")
        let actor = Actor(.person(id: 9, name: "Vũ Thị Nghĩa"), permissions: permissions)
        let access = LegalAccess(actor: actor)
        let document = try #require(try await site.documents().first)
        #expect(!access.maySee(document))
        #expect(access.mayWrite(for: LegalTestSite.committee))
        #expect(!access.mayWrite(for: LegalTestSite.council))
        #expect(access.scopes == ["uy-ban-nhan-dan-xa-thu"])
        let reader = try await site.official(permissions: [LegalPermission.moderate])
        #expect(try await reader.get("\(list)/moi").status == 403)
        #expect(try await site.visitor().get(list).status != 200)
    }
}
