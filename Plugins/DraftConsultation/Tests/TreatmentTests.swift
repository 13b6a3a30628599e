import Foundation
import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Officers sort comments, say how each was taken up, and publish the report.
@Suite struct TreatmentTests {
    private let list = ConsultationTestSite.list

    /// After the period, everything looked at.
    private func closed() async throws -> (ConsultationTestSite, Draft, TestClient) {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        try await site.comment(on: draft, "Nên giảm còn 300.000 đồng.")
        try await site.comment(on: draft, "Mức thu cao quá.")
        try await site.comment(on: draft, "Thêm khu trẻ em.", place: "dieu-1-khoan-2")
        try await site.comment(on: draft, "Nhất trí.", place: "", body: "Hội Nông dân xã")
        site.clock.advance(by: .seconds(31 * 86_400))
        return (site, draft, try await site.officer())
    }

    @Test func commentsAreFilteredAndCountedByArticle() async throws {
        let (site, draft, officer) = try await closed()
        let path = "\(list)/\(draft.id)/y-kien"
        #expect(try await officer.get(path).contains("Mức thu cao quá."))
        for (query, shown, left) in [
            ("?dieu=dieu-2", "Mức thu cao quá.", "Thêm khu trẻ em."),
            ("?q=tre+em", "Thêm khu trẻ em.", "Mức thu cao quá."),
            ("?nguoi=body", "Hội Nông dân xã", "Mức thu cao quá."), ("?dieu=toan-van", "Nhất trí.", "Mức thu cao quá."),
            ("?xu-ly=none", "Mức thu cao quá.", "không có gì như thế"),
            ("?loc=published", "Nhất trí.", "không có gì như thế"),
        ] {
            let page = try await officer.get(path + query)
            #expect(page.contains(shown) && !page.contains(left), "\(query)")
        }
        let heat = try await officer.get("\(list)/\(draft.id)/theo-dieu")
        #expect(heat.status == 200)
        #expect(heat.contains("?dieu=dieu-2"))
        let context = try site.context()
        let counts = try await context.storage.read {
            try CommentRows.allCounts(of: draft.id, version: 1, in: $0)
        }
        #expect(counts.byArticle["dieu-2"] == 2)
        #expect(counts.byArticle["dieu-1"] == 1)
        #expect(counts.heat("dieu-2") == 2)
        #expect(counts.heat("dieu-1-khoan-2") == 1)
        #expect(counts.heat("dieu-1") == 0)
    }

