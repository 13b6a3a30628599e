import GRDB
import Testing

@testable import PortalKit

struct AdminScreenTests {
    @Test(arguments: [
        AdminPath.root, AdminPath.modules, AdminPath.status, AdminPath.audit, AdminPath.report, OwnAccountScreen.path,
        AdminPath.accounts, AdminPath.roles, "\(AdminPath.accounts)/moi", "\(AdminPath.roles)/moi",
        "/quan-tri/phan-he/fields/cai-dat", "/quan-tri/phan-he/fields/go",
    ])
    func screensShowWithoutGaps(path: String) async throws {
        let test = try await AdminTestSite()
        let page = try await test.administrator().get(path)
        #expect(page.status == 200)
        #expect(!page.text.contains(/\[[a-z_]+\.[a-z_.]+\]/))
        #expect(!page.text.contains("style="))
        #expect(test.site.complaints.allSatisfy { $0.contains("report section") })
    }

    @Test func screensAreForThoseWhoMay() async throws {
        let test = try await AdminTestSite()
        let editor = try await test.site.official(permissions: ["fields.write"])
        for path in [
            AdminPath.modules, AdminPath.status, AdminPath.audit, AdminPath.report, AdminPath.accounts, AdminPath.roles,
        ] {
            #expect(try await editor.get(path).status == 403)
            #expect(try await test.site.visitor().get(path).status == 303)
        }
        let dashboard = try await editor.get(AdminPath.root)
        #expect(dashboard.status == 200)
        #expect(!dashboard.text.contains("href=\"\(AdminPath.modules)\""))
    }

    @Test func whatIsSentAfterTheSessionEndedIsNotLost() async throws {
        let test = try await AdminTestSite()
        let typed = ["setting-title": "Sổ <mới>", "password": "bí mật"]
        let answer = try await test.site.visitor().post("/quan-tri/phan-he/fields/cai-dat", typed)
        #expect(answer.status == 401)
        #expect(answer.contains("Sổ &lt;mới&gt;"))
        #expect(answer.contains("href=\"\(AdminPath.login)\""))
        #expect(!answer.contains("bí mật"))
        let forged = try await test.site.visitor().post("/quan-tri/phan-he/fields/tat")
        #expect(forged.status == 401 && forged.contains("Cần đăng nhập"))
    }

