import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// An officer corrects what the lines of a draft's text are, on the screen that legal documents have too.
@Suite struct StructureTests {
    private func url(_ draft: Draft) -> String { "\(ConsultationTestSite.list)/\(draft.id)/cau-truc" }

    @Test func linesAreRetypedAndSplit() async throws {
        let site = try await ConsultationTestSite()
        let officer = try await site.officer()
        let made = try await officer.post(
            "\(ConsultationTestSite.list)/moi", ConsultationTestSite.form(["then": "structure"]))
        let draft = try await site.draft(1)
        #expect(made.location == url(draft))
        #expect(try await officer.get(url(draft)).contains("Tự nhận: Khoản"))
        #expect(try await officer.get("\(ConsultationTestSite.list)/1").contains("href=\"\(url(draft))\""))
        let sent = try await officer.post(
            url(draft),
            ["revision": "1", "page": "1", "role_6": "clause", "line_6": "Mức thu là\r\n500.000 đồng một mộ."])
        #expect(sent.location.hasPrefix(url(draft)))
        let after = try await site.draft(1)
        #expect(after.content.lines[6] == LegalLine("Mức thu là", role: .clause))
        #expect(after.content.lines.flatMap(\.words) == draft.content.lines.flatMap(\.words))
        #expect(after.version == 1 && after.revision == 2)
        let stale = try await officer.post(url(draft), ["revision": "1", "page": "1"])
        #expect(stale.status == 409 && stale.contains("Nguyễn Thị Hạnh"))
        let changed = try await officer.post(
            url(draft), ["revision": "2", "page": "1", "line_5": "Điều 2. Mức phạt"])
        #expect(changed.status == 422 && changed.contains("Mức phạt"))
    }

    /// No word changes, so a text that the public has seen stays the same version, with its comments.
    @Test func aPublishedTextStaysTheSameVersion() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        try await site.comment(on: draft, place: "dieu-2")
        let officer = try await site.officer()
        let sent = try await officer.post(
            url(draft), ["revision": "1", "page": "1", "role_6": "clause", "line_6": draft.content.lines[6].text])
        #expect(sent.status == 303)
        let after = try await site.draft(draft.id)
        #expect(after.version == 1 && after.content.lines[6].role == .clause)
        let kept = try await site.context().storage.read { try VersionRows.lines(of: draft.id, version: 1, in: $0) }
        #expect(kept == after.content.lines)
    }

    @Test func aPlaceWithCommentsKeepsItsName() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        try await site.comment(on: draft, place: "dieu-2")
        let officer = try await site.officer()
        let refused = try await officer.post(
            url(draft), ["revision": "1", "page": "1", "role_5": "paragraph", "line_5": draft.content.lines[5].text])
        #expect(refused.status == 422 && refused.contains("Đã có ý kiến góp ý cho Điều 2. Mức thu"))
        #expect(try await site.draft(draft.id).content.lines == draft.content.lines)
    }

    @Test func whoMayNotChangeItLooksOnly() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let desk = try await site.portal.official("Lê Văn Bình", permissions: [ConsultationPermission.comments])
        let page = try await desk.get(url(draft))
        #expect(page.status == 200 && !page.contains("Lưu cấu trúc"))
        #expect(try await desk.post(url(draft), ["revision": "1", "page": "1"]).status == 403)
    }
}
