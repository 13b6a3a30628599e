import Foundation
import GRDB
import Testing

@testable import PortalKit

/// A step that somebody without an account takes by a one-time link, over HTTP.
@Suite struct OutsideApprovalTests {
    private static let ask = [
        ("name", "Trần Văn Bình"), ("office", "Chủ tịch Hội Nông dân xã"), ("mail", "binh@hoinongdan.example"),
        ("message", "Mong ông xem sớm."), ("days", "5"),
    ]

    private struct Desk {
        let portal: TestPortal
        let writer: Visitor
        let editor: Visitor

        /// - Parameter demandsDocument: whether the step of somebody outside asks for the written approval.
        init(demandsDocument: Bool = false) async throws {
            portal = try await TestPortal(
                "  news:", "mail: {transport: folder, from: cong@thu.example}\ncontact: {email: ubnd@thu.example}")
            let declared = try #require(
                portal.site.assembly.changeableWorkflows.first { $0.declared.id == "news.editorial" }
            ).declared
            var plan = try #require(declared.plan)
            plan.stages.insert(
                .init(
                    id: "hoi-nong-dan", title: "Hội Nông dân duyệt", parties: [.outside],
                    demandsDocument: demandsDocument), at: 1)
            let (changed, now) = (plan, portal.clock.now)
            _ = try await portal.site.database.write {
                try WorkflowDefinitions.change(declared, to: changed, note: "", by: "", now: now, in: $0)
            }
            let all: Set = ["news.write", "news.moderate", "news.publish"]
            writer = try await portal.official("phong-vien", permissions: all)
            editor = try await portal.official("bien-tap", permissions: all)
            try await portal.site.database.write {
                try $0.execute(sql: "UPDATE core_accounts SET email = login || '@thu.example'")
            }
        }

        /// Writes an article and brings it to the step of somebody outside.
        func write(_ title: String = "Giống lúa mới", body: String = "Nội dung bài.") async throws -> String {
            let form = "/quan-tri/news/moi"
            let answer = try await writer.post(
                form,
                [
                    ("title", title), ("section", "thong-bao"), ("body", body), ("source", "UBND xã"),
                    ("author", "Vũ Thị Nghĩa"), ("revision", "0"),
                ], from: form)
            let steps = try #require(answer.all("Location").first) + "/buoc"
            #expect(try await step("submit", steps, writer).status == 303)
            #expect(try await step("approve", steps, editor).status == 303)
            #expect(try await place() == "hoi-nong-dan")
            return steps
        }

        func step(_ name: String, _ steps: String, _ visitor: Visitor) async throws -> HTTPAnswer {
            try await visitor.post("\(steps)/\(name)", [("revision", "1"), ("no_secret", "1")], from: steps)
        }

        func ask(_ steps: String, _ more: [(String, String)] = [], by visitor: Visitor? = nil) async throws
            -> HTTPAnswer
        {
            let fields = OutsideApprovalTests.ask.filter { field in !more.contains { $0.0 == field.0 } } + more
            return try await (visitor ?? editor).post("\(steps)/phe-duyet-ngoai", fields, from: steps)
        }

        /// The address of the link that was mailed last.
        func link() async throws -> String {
            let text = try await portal.site.database.read {
                try String.fetchOne(
                    $0, sql: "SELECT text FROM core_mail WHERE is_confidential = 1 ORDER BY id DESC LIMIT 1")
            }
            return "/phe-duyet?ma=" + String(try #require(text?.firstMatch(of: #/ma=([A-Za-z0-9_-]{43})/#)).1)
        }

        func place() async throws -> String {
            try await portal.site.database.read {
                try String.fetchOne($0, sql: "SELECT step FROM core_workflow_items") ?? ""
            }
        }

        func approve(_ link: String, _ fields: [(String, String)] = []) async throws -> HTTPAnswer {
            try await portal.visitor().post(
                link, [("decision", "approve"), ("no_secret", "1"), ("signature", "Trần Văn Bình")] + fields)
        }

        func mails(to address: String) async throws -> [String] {
            try await portal.site.database.read {
                try String.fetchAll(
                    $0, sql: "SELECT subject || ' ' || text FROM core_mail WHERE recipient = ? ORDER BY id",
                    arguments: [address])
            }
        }
    }

