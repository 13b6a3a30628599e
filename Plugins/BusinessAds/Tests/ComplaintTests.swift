import Foundation
import GRDB
import Testing

@testable import BusinessAds
@testable import PortalKit

@Suite struct ComplaintTests {
    private static let typed = [
        "text": "Ghi sai nơi sản xuất.", "sender_name": "Trần Thị Thu", "sender_mail": "thu@vidu.example",
        "consent": "1",
    ]

    private func complain(
        _ site: AdsSite, _ business: Business, _ changes: [String: String] = [:]
    ) async throws -> TestPage {
        let visitor = site.visitor()
        let path = "/doanh-nghiep/\(business.slug)/khieu-nai"
        let page = try await visitor.get(path)
        site.clock.advance(by: .seconds(30))
        return try await visitor.post(
            path, Self.typed.merging(changes) { $1 }.merging(page.intakeAnswer) { own, _ in own })
    }

    @Test func aComplaintThatIsRightSuspendsTheAds() async throws {
        let site = try await AdsSite()
        try await site.setPrices()
        let business = try await site.publish()
        let order = try await site.order(business)
        #expect(try await complain(site, business, ["consent": ""]).status == 422)
        #expect(try await complain(site, business, ["sender_mail": ""]).status == 422)
        #expect(try await complain(site, business).status == 303)
        let officer = try await site.officer()
        #expect(try await officer.get("\(AdsSite.admin)/khieu-nai").contains("Chưa giải quyết"))
        let path = "\(AdsSite.admin)/khieu-nai/1"
        #expect(try await officer.get(path).contains("Trần Thị Thu"))
        #expect(try await officer.post("\(path)/viec/dung", ["answer": ""]).status == 422)
        let answer = try await officer.post("\(path)/viec/dung", ["answer": "Cảm ơn Bà.", "suspend": "1"])
        #expect(answer.status == 303)
        #expect(try await site.order(order.id).suspendedAt != nil)
        #expect(try await site.subjects().contains { $0.hasPrefix("Trả lời khiếu nại KN") })
        #expect(try await officer.post("\(path)/viec/dung", ["answer": "Lần nữa"]).status == 403)
        #expect(try await officer.get("\(AdsSite.admin)/\(business.id)").contains("Khiếu nại đúng"))
        // The business never learns who it was.
        let mails = try await site.read {
            try String.fetchAll($0, sql: "SELECT text FROM core_mail WHERE recipient LIKE '%gomnau%'")
        }
        #expect(!mails.contains { $0.contains("Thu") && $0.contains("Trần") })
    }

    @Test func whoComplainedIsErasedOnRequest() async throws {
        let site = try await AdsSite()
        let business = try await site.publish()
        _ = try await complain(site, business)
        let officer = try await site.officer()
        let path = "\(AdsSite.admin)/khieu-nai/1"
        #expect(try await officer.post("\(path)/viec/xoa-thong-tin", ["sure": "1"]).status == 303)
        let page = try await officer.get(path)
        #expect(!page.contains("Trần Thị Thu"))
        #expect(page.contains("Ghi sai nơi sản xuất."))
    }
}
