import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Procedures: versions by their day, tables out and in, content files.
@Suite struct ProcedureTests {
    @Test func aVersionComesIntoForceOnItsDay() async throws {
        let site = try await ServicesSite()
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            var content = ServicesSite.content
            content.fee = 15_000
            try ProcedureDesk(context).save(
                1, content, effectiveOn: "2026-12-01", isPublic: true, correcting: nil, note: "Mức phí mới", from: 1,
                in: change)
        }
        let path = "/dich-vu-cong/\(ServicesSite.slug)"
        #expect(try await site.visitor().get(path).contains("8.000 đồng"))
        try await site.portal.runBackgroundWork()
        site.clock.advance(by: .seconds(8 * 86_400))
        try await site.portal.runBackgroundWork()
        let page = try await site.visitor().get(path)
        #expect(page.contains("15.000 đồng"))
        #expect(try await site.visitor().get("\(path)?ban=1").contains("8.000 đồng"))
        #expect(try await site.visitor().get("\(path)?ban=3").status == 404)
    }

    /// A correction of a version that dossiers were made from is a version of its own.
    @Test func whatADossierWasMadeFromStays() async throws {
        let site = try await ServicesSite()
        _ = try await site.send(site.visitor())
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            var content = ServicesSite.content
            content.name = "Xin xác nhận (sửa)"
            try ProcedureDesk(context).save(
                1, content, effectiveOn: "2025-07-01", isPublic: true, correcting: 1, note: "", from: 1, in: change)
        }
        let versions = try await context.storage.read { try ProcedureRows.versions(of: 1, in: $0) }
        #expect(versions.map(\.number) == [2, 1])
        #expect(versions.last?.content.name == "Xin xác nhận")
    }

    @Test func whatGoesOutComesInUnchanged() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        let out = try await officer.get("\(ServicesSite.admin)/thu-tuc/xuat")
        #expect(out.headers["Content-Disposition"]?.contains("thu-tuc-hanh-chinh.ods") == true)
        let path = "\(ServicesSite.admin)/thu-tuc/nhap"
        let checked = try await officer.post(path, field: "table", fileName: "bang.ods", content: out.bytes)
        #expect(checked.contains("Nhập được"))
        let done = try await officer.post(
            path, ["then": "write"], field: "table", fileName: "bang.ods", content: out.bytes)
        #expect(done.status == 303)
        let versions = try await site.context().storage.read { try ProcedureRows.versions(of: 1, in: $0) }
        #expect(versions.count == 1)
    }

    @Test func newRowsAreNotPublicAndWrongOnesAreSaid() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        let table = """
            Mã thủ tục,Tên thủ tục,Lĩnh vực,Cơ quan thực hiện,Mức độ trực tuyến,Thành phần hồ sơ,Thời hạn (ngày làm việc)
            1.000002,Chứng thực chữ ký,Chứng thực,Văn phòng,Cung cấp thông tin,"Căn cước | 1 | 0 | x |
            Giấy tờ | 1 | 1 | | nếu có",0
            1.000003,Thủ tục lạ,Không có,Văn phòng,Toàn trình,,mười
            """
        let path = "\(ServicesSite.admin)/thu-tuc/nhap"
        let checked = try await officer.post(path, field: "table", fileName: "b.csv", content: Array(table.utf8))
        #expect(checked.contains("Không có lĩnh vực"))
        #expect(checked.contains("không phải là số"))
        _ = try await officer.post(
            path, ["then": "write"], field: "table", fileName: "b.csv", content: Array(table.utf8))
        let all = try await site.context().storage.read { try ProcedureRows.all(in: $0) }
        #expect(all.count == 2)
        let made = try #require(all.first { $0.content.code == "1.000002" })
        #expect(!made.isPublic)
        #expect(made.content.components.map(\.name) == ["Căn cước", "Giấy tờ"])
        #expect(made.content.components.map(\.isRequired) == [true, false])
        #expect(try await site.visitor().get("/dich-vu-cong/\(made.slug)").status == 404)
    }

    @Test func theCatalogueIsFoundByWordsAndFilters() async throws {
        let site = try await ServicesSite()
        let visitor = site.visitor()
        #expect(try await visitor.get("/dich-vu-cong?q=xin+xac+nhan").contains("/dich-vu-cong/\(ServicesSite.slug)"))
        #expect(try await visitor.get("/dich-vu-cong?linh-vuc=ho-tich&muc-do=full").contains("1 thủ tục"))
        #expect(
            try await !visitor.get("/dich-vu-cong?linh-vuc=dat-dai").contains("/dich-vu-cong/\(ServicesSite.slug)\""))
    }

    @Test func contentFilesBearRepetition() async throws {
        let site = try await ServicesSite()
        let folder = site.portal.folder.appending(path: "content/e-services")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            procedures:
              - {code: "9.1", name: Thử, field: ho-tich, body: Văn phòng, level: full, term: 2, form: {pages: [{title: A, fields: [{label: Họ tên, kind: text}]}]}}
            """.utf8
        ).write(to: folder.appending(path: "procedures.yml"))
        try Data(
            """
            dossiers:
              - {id: a, procedure: "9.1", days_ago: 3, applicant: {name: Vũ A, identity: "024190001234", phone: "0912000001", address: B}, answers: {ho_ten: C}, steps: [accept, hand-over, acknowledge, issue, deliver]}
            """.utf8
        ).write(to: folder.appending(path: "dossiers.yml"))
        try await site.portal.loadContent()
        try await site.portal.loadContent()
        let dossiers = try await site.dossiers()
        #expect(dossiers.map(\.state) == [.returned])
        #expect(try await site.context().storage.read { try ProcedureRows.all(in: $0) }.count == 2)
    }

    /// Where the content names no day, none is made up; nor does a correction ask for one, but a new version does.
    @Test func noDayIsSaidThatNobodyWrote() async throws {
        let site = try await ServicesSite()
        let folder = site.portal.folder.appending(path: "content/e-services")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            procedures:
              - {code: "9.1", name: Thủ tục thử, field: ho-tich, body: Văn phòng, level: information, term: 2}
              - {code: "9.2", name: Có ngày, field: ho-tich, body: Văn phòng, level: information, effective: 2026-01-05}
            """.utf8
        ).write(to: folder.appending(path: "procedures.yml"))
        try await site.portal.loadContent()
        let path = "/dich-vu-cong/thu-tuc-thu"
        #expect(try await !site.visitor().get(path).contains("Áp dụng từ"))
        #expect(try await site.visitor().get("/dich-vu-cong/co-ngay").contains("05/01/2026"))
        // Earlier releases had made one up.
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            try change.database.execute(
                sql: "UPDATE eservices_procedure_versions SET effective_on = '2025-07-01' WHERE procedure_id = 2")
        }
        try await site.portal.loadContent()
        #expect(try await !site.visitor().get(path).contains("01/07/2025"))
        let officer = try await site.officer()
        let screen = "\(ServicesSite.admin)/thu-tuc/2"
        #expect(try await !officer.get(screen).contains("0001"))
        let shown = """
            code name field body level applicants conditions steps components sets downloads term_days term_note fee \
            fee_note basis result effective_on mode note is_public
            """
        let typed = [
            "code": "9.1", "name": "Thủ tục thử (sửa)", "field": "Hộ tịch", "body": "Văn phòng",
            "level": "Cung cấp thông tin", "steps.count": "0", "components.count": "0", "sets": "1", "term_days": "2",
            "fee": "0", "effective_on": "", "mode": "Sửa lỗi trong bản mới nhất", "is_public": "1", "revision": "1",
            "shown": shown, "then": "send",
        ]
        let versioned = try await officer.post(screen, typed.merging(["mode": "Ban hành bản mới"]) { $1 })
        #expect(versioned.status == 422)
        #expect(versioned.contains("Ghi ngày bắt đầu áp dụng của bản mới."))
        #expect(try await officer.post(screen, typed).status == 303)
        let page = try await site.visitor().get(path)
        #expect(page.contains("Thủ tục thử (sửa)") && !page.contains("Áp dụng từ"))
    }
}
