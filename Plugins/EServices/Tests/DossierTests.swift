import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Dossiers on the desk: each state by an allowed step, each step logged, nobody sees what is not theirs.
@Suite struct DossierTests {
    private func received() async throws -> (site: ServicesSite, officer: TestClient) {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        return (site, try await site.officer())
    }

    @Test func aDossierGoesFromReceiptToResult() async throws {
        let (site, officer) = try await received()
        #expect(try await site.act(officer, 1, .accept, ["days": "3"]).status == 303)
        let accepted = try #require(try await site.dossier())
        #expect(accepted.state == .processing)
        #expect(accepted.dueAt.map { VietnamTime($0).dayText } == "27/11/2026")
        #expect(try await site.act(officer, 1, .handOver, ["body": "-1", "days": "2", "text": ""]).status == 303)
        #expect(try await site.act(officer, 1, .acknowledge).status == 303)
        #expect(try await site.act(officer, 1, .issue, ["text": "Giấy xác nhận số 12"]).status == 303)
        #expect(try await site.act(officer, 1, .deliver, ["text": ""]).status == 303)
        let done = try #require(try await site.dossier())
        #expect(done.state == .returned)
        #expect(done.isOnTime == true)
        let kinds = try await site.context().storage.read { try DossierRows.events(of: 1, in: $0) }.map(\.kind)
        #expect(kinds.reversed() == [.received, .accepted, .handedOver, .acknowledged, .issued, .delivered])
        let subjects = try await site.mails().map(\.subject)
        #expect(subjects.contains { $0.contains("đã có kết quả") })
    }

    @Test func theDashboardWarnsOfWhatIsLateOnly() async throws {
        let (site, officer) = try await received()
        let new = try await officer.get("/quan-tri").text
        #expect(new.contains("chưa ai kiểm tra giấy tờ") && !new.contains("1 hồ sơ"))
        #expect(!new.contains("tile-warning\"><a href=\"/quan-tri/e-services"))
        site.clock.advance(by: .seconds(30 * 86_400))
        let late = try await site.officer().get("/quan-tri").text
        #expect(late.contains("tile-warning\"><a href=\"/quan-tri/e-services?loc=qua-han"))
    }