    @Test func somebodyOutsideApprovesByALink() async throws {
        let desk = try await Desk()
        let steps = try await desk.write()
        #expect(try await desk.editor.get("/quan-tri/viec").contains("Giống lúa mới"))
        #expect(try await desk.ask(steps).status == 303)
        let link = try await desk.link()
        let page = try await desk.portal.visitor().get(link)
        #expect(page.status == 200 && page.contains("noindex") && page.contains("Nội dung bài."))
        #expect(page.contains("Mong ông xem sớm.") && page.contains("Trần Văn Bình, Chủ tịch Hội Nông dân xã"))
        let unsigned = try await desk.portal.visitor().post(link, [("decision", "approve"), ("no_secret", "1")])
        #expect(unsigned.status == 422)
        #expect(try await desk.approve(link).status == 303)
        #expect(try await desk.place() == "approved")
        let after = try await desk.portal.visitor().get(link)
        #expect(after.status == 200 && after.contains("Đã phê duyệt") && !after.contains("Nội dung bài."))
        let screen = try await desk.editor.get(steps)
        for words in ["qua liên kết gửi tới", "binh@hoinongdan.example", "127.0.0.1", "Đề nghị phê duyệt:"] {
            #expect(screen.contains(words), "\(words)")
        }
        let told = try await desk.mails(to: "bien-tap@thu.example")
        #expect(told.count == 1 && told[0].contains("Đã được phê duyệt: Giống lúa mới"))
        let traces = try await desk.portal.site.database.read {
            try AuditEntry.fetchAll($0, sql: "SELECT * FROM core_audit WHERE action LIKE '%outside-%' ORDER BY id")
        }
        #expect(traces.map(\.action) == ["workflow.outside-ask", "workflow.outside-approve"])
        #expect(traces[1].actorName == "Trần Văn Bình" && traces[1].address == "127.0.0.1")
        #expect(traces[1].after?.contains("b***@hoinongdan.example") == true)
    }

