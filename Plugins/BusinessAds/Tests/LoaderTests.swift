import Foundation
import GRDB
import PortalKit
import Testing

@testable import BusinessAds

@Suite struct LoaderTests {
    private static let file = """
        prices:
          - decision: Quyết định 12/QĐ-UBND
            valid_from: 2026-01-01
            fees:
              home: {1: 500000, 3: 1200000}
        businesses:
          - id: gom
            legal_name: Hợp tác xã Gốm
            tax_code: "0100109106"
            representative: Vũ Văn Đoan
            field: lang-nghe
            address: Thôn Gốm Thượng
            phone: 0204 000 201
            introduction: Gốm nâu.
            logo: logo.png
            logo_alt: Chữ Gốm
            declared: 2026-11-01
            confirmation: {number: 15/XN-UBND, day: 2026-11-10, authority: UBND xã, scan: quet.pdf}
            state: published
            ads:
              - {place: home, months: 3, starts: -20, headline: Ấm chén, state: paid}
              - {place: home, months: 1, starts: 2026-12-10, headline: Chum vại, state: ordered}
            complaints:
              - {name: Trần Thị Thu, text: Sai giá, answer: Đã sửa}
          - id: bun
            legal_name: Hộ kinh doanh Bún
            representative: Lê Thị Bún
            field: du-lich
            state: draft
        """

    private func load(_ site: AdsSite, _ text: String = file) async throws -> ContentReport {
        let folder = site.portal.folder.appending(path: "content/business-ads")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "businesses.yml"))
        try Data(TestLogo.fit).write(to: folder.appending(path: "logo.png"))
        try Data("%PDF-1.4 quét".utf8).write(to: folder.appending(path: "quet.pdf"))
        return try await AdsLoader.load(folder, site.context())
    }

    @Test func theFileIsBroughtInOnce() async throws {
        let site = try await AdsSite()
        let first = try await load(site)
        #expect(first.faults.map(\.message) == [])
        #expect(first.added == 3)
        #expect(try await load(site).unchanged == 3)
        #expect(try await site.visitor().get("/doanh-nghiep").contains("Hợp tác xã Gốm"))
        let orders = try await site.read { try OrderRows.of(1, in: $0) }
        #expect(orders.map(\.state) == [.ordered, .paid])
        #expect(VietnamTime(try #require(orders.last).startsAt).isoDay == "2026-11-04")
        let changed = try await load(site, Self.file.replacing("Gốm nâu.", with: "Gốm nâu nung củi."))
        #expect(changed.changed == 1)
        #expect(try await site.visitor().get("/doanh-nghiep/hop-tac-xa-gom").contains("nung củi"))
    }

    @Test(arguments: [
        ("tax_code: \"0100109106\"", "tax_code: \"0100109107\"", "check digit"),
        ("place: home, months: 3", "place: hoem, months: 3", "hoem"),
        ("starts: -20", "starts: hôm nay", "is no day"), ("id: bun", "id: gom", "used twice"),
        ("logo: logo.png", "logo: khong-co.png", "not there"), ("state: draft", "state: xong", "xong"),
        ("declared: 2026-11-01", "declared: \"\"", "cannot be published"), ("months: 3,", "months: 6,", "no fee"),
    ])
    func whatIsWrongIsSaid(_ good: String, _ bad: String, _ words: String) async throws {
        let site = try await AdsSite()
        let report = try await load(site, Self.file.replacing(good, with: bad))
        #expect(report.faults.contains { $0.message.contains(words) || $0.mend.contains(words) }, "\(report.faults)")
    }
}