    /// What an English reader chose stands in the words of whoever reads it.
    @Test func theWayToTheResultIsWordedForTheReader() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        _ = try await visitor.get("/ngon-ngu/en")
        let sent = try await site.send(visitor)
        #expect(sent.status == 303)
        #expect(try await site.dossier()?.delivery == "counter")
        let officer = try await site.officer()
        let screen = "\(ServicesSite.admin)/ho-so/1"
        _ = try await officer.post("\(screen)/xem")
        for page in [screen, "\(screen)/phieu"] {
            let shown = try await officer.get(page)
            #expect(shown.contains("Nhận tại bộ phận tiếp nhận") && !shown.contains("At the office"), "\(page)")
        }
        _ = try await site.act(officer, 1, .accept, ["days": "3"])
        _ = try await site.act(officer, 1, .issue, ["text": "Giấy xác nhận số 12"])
        #expect(try await site.mails().contains { $0.text.contains("Nhận tại bộ phận tiếp nhận") })
        let code = try #require(try await site.dossier()).code
        let tracked = try await site.track(visitor, code: code, secret: "0912345678")
        #expect(try await visitor.get(tracked.location).contains("At the office"))
        // What was sent before keeps its words.
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            try change.database.execute(sql: "UPDATE eservices_dossiers SET delivery = 'Nhờ người nhà nhận'")
        }
        #expect(try await officer.get(screen).contains("Nhờ người nhà nhận"))
    }

    /// Every action in every state: what is not allowed is refused, and changes nothing.
    @Test func noStateIsReachedButByAnAllowedStep() async throws {
        let (site, officer) = try await received()
        for action in DossierAction.allCases
        where action.move != nil && action.move?.end(from: .submitted, before: nil) == nil {
            let answer = try await site.act(officer, 1, action, ["text": "x", "days": "1", "body": "-1"])
            #expect(answer.status == 409, "\(action)")
        }
        #expect(try await site.dossier()?.state == .submitted)
        // Nor behind the desk's back.
        let context = try site.context()
        await #expect(throws: DatabaseError.self) {
            try await context.storage.write(as: .system("test")) { change in
                try change.database.execute(sql: "UPDATE eservices_dossiers SET state = 'returned' WHERE id = 1")
            }
        }
        await #expect(throws: DossierChanged.self) {
            try await context.storage.write(as: .system("test")) {
                try DossierDesk(context).deliver(1, note: "", in: $0)
            }
        }
    }

    @Test func theClockStopsWhileTheCitizenIsAsked() async throws {
        let (site, officer) = try await received()
        _ = try await site.act(officer, 1, .accept, ["days": "3"])
        _ = try await site.act(officer, 1, .ask, ["text": "Xin thêm giấy"])
        #expect(try await site.dossier()?.state == .supplement)
        site.clock.advance(by: .seconds(10 * 86_400))
        let dossier = try #require(try await site.dossier())
        #expect(!dossier.isLate(at: site.clock.now))
        // The citizen answers on the tracking page.
        let visitor = site.visitor()
        let tracked = try await site.track(visitor, code: dossier.code, secret: "0912345678")
        let page = try await visitor.get(tracked.location)
        #expect(page.contains("Xin thêm giấy"))
        let ticket = tracked.location.split(separator: "=").last.map(String.init) ?? ""
        let answer = try await visitor.post("/dich-vu-cong/tra-cuu/bo-sung?ve=\(ticket)", ["answer": "Gửi thêm ạ"])
        #expect(answer.status == 303)
        let resumed = try #require(try await site.dossier())
        #expect(resumed.state == .processing)
        #expect(resumed.dueAt.map { VietnamTime($0).dayText } == "09/12/2026")
    }

    @Test func personalDataIsSealedMaskedAndLookedAtOnRecord() async throws {
        let (site, officer) = try await received()
        let masked = try await officer.get("\(ServicesSite.admin)/ho-so/1")
        #expect(masked.status == 200)
        for secret in ["024190001234", "0912345678", "nghia@vidu.example", "Vũ Thị Nghĩa", "Thôn Đình Cả"] {
            #expect(!masked.contains(secret), "\(secret)")
        }
        #expect(masked.contains("Vũ T. N."))
        #expect(try await officer.post("\(ServicesSite.admin)/ho-so/1/xem").status == 303)
        let shown = try await officer.get("\(ServicesSite.admin)/ho-so/1")
        for secret in ["024190001234", "0912345678", "Vũ Thị Nghĩa", "Thôn Đình Cả"] { #expect(shown.contains(secret)) }
        #expect(shown.contains("Ai đã xem"))
        // A colleague has to say that they look for themselves.
        let other = try await site.officer()
        #expect(try await !other.get("\(ServicesSite.admin)/ho-so/1").contains("024190001234"))
        let dump = try await site.context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM eservices_dossiers").map { row in
                row.map { "\($0.0)=\(String(describing: $0.1))" }.joined()
            }.joined() + String(describing: try Row.fetchAll(database, sql: "SELECT * FROM eservices_words"))
                + (try String.fetchAll(
                    database, sql: "SELECT coalesce(before, '') || coalesce(after, '') FROM core_audit")).joined()
        }
        for secret in ["024190001234", "0912345678", "Vũ Thị Nghĩa", "Thôn Đình Cả"] { #expect(!dump.contains(secret)) }
    }

    @Test func theSlipIsAPDFForTheCitizenAndTheOffice() async throws {
        let (site, officer) = try await received()
        _ = try await site.act(officer, 1, .accept, ["days": "3"])
        let code = try #require(try await site.dossier()).code
        let visitor = site.visitor()
        let tracked = try await site.track(visitor, code: code, secret: "0912345678")
        let ticket = try #require(tracked.location.split(separator: "=").last)
        let path = "/dich-vu-cong/tra-cuu/phieu/tai-ve?ve=\(ticket)"
        #expect(try await visitor.get(tracked.location).contains(path))
        let slip = try await visitor.get(path)
        #expect(slip.headers["Content-Type"] == "application/pdf")
        #expect(slip.headers["Content-Disposition"]?.hasPrefix("attachment; filename=\"phieu-\(code).pdf\"") == true)
        #expect(slip.headers["Cache-Control"] == "private, no-store")
        #expect(MediaType(content: slip.bytes) == .pdf)
        // One sheet, with the signatures.
        #expect(String(decoding: slip.bytes, as: UTF8.self).contains("/Count 1\n"))
        #expect(try await site.visitor().get("/dich-vu-cong/tra-cuu/phieu/tai-ve?ve=x").status == 303)
        // Who has not said that they look gets no name, but what to press.
        let file = "\(ServicesSite.admin)/ho-so/1/phieu/tai-ve"
        let refused = try await officer.get(file)
        #expect(refused.status == 303 && refused.location == "\(ServicesSite.admin)/ho-so/1")
        _ = try await officer.post("\(ServicesSite.admin)/ho-so/1/xem")
        #expect(try await MediaType(content: officer.get(file).bytes) == .pdf)
    }

    @Test func theSlipSaysWhatItsPageSays() async throws {
        let document = SlipModel.example.document(try await ServicesSite().context().texts)
        #expect(document.number == "Mã hồ sơ: UBND-261124-0007")
        #expect(document.blocks.contains(.code(SlipModel.example.address, caption: "Quét để tra cứu")))
        #expect(document.countersignature?.name == SlipModel.example.applicant)
    }

    @Test func trackingTellsNothingToWhoDoesNotKnow() async throws {
        let (site, _) = try await received()
        let code = try #require(try await site.dossier()).code
        let wrongSecret = try await site.track(site.visitor(), code: code, secret: "0999999999")
        let wrongCode = try await site.track(site.visitor(), code: "UBND-261124-9999", secret: "0912345678")
        #expect(wrongSecret.status == 422)
        #expect(wrongCode.status == 422)
        let message = "Không có hồ sơ nào khớp"
        #expect(wrongSecret.contains(message))
        #expect(wrongCode.contains(message))
        #expect(try await site.track(site.visitor(), code: code.lowercased(), secret: "001234").status == 303)
        #expect(try await site.track(site.visitor(), code: code, secret: "1234").status == 422)
        #expect(try await site.visitor().get("/dich-vu-cong/tra-cuu/ho-so?ve=gi-do").status == 303)
    }

    @Test func guessingOneCodeIsStopped() async throws {
        let (site, _) = try await received()
        let code = try #require(try await site.dossier()).code
        let context = try site.context()
        _ = context
        for number in 0..<25 {
            let visitor = site.visitor()
            _ = try await site.track(visitor, code: code, secret: "0900000\(100 + number)")
        }
        // Even the right number is not answered for a while.
        #expect(try await site.track(site.visitor(), code: code, secret: "0912345678").status != 303)
    }

    @Test func theCitizenWithdraws() async throws {
        let (site, _) = try await received()
        let code = try #require(try await site.dossier()).code
        let visitor = site.visitor()
        let tracked = try await site.track(visitor, code: code, secret: "0912345678")
        let ticket = tracked.location.split(separator: "=").last.map(String.init) ?? ""
        let empty = try await visitor.post("/dich-vu-cong/tra-cuu/rut?ve=\(ticket)", ["reason": ""])
        #expect(empty.status == 422)
        #expect(try await visitor.post("/dich-vu-cong/tra-cuu/rut?ve=\(ticket)", ["reason": "Đổi ý"]).status == 303)
        #expect(try await site.dossier()?.state == .withdrawn)
    }

    @Test func aBodySeesWhatWasHandedOverToIt() async throws {
        let (site, officer) = try await received()
        let context = try site.context()
        _ = try await site.act(officer, 1, .accept, ["days": "3"])
        try await context.storage.write(as: .system("test")) {
            _ = try DossierDesk(context).handOver(
                1, to: BodySummary(id: 7, name: "Phòng Kinh tế"), days: 2, note: "", in: $0)
        }
        let own = try await site.portal.official(scoped: ["e-services.process": ["body:7"]])
        let other = try await site.portal.official(scoped: ["e-services.process": ["body:8"]])
        #expect(try await own.get("\(ServicesSite.admin)/ho-so/1").status == 200)
        #expect(try await own.get(ServicesSite.admin).contains("UBND-261124-0001"))
        #expect(try await other.get("\(ServicesSite.admin)/ho-so/1").status == 403)
        #expect(try await !other.get(ServicesSite.admin).contains("UBND-261124-0001"))
        #expect(try await site.act(own, 1, .acknowledge).status == 303)
        // What is the office's is not the body's.
        #expect(try await site.act(own, 1, .withdraw, ["text": "x"]).status == 409)
        #expect(try await site.act(own, 1, .issue, ["text": "Xong"]).status == 303)
    }

    @Test func noCodeIsGivenTwice() async throws {
        let site = try await ServicesSite()
        let context = try site.context()
        var answers = Answers()
        for (name, value) in ServicesSite.applicant { answers.set(name, value) }
        let given = answers
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    _ = try await context.storage.write(as: .system("test")) { change in
                        guard let procedure = try ProcedureRows.fetch(1, in: change.database) else { return }
                        try DossierDesk(context).receive(
                            DossierDraft(
                                procedure: procedure, content: procedure.content, procedureVersion: 1, formVersion: 1,
                                definition: ServicesSite.form, answers: given, channel: .online), in: change)
                    }
                }
            }
            try await group.waitForAll()
        }
        let codes = try await site.dossiers().map(\.code)
        #expect(codes.count == 40)
        #expect(Set(codes).count == 40)
        #expect(codes.contains("UBND-261124-0040"))
    }

    @Test func aDossierKeepsItsFormForGood() async throws {
        let (site, officer) = try await received()
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            var changed = ServicesSite.form
            changed.pages[0].fields[2].label = "Số lượng mới"
            try FormDesk.save(changed, of: 1, from: 1, in: change)
            #expect(try FormDesk.publish(1, in: change) == 2)
        }
        _ = try await officer.post("\(ServicesSite.admin)/ho-so/1/xem")
        let page = try await officer.get("\(ServicesSite.admin)/ho-so/1")
        #expect(page.contains("Số bản"))
        #expect(!page.contains("Số lượng mới"))
        await #expect(throws: DatabaseError.self) {
            try await context.storage.write(as: .system("test")) {
                try $0.database.execute(sql: "UPDATE eservices_form_versions SET definition = '{}'")
            }
        }
    }

    @Test func retentionArchivesAndErases() async throws {
        let (site, officer) = try await received()
        _ = try await site.act(officer, 1, .refuse, ["text": "Không đủ điều kiện"])
        try await site.portal.runBackgroundWork()
        site.clock.advance(by: .seconds(400 * 86_400))
        try await site.portal.runBackgroundWork()
        #expect(try await site.dossier()?.state == .archived)
        site.clock.advance(by: .seconds(3_700 * 86_400))
        try await site.portal.runBackgroundWork()
        let erased = try #require(try await site.dossier())
        #expect(erased.erasedAt != nil)
        #expect(erased.code == "UBND-261124-0001")
        #expect(!erased.applicantLabel.contains("Vũ"))
    }

    @Test func theCounterRegistersWithTheSameForm() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        #expect(try await officer.get("\(ServicesSite.admin)/tiep-nhan").contains("Xin xác nhận"))
        #expect(try await officer.get("\(ServicesSite.admin)/tiep-nhan/1").status == 200)
        var typed = ServicesSite.applicant
        typed.merge([
            "viec": "Khác", "ban": "1", "noi.count": "1", "noi.0.cho": "Thôn Đình Cả",
            "c_delivery": "counter", "c_consent": "1", "then": "send",
        ]) { $1 }
        typed["shown"] =
            "a_name a_identity a_phone a_mail a_address a_behalf viec ban phi noi p_giay_to_chung_minh c_delivery c_consent"
        let answer = try await officer.post("\(ServicesSite.admin)/tiep-nhan/1", typed)
        #expect(answer.status == 303)
        let dossier = try #require(try await site.dossier())
        #expect(dossier.state == .processing)
        #expect(dossier.channel == .counter)
        let slip = try await officer.get("\(ServicesSite.admin)/ho-so/1/phieu")
        #expect(slip.contains("qr-code"))
        #expect(slip.contains("Vũ Thị Nghĩa"))
        #expect(slip.contains("27/11/2026"))
    }
}
