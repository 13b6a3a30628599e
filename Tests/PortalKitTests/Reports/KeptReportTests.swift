import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Reports are drawn up, commented, approved by somebody else and stay as they were (D21, Art. 16.1).
@Suite struct KeptReportTests {
    private static let path = "/quan-tri/bao-cao/da-lap"

    private func world(_ configuration: String = "") async throws -> AdminTestSite {
        try await AdminTestSite(configuration: configuration)
    }

    private func officer(_ world: AdminTestSite) async throws -> TestClient {
        try await world.site.official("Đỗ Văn Kiên", permissions: [CorePermission.reports])
    }

    private func chair(_ world: AdminTestSite) async throws -> TestClient {
        try await world.site.official(
            "Trần Quang Hòa", permissions: [CorePermission.reports, CorePermission.reportApproval])
    }

    /// Gives everybody an address.
    private func giveAddresses(_ world: AdminTestSite) async throws {
        try await world.site.site.database.write { database in
            try database.execute(sql: "UPDATE core_accounts SET email = 'nguoi' || id || '@thu.example'")
        }
    }

    private func draw(_ officer: TestClient) async throws -> TestPage {
        try await officer.post(
            "/quan-tri/bao-cao/lap", ["title": "6 tháng đầu năm 2026", "tu": "2026-01-01", "den": "2026-06-30"])
    }

    private func mails(_ world: AdminTestSite) async throws -> [String] {
        try await world.site.site.database.read {
            try String.fetchAll($0, sql: "SELECT subject FROM core_mail ORDER BY id")
        }
    }

    @Test func aReportGoesFromDraftToApproval() async throws {
        let world = try await world()
        let (officer, chair) = (try await officer(world), try await chair(world))
        try await giveAddresses(world)
        #expect(try await draw(officer).location == "\(Self.path)/1")
        let remarked = try await officer.post(
            "\(Self.path)/1",
            [
                "assessment": "Tin đều hằng ngày.", "number": "41/BC-BBT", "office": "TRƯỞNG BAN",
                "signer": "Trần Quang Hòa",
            ])
        #expect(remarked.location == "\(Self.path)/1")
        #expect(try await officer.post("\(Self.path)/1/duyet").status == 403)
        _ = try await officer.post("\(Self.path)/1/trinh")
        #expect(try await mails(world) == ["[Xã Thử] Báo cáo chờ duyệt: 6 tháng đầu năm 2026"])
        let text = try await world.site.site.database.read {
            try String.fetchOne($0, sql: "SELECT text FROM core_mail")
        }
        #expect(text?.contains("trên cổng thông tin xã Thử.") == true)
        let waiting = try await chair.get("\(Self.path)/1")
        #expect(waiting.contains("Cẩm Đường"))
        #expect(waiting.contains("Tin đều hằng ngày."))
        _ = try await chair.post("\(Self.path)/1/duyet")
        let approved = try await officer.get("\(Self.path)/1")
        #expect(approved.contains("Báo cáo đã được duyệt và khóa"))
        #expect(approved.contains("Trần Quang Hòa"))
        #expect(!approved.contains("/quan-tri/bao-cao/da-lap/1/xoa"))
    }

