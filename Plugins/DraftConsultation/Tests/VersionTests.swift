import Foundation
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// A public text is never overwritten: a new one is the next version, and comments stay where they were made.
@Suite struct DraftVersionTests {
    private func second(_ site: ConsultationTestSite, _ draft: Draft) async throws -> Draft {
        var content = draft.content
        content.lines = LegalLine.lines(
            of: ConsultationTestSite.text.replacing("500.000", with: "300.000").replacing(
                "b) Khu cát táng.", with: "b) Khu cát táng;\nc) Khu trẻ em."))
        content.versionNote = "Giảm mức thu"
        let (context, changed) = (try site.context(), content)
        return try await context.storage.write(as: .command("test")) {
            try DraftDesk(context).save(draft.id, changed, bodyId: nil, from: draft.revision, in: $0)
        }
    }

    @Test func commentsStayWithTheirVersion() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        try await site.comment(on: draft, "Cao quá.")
        let after = try await second(site, draft)
        #expect(after.version == 2)
        try await site.comment(on: after, "Được rồi.")
        let (visitor, path) = (site.visitor(), "/du-thao\(draft.path)")
        let now = try await visitor.get(path)
        #expect(now.contains("300.000") && now.contains("Giảm mức thu") && !now.contains("500.000"))
        let before = try await visitor.get("\(path)?ban=1")
        #expect(before.contains("500.000") && !before.contains("300.000"))
        let comments = try await visitor.get("\(path)/y-kien")
        #expect(comments.contains("Được rồi.") && !comments.contains("Cao quá."))
        #expect(comments.contains("Bản 1: 1 ý kiến") && comments.contains("Bản 2: 1 ý kiến"))
        let old = try await visitor.get("\(path)/y-kien?ban=1")
        #expect(old.contains("Cao quá.") && !old.contains("Được rồi."))
        #expect(try await visitor.get("\(path)?ban=3").status == 404)
        #expect(try await visitor.get("\(path)/y-kien?ban=x").status == 404)
        let officer = try await site.officer()
        #expect(try await officer.get("\(ConsultationTestSite.list)/1/theo-dieu?ban=1").contains("500.000"))
        #expect(try await officer.get("\(ConsultationTestSite.list)/1/y-kien?ban=1").contains("Cao quá."))
    }

    @Test func versionsAreComparedByArticle() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        #expect(try await site.visitor().get("/du-thao\(draft.path)/so-sanh").status == 404)
        _ = try await second(site, draft)
        let page = try await site.visitor().get("/du-thao\(draft.path)/so-sanh")
        #expect(page.status == 200)
        for part in ["<del>500.000</del>", "<ins>300.000</ins>", "Khu trẻ em"] {
            #expect(page.text.contains(part), "\(part)")
        }
        #expect(try site.portal.faults() == [])
    }

    @Test func beforeThePublicSeesItATextIsReplaced() async throws {
        let site = try await ConsultationTestSite()
        let officer = try await site.officer()
        let list = ConsultationTestSite.list
        _ = try await officer.post("\(list)/moi", ConsultationTestSite.form())
        let changed = ConsultationTestSite.form([
            "text": ConsultationTestSite.text + "\nĐiều 3. Hiệu lực\nTừ ngày ký.", "revision": "1",
        ])
        #expect(try await officer.post("\(list)/1", changed).status == 303)
        let draft = try await site.draft(1)
        #expect((draft.version, draft.revision) == (1, 2))
        // Somebody else saved meanwhile.
        let late = try await officer.post(
            "\(list)/1", ConsultationTestSite.form(["summary": "Tóm tắt khác.", "revision": "1"]))
        #expect(late.status == 409)
        #expect(late.contains("Tóm tắt khác."), "what was typed is kept")
        #expect(late.contains("Từ ngày ký."), "what somebody else saved is there")
        #expect(late.contains("name=\"revision\" value=\"2\"") || late.text.contains("value=\"2\""))
    }
}