    @Test func aLinkIsGoodOnce() async throws {
        let desk = try await Desk()
        _ = try await desk.ask(try await desk.write())
        let link = try await desk.link()
        let visitor = desk.portal.visitor()
        let token = try #require(try await visitor.get(link).formToken)
        let fields = [("decision", "approve"), ("no_secret", "1"), ("signature", "Trần Văn Bình"), ("csrf", token)]
        #expect(try await visitor.postRaw(link, fields).status == 303)
        #expect(try await visitor.postRaw(link, fields).contains("Đã phê duyệt"))
        let count = try await desk.portal.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_workflow_log WHERE transition = 'pass-hoi-nong-dan'")
        }
        #expect(count == 1)
        #expect(try await desk.portal.visitor().get("/phe-duyet?ma=doan-mo").status == 404)
        #expect(try await desk.portal.visitor().get("/phe-duyet").status == 404)
    }

    @Test func nobodyApprovesTheirOwnByALink() async throws {
        let desk = try await Desk()
        let steps = try await desk.write()
        let refused = try await desk.ask(steps, by: desk.writer)
        #expect(refused.status == 422 && refused.contains("Bạn là người viết nội dung này"))
        for mail in ["phong-vien@thu.example", "Phong-Vien+rieng@THU.example", "bien-tap@thu.example"] {
            let answer = try await desk.ask(steps, [("mail", mail)])
            #expect(answer.status == 422 && answer.contains("người có tài khoản trên cổng"), "\(mail)")
            #expect(answer.contains("Mong ông xem sớm."))
        }
        // An address that became an account's after the link was sent.
        #expect(try await desk.ask(steps).status == 303)
        try await desk.portal.site.database.write {
            try $0.execute(
                sql: "UPDATE core_accounts SET email = 'binh@hoinongdan.example' WHERE login = 'phong-vien'")
        }
        #expect(try await desk.approve(try await desk.link()).status == 422)
        #expect(try await desk.place() == "hoi-nong-dan")
        // Nor does anybody inside pass the step.
        #expect(try await desk.step("pass-hoi-nong-dan", steps, desk.editor).status == 303)
        #expect(try await desk.place() == "hoi-nong-dan")
    }

    @Test func whatIsReturnedGoesBackWithTheReason() async throws {
        let desk = try await Desk()
        let steps = try await desk.write()
        _ = try await desk.ask(steps)
        let link = try await desk.link()
        let visitor = desk.portal.visitor()
        let fields = [("decision", "return"), ("return_signature", "Trần Văn Bình")]
        let bare = try await visitor.post(link, fields)
        #expect(bare.status == 422 && bare.contains("value=\"Trần Văn Bình\""))
        #expect(try await visitor.post(link, fields + [("reason", "Sai tên giống lúa")]).status == 303)
        #expect(try await desk.place() == "draft")
        #expect(try await desk.editor.get(steps).contains("Sai tên giống lúa"))
        #expect(try await desk.mails(to: "bien-tap@thu.example").last?.contains("Sai tên giống lúa") == true)
    }

    @Test func aLinkEndsWithTimeWithdrawalAndChange() async throws {
        let desk = try await Desk()
        let steps = try await desk.write()
        _ = try await desk.ask(steps)
        let first = try await desk.link()
        #expect(try await desk.ask(steps).status == 303)
        #expect(try await desk.editor.get(steps).contains("Đang chờ một người khác trả lời"))
        #expect(try await desk.editor.post("\(steps)/phe-duyet-ngoai/gui-lai", from: steps).status == 303)
        let second = try await desk.link()
        #expect(first != second)
        #expect(try await desk.portal.visitor().get(first).status == 410)
        #expect(try await desk.approve(first).status >= 400)
        #expect(try await desk.portal.visitor().get(second).status == 200)
        #expect(try await desk.editor.post("\(steps)/phe-duyet-ngoai/rut", from: steps).status == 303)
        #expect(try await desk.portal.visitor().get(second).status == 410)
        #expect(try await desk.mails(to: "binh@hoinongdan.example").last?.contains("nay được rút lại") == true)
        #expect(try await desk.editor.get(steps).contains("Rút đề nghị phê duyệt: Trần Văn Bình"))

        _ = try await desk.ask(steps)
        let third = try await desk.link()
        let screen = String(steps.dropLast(5))
        let saved = try await desk.editor.post(
            screen,
            [
                ("title", "Giống lúa mới"), ("section", "thong-bao"), ("body", "Nội dung đã sửa."),
                ("source", "UBND xã"), ("author", "Vũ Thị Nghĩa"), ("revision", "1"),
            ], from: screen)
        #expect(saved.status == 303)
        let overtaken = try await desk.portal.visitor().get(third)
        #expect(overtaken.status == 410 && overtaken.contains("Nội dung đã thay đổi"))
        #expect(try await desk.editor.post("\(steps)/phe-duyet-ngoai/gui-lai", from: steps).status == 303)
        let fourth = try await desk.link()
        #expect(try await desk.portal.visitor().get(fourth).contains("Nội dung đã sửa."))
        desk.portal.clock.advance(by: .seconds(30 * 86_400))
        #expect(try await desk.portal.visitor().get(fourth).contains("Liên kết đã hết hạn"))
        #expect(try await desk.approve(fourth).status >= 400)
        #expect(try await desk.place() == "hoi-nong-dan")
    }

    @Test func theWrittenApprovalIsDemanded() async throws {
        let desk = try await Desk(demandsDocument: true)
        let steps = try await desk.write()
        _ = try await desk.ask(steps)
        let link = try await desk.link()
        let without = try await desk.approve(link)
        #expect(without.status == 422 && without.contains("cần bản phê duyệt có chữ ký"))
        let visitor = desk.portal.visitor()
        var upload = Upload(
            fields: [("decision", "approve"), ("no_secret", "1")], files: [("phe-duyet.png", "image/png", Upload.png)],
            path: link, page: link)
        upload.field = "document"
        // Without the signature: the file is kept, and need not be sent again.
        let unsigned = try await upload.send(visitor).http
        #expect(unsigned.status == 422 && unsigned.contains("phe-duyet.png"))
        upload.fields.append(("signature", "Trần Văn Bình"))
        #expect(try await upload.send(visitor).http.status == 303)
        #expect(try await desk.place() == "approved")
        let screen = try await desk.editor.get(steps)
        #expect(screen.contains("phe-duyet.png") && screen.contains("Hội Nông dân duyệt: Trần Văn Bình"))
    }

    @Test func whatBearsAMarkOfSecrecyIsNotSent() async throws {
        let desk = try await Desk()
        let steps = try await desk.write(body: "Kế hoạch.\n\nTỐI MẬT")
        let answer = try await desk.ask(steps)
        #expect(answer.status == 422 && answer.contains("Nội dung có dấu mật"))
        #expect(try await desk.mails(to: "binh@hoinongdan.example").isEmpty)
    }

    @Test func filesOfTheRecordAreShownToWhoIsAskedOnly() async throws {
        let desk = try await Desk()
        _ = try await desk.ask(try await desk.write())
        let site = desk.portal.site
        let stored = try site.files.store.store(Upload.png)
        let (mine, other) = try await site.storage(for: "news").write(as: .system("test")) { change in
            let record = try #require(
                try Row.fetchOne(change.database, sql: "SELECT record_type, record_id FROM core_workflow_items"))
            let entry = try change.register(stored, name: "anh.png", mediaType: .png)
            try change.setFiles(
                [entry.hash], of: RecordReference(type: record["record_type"], id: record["record_id"]),
                isPublic: false)
            return (entry.url, "/tep/\(String(repeating: "0", count: 64))/anh.png")
        }
        let visitor = desk.portal.visitor()
        #expect(try await visitor.get(mine).status == 404)
        let link = try await desk.link()
        _ = try await visitor.get(link)
        let shown = try await visitor.get(mine)
        #expect(shown.status == 200 && shown["Cache-Control"] == "private, no-cache")
        #expect(try await visitor.get(other).status == 404)
        #expect(try await desk.approve(link).status == 303)
        #expect(try await visitor.get(mine).status == 404)
    }

    @Test func aDisabledModulesRecordsAreNotShown() async throws {
        let desk = try await Desk()
        _ = try await desk.ask(try await desk.write())
        let link = try await desk.link()
        try await desk.portal.site.disable("news", by: .command("test"))
        #expect(try await desk.portal.visitor().get(link).status == 404)
    }
}
