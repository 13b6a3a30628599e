import Foundation
import GRDB
import Testing

@testable import BusinessAds
@testable import PortalKit

/// Businesses apply, and the office answers (Art. 13).
@Suite struct ApplicationTests {
    private func all(_ site: AdsSite) async throws -> [Business] {
        try await site.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM ads_businesses ORDER BY id").map(Business.init(row:))
        }
    }

    @Test func anApplicationIsTakenInAndConfirmed() async throws {
        let site = try await AdsSite()
        let answer = try await site.apply(by: site.visitor(), logo: TestLogo.fit)
        #expect(answer.status == 303)
        let business = try #require(try await all(site).first)
        #expect(business.step == "draft")
        #expect(business.content.taxCode == "0100109106")
        #expect(business.content.website == "https://gomnau.example")
        #expect(business.content.products.map(\.name) == ["Ấm chén", "Chum vại"])
        #expect(business.content.declaredOn == "2026-11-24")
        let logo = try #require(business.content.logo)
        #expect((logo.width, logo.height, logo.alt) == (160, 120, "Chữ Gốm Nâu"))
        let receipt = try await site.visitor().get(answer.location)
        #expect(receipt.status == 200)
        #expect(receipt.contains(business.code))
        #expect(!receipt.contains("Gốm Thượng"))
        #expect(try await site.subjects() == ["Đã nhận hồ sơ, mã \(business.code)"])
        // Nothing of it is public: neither page nor logo.
        #expect(try await site.visitor().get("/doanh-nghiep/\(business.slug)").status == 404)
        #expect(try await site.visitor().get(logo.url).status == 404)
        #expect(try await site.officer([AdsPermission.write]).get(logo.url).status == 200)
    }

    @Test func aNewApplicationIsNoAlarm() async throws {
        let site = try await AdsSite()
        _ = try await site.apply(by: site.visitor())
        let front = try await site.officer().get("/quan-tri").text
        #expect(front.contains("chưa ai xem"))
        #expect(!front.contains("tile-warning\"><a href=\"/quan-tri/business-ads"))
    }

    @Test func anApplicationFromTheEnglishPagesIsTakenIn() async throws {
        let site = try await AdsSite()
        let visitor = site.visitor()
        _ = try await visitor.get("/ngon-ngu/en")
        #expect(try await visitor.get(AdsSite.form).text.contains("<html lang=\"en\""))
        let refused = try await site.apply(["tax_code": "0100109107"], by: visitor)
        #expect(refused.status == 422 && refused.contains("tax code"))
        let answer = try await site.apply(by: visitor, logo: TestLogo.fit)
        #expect(answer.status == 303)
        #expect(try await visitor.get(answer.location).text.contains("<html lang=\"en\""))
        #expect(try await all(site).count == 1)
    }

    @Test(arguments: [
        (["tax_code": "0100109107"], "Mã số thuế chưa đúng"), (["declared": ""], "Cần có cam kết này"),
        (["consent": ""], "Cổng cần sự đồng ý"), (["phone": "", "mail": ""], "Hãy ghi điện thoại hoặc thư điện tử"),
        (["web_address": "javascript:alert(1)"], "Địa chỉ trang web chưa đúng"), (["field": "khong-co"], "field-error"),
        (["legal_name": ""], "field-error"), (["applicant_mail": "khong-phai"], "field-error"),
    ])
    func whatIsMissingIsSaidAndNothingIsLost(_ changes: [String: String], _ words: String) async throws {
        let site = try await AdsSite()
        let page = try await site.apply(changes, by: site.visitor())
        #expect(page.status == 422)
        #expect(page.contains(words))
        #expect(page.contains("Vũ Thị Nghĩa"))
        #expect(page.contains("Chum vại"))
        #expect(try await all(site).isEmpty)
    }

    @Test func aLogoIsCheckedAndKeptWithTheForm() async throws {
        let site = try await AdsSite(["logo_kilobytes": .integer(50)])
        #expect(try await site.apply(by: site.visitor(), logo: TestLogo.small).contains("Hình quá nhỏ"))
        let heavy = TestLogo.fit + [UInt8](repeating: 0, count: 60 << 10)
        #expect(try await site.apply(by: site.visitor(), logo: heavy).contains("quá mức"))
        #expect(try await site.apply(by: site.visitor(), logo: Array("GIF89a nhưng không phải".utf8)).status == 422)
        #expect(
            try await site.apply(["logo_alt": ""], by: site.visitor(), logo: TestLogo.fit).contains(
                "Hãy mô tả biểu trưng"))
        #expect(try await all(site).isEmpty)
        // Refused for something else, the form still has the logo.
        let visitor = site.visitor()
        let refused = try await site.apply(["tax_code": ""], by: visitor, logo: TestLogo.fit)
        #expect(refused.status == 422)
        let kept = ["logo_keep", "logo_kept"].reduce(into: [String: String]()) { $0[$1] = refused.value($1) }
        #expect(kept.count == 2)
        #expect(try await site.apply(kept, by: visitor).status == 303)
        #expect(try await all(site).first?.content.logo?.width == 160)
    }

    @Test func aDoubleClickIsOneBusiness() async throws {
        let site = try await AdsSite()
        let visitor = site.visitor()
        let page = try await visitor.get(AdsSite.form)
        site.clock.advance(by: .seconds(30))
        let typed = AdsSite.typed.merging(page.intakeAnswer) { own, _ in own }
        let first = try await visitor.post(AdsSite.form, typed)
        let second = try await visitor.post(AdsSite.form, typed)
        #expect(first.location == second.location)
        #expect(try await all(site).count == 1)
    }

    @Test func whatAProgramFillsInIsPutAside() async throws {
        let site = try await AdsSite()
        // The field that people do not see is called as a program would like it.
        let answer = try await site.apply(["website": "https://mua-ngay.example"], by: site.visitor())
        #expect(answer.status == 303)
        let business = try #require(try await all(site).first)
        #expect(business.isSpam)
        #expect(try await site.visitor().get(answer.location).contains("Đã tiếp nhận"))
        #expect(try await site.subjects().isEmpty)
        let officer = try await site.officer()
        #expect(try await !officer.get(AdsSite.admin).contains("Gốm nâu Gốm Thượng"))
        #expect(try await officer.get("\(AdsSite.admin)?buoc=rac").contains("Gốm nâu Gốm Thượng"))
        #expect(try await officer.post("\(AdsSite.admin)/\(business.id)/viec/mo-lai").status == 303)
        #expect(try await officer.get("\(AdsSite.admin)?buoc=draft").contains("Gốm nâu Gốm Thượng"))
    }

    @Test func theFormCanBeClosed() async throws {
        let site = try await AdsSite(["applications_open": .boolean(false)])
        #expect(try await site.visitor().get(AdsSite.form).status == 404)
        #expect(!(try await site.visitor().get("/doanh-nghiep").contains(AdsSite.form)))
    }

    @Test func theOfficeEntersAndRefusesWithAReason() async throws {
        let site = try await AdsSite()
        let officer = try await site.officer()
        var typed = AdsSite.typed.merging(["channel": "office", "received_on": "2026-11-20", "revision": "0"]) { $1 }
        typed["consent"] = nil
        #expect(try await officer.post("\(AdsSite.admin)/moi", typed).status == 303)
        let business = try #require(try await all(site).first)
        #expect(VietnamTime(business.receivedAt).isoDay == "2026-11-20")
        let screen = try await officer.get("\(AdsSite.admin)/\(business.id)")
        #expect(screen.status == 200)
        #expect(screen.contains("nghia@gomnau.example"))
        #expect(screen.contains("Chưa có văn bản xác nhận"))
        let refused = try await officer.post("\(AdsSite.admin)/\(business.id)/viec/tu-choi", ["reason": "Ngoài xã"])
        #expect(refused.status == 303)
        #expect(try await site.subjects().last == "Trả lời hồ sơ \(business.code)")
        let receipt = try await site.visitor().get("\(AdsSite.form)/da-nhan/\(business.code)")
        #expect(receipt.contains("Không được đăng"))
        #expect(!receipt.contains("Ngoài xã"))
        #expect(try await officer.post("\(AdsSite.admin)/\(business.id)/viec/mo-lai").status == 303)
        #expect(try await all(site).first?.isClosed == false)
    }

    @Test func whoeverMayNotSeesNothing() async throws {
        let site = try await AdsSite()
        let business = try await site.add()
        let path = "\(AdsSite.admin)/\(business.id)"
        #expect(try await site.visitor().get(path).status != 200)
        let accountant = try await site.officer([AdsPermission.prices])
        #expect(try await accountant.get(path).status == 403)
        let writer = try await site.officer([AdsPermission.write])
        #expect(try await writer.get(path).status == 200)
        #expect(try await writer.get("\(path)/xac-nhan").status == 403)
        #expect(try await writer.post("\(path)/viec/tu-choi", ["reason": "Không"]).status == 403)
        #expect(try await writer.get("\(AdsSite.admin)/don").status == 403)
    }

    @Test func personalDataIsErasedWhenItsTimeIsOver() async throws {
        let site = try await AdsSite(["applicant_months": .integer(6)])
        let business = try await site.add()
        let context = try site.context()
        try await site.write { try BusinessDesk(context).refuse(business.id, reason: "Thiếu", in: $0) }
        try site.go(to: "2027-07-01", "04:00")
        try await site.portal.runBackgroundWork()
        let erased = try #require(try await all(site).first)
        #expect(erased.applicant.mail == "")
        #expect(erased.erasedAt != nil)
        let traces = try await site.read { database in
            try String.fetchAll(database, sql: "SELECT coalesce(before, '') || coalesce(after, '') FROM core_audit")
        }
        #expect(!traces.contains { $0.contains("nghia@") || $0.contains("Nghĩa") })
    }
}

extension TestPage {
    /// The value of a field, as a browser sends it back.
    func value(_ name: String) -> String? {
        guard let tag = text.firstRange(of: "name=\"\(name)\""),
            let end = text[tag.upperBound...].firstIndex(of: ">"),
            let value = text[tag.upperBound..<end].firstRange(of: "value=\"")
        else { return nil }
        return String(text[value.upperBound...].prefix { $0 != "\"" }).replacing("&quot;", with: "\"")
            .replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
    }
}
