import Foundation
import GRDB
import Testing

@testable import BusinessAds
@testable import PortalKit

/// A business is published with the competent authority's written confirmation only (Art. 13).
@Suite struct PublicationTests {
    @Test func withoutConfirmationNothingIsPublished() async throws {
        let site = try await AdsSite()
        let business = try await site.add { $0.confirmation = nil }
        let context = try site.context()
        await #expect(throws: WorkflowError.self) {
            try await site.write { try BusinessDesk(context).advance(business.id, to: "published", in: $0) }
        }
        let parts: [@Sendable (inout BusinessContent) -> Void] = [
            { $0.confirmation?.number = "" }, { $0.confirmation?.day = "" }, { $0.confirmation?.authority = "" },
            { $0.confirmation?.scan = nil }, { $0.declaredOn = "" }, { $0.taxCode = "" }, { $0.introduction = "" },
        ]
        for part in parts {
            let failures =
                BusinessWorkflow.completeness(of: AdsSite.content(part))
                + BusinessWorkflow.confirmation(of: AdsSite.content(part))
            #expect(failures.count == 1)
        }
        #expect(BusinessWorkflow.confirmation(of: AdsSite.content()).isEmpty)
    }

    @Test func theConfirmationIsRecordedWithItsScanWhichStaysInside() async throws {
        let site = try await AdsSite()
        let early = try await site.add { $0.confirmation = nil }
        let officer = try await site.officer()
        #expect(try await officer.get("\(AdsSite.admin)/\(early.id)/xac-nhan").status == 403)
        let business = try await site.add(to: "moderation") { $0.confirmation = nil }
        let path = "\(AdsSite.admin)/\(business.id)/xac-nhan"
        let typed = [
            "confirmation_number": "15/XN-UBND", "confirmation_day": "2026-11-20",
            "confirmation_authority": "UBND xã Thử", "revision": "1",
        ]
        #expect(try await officer.post(path, typed).contains("Hãy gửi bản quét"))
        let answer = try await officer.post(
            path, typed, field: "scan", fileName: "quet.pdf", content: Array("%PDF-1.4\nxác nhận".utf8))
        #expect(answer.status == 303)
        let context = try site.context()
        let published = try await site.write { try BusinessDesk(context).advance(business.id, to: "published", in: $0) }
        #expect(published.isPublic)
        let page = try await site.visitor().get("/doanh-nghiep/\(published.slug)")
        #expect(page.status == 200)
        #expect(page.contains("15/XN-UBND"))
        #expect(page.contains("Quảng cáo"))
        #expect(!page.contains("Nghĩa"))
        let scan = try #require(published.content.confirmation?.scan)
        #expect(try await site.visitor().get(FileLibrary.url(scan.hash, name: scan.name)).status == 404)
        #expect(try await officer.get("\(path)/tep").status == 200)
        // Both saved it meanwhile: the second is told.
        #expect(try await officer.post(path, typed.merging(["scan_keep": ""]) { $1 }).status == 422)
    }

    @Test func publicationShowsItEverywhereAndTakingDownTakesItAway() async throws {
        let site = try await AdsSite()
        let business = try await site.publish()
        let visitor = site.visitor()
        let api = "/api/v1/business-ads/businesses"
        let places = [
            "/doanh-nghiep", "/doanh-nghiep?q=gom+thuong", "/doanh-nghiep?linh-vuc=lang-nghe", "/tim-kiem?q=gom+nau",
            "/doanh-nghiep/feed.xml", api, "/sitemap.xml",
        ]
        for place in places where place != "/sitemap.xml" {
            #expect(try await visitor.get(place).contains("Gốm nâu Gốm Thượng"), "\(place)")
        }
        #expect(try await visitor.get("/doanh-nghiep?q=xyzzy").contains("Không tìm thấy"))
        #expect(try await visitor.get("\(api)/\(business.id)").status == 200)
        #expect(try await site.subjects().contains("Trang giới thiệu của Gốm nâu Gốm Thượng đã được đăng"))
        let context = try site.context()
        try await site.write { change in
            let done = try context.workflow.advance(
                business.reference, by: "unpublish", reason: "Ngừng hoạt động", in: change)
            try BusinessDesk(context).settle(done.item, in: change)
        }
        for place in places {
            #expect(!(try await visitor.get(place).contains("Gốm nâu Gốm Thượng")), "\(place)")
        }
        #expect(try await visitor.get("/doanh-nghiep/\(business.slug)").status == 410)
        #expect(try await visitor.get("\(api)/\(business.id)").status == 404)
    }

    @Test func theNumberOfAHouseholdsOwnerIsNowhereToBeSeen() async throws {
        let site = try await AdsSite()
        let business = try await site.publish { $0.taxCode = "024085000123" }
        for place in [
            "/doanh-nghiep/\(business.slug)", "/api/v1/business-ads/businesses/\(business.id)",
            "/doanh-nghiep?q=024085000123",
            "/tim-kiem?q=024085000123",
        ] {
            let page = try await site.visitor().get(place)
            #expect(!page.text.replacing("value=\"024085000123\"", with: "").contains("024085000123</"), "\(place)")
            #expect(!page.contains("\"024085000123\","), "\(place)")
        }
    }

    @Test func whatIsPublicKeepsItsAddressAndItsGates() async throws {
        let site = try await AdsSite()
        let business = try await site.publish()
        let context = try site.context()
        var content = business.content
        content.tradeName = "Gốm nâu Đồng Việt"
        let renamed = content
        let after = try await site.write {
            try BusinessDesk(context).save(business.id, renamed, from: business.revision, in: $0)
        }
        #expect(after.slug == business.slug)
        content.declaredOn = ""
        let broken = content
        await #expect(throws: WorkflowError.self) {
            try await site.write { try BusinessDesk(context).save(business.id, broken, from: after.revision, in: $0) }
        }
        await #expect(throws: BusinessAds.EditConflict.self) {
            try await site.write { try BusinessDesk(context).save(business.id, renamed, from: 1, in: $0) }
        }
        #expect(try await site.visitor().get("/doanh-nghiep/\(business.slug)").contains("Gốm nâu Đồng Việt"))
    }

    @Test func whoeverEnteredItDoesNotApproveIt() async throws {
        let site = try await AdsSite()
        let officer = try await site.officer()
        var typed = AdsSite.typed.merging(["channel": "office", "received_on": "2026-11-20", "revision": "0"]) { $1 }
        typed["consent"] = nil
        let made = try await officer.post("\(AdsSite.admin)/moi", typed)
        let steps = try await officer.get("\(made.location)/buoc")
        #expect(steps.status == 200)
        let other = try await site.officer()
        #expect(try await other.get("\(made.location)/buoc").status == 200)
    }

    @Test func severalOfOneNameHaveAddressesOfTheirOwn() async throws {
        let site = try await AdsSite()
        let slugs = [
            try await site.publish().slug, try await site.publish().slug, try await site.publish("Đăng ký").slug,
        ]
        #expect(Set(slugs).count == 3)
        #expect(slugs[2] == "dang-ky-2")
    }

    @Test func twoPeopleWhoEditSeeBoth() async throws {
        let site = try await AdsSite()
        let business = try await site.add()
        let officer = try await site.officer()
        let path = "\(AdsSite.admin)/\(business.id)/sua"
        let form = try await officer.get(path)
        #expect(form.status == 200)
        var typed = AdsSite.typed.merging(["revision": form.value("revision") ?? ""]) { $1 }
        for name in ["applicant_name", "applicant_mail", "applicant_phone", "consent"] { typed[name] = nil }
        #expect(try await officer.post(path, typed.merging(["address": "Thôn Đình Cả"]) { $1 }).status == 303)
        let late = try await officer.post(path, typed.merging(["phone": "0204 999 999"]) { $1 })
        #expect(late.status == 409)
        #expect(late.contains("Thôn Đình Cả"))
        #expect(late.contains("0204 999 999"))
        #expect(try await officer.get("\(AdsSite.admin)/\(business.id)/phien-ban").status == 200)
        #expect(try await officer.get("\(AdsSite.admin)/\(business.id)/xem").contains("Bạn đọc chưa thấy"))
    }

    @Test func templatesAndTextsAreComplete() async throws {
        let site = try await AdsSite()
        #expect(try site.portal.faults() == [])
    }
}
