import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Forms of several pages: nothing typed is lost, nothing wrong gets through, and it works without scripts.
@Suite struct FillingTests {
    @Test func templatesAndTextsAreWhole() async throws {
        let site = try await ServicesSite()
        let faults = try site.portal.faults().map(\.description)
        #expect(faults == [])
    }

    @Test func aDossierIsSentPageByPage() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        let answer = try await site.send(visitor)
        #expect(answer.status == 303)
        #expect(answer.location.contains("/tra-cuu/ho-so?ve="))
        let dossier = try #require(try await site.dossier())
        #expect(dossier.code == "UBND-261124-0001")
        #expect(dossier.state == .submitted)
        #expect(dossier.formVersion == 1)
        let page = try await visitor.get(answer.location)
        #expect(page.status == 200)
        #expect(page.contains(dossier.code))
        #expect(page.contains("Chờ tiếp nhận"))
        let mail = try #require(try await site.mails().first)
        #expect(mail.recipient == "nghia@vidu.example")
        #expect(mail.text.contains(dossier.code))
    }

    @Test func wrongInputKeepsWhatWasTyped() async throws {
        let site = try await ServicesSite()
        var typed = ServicesSite.applicant
        typed["a_identity"] = "123"
        let answer = try await site.begin(site.visitor(), typed)
        #expect(answer.status == 422)
        #expect(answer.contains("Vũ Thị Nghĩa"))
        #expect(answer.contains("Thôn Bến Sen"))
        #expect(answer.contains("12 chữ số"))
        let fillings = try await site.context().storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM eservices_fillings")
        }
        #expect(fillings == 0)
    }

    /// A field that depends on an answer of its own page comes up without scripts, and is asked for.
    @Test func whatAnAnswerCallsForIsAsked() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        let start = try await site.begin(visitor)
        let first = try await visitor.get(start.location)
        #expect(!first.contains("Với ai"))
        let again = try await visitor.post(
            start.location, ["viec": "Kết hôn", "ban": "2", "shown": "viec ban phi", "then": "next"])
        #expect(again.status == 422)
        #expect(again.contains("Với ai"))
        #expect(again.contains("16.000"))
        let empty = try await visitor.post(
            start.location, ["viec": "Kết hôn", "ban": "2", "voi": "", "shown": "viec voi ban phi", "then": "next"])
        #expect(empty.status == 422)
        let done = try await visitor.post(
            start.location,
            ["viec": "Kết hôn", "ban": "2", "voi": "Phạm Thị Hòa", "shown": "viec voi ban phi", "then": "next"])
        #expect(done.status == 303)
    }

    @Test func rowsCanBeAddedAndLeftEmpty() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        var answer = try await site.begin(visitor)
        answer = try await visitor.post(
            answer.location, ["viec": "Khác", "ban": "1", "shown": "viec ban phi", "then": "next"])
        let place = answer.location
        let more = try await visitor.post(
            place, ["noi.count": "1", "noi.0.cho": "Thôn Đình Cả", "shown": "noi", "then": "add:noi"])
        #expect(more.contains("name=\"noi.1.cho\""))
        #expect(more.contains("value=\"Thôn Đình Cả\""))
        let next = try await visitor.post(
            place,
            [
                "noi.count": "3", "noi.0.cho": "", "noi.1.cho": "Thôn Cầu Đá", "noi.2.cho": "Thôn Gốm Hạ",
                "shown": "noi", "then": "next",
            ])
        // The first row is required; an empty one after it is dropped.
        #expect(next.status == 422)
        let done = try await visitor.post(
            place,
            [
                "noi.count": "3", "noi.0.cho": "Thôn Cầu Đá", "noi.1.cho": "", "noi.2.cho": "Thôn Gốm Hạ",
                "shown": "noi", "then": "next",
            ])
        #expect(done.status == 303)
        let page = try await visitor.get(place)
        // The Enter key presses the first button of the form: it goes on, and adds no row.
        let first = try #require(page.text.firstRange(of: "<button class=\"es-default\" type=\"submit\""))
        #expect(page.text.firstRange(of: "value=\"add:noi\"").map { first.lowerBound < $0.lowerBound } == true)
        let entered = try await visitor.post(place, ["noi.count": "1", "noi.0.cho": "Thôn Cầu Đá", "shown": "noi"])
        #expect(entered.status == 303 && entered.location != place)
        _ = try await visitor.post(
            place, ["noi.count": "2", "noi.0.cho": "Thôn Cầu Đá", "noi.1.cho": "Thôn Gốm Hạ", "shown": "noi"])
        #expect(page.contains("name=\"noi.1.cho\" type=\"text\" value=\"Thôn Gốm Hạ\""))
        #expect(!page.contains("name=\"noi.2.cho\""))
    }

    @Test func aFormIsPutAsideAndGoneOnWithByItsCode() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        let begun = try await site.begin(visitor)
        let saved = try await visitor.post(begun.location, ["viec": "Khác", "shown": "viec ban phi", "then": "save"])
        #expect(saved.location.contains("/da-luu?ma="))
        let code = try #require(
            try await visitor.get(saved.location).text.firstMatch(of: /<strong>([2-9A-Z-]{15})<\/strong>/)
        ).1
        let other = site.visitor()
        let page = try await other.get("/dich-vu-cong/lam-tiep")
        site.clock.advance(by: .seconds(10))
        let opened = try await other.post(
            "/dich-vu-cong/lam-tiep", ["code": code.lowercased()].merging(page.intakeAnswer) { own, _ in own })
        #expect(opened.status == 303)
        let form = try await other.get(opened.location)
        #expect(form.contains("Vũ Thị Nghĩa"))
        // What is kept is sealed.
        let stored = try await site.context().storage.read { database in
            try Data.fetchAll(database, sql: "SELECT sealed FROM eservices_fillings").map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        #expect(stored.allSatisfy { !$0.contains("Nghĩa") && !$0.contains("a_name") })
        // After its time it is gone.
        try await site.portal.runBackgroundWork()
        site.clock.advance(by: .seconds(31 * 86_400))
        #expect(try await other.get(opened.location).status == 404)
        try await site.portal.runBackgroundWork()
        let left = try await site.context().storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM eservices_fillings")
        }
        #expect(left == 0)
    }

    @Test func whatWasJumpedOverIsAskedBeforeItIsSent() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        let begun = try await site.begin(visitor)
        let last = begun.location.replacing("trang=p1", with: "trang=xac-nhan")
        let answer = try await visitor.post(
            last,
            [
                "c_delivery": "counter", "c_truth": "1", "c_consent": "1",
                "shown": "c_delivery c_truth c_consent", "then": "send",
            ])
        #expect(answer.location.contains("trang=p1"))
        #expect(try await site.dossiers().isEmpty)
        let page = try await visitor.get(answer.location)
        #expect(page.contains("form_has_errors") == false)
        #expect(page.contains("id=\"errors\""))
    }

    @Test func aDoubleClickIsOneDossier() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        var answer = try await site.begin(visitor)
        answer = try await visitor.post(
            answer.location, ["viec": "Khác", "ban": "2", "shown": "viec ban phi", "then": "next"])
        answer = try await visitor.post(
            answer.location, ["noi.count": "1", "noi.0.cho": "Thôn Đình Cả", "shown": "noi", "then": "next"])
        answer = try await visitor.post(answer.location, ["shown": "p_giay_to_chung_minh", "then": "next"])
        let last = answer.location
        let typed = [
            "c_delivery": "counter", "c_truth": "1", "c_consent": "1",
            "shown": "c_delivery c_truth c_consent", "then": "send",
        ]
        let first = try await visitor.post(last, typed)
        let second = try await visitor.post(last, typed)
        #expect(first.status == 303)
        #expect(second.status == 303)
        #expect(second.location.contains("/tra-cuu/ho-so?ve="))
        #expect(try await site.dossiers().count == 1)
    }

    @Test func filesStayWithTheFormAndTheDossier() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        var answer = try await site.begin(visitor)
        answer = try await visitor.post(
            answer.location, ["viec": "Khác", "ban": "2", "shown": "viec ban phi", "then": "next"])
        answer = try await visitor.post(
            answer.location, ["noi.count": "1", "noi.0.cho": "Thôn Đình Cả", "shown": "noi", "then": "next"])
        let papers = answer.location
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 64)
        answer = try await visitor.post(
            papers, ["shown": "p_giay_to_chung_minh", "then": "next"], field: "p_giay_to_chung_minh",
            fileName: "giay.png", content: png)
        #expect(answer.status == 303)
        // A program is refused by its content, whatever its name.
        let program = try await visitor.post(
            papers, ["shown": "p_giay_to_chung_minh", "then": "next"], field: "p_giay_to_chung_minh",
            fileName: "giay.pdf", content: Array("MZ\u{0}\u{1}".utf8))
        #expect(program.status == 422)
    }

    /// The last page is looked at with what earlier pages were given: a paper that must be sent, and was, is there.
    @Test func aPaperThatMustBeSentIsAskedForAndThenTaken() async throws {
        var content = ServicesSite.content
        content.components[0].isRequired = true
        let site = try await ServicesSite(content: content)
        let visitor = site.visitor()
        let papers = try await site.fillUpToPapers(visitor).location
        let missing = try await visitor.post(papers, ["shown": "p_giay_to_chung_minh", "then": "next"])
        #expect(missing.status == 422)
        let sent = try await site.send(site.visitor(), paper: Array("%PDF-1.4".utf8))
        #expect(sent.location.hasPrefix("/dich-vu-cong/tra-cuu/ho-so?ve="))
        let files = try await site.context().storage.read { try DossierRows.files(of: 1, in: $0) }
        #expect(files.map(\.file.name) == ["giay.pdf"])
        // Whoever jumps over the page is led back to it.
        let last = papers.replacing("giay-to", with: "xac-nhan")
        let led = try await visitor.post(
            last,
            [
                "c_delivery": "counter", "c_truth": "1", "c_consent": "1",
                "shown": "c_delivery c_truth c_consent", "then": "send",
            ])
        #expect(led.location.hasSuffix("trang=giay-to&loi=1"))
        #expect(try await site.dossiers().count == 1)
    }
}
