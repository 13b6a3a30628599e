import Foundation
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Drafts are entered, published for a period, and seen by the public in their phase.
@Suite struct DraftTests {
    private let list = ConsultationTestSite.list

    private func made(_ site: ConsultationTestSite) async throws -> Draft { try await site.draft(1) }

    @Test func aDraftIsEnteredAndPublished() async throws {
        let site = try await ConsultationTestSite()
        let officer = try await site.officer()
        #expect(try await officer.get(list).status == 200)
        #expect(try await officer.post("\(list)/moi", ConsultationTestSite.form()).location == "\(list)/1")
        let draft = try await made(site)
        #expect(!draft.isPublic)
        #expect(draft.content.lines.count == 7)
        #expect(draft.content.questions == ["Mức thu có phù hợp không?"])
        #expect(try await site.visitor().get("/du-thao\(draft.path)").status == 404)
        #expect(try await officer.get("\(list)/1").contains("Khu hung táng"))
        #expect(try await officer.get("\(list)/1/xem").contains("Khu hung táng"))
        try await site.publish()
        let page = try await site.visitor().get("/du-thao\(try await site.draft(2).path)")
        #expect(page.status == 200)
        for part in [
            "Điều 1. Phạm vi", "id=\"dieu-1-khoan-2-diem-b\"", "Đang lấy ý kiến", "23/12/2026", "Phòng Kinh tế",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(try await site.visitor().get("/du-thao").contains("Quy chế quản lý nghĩa trang"))
        #expect(try site.portal.faults() == [])
        #expect(site.portal.complaints == [])
    }

    @Test(arguments: [
        (["title": ""], "title"), (["ends_on": "2026-11-01"], "ends_on"), (["contact_mail": "x"], "contact_mail"),
    ])
    func whatIsWrongIsSaid(changes: [String: String], field: String) async throws {
        let site = try await ConsultationTestSite()
        let page = try await site.officer().post("\(list)/moi", ConsultationTestSite.form(changes))
        #expect(page.status == 422)
        #expect(page.contains("Khu hung táng"), "what was typed is kept")
        #expect(page.text.contains("id=\"f-\(field)-error\"") || page.text.contains("\(field)"))
    }

    /// The law's minimum is a setting by type of document; a period that is too short is not published.
    @Test(arguments: [
        ("Quyết định", "2026-12-12", false), ("Quyết định", "2026-12-13", true),
        ("Kế hoạch", "2026-12-13", false), ("Kế hoạch", "2026-12-23", true),
    ])
    func aPeriodHasItsLeast(type: String, end: String, isEnough: Bool) async throws {
        let site = try await ConsultationTestSite([
            "periods": .records([["type": .text("Quyết định"), "days": .integer(20)]])
        ])
        do {
            try await site.publish { ($0.type, $0.endsOn) = (type, end) }
            #expect(isEnough)
        } catch WorkflowError.gatesFailed(let failures) {
            #expect(!isEnough)
            #expect(failures.map(\.field) == ["ends_on"])
        }
    }

    @Test func nothingIsPublishedThatNobodyCanCommentOn() async throws {
        let site = try await ConsultationTestSite()
        do {
            try await site.publish {
                ($0.lines, $0.contactPhone, $0.body, $0.endsOn) = ([], "", "", "")
            }
            Issue.record("was published")
        } catch WorkflowError.gatesFailed(let failures) {
            #expect(Set(failures.map(\.field)) == ["text", "contact_phone", "body", "ends_on"])
        }
    }

    /// The last day counts until midnight in Việt Nam, seven hours before that of UTC.
    @Test func theLastDayEndsAtMidnight() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let end = try #require(draft.endsAt)
        #expect(end == (try Date("2026-12-23T17:00:00Z", strategy: .iso8601)))
        #expect(draft.phase(at: end.addingTimeInterval(-1)) == .open)
        #expect(draft.daysLeft(at: end.addingTimeInterval(-1)) == 1)
        #expect(draft.phase(at: end) == .closed)
        #expect(draft.phase(at: try #require(draft.startsAt).addingTimeInterval(-1)) == .upcoming)
        #expect(draft.daysLeft(at: site.clock.now) == 30)
    }

