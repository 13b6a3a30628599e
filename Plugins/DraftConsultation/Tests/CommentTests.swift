import Foundation
import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Anybody can comment: confirmed by mail, looked at or shown at once, and never with a name before the public.
@Suite struct CommentTests {
    private static func path(_ draft: Draft) -> String { "/du-thao\(draft.path)/gop-y" }

    @Test func aCommentIsConfirmedByTheLinkOfItsMail() async throws {
        let site = try await ConsultationTestSite()
        let (draft, visitor) = (try await site.publish(), site.visitor())
        let form = try await visitor.get(Self.path(draft) + "?dieu=dieu-1-khoan-2-diem-b")
        #expect(
            form.text.contains("<blockquote class=\"lines\">b) Khu cát táng.</blockquote>")
                && form.text.contains("<option value=\"dieu-1-khoan-2-diem-b\" selected"))
        let sent = try await site.send(to: Self.path(draft), by: visitor)
        #expect(sent.status == 303)
        var comment = try #require(try await site.comments().first)
        #expect(comment.state == .unconfirmed)
        #expect(comment.place.label == "Điều 2. Mức thu")
        #expect(sent.location == "/du-thao/lien-ket/da-gui/\(comment.code)")
        let page = try await visitor.get(sent.location)
        #expect(page.contains(comment.code))
        #expect(!page.contains("Vũ Thị Nghĩa"))
        let link = try #require(try await site.mails().first?.link)
        // Opening the link changes nothing: programs that look through mails open links too.
        #expect(try await site.visitor().get(link).contains("Nên giảm còn 300.000 đồng."))
        #expect(try await site.comments().first?.state == .unconfirmed)
        #expect(try await site.visitor().post(link).status == 303)
        comment = try #require(try await site.comments().first)
        #expect(comment.state == .waiting)
        #expect(try await site.visitor().post(link).status == 404, "the link works once")
        #expect(!(try await site.visitor().get("/du-thao\(draft.path)/y-kien").contains("Nên giảm còn")))
    }

    /// What an English reader sends stands in Vietnamese mails, lists and reports, and in English on English pages.
    @Test func aPlaceIsStoredInTheSitesLanguage() async throws {
        let site = try await ConsultationTestSite(["confirmation": .text("none"), "moderation": .text("after")])
        let (draft, visitor) = (try await site.publish(), site.visitor())
        _ = try await visitor.get("/ngon-ngu/en")
        #expect(try await visitor.get(Self.path(draft)).contains("Clause 2 Article 1"))
        for place in ["dieu-1-khoan-2", "cau-hoi-1", ""] {
            let typed = ConsultationTestSite.typed.merging(["place": place, "text": "Ý kiến về \(place)"]) { $1 }
            let sent = try await site.send(typed, to: Self.path(draft), by: visitor)
            #expect(sent.status == 303)
            if place == "dieu-1-khoan-2" {
                #expect(try await visitor.get(sent.location).contains("Clause 2 Article 1"))
            }
        }
        #expect(
            try await site.comments().map(\.place.label) == ["Khoản 2 Điều 1", "Câu hỏi 1", "Toàn văn dự thảo"])
        let english = try await visitor.get("/du-thao\(draft.path)/y-kien")
        #expect(english.contains("Clause 2 Article 1") && english.contains("Question 1: Mức thu"))
        #expect(!english.contains("Khoản 2 Điều 1") && !english.contains("Toàn văn dự thảo"))
        #expect(try await site.visitor().get("/du-thao\(draft.path)/y-kien").contains("Khoản 2 Điều 1"))
    }

    @Test func aCommentIsConfirmedByItsCode() async throws {
        let site = try await ConsultationTestSite()
        let (draft, visitor) = (try await site.publish(), site.visitor())
        let sent = try await site.send(to: Self.path(draft), by: visitor)
        let mail = try #require(try await site.mails().first)
        let code = String(try #require(mail.text.firstMatch(of: /\b\d{6}\b/)).output)
        #expect(try await visitor.post(sent.location, ["code": "abc"]).status == 422)
        #expect(try await visitor.post(sent.location, ["code": code]).status == 303)
        #expect(try await site.comments().first?.state == .waiting)
    }

    @Test func aCodeIsNotGuessed() async throws {
        let site = try await ConsultationTestSite()
        let (draft, visitor) = (try await site.publish(), site.visitor())
        let sent = try await site.send(to: Self.path(draft), by: visitor)
        let code = String(
            try #require(try await site.mails().first?.text.firstMatch(of: /\b\d{6}\b/)).output)
        let wrong = code == "000000" ? "000001" : "000000"
        for _ in 1...CommentLimit.codeAttempts {
            #expect(try await visitor.post(sent.location, ["code": wrong]).status == 422)
        }
        #expect(try await visitor.post(sent.location, ["code": code]).status == 422)
        #expect(try await site.comments().first?.state == .unconfirmed)
    }

    @Test(arguments: [
        (["text": ""], "text"), (["consent": ""], "consent"), (["sender_mail": ""], "sender_mail"),
        (["sender_mail": "không phải"], "sender_mail"), (["place": "dieu-99"], "place"),
    ])
    func whatIsWrongIsSaidAndKept(changes: [String: String], field: String) async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let typed = ConsultationTestSite.typed.merging(changes) { $1 }.filter {
            !$0.value.isEmpty || $0.key != "consent"
        }
        let page = try await site.send(typed, to: Self.path(draft), by: site.visitor())
        #expect(page.status == 422, "\(field)")
        #expect(page.contains("Vũ Thị Nghĩa"))
        #expect(try await site.comments().isEmpty)
    }

    /// The core's ticket, waiting time and work guard the form.
    @Test func aProgramDoesNotGetThrough() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        #expect(try await site.visitor().post(Self.path(draft), ConsultationTestSite.typed).status != 303)
        _ = try await site.send(to: Self.path(draft), by: site.visitor(), after: 0)
        #expect(try await site.comments().allSatisfy { $0.state == .unconfirmed || $0.state == .spam })
        let visitor = site.visitor()
        let page = try await visitor.get(Self.path(draft))
        site.clock.advance(by: .seconds(30))
        let typed = ConsultationTestSite.typed.merging(page.intakeAnswer) { $1 }
        let (first, again) = (
            try await visitor.post(Self.path(draft), typed), try await visitor.post(Self.path(draft), typed)
        )
        #expect(first.status == 303)
        #expect(again.location == first.location, "a double click is one comment")
    }

    @Test func moderationAndConfirmationAreSettings() async throws {
        let site = try await ConsultationTestSite(["moderation": .text("after"), "confirmation": .text("none")])
        let (draft, visitor) = (try await site.publish(), site.visitor())
        let typed = ConsultationTestSite.typed.merging(["sender_mail": "", "sender_name": ""]) { $1 }
        #expect(try await visitor.get(Self.path(draft)).contains("Ý kiến hiển thị ngay sau khi gửi."))
        #expect(try await site.send(typed, to: Self.path(draft), by: visitor).status == 303)
        #expect(try await site.comments().first?.state == .published)
        #expect(try await visitor.get("/du-thao\(draft.path)/y-kien").contains("Nên giảm còn 300.000 đồng."))
        #expect(try await site.draft(draft.id).commentCount == 1)
    }

    @Test func aNameCanBeRequired() async throws {
        let site = try await ConsultationTestSite(["names": .text("required")])
        let draft = try await site.publish()
        let typed = ConsultationTestSite.typed.merging(["sender_name": ""]) { $1 }
        #expect(try await site.send(typed, to: Self.path(draft), by: site.visitor()).status == 422)
    }

    @Test func theSiteMayNotTakeComments() async throws {
        let site = try await ConsultationTestSite(["comments_open": .boolean(false)])
        let draft = try await site.publish()
        #expect(try await site.visitor().get(Self.path(draft)).status == 404)
        #expect(!(try await site.visitor().get("/du-thao\(draft.path)").contains("gop-y")))
    }

    /// Nobody but who holds the permission for personal data sees who wrote a comment (Law 91/2025/QH15).
    @Test func nobodyElseSeesWhoWroteIt() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let comment = try await site.comment(on: draft, mail: "nghia@vidu.example", name: "Vũ Thị Nghĩa")
        let desk = try await site.portal.official(
            permissions: Set(ConsultationPermission.all).subtracting([ConsultationPermission.personal]))
        let trusted = try await site.officer("Trần Văn Tin")
        let list = ConsultationTestSite.list
        for path in ["\(list)/y-kien/\(comment.id)", "\(list)/\(draft.id)/y-kien.csv", "\(list)/\(draft.id)/y-kien"] {
            let page = try await desk.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(!page.contains("Thị Nghĩa") && !page.contains("nghia@vidu"), "\(path)")
        }
        #expect(try await trusted.get("\(list)/y-kien/\(comment.id)").contains("Vũ Thị Nghĩa"))
        #expect(try await trusted.get("\(list)/\(draft.id)/y-kien.csv").contains("Vũ Thị Nghĩa"))
        let visitor = site.visitor()
        for path in [
            "/du-thao\(draft.path)", "/du-thao\(draft.path)/y-kien",
            "/api/v1/draft-consultation/drafts/\(draft.id)/comments",
            "/du-thao/lien-ket/da-gui/\(comment.code)",
        ] {
            let page = try await visitor.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(!page.contains("Thị Nghĩa") && !page.contains("nghia@vidu"), "\(path)")
        }
    }

    @Test func aFileIsForOfficersOnly() async throws {
        let site = try await ConsultationTestSite(["confirmation": .text("none"), "moderation": .text("after")])
        let (draft, visitor) = (try await site.publish(), site.visitor())
        let page = try await visitor.get(Self.path(draft))
        site.clock.advance(by: .seconds(30))
        let sent = try await visitor.post(
            Self.path(draft), ConsultationTestSite.typed.merging(page.intakeAnswer) { own, _ in own }, field: "files",
            fileName: "y-kien.txt", content: Array("Ý kiến dài của tôi".utf8))
        #expect(sent.status == 303)
        let comment = try #require(try await site.comments().first)
        let file = try #require(comment.files.first)
        let list = ConsultationTestSite.list
        let desk = try await site.portal.official(permissions: [ConsultationPermission.comments])
        #expect(try await desk.get("\(list)/y-kien/\(comment.id)/tep/1").status == 403)
        let trusted = try await site.officer()
        #expect(try await trusted.get("\(list)/y-kien/\(comment.id)/tep/1").text == "Ý kiến dài của tôi")
        #expect(try await trusted.get("\(list)/y-kien/\(comment.id)/tep/2").status == 404)
        #expect(try await visitor.get("/tep/\(file.hash.rawValue)/y-kien.txt").status != 200)
        #expect(!(try await visitor.get("/du-thao\(draft.path)/y-kien").contains("y-kien.txt")))
    }

    @Test func aCommentIsWithdrawnByItsLink() async throws {
        let site = try await ConsultationTestSite(["confirmation": .text("none"), "moderation": .text("after")])
        let (draft, visitor) = (try await site.publish(), site.visitor())
        try await site.send(to: Self.path(draft), by: visitor)
        let link = try #require(try await site.mails().first?.link)
        #expect(try await visitor.get(link).contains("Nên giảm còn 300.000 đồng."))
        #expect(try await site.draft(draft.id).commentCount == 1)
        #expect(try await visitor.post(link).status == 303)
        let comment = try #require(try await site.comments().first)
        #expect(comment.state == .withdrawn)
        #expect((comment.name, comment.mail) == ("", ""))
        #expect(try await site.draft(draft.id).commentCount == 0)
        #expect(try await visitor.get(link).status == 404)
        #expect(!(try await visitor.get("/du-thao\(draft.path)/y-kien").contains("Nên giảm")))
    }

    @Test func officersShowHideAndMark() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let comment = try await site.comment(on: draft, state: .waiting)
        let (officer, path) = (
            try await site.officer(), "\(ConsultationTestSite.list)/y-kien/\(comment.id)"
        )
        #expect(try await officer.post("\(path)/hien-thi").status == 303)
        #expect(try await site.visitor().get("/du-thao\(draft.path)/y-kien").contains("Nên giảm."))
        #expect(try await officer.post("\(path)/an").status == 422, "why is asked for")
        #expect(try await officer.post("\(path)/an", ["reason": "Xúc phạm người khác"]).status == 303)
        let hidden = try await site.visitor().get("/du-thao\(draft.path)/y-kien")
        #expect(!hidden.contains("Nên giảm.") && !hidden.contains("Xúc phạm"))
        #expect(try await officer.get(path).contains("Xúc phạm người khác"))
        #expect(try await officer.post("\(path)/rac").status == 303)
        #expect(try await site.comments().first?.state == .spam)
    }

    @Test func whatBodiesAnsweredIsEntered() async throws {
        let site = try await ConsultationTestSite()
        let draft = try await site.publish()
        let (officer, path) = (
            try await site.officer(), "\(ConsultationTestSite.list)/\(draft.id)/nhap-y-kien"
        )
        let typed = [
            "place": "dieu-1-khoan-2-diem-b", "text": "Nhất trí.", "sender_kind": "body",
            "sender_body": "Hội Nông dân xã",
            "channel": "paper", "received_on": "2026-11-24",
        ]
        #expect(try await officer.post(path, typed.merging(["sender_body": ""]) { $1 }).status == 422)
        #expect(try await officer.post(path, typed.merging(["received_on": "2026-12-24"]) { $1 }).status == 422)
        #expect(try await officer.post(path, typed).status == 303)
        let comment = try #require(try await site.comments().first)
        #expect((comment.sender, comment.body, comment.state) == (.body, "Hội Nông dân xã", .published))
        #expect(comment.place.label == "Điểm b khoản 2 Điều 1")
        #expect(try await site.visitor().get("/du-thao\(draft.path)/y-kien").contains("Hội Nông dân xã"))
        // Papers come late as well.
        site.clock.advance(by: .seconds(40 * 86_400))
        let later = try await site.officer("Trần Văn Tin")
        #expect(try await later.post(path, typed.merging(["received_on": "2026-12-28"]) { $1 }).status == 303)
    }

    @Test func whatNobodyConfirmsIsDroppedAndNamesAreMaskedInTime() async throws {
        let site = try await ConsultationTestSite(["retention_months": .integer(2)])
        let draft = try await site.publish()
        try await site.send(to: Self.path(draft), by: site.visitor())
        try await site.comment(on: draft, mail: "nghia@vidu.example", name: "Vũ Thị Nghĩa")
        let context = try site.context()
        try await ConsultationJobs.retention.run(context)
        #expect(try await site.comments().count == 2)
        site.clock.advance(by: .seconds(4 * 86_400))
        try await ConsultationJobs.retention.run(context)
        #expect(try await site.comments().map(\.name) == ["Vũ Thị Nghĩa"])
        site.clock.advance(by: .seconds(100 * 86_400))
        try await ConsultationJobs.retention.run(context)
        let kept = try #require(try await site.comments().first)
        #expect((kept.name, kept.mail, kept.text) == ("", "", "Nên giảm."))
    }
}