    @Test func whatIsAtZeroIsFoldedAway() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let parts = try await lan.get(AdminPath.root).text.split(separator: "<details class=\"quiet\">")
        #expect(parts.count == 2)
        #expect(parts.first?.contains("Dung lượng đang dùng") == true)
        #expect(parts.first?.contains("Sự cố đang xử lý") == false)
        #expect(parts.last?.contains("Sự cố đang xử lý") == true)
    }

    @Test func modulesAreDisabledAndEnabled() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        #expect(try await lan.post("/quan-tri/phan-he/fields/tat").status == 303)
        #expect(test.site.site.module("fields")?.state == .disabled)
        let page = try await lan.get(AdminPath.modules)
        #expect(page.contains("Đã tắt phân hệ Đồng ruộng"))
        #expect(page.contains("Sổ theo dõi đồng ruộng"))
        #expect(try await lan.post("/quan-tri/phan-he/fields/bat").status == 303)
        #expect(test.site.site.module("fields")?.state == .enabled)
        _ = try await lan.post("/quan-tri/phan-he/fields/khoi-phuc")
        #expect(try await lan.get(AdminPath.modules).contains("chưa bị gỡ"))
        #expect(try await lan.post("/quan-tri/phan-he/none/tat").status == 404)
        #expect(try await lan.post("/quan-tri/phan-he/fields/tat", isForged: true).status >= 400)
    }

    @Test func settingsAreSavedAndFaultsKeepWhatWasTyped() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let path = "/quan-tri/phan-he/fields/cai-dat"
        var typed = [
            "setting-title": "Sổ mới", "setting-villages-rows": "2", "setting-villages-0-name": "Đông Thịnh",
            "setting-villages-0-hectares": "12", "setting-villages-1-name": "Cẩm Đường",
            "setting-villages-1-hectares": "nhiều",
        ]
        let wrong = try await lan.post(path, typed)
        #expect(wrong.status == 422)
        #expect(wrong.contains("Danh sách thôn 2: Cẩm Đường"))
        #expect(wrong.contains("value=\"nhiều\""))
        let moved = try await lan.post(path, typed.merging(["rows": "up:villages:1"]) { $1 })
        #expect(moved.status == 200)
        #expect(moved.contains("Danh sách thôn 1: Cẩm Đường") && moved.contains("value=\"nhiều\""))
        #expect(try test.site.context(of: "fields").settings.records("villages").isEmpty)
        typed["setting-villages-1-hectares"] = ""
        #expect(try await lan.post(path, typed).status == 303)
        let settings = try test.site.context(of: "fields").settings
        #expect(settings.text("title") == "Sổ mới")
        #expect(settings.records("villages").map { $0.integer("hectares") } == [12, 1])
        let log = try await lan.get(AdminPath.audit)
        #expect(log.contains("thay đổi thiết lập phân hệ"))
        #expect(log.contains("Tên sổ"))
        #expect(log.contains("Sổ mới"))
    }

    @Test func modulesAreRemovedWithConfirmationAndRestored() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        try await test.write { change in
            try change.database.execute(sql: "INSERT INTO fields_plots (name) VALUES ('Đồng Cửa'), ('Đồng Sau')")
        }
        let shown = try await lan.get("/quan-tri/phan-he/fields/go")
        #expect(shown.contains("fields_plots"))
        #expect(shown.contains("2 dòng"))
        #expect(try await lan.post("/quan-tri/phan-he/fields/go", ["confirm": "news"]).status == 422)
        #expect(test.site.site.module("fields")?.state == .enabled)
        #expect(try await lan.post("/quan-tri/phan-he/fields/go", ["confirm": "fields"]).status == 303)
        #expect(test.site.site.module("fields")?.state == .removed)
        #expect(try await lan.get(AdminPath.modules).contains(".sqlite"))
        #expect(try await lan.get("/quan-tri/phan-he/fields/go").status == 404)
        #expect(try await lan.post("/quan-tri/phan-he/fields/khoi-phuc").status == 303)
        let count = try await test.site.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM fields_plots")
        }
        #expect(count == 2)
    }

    @Test func reportsStandWithoutTheirBrokenSections() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let page = try await lan.get(AdminPath.report + "?tu=2026-01-01&den=2026-06-30")
        #expect(page.contains("Từ 01/01/2026 đến 30/06/2026"))
        #expect(page.contains("Cẩm Đường"))
        #expect(page.contains("Mục lỗi"))
        #expect(page.contains("Không lập được mục này"))
        let file = try await lan.get(AdminPath.report + "/tai-ve?tu=2026-01-01&den=2026-06-30")
        #expect(file.headers["Content-Type"] == "text/csv; charset=utf-8")
        #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(file.text.contains("'=Đông Thịnh,12\r\n"))
        #expect(file.text.contains("2026-01-01"))
        #expect(try await lan.get(AdminPath.report + "?tu=2026-02-30&den=x").status == 422)
        #expect(try await lan.get(AdminPath.report + "/tai-ve?tu=2026-07-01&den=2026-01-01").status == 400)
    }

    @Test func theLogIsReadOnAndExported() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        try await test.write { change in
            for number in 1...60 {
                try change.audit(
                    "fields.sow", on: RecordReference(type: "fields.plot", id: Int64(number)),
                    after: ["seed": "=SUM(\(number))"])
            }
        }
        let first = try await lan.get(AdminPath.audit + "?viec=fields.sow")
        #expect(first.contains("60 mục"))
        #expect(first.contains("fields.plot/60"))
        #expect(!first.contains("fields.plot/10<"))
        let link = try #require(first.text.firstMatch(of: /href="(\/quan-tri\/nhat-ky\?[^"]*truoc=\d+)"/)).1
        let second = try await lan.get(String(link).replacing("&amp;", with: "&"))
        #expect(second.contains("fields.plot/10"))
        #expect(!second.contains("fields.plot/60"))
        #expect(try await lan.get(AdminPath.audit + "?viec=fields.reap").contains("Không có mục nào khớp"))
        #expect(try await lan.get(AdminPath.audit + "?tu=2026-13-01").status == 422)
        let file = try await lan.get(AdminPath.audit + "/tai-ve?viec=fields.sow")
        #expect(file.text.split(separator: "\r\n").count == 61)
        #expect(!file.text.contains("\r\n="))
    }

    @Test func faultsAreShownWithAdvice() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        try await test.site.site.database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO core_jobs (module, id, known_since, state, ended_at, message)
                    VALUES ('fields', 'weather', '2026-01-01', 'failed', '2026-01-02 03:00:00.000', 'no rain');
                    INSERT INTO core_mail (module, recipient, recipient_name, subject, text, created_at, state, error)
                    VALUES ('fields', 'an@x.example', 'An', 'Chào', '…', '2026-01-02 03:00:00.000', 'failed', 'refused')
                    """)
        }
        let page = try await lan.get(AdminPath.status)
        #expect(page.contains("Đồng ruộng: weather"))
        #expect(page.contains("no rain"))
        #expect(page.contains("refused"))
        #expect(!page.contains("an@x.example"))
        #expect(try await lan.get(AdminPath.root).contains("1 thư không gửi được"))
        #expect(try await lan.post("\(AdminPath.status)/gui-lai").status == 303)
        let state = try await test.site.site.database.read {
            try String.fetchOne($0, sql: "SELECT state FROM core_mail")
        }
        #expect(state == "waiting")
    }
}