    @Test func thePublicSeesEachPhase() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish { ($0.startsOn, $0.endsOn) = ("2026-11-26", "2026-12-25") }
        let (visitor, path) = (site.visitor(), "/du-thao\(draft.path)")
        let before = try await visitor.get(path)
        #expect(before.contains("Sắp lấy ý kiến"))
        #expect(!before.contains("\(path)/gop-y"))
        #expect(try await visitor.get("\(path)/gop-y").status == 404)
        site.clock.advance(by: .seconds(3 * 86_400))
        let open = try await visitor.get(path)
        #expect(open.contains("Đang lấy ý kiến"))
        #expect(open.contains("\(path)/gop-y"))
        #expect(try await visitor.get("\(path)/gop-y").status == 200)
        site.clock.advance(by: .seconds(30 * 86_400))
        let closed = try await visitor.get(path)
        #expect(closed.contains("Đã hết hạn góp ý"))
        #expect(!closed.contains("\(path)/gop-y"))
        #expect(try await visitor.get("\(path)/gop-y").status == 404)
        let context = try site.context()
        try await context.storage.write(as: .command("test")) { try DraftDesk(context).takeUp(draft.id, in: $0) }
        #expect(try await visitor.get(path).contains("Đang tiếp thu"))
        #expect(try await visitor.get("/du-thao?giai-doan=dang-tiep-thu").contains("nghĩa trang"))
        #expect(!(try await visitor.get("/du-thao?giai-doan=dang-lay-y-kien").contains("nghĩa trang")))
    }

    @Test func noDraftStandsWherePagesOfTheModuleStand() async throws {
        let site = try await ConsultationTestSite()
        let first = try await site.publish { $0.title = "Liên kết" }
        let second = try await site.publish { $0.title = "Liên kết" }
        #expect(first.slug == "lien-ket-2")
        #expect(second.slug == "lien-ket-3")
    }

    @Test func whatThePublicSawIsNotDeleted() async throws {
        let site = try await ConsultationTestSite()
        let officer = try await site.officer()
        _ = try await officer.post("\(list)/moi", ConsultationTestSite.form())
        #expect(try await officer.post("\(list)/1/xoa").status == 303)
        try await site.publish()
        #expect(try await officer.post("\(list)/2/xoa").status == 403)
        #expect(try await site.draft(2).isPublic)
    }

    /// A role may be limited to a body.
    @Test func anOfficerOfOneBodySeesItsDraftsOnly() async throws {
        let site = try await ConsultationTestSite()
        try await site.publish(bodyId: 7)
        try await site.publish(bodyId: 8) { $0.title = "Quyết định về chợ" }
        let scoped = Dictionary(ConsultationPermission.all.map { ($0, ["body:7"]) }, uniquingKeysWith: { $1 })
        let officer = try await site.portal.official(scoped: scoped)
        let page = try await officer.get(list)
        #expect(page.contains("nghĩa trang"))
        #expect(!page.contains("Quyết định về chợ"))
        for path in ["", "/y-kien", "/theo-dieu", "/ket-qua", "/y-kien.csv", "/nhap-y-kien", "/xem"] {
            #expect(try await officer.get("\(list)/1\(path)").status == 200, "\(path)")
            #expect(try await officer.get("\(list)/2\(path)").status == 404, "\(path)")
        }
    }

    @Test func theCountsOnTheDashboardAreOfOnesOwnBody() async throws {
        let site = try await ConsultationTestSite()
        let (own, other) = (try await site.publish(bodyId: 7), try await site.publish(bodyId: 8))
        try await site.comment(on: own, state: .waiting)
        for _ in 1...3 { try await site.comment(on: other, state: .waiting) }
        let context = try site.context()
        let counts = try await context.storage.read {
            (
                try CommentSearch.waiting(bodies: [7], in: $0), try CommentSearch.waiting(bodies: nil, in: $0),
                try CommentSearch.waiting(bodies: [], in: $0)
            )
        }
        #expect(counts == (1, 4, 0))
        let after = site.clock.now.addingTimeInterval(40 * 86_400)
        #expect(try await context.storage.read { try CommentSearch.untreated(bodies: [7], now: after, in: $0) } == 1)
        #expect(try await context.storage.read { try CommentSearch.untreated(bodies: nil, now: after, in: $0) } == 4)
        let officer = try await site.portal.official(scoped: [ConsultationPermission.comments: ["body:7"]])
        let front = try await officer.get("/quan-tri")
        #expect(front.status == 200)
        #expect(front.contains("xem xong mới hiện công khai") && !front.contains("1 ý kiến<"))
        #expect(!front.text.contains("tile-warning\"><a href=\"/quan-tri/draft-consultation"))
    }

    @Test func everyPageHasAnEnglishFace() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        for path in ["", draft.path, "\(draft.path)/y-kien", "\(draft.path)/gop-y", "\(draft.path)/theo-doi"] {
            let page = try await site.visitor().get("/du-thao\(path)", headers: ["Cookie": "dinh_lang=en"])
            #expect(page.status == 200, "\(path)")
            #expect(page.text.contains("<html lang=\"en\""), "\(path)")
            #expect(!page.contains("Đang lấy ý kiến") && !page.contains("Góp ý cho dự thảo"), "\(path)")
        }
    }
}