    @Test func anApprovedReportStaysAsItIs() async throws {
        let world = try await world()
        let (officer, chair) = (try await officer(world), try await chair(world))
        _ = try await draw(officer)
        _ = try await officer.post("\(Self.path)/1/trinh")
        _ = try await chair.post("\(Self.path)/1/duyet")
        for deed in ["", "/so-lieu", "/trinh", "/xoa"] {
            _ = try await officer.post("\(Self.path)/1\(deed)", ["assessment": "Sửa lại"])
        }
        #expect(try await !officer.get("\(Self.path)/1").contains("Sửa lại"))
        let database = world.site.site.database
        for change in ["UPDATE core_reports SET figures = '[]'", "DELETE FROM core_reports"] {
            await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(sql: change) } }
        }
        let (kept, computed) = try await database.read { database in
            (
                try String.fetchOne(database, sql: "SELECT digest FROM core_reports"),
                try KeptReportStore.digest(of: 1, in: database)
            )
        }
        #expect(kept == computed)
    }

    @Test func whoSubmitsDoesNotApprove() async throws {
        let world = try await world()
        let chair = try await chair(world)
        _ = try await draw(chair)
        _ = try await chair.post("\(Self.path)/1/trinh")
        _ = try await chair.post("\(Self.path)/1/duyet")
        #expect(try await chair.get("\(Self.path)/1").contains("Báo cáo đang chờ duyệt"))
    }

    @Test func aReportIsSentBackWithItsReason() async throws {
        let world = try await world()
        let (officer, chair) = (try await officer(world), try await chair(world))
        _ = try await draw(officer)
        _ = try await officer.post("\(Self.path)/1/trinh")
        #expect(try await chair.post("\(Self.path)/1/tra-lai", ["reason": ""]).status == 422)
        _ = try await chair.post("\(Self.path)/1/tra-lai", ["reason": "Thiếu số liệu tháng 6"])
        #expect(try await officer.get("\(Self.path)/1").contains("Thiếu số liệu tháng 6"))
        _ = try await officer.post("\(Self.path)/1/xoa")
        #expect(try await officer.get("\(Self.path)/1").status == 404)
        #expect(try await officer.get(Self.path).contains("Chưa lập báo cáo nào."))
    }

    @Test(arguments: [
        ("2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"), ("2026-01-01", "2026-12-31", "Năm 2026"),
        ("2026-07-01", "2026-09-30", "Quý III năm 2026"), ("2026-02-01", "2026-02-28", "Tháng 2 năm 2026"),
        ("2026-10-01", "2026-11-15", "Từ 01/10/2026 đến 15/11/2026"),
    ])
    func aPeriodHasItsName(from: String, to: String, name: String) async throws {
        let page = try await officer(try await world()).get("/quan-tri/bao-cao/lap?tu=\(from)&den=\(to)")
        #expect(page.contains("value=\"\(name)\""))
    }

    @Test func wrongDaysKeepWhatWasTyped() async throws {
        let officer = try await officer(try await world())
        let page = try await officer.post(
            "/quan-tri/bao-cao/lap", ["title": "Quý I", "tu": "2026-03-31", "den": "2026-01-01"])
        #expect(page.status == 422)
        #expect(page.contains("value=\"Quý I\""))
        #expect(page.contains("value=\"2026-03-31\""))
    }

    @Test func aReportIsSavedInEachForm() async throws {
        let officer = try await officer(try await world())
        _ = try await draw(officer)
        let csv = try await officer.get("\(Self.path)/1/tai-ve/csv")
        #expect(csv.text.contains("Cẩm Đường,30"))
        let json = try await officer.get("\(Self.path)/1/tai-ve/json")
        #expect(json.text.contains("\"comparedFrom\":\"2025-07-01\""))
        let odt = try await officer.get("\(Self.path)/1/tai-ve/odt")
        #expect(odt.bytes.starts(with: Array("PK".utf8)))
        let pdf = try await officer.get("\(Self.path)/1/tai-ve/pdf")
        #expect(pdf.bytes.starts(with: Array("%PDF-".utf8)))
        #expect(try await officer.get("\(Self.path)/1/tai-ve/exe").status == 404)
        let live = try await officer.get("/quan-tri/bao-cao/tai-ve?tu=2026-01-01&den=2026-06-30&dang=pdf")
        #expect(live.bytes.starts(with: Array("%PDF-".utf8)))
    }

    @Test func thePortalDrawsUpWhatTheSiteAsksForOnce() async throws {
        let world = try await world(
            """
            reports:
              - {title: Mười tháng đầu năm, from: "01-01", to: "10-31", on: "11-15"}
            """)
        let officer = try await officer(world)
        try await giveAddresses(world)
        _ = try await ReportDrawing.drawDue(world.site.site)
        _ = try await ReportDrawing.drawDue(world.site.site)
        let list = try await officer.get(Self.path)
        #expect(list.text.components(separatedBy: "Mười tháng đầu năm 2026</a>").count == 2)
        #expect(list.contains("Cổng tự lập theo lịch"))
        #expect(try await mails(world) == ["[Xã Thử] Đã lập báo cáo: Mười tháng đầu năm 2026"])
    }
}
