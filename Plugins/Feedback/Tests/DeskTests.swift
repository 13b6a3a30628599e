import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// What officers do, and who may see what.
@Suite struct DeskTests {
    @Test func whoIsNotAtTheDeskSeesNothing() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let other = try await site.portal.official(permissions: ["core.audit"])
        for path in ["", "/1", "/1/tra-loi", "/1/phieu", "/ghi-nhan", "/thong-ke", "/tai-ve", "/mau-tra-loi"] {
            #expect(try await other.get(FeedbackSite.desk + path).status == 403, "\(path)")
        }
        let head = try await site.head()
        for path in ["/ghi-nhan", "/mau-tra-loi"] {
            #expect(try await head.get(FeedbackSite.desk + path).status == 403, "\(path)")
        }
        #expect(try await head.get("\(FeedbackSite.desk)/1/tra-loi").status == 403)
        #expect(try await site.act("rac", by: head).status == 409)
    }

    @Test func aBodysOfficersSeeWhatWasGivenToIt() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        try await site.send(["title": "Việc khác hẳn của Trạm Y tế", "anonymous": "1"])
        let context = try site.context()
        let desk = CaseDesk(context)
        _ = try await context.storage.write(as: .system("test")) { change in
            try desk.forward(1, to: BodySummary(id: 7, name: "Phòng Kinh tế"), message: "", in: change)
            try desk.forward(2, to: BodySummary(id: 8, name: "Trạm Y tế"), message: "", in: change)
        }
        let officer = try await site.portal.official("Lê Quang Vinh", scoped: ["feedback.handle": ["body:7"]])
        _ = try await context.storage.write(as: .system("test")) { change in
            try change.database.execute(sql: "UPDATE core_accounts SET email = 'vinh@xa.example'")
            try desk.forward(1, to: BodySummary(id: 7, name: "Phòng Kinh tế"), message: "", in: change)
        }
        #expect(try await site.mails().filter { $0.recipient == "vinh@xa.example" }.count == 1)
        let list = try await officer.get(FeedbackSite.desk)
        #expect(list.contains("Ổ gà trước") && !list.contains("Trạm Y tế"))
        #expect(try await officer.get("\(FeedbackSite.desk)/1").contains("Vũ Thị Nghĩa"))
        #expect(try await officer.get("\(FeedbackSite.desk)/2").status == 404)
        let other = try await site.portal.official("Ngô Thị Bích", scoped: ["feedback.handle": ["body:8"]])
        let page = try await other.get("\(FeedbackSite.desk)/2")
        #expect(page.status == 200 && !page.text.contains("Vũ Thị Nghĩa") && !page.text.contains("nghia@vidu"))
        #expect(try await other.get("\(FeedbackSite.desk)/2/phieu").status == 403)
        #expect(try await !other.get("\(FeedbackSite.desk)/tai-ve").text.contains("Vũ Thị Nghĩa"))
        #expect(try await site.desk().get("\(FeedbackSite.desk)/tai-ve").text.contains("Vũ Thị Nghĩa"))
        // The officer of the body drafts, the head approves.
        try await site.answer(1, by: officer, approvedBy: site.head())
        #expect(try await site.item(1).state == .answered)
    }

    @Test func officersEnterWhatCameInPersonAndPrintASlip() async throws {
        let site = try await FeedbackSite()
        let officer = try await site.desk()
        let typed = [
            "channel": "counter", "received_on": "2026-11-20", "kind": "petition", "topic": "dien-nuoc",
            "title": "Xin thêm đèn đường", "text": "Ngõ tối.", "name": "Ông Tư",
        ]
        let future = try await officer.post(
            "\(FeedbackSite.desk)/ghi-nhan", typed.merging(["received_on": "2126-01-01"]) { $1 })
        #expect(future.status == 422 && future.contains("Ngõ tối."))
        let made = try await officer.post("\(FeedbackSite.desk)/ghi-nhan", typed)
        #expect(made.location == "\(FeedbackSite.desk)/1")
        let item = try await site.item()
        #expect(VietnamTime(item.receivedAt).dayText == "20/11/2026")
        // Fifteen working days after the day of receipt.
        #expect(VietnamTime(item.dueAt).dayText == "11/12/2026")
        let slip = try await officer.get("\(FeedbackSite.desk)/1/phieu")
        #expect(slip.contains(item.code.text) && slip.contains("11/12/2026"))
        // Who left no contact is known by name.
        #expect(try await site.track(item.code.text, "ông tư").status == 303)
        #expect(try await site.track(item.code.text, "Bà Tư").status == 422)
    }

    @Test func classifyingAssigningAndExtendingMoveTheTerm() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        let classified = try await site.act(
            "phan-loai", ["kind": "question", "topic": "dien-nuoc", "aim": "Đường an toàn", "demand": "Vá ổ gà"],
            by: officer)
        #expect(classified.status == 303)
        var item = try await site.item()
        #expect(item.kind == .question && item.topic == "dien-nuoc" && item.demand == "Vá ổ gà" && item.state == .work)
        #expect(VietnamTime(item.dueAt).dayText == "01/12/2026")
        #expect(try await site.act("nhan", by: officer).status == 303)
        #expect(try await site.item().assigneeName == "Nguyễn Thị Hạnh")
        #expect(try await officer.get(FeedbackSite.desk + "?ai=toi").contains("Ổ gà"))
        #expect(try await site.act("gia-han", ["day": "2026-11-01", "reason": "x"], by: officer).status == 422)
        #expect(
            try await site.act("gia-han", ["day": "2026-12-20", "reason": "Chờ vật tư"], by: officer).status == 303)
        item = try await site.item()
        #expect(VietnamTime(item.dueAt).dayText == "20/12/2026")
        #expect(try await site.mails().last?.text.contains("Chờ vật tư") == true)
    }

    @Test func somebodyOutsideAnswersByAOneTimeLink() async throws {
        let site = try await FeedbackSite()
        try await site.send(["anonymous": "1"])
        let officer = try await site.desk()
        let asked = try await site.act(
            "hoi-co-quan",
            [
                "name": "Lê Thị Hoa", "office": "Điện lực huyện", "mail": "hoa@dienluc.example",
                "message": "Xin kiểm tra",
            ],
            by: officer)
        #expect(asked.status == 303)
        let mail = try #require(try await site.mails().last)
        #expect(mail.recipient == "hoa@dienluc.example" && !mail.text.contains("Nghĩa"))
        let link = try #require(mail.text.firstMatch(of: /\/phan-anh\/y-kien\?ma=[0-9a-f]+/)).output
        let guest = site.visitor()
        let page = try await guest.get(String(link))
        #expect(page.contains("Ổ gà trước") && page.contains("Xin kiểm tra") && !page.text.contains("Vũ Thị Nghĩa"))
        #expect(try await guest.post(String(link), ["answer": "", "signature": "Hoa"]).status == 422)
        let said = ["answer": "Đã thay bóng.", "signature": "Lê Thị Hoa"]
        #expect(try await guest.post(String(link), said).status == 303)
        #expect(try await guest.post(String(link), said).status == 200)
        #expect(try await guest.get(String(link)).contains("Đã nhận ý kiến"))
        #expect(try await officer.get("\(FeedbackSite.desk)/1").contains("Đã thay bóng."))
        #expect(try await officer.get("\(FeedbackSite.desk)/1/tra-loi").contains("Đã thay bóng."))
        #expect(try await guest.get("/phan-anh/y-kien?ma=0").status == 404)
    }

    @Test func aRecalledAndAnOldLinkAreClosed() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        let officer = try await site.desk()
        let form = ["name": "Hoa", "office": "Điện lực", "mail": "hoa@dienluc.example", "message": "Xin kiểm tra"]
        for _ in 0..<2 { _ = try await site.act("hoi-co-quan", form, by: officer) }
        let links = try await site.mails().compactMap {
            $0.text.firstMatch(of: /\/phan-anh\/y-kien\?ma=[0-9a-f]+/).map { String($0.output) }
        }
        #expect(try await officer.post("\(FeedbackSite.desk)/1/hoi-co-quan/1/rut-lai").status == 303)
        #expect(try await site.visitor().get(links[0]).status == 410)
        site.clock.advance(by: .seconds(40 * 86_400))
        #expect(try await site.visitor().get(links[1]).status == 410)
    }

    @Test func personalDataGoesOnRequestAndWhenItsTimeIsOver() async throws {
        let site = try await FeedbackSite(["retention_months": .integer(1)])
        let sent = try await site.send()
        let (officer, head) = (try await site.desk(), try await site.head())
        #expect(try await site.act("xoa-thong-tin", ["sure": "1"], by: officer).status == 409)
        try await site.answer(1, by: officer, approvedBy: head)
        let context = try site.context()
        try await FeedbackJobs.retention.run(context)
        #expect(try await site.item().erasedAt == nil)
        site.clock.advance(by: .seconds(40 * 86_400))
        try await FeedbackJobs.retention.run(context)
        let item = try await site.item()
        #expect(item.erasedAt != nil && item.sender.phone.isEmpty && item.sender.mail.isEmpty)
        let rows = try await context.storage.read { database in
            try [
                "feedback_cases", "feedback_events", "feedback_words", "feedback_opinions", "core_revisions",
                "core_audit",
            ]
            .map { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\($0)" }.joined()
            }.joined()
        }
        for trace in ["Nghĩa", "nghia", "0912", "345678"] { #expect(!rows.contains(trace), "\(trace)") }
        // What the public reads stays.
        #expect(try await site.visitor().get("/phan-anh" + item.path).contains("Xã đã vá ổ gà ngày 20/11."))
        #expect(try await site.visitor().get(sent.location).status == 303)
    }

    @Test func theOfficeIsRemindedAndTheHeadIsToldOnceOfWhatIsOverdue() async throws {
        let site = try await FeedbackSite([
            "desk_recipient": .text("vanphong@vidu.example"), "head_recipient": .text("chutich@vidu.example"),
            "escalation_days": .integer(1),
        ])
        let context = try site.context()
        try await site.send(["title": "Nhà ông Vũ Văn Nghĩa ngập"])
        try await FeedbackJobs.escalation.run(context)
        #expect(try await site.mails().count == 1)
        // Thursday, 10 December: two working days after the term.
        site.clock.advance(by: .seconds(16 * 86_400))
        try await FeedbackJobs.reminder.run(context)
        #expect(try await site.mails().last?.text.contains("1 phản ánh đã quá hạn") == true)
        try await FeedbackJobs.escalation.run(context)
        let mail = try #require(try await site.mails().last)
        #expect(mail.recipient == "chutich@vidu.example" && mail.text.contains("chưa giao ai"))
        #expect(mail.text.contains("[họ tên]") && !mail.text.contains("Nghĩa"))
        let count = try await site.mails().count
        try await FeedbackJobs.escalation.run(context)
        #expect(try await site.mails().count == count)
        #expect(try await site.desk().get(FeedbackSite.desk + "?loc=qua-han").contains("Quá hạn"))
    }

    @Test func officersFindACaseByCodeTelephoneAndWords() async throws {
        let site = try await FeedbackSite()
        try await site.send()
        try await site.send([
            "title": "Rác ở bờ mương", "text": "Mùi hôi.", "phone": "0988 777 666", "name": "Lê Tư", "mail": "",
        ])
        let (officer, code) = (try await site.desk(), try await site.item(1).code)
        for query in [
            code.text, code.key.lowercased(), "0912345678", "+84 912 345 678", "o ga", "nghia", "vu thi nghia",
        ] {
            let page = try await officer.get(
                FeedbackSite.desk + "?q=" + FormURLEncoded.encode(query))
            #expect(page.contains("Ổ gà trước") && !page.contains("Rác ở bờ"), "\(query)")
        }
        #expect(try await officer.get(FeedbackSite.desk + "?q=xyzzy").contains("Không có phản ánh nào khớp"))
    }

    @Test func aPlaceIsPointedOutByAClickOrBySquare() async throws {
        let site = try await FeedbackSite(["map_picture": .text("1")])
        #expect(try await site.visitor().get(FeedbackSite.form).status == 200)
        try await TestMap.add(to: site)
        let visitor = site.visitor()
        let form = try await visitor.get(FeedbackSite.form)
        #expect(form.text.contains("type=\"image\"") && form.text.contains("map_column"))
        // A click shows the form again with the point, and loses nothing.
        var typed = FeedbackSite.typed
        let clicked = try await visitor.post(
            FeedbackSite.form, typed.merging(["map.x": "360", "map.y": "10"]) { $1 }.merging(form.intakeAnswer) { $1 })
        #expect(
            clicked.status == 200 && clicked.text.contains("500,") && clicked.contains("Ổ gà trước nhà văn hóa thôn"))
        #expect(!clicked.text.contains("alert-error"))
        typed["map_column"] = "B"
        #expect(try await site.send(typed).status == 422)
        typed["map_row"] = "2"
        #expect(try await site.send(typed).status == 303)
        let point = try #require(try await site.item().place.point)
        #expect(point.x == 187 && (200...300).contains(point.y))
        #expect(try await site.desk().get("\(FeedbackSite.desk)/1").text.contains("feedback-point"))
        // The public sees it only where the answer says so.
        try await site.answer(1, by: site.desk(), approvedBy: site.head())
        #expect(try await !site.visitor().get("/phan-anh").text.contains("feedback-marker"))
        let revision = String(try await site.item().revision)
        _ = try await site.desk().post("\(FeedbackSite.desk)/1/buoc/reopen", ["reason": "x", "revision": revision])
        try await site.answer(1, ["public_point": "1"], by: site.desk(), approvedBy: site.head())
        #expect(try await site.visitor().get("/phan-anh").text.contains("feedback-marker"))
        let path = try await site.item().path
        #expect(try await site.visitor().get("/phan-anh" + path).text.contains("feedback-point"))
    }

    @Test func figuresFollowEachChange() async throws {
        let site = try await FeedbackSite()
        let sent = try await site.send()
        try await site.send(["topic": "dien-nuoc", "title": "Mất nước sạch"])
        try await site.send(["website": "x"])
        let (officer, head) = (try await site.desk(), try await site.head())
        site.clock.advance(by: .seconds(2 * 86_400))
        try await site.answer(1, by: site.desk(), approvedBy: site.head())
        _ = try await site.visitor().post(sent.location, ["viec": "danh-gia", "rating": "3"])
        _ = (officer, head)
        let page = try await site.visitor().get("/phan-anh/so-lieu")
        #expect(page.status == 200 && page.contains("Đường sá, giao thông") && page.contains("2,0"))
        #expect(!page.text.contains("style="))
        let context = try site.context()
        func sums() async throws -> [CaseCounts] {
            try await context.storage.read {
                try CaseCounts.fetch(by: .topic, from: "2026-01-01", to: "2026-12-31", in: $0).map(\.counts)
            }
        }
        let before = try await sums()
        #expect(before.map(\.received).reduce(0, +) == 2)
        #expect(before.map(\.answered).reduce(0, +) == 1 && before.map(\.onTime).reduce(0, +) == 1)
        let statistics = try await site.desk().get("\(FeedbackSite.desk)/thong-ke")
        #expect(statistics.status == 200 && statistics.contains("Theo tháng"))
        #expect(try await site.desk().get("\(FeedbackSite.desk)/thong-ke/tai-ve").contains("Đường sá"))
        #expect(try await site.desk().get("/quan-tri").contains("Phản ánh mới"))
        // Moved to another topic, the case is counted there.
        _ = try await site.act("phan-loai", ["kind": "report", "topic": "khac"], on: 2, by: site.desk())
        let topics = try await context.storage.read {
            try CaseCounts.fetch(by: .topic, from: "2026-01-01", to: "2026-12-31", in: $0).map(\.key)
        }
        #expect(topics == ["giao-thong", "khac"])
    }
}

/// A map picture in the library.
enum TestMap {
    static func add(to site: FeedbackSite) async throws {
        let context = try site.context()
        let taken = try context.files.takeIn(TestPhoto.png, name: "ban-do.png")
        let item = try await context.storage.write(as: .system("test")) { change in
            try change.addToLibrary(taken, details: LibraryDetails(title: "Bản đồ", alt: "Bản đồ xã"))
        }
        try await site.portal.site.changeSettings(
            of: "feedback", to: ["map_picture": .text(item.url)], by: .system("test"))
        #expect(try await site.visitor().get(item.url).status == 200)
    }
}