    @Test func severalAreTakenUpAtOnce() async throws {
        let (site, draft, officer) = try await closed()
        let context = try site.context()
        func act(_ bulk: CommentBulk, _ fields: [String: String], _ ids: [Int64]) async throws -> Int {
            var form = CommentBulk.form(context.texts)
            for (name, value) in fields { form.set(name, to: value) }
            let filled = form
            return try await context.storage.write(as: .command("test")) {
                try bulk.perform(filled, ids, draft, CommentDesk(context), in: $0)
            }
        }
        #expect(try await act(.duplicate, [:], [1, 2]) == 2)
        #expect(try await act(.treat, ["treatment": "accepted", "reason": "Đã giảm."], [1, 3]) == 2)
        #expect(try await act(.group, ["group": "Mức thu"], [1, 2]) == 2)
        #expect(try await act(.tag, ["tags": "tiền, hộ nghèo"], [1]) == 1)
        let comments = try await site.comments()
        #expect(
            comments.map(\.treatment) == [.accepted, .accepted, .accepted, nil],
            "a duplicate is taken up with its first")
        #expect(comments[1].duplicateOf == 1)
        #expect(comments[0].group != nil && comments[0].group == comments[1].group)
        // Those of other drafts are left alone.
        let other = try await site.publish { $0.title = "Quyết định về chợ" }
        let foreign = try await site.comment(on: other)
        #expect(try await act(.treat, ["treatment": "agreed"], [foreign.id]) == 0)
        #expect(try await site.comments().last?.treatment == nil)
        let path = "\(list)/\(draft.id)/y-kien"
        #expect(try await officer.get(path + "?nhan=ti%E1%BB%81n").contains("Nên giảm còn"))
        for (fields, status) in [
            (["bulk": "tiep-thu", "treatment": "rejected", "comment": "4"], 422),
            (["bulk": "tiep-thu", "treatment": "agreed"], 422), (["bulk": "trung", "comment": "4"], 422),
            (["bulk": "nhan", "comment": "4"], 422), (["bulk": "gì", "comment": "4"], 404),
            (["bulk": "tiep-thu", "treatment": "agreed", "comment": "4"], 303),
        ] {
            #expect(try await officer.post(path, fields).status == status, "\(fields)")
        }
        #expect(try await site.comments()[3].treatment == .agreed)
    }

    @Test func whatWasTickedAndTypedStaysWhenItIsRefused() async throws {
        let (_, draft, officer) = try await closed()
        let path = "\(list)/\(draft.id)/y-kien?nguoi=person"
        let page = try await officer.post(path, ["comment": "2", "bulk": "tiep-thu", "reason": "Đã sửa Điều 2."])
        #expect(page.status == 422)
        #expect(page.contains("name=\"comment\" value=\"2\" checked"))
        #expect(page.contains("Đã sửa Điều 2."))
        #expect(page.contains("<details class=\"fold\" open>"))
        #expect(!page.contains("Nhất trí."), "the list is narrowed as before")
        let done = try await officer.post(
            path, ["comment": "2", "bulk": "tiep-thu", "treatment": "rejected", "reason": "Trái luật."])
        #expect(done.location.hasSuffix("?nguoi=person"))
    }

    /// Whoever publishes drafts and does not work on comments reads the report and publishes it; whoever works on them
    /// does not publish.
    @Test func theReportIsWrittenByOneAndPublishedByAnother() async throws {
        let (site, draft, _) = try await closed()
        let context = try site.context()
        try await context.storage.write(as: .command("test")) { change in
            for id in 1...4 {
                try CommentDesk(context).treat(Int64(id), .accepted, reason: "Lý do \(id).", in: change)
            }
        }
        let path = "\(list)/\(draft.id)/ket-qua"
        let writer = try await site.portal.official("Hồ Văn Ý", permissions: [ConsultationPermission.comments])
        #expect(try await writer.get(path).contains("name=\"conclusion\""))
        #expect(try await writer.post("\(path)/cong-bo").status == 403)
        let publisher = try await site.portal.official("Vũ Thị Đăng", permissions: [ConsultationPermission.publish])
        let page = try await publisher.get(path)
        #expect(page.contains("Công bố báo cáo") && !page.contains("name=\"conclusion\""))
        #expect(try await publisher.get("\(list)/\(draft.id)").contains(path))
        #expect(try await publisher.post(path, ["conclusion": "x"]).status == 403)
        #expect(try await publisher.get("\(list)/\(draft.id)/y-kien").status == 403)
        _ = try await publisher.post("\(path)/cong-bo")
        #expect(try await site.draft(draft.id).reportedAt != nil)
    }

    @Test func oneIsSortedAndTakenUp() async throws {
        let (site, _, officer) = try await closed()
        let path = "\(list)/y-kien"
        #expect(try await officer.post("\(path)/1/tiep-thu", ["treatment": "rejected"]).status == 422)
        let sent = try await officer.post("\(path)/1/tiep-thu", ["treatment": "rejected", "reason": "Trái luật."])
        #expect(sent.status == 303)
        #expect(try await officer.post("\(path)/1/phan-loai", ["group": "Tiền", "tags": "a, b"]).status == 303)
        let code = try #require(try await site.comments().first?.code)
        #expect(try await officer.post("\(path)/2/trung", ["of": code.lowercased()]).status == 303)
        #expect(try await officer.post("\(path)/1/trung", ["of": code]).status != 303, "not of itself")
        let comments = try await site.comments()
        #expect(comments[0].treatment == .rejected)
        #expect(comments[1].treatment == .rejected)
        let page = try await officer.get("\(path)/1")
        #expect(page.contains("Trái luật.") && page.contains("Tiền"))
        #expect(try await site.draft(1).phase(at: site.clock.now) == .takingUp)
    }

    @Test func commentsAreATable() async throws {
        let (_, draft, officer) = try await closed()
        let csv = try await officer.get("\(list)/\(draft.id)/y-kien.csv")
        #expect(csv.headers["Content-Type"]?.hasPrefix("text/csv") == true)
        #expect(csv.text.split(separator: "\r\n").count == 5)
        #expect(csv.text.contains("Hội Nông dân xã"))
    }

    @Test func theReportIsPublishedWhenEverythingIsAnswered() async throws {
        let (site, draft, officer) = try await closed()
        let (path, visitor) = ("\(list)/\(draft.id)/ket-qua", site.visitor())
        #expect(try await officer.get(path).contains("4"))
        #expect(try await visitor.get("/du-thao\(draft.path)/ket-qua").status == 404)
        _ = try await officer.post("\(path)/cong-bo")
        #expect(try await site.draft(1).reportedAt == nil)
        let context = try site.context()
        try await context.storage.write(as: .command("test")) { change in
            for id in 1...4 {
                try CommentDesk(context).treat(Int64(id), .accepted, reason: "Lý do \(id).", in: change)
            }
        }
        let typed = [
            "number": "41/BC-UBND", "course": "Đã niêm yết.", "conclusion": "Trình ban hành.",
            "signer": "Trần Quang Hòa",
        ]
        #expect(try await officer.post(path, typed).status == 303)
        #expect(try await officer.post("\(path)/cong-bo").status == 303)
        #expect(try await site.draft(1).reportedAt != nil)
        let page = try await visitor.get("/du-thao\(draft.path)/ket-qua")
        #expect(page.status == 200)
        for part in ["41/BC-UBND", "Hội Nông dân xã", "Lý do 3.", "Đã niêm yết.", "Trình ban hành.", "Điều 2. Mức thu"]
        {
            #expect(page.contains(part), "\(part)")
        }
        let links = page.text.matches(of: /href="(\/[^"]*bao-cao[^"]*)"/).map { String($0.output.1) }
        #expect(links.count == 2)
        for link in links { #expect(try await visitor.get(link).status == 200, "\(link)") }
        // What was published stays, whatever becomes of comments afterwards.
        try await context.storage.write(as: .command("test")) {
            try CommentDesk(context).treat(3, .rejected, reason: "Đổi ý.", in: $0)
        }
        #expect(!(try await visitor.get("/du-thao\(draft.path)/ket-qua").contains("Đổi ý.")))
        #expect(try await visitor.get("/du-thao\(draft.path)").contains("Đã có kết quả"))
        for kind in ["odt", "pdf"] { #expect(try await officer.get("\(path)/tai-ve/\(kind)").status == 200, "\(kind)") }
        #expect(site.portal.complaints == [])
    }

    @Test func theDocumentThatItBecameIsNamed() async throws {
        let (site, draft, officer) = try await closed()
        let path = "\(list)/\(draft.id)/ket-qua/ban-hanh"
        #expect(try await officer.post(path, ["issued_number": "15/2026/QĐ-UBND"]).status == 422)
        #expect(
            try await officer.post(path, ["issued_number": "15/2026/QĐ-UBND", "issued_on": "2027-01-12"]).status == 303)
        let context = try site.context()
        let service = try #require(context.service((any ConsultedDrafts).self))
        let url = "/du-thao\(draft.path)"
        #expect(try await service.drafts(ofDocument: "015/2026/qđ-ubnd", issuedOn: "2027-01-12").map(\.url) == [url])
        #expect(try await service.drafts(ofDocument: "15/2026/QĐ-UBND", issuedOn: "2026-01-12").isEmpty)
        #expect(try await service.drafts(ofDocument: "", issuedOn: "").isEmpty)
        // No module has the document: its number is shown without a link.
        let page = try await site.visitor().get(url)
        #expect(page.contains("15/2026/QĐ-UBND") && page.contains("ngày 12 tháng 01 năm 2027"))
    }

    @Test func onlyWhoMayPublishPublishesTheReport() async throws {
        let (site, draft, _) = try await closed()
        let desk = try await site.portal.official(permissions: [ConsultationPermission.comments])
        #expect(try await desk.get("\(list)/\(draft.id)/ket-qua").status == 200)
        #expect(try await desk.post("\(list)/\(draft.id)/ket-qua/cong-bo").status == 403)
        #expect(try await desk.post("\(list)/\(draft.id)/ket-qua/ban-hanh", ["issued_number": ""]).status == 403)
        let other = try await site.portal.official(permissions: [])
        #expect(try await other.get("\(list)/\(draft.id)/y-kien").status == 403)
    }
}
