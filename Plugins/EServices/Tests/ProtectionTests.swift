import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// What the portal holds of one person: found, given out, erased; figures and register without them.
@Suite struct ProtectionTests {
    private static let screen = "/quan-tri/du-lieu-ca-nhan"

    @Test func onePersonsDataIsFoundGivenAndErased() async throws {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        let keeper = try await site.portal.official(permissions: ["core.personal-data"])
        let nothing = try await keeper.post(Self.screen, ["phone": "0999999999"])
        #expect(nothing.contains("Tìm thấy 0 mục"))
        let found = try await keeper.post(Self.screen, ["identity": "024190001234"])
        #expect(found.contains("e-services.dossier/1"))
        #expect(found.contains("Hồ sơ chưa kết thúc"))
        let file = try await keeper.post(
            Self.screen, ["mail": "NGHIA@vidu.example", "records": "e-services.dossier/1", "then": "export"])
        #expect(file.contains("Vũ Thị Nghĩa"))
        #expect(file.contains("Thôn Đình Cả"))
        let copy = try await keeper.post(
            Self.screen, ["phone": "0912345678", "records": "e-services.dossier/1", "then": "copy"])
        #expect(copy.headers["Content-Disposition"]?.contains("du-lieu-ca-nhan.html") == true)
        #expect(copy.contains("<th scope=\"row\">Số định danh cá nhân</th>"))
        #expect(copy.contains("024190001234"))
        #expect(copy.contains("Thôn Đình Cả"))
        #expect(!copy.contains("[personal_data"))
        let officer = try await site.officer()
        _ = try await site.act(officer, 1, .refuse, ["text": "Không đủ"])
        let unsure = try await keeper.post(
            Self.screen, ["phone": "0912345678", "records": "e-services.dossier/1", "then": "erase"])
        #expect(unsure.status == 422)
        let erased = try await keeper.post(
            Self.screen, ["phone": "0912345678", "records": "e-services.dossier/1", "then": "erase", "sure": "1"])
        #expect(erased.status == 303)
        #expect(try await site.dossier()?.erasedAt != nil)
        #expect(try await keeper.post(Self.screen, ["phone": "0912345678"]).contains("Tìm thấy 0 mục"))
        #expect(try await officer.get(Self.screen).status == 403)
    }

    @Test func whatIsSentLiesSealedOnTheDisk() async throws {
        let site = try await ServicesSite()
        let paper = Array("%PDF-1.4 giấy chứng sinh của Vũ Gia Huy".utf8)
        _ = try await site.send(site.visitor(), paper: paper)
        let store = try site.context().files.store
        let stored = try store.hashes().map { try Data(contentsOf: URL(filePath: store.path(of: $0))) }
        #expect(stored.count == 1)
        #expect(stored.allSatisfy { $0.range(of: Data("chứng sinh".utf8)) == nil })
        let officer = try await site.officer()
        _ = try await officer.post("\(ServicesSite.admin)/ho-so/1/xem")
        let given = try await officer.get("\(ServicesSite.admin)/ho-so/1/tep/1")
        #expect(given.bytes == paper)
    }

    @Test func figuresFollowTheSteps() async throws {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        let officer = try await site.officer()
        _ = try await site.act(officer, 1, .accept, ["days": "1"])
        site.clock.advance(by: .seconds(5 * 86_400))
        // The session of five days ago is over.
        let later = try await site.officer()
        #expect(try await site.act(later, 1, .issue, ["text": "Xong"]).status == 303)
        let rows = try await site.context().storage.read {
            try FigureQuery.rows(.month, from: "2026-01-01", to: "2026-12-31", in: $0)
        }
        #expect(rows == [FigureRow(label: "2026-11", received: 1, late: 1)])
        let page = try await site.visitor().get("/dich-vu-cong/so-lieu")
        #expect(page.status == 200)
        #expect(page.contains("0%"))
        #expect(!page.contains("Vũ"))
        let figures = try await later.get("\(ServicesSite.admin)/so-lieu")
        #expect(figures.contains("Theo cơ quan giải quyết") && figures.contains("Phòng Văn hóa - Xã hội"))
    }

    @Test func theRegisterNamesNobodyInFull() async throws {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        let officer = try await site.officer()
        let page = try await officer.get("\(ServicesSite.admin)/so-theo-doi")
        #expect(page.contains("UBND-261124-0001"))
        #expect(page.contains("Vũ T. N."))
        #expect(!page.contains("Vũ Thị Nghĩa"))
        let file = try await officer.get("\(ServicesSite.admin)/so-theo-doi/tai-ve")
        let sheet = try Spreadsheet(of: file.bytes, as: .ods)
        #expect(sheet.rows.last?.cells.prefix(4) == ["1", "UBND-261124-0001", "Xin xác nhận", "Vũ T. N."])
        #expect(try await officer.get("\(ServicesSite.admin)?q=xin+xac").contains("UBND-261124-0001"))
        #expect(try await officer.get("\(ServicesSite.admin)?q=ubnd-2611").contains("UBND-261124-0001"))
        #expect(try await !officer.get("\(ServicesSite.admin)?q=nghia").contains("UBND-261124-0001"))
        // The desk begins with what is open.
        #expect(try await officer.get(ServicesSite.admin).contains("UBND-261124-0001"))
        _ = try await site.act(officer, 1, .refuse, ["text": "Không đủ"])
        #expect(try await !officer.get(ServicesSite.admin).contains("UBND-261124-0001"))
        #expect(try await officer.get("\(ServicesSite.admin)?loc=tat-ca").contains("UBND-261124-0001"))
    }

    @Test func theFeeIsPaidByACodeAndNoted() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        let sent = try await site.send(visitor)
        let officer = try await site.officer()
        _ = try await site.act(officer, 1, .accept, ["days": "3"])
        let page = try await visitor.get(sent.location)
        #expect(page.contains("113366668888"))
        #expect(page.contains("VietinBank (970415)"))
        #expect(page.contains("qr-code"))
        _ = try await site.act(officer, 1, .fee, ["amount": "8000", "receipt": "BL-12", "method": "transfer"])
        #expect(try await site.dossier()?.feeReceipt == "BL-12")
        #expect(try await !visitor.get(sent.location).contains("113366668888"))
    }
}
