import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Signs of a leak are reported at once to those who direct the response, and to nobody else (D24, Art. 10.2).
@Suite struct IncidentTests {
    private func raise(_ text: String, as person: TestClient) async throws -> TestPage {
        try await person.post(
            IncidentRaising.path,
            ["text": text, "kind": "leak", "severity": "high", "page": "/quan-tri/tai-khoan"])
    }

    private func head(_ world: AdminTestSite) async throws -> TestClient {
        let client = try await world.site.official("Lê Quang Vinh", permissions: [CorePermission.incidents])
        try await world.site.site.database.write { database in
            try database.execute(
                sql: "UPDATE core_accounts SET email = 'vinh@thu.example' WHERE full_name = 'Lê Quang Vinh'")
        }
        return client
    }

    @Test func anybodyRaisesOneFromAnyPage() async throws {
        let world = try await AdminTestSite()
        let officer = try await world.site.official()
        #expect(try await officer.get("/quan-tri/tai-khoan").contains("/quan-tri/su-co/bao?tu=%2Fquan-tri%2Ftai-khoan"))
        let form = try await officer.get("/quan-tri/su-co/bao?tu=%2Fquan-tri%2Ftai-khoan")
        #expect(form.contains("value=\"/quan-tri/tai-khoan\""))
        #expect(try await raise("", as: officer).status == 422)
        let raised = try await raise("Có tệp lạ trên trang tin", as: officer)
        #expect(raised.location == "/quan-tri/su-co/1")
        #expect(try await officer.get("/quan-tri/su-co/1").contains("Có tệp lạ trên trang tin"))
        #expect(try await world.site.visitor().get("/quan-tri/su-co/1").status != 200)
    }

    @Test func thoseInChargeAreToldButNotWhat() async throws {
        let world = try await AdminTestSite()
        _ = try await head(world)
        _ = try await raise("Mật khẩu dán ở cửa", as: try await world.site.official())
        let mails = try await world.site.site.database.read { database in
            try String.fetchAll(database, sql: "SELECT recipient FROM core_mail")
        }
        #expect(mails == ["vinh@thu.example"])
        let text = try await world.site.site.database.read { database in
            try String.fetchOne(database, sql: "SELECT subject || text FROM core_mail") ?? ""
        }
        #expect(text.contains("/quan-tri/su-co/1"))
        #expect(!text.contains("dán ở cửa"))
        let logged = try await world.site.site.database.read { database in
            try String.fetchAll(database, sql: "SELECT coalesce(after, '') || coalesce(note, '') FROM core_audit")
        }
        #expect(!logged.joined().contains("dán ở cửa"))
    }

    @Test func whoeverRaisedItHearsOfTheEndAndOfANewBeginning() async throws {
        let world = try await AdminTestSite()
        let head = try await head(world)
        let raiser = try await world.site.official("Vũ Thị Nghĩa")
        try await world.site.site.database.write { database in
            try database.execute(
                sql: "UPDATE core_accounts SET email = 'nghia@thu.example' WHERE full_name = 'Vũ Thị Nghĩa'")
        }
        _ = try await raise("Trang chủ lạ", as: raiser)
        _ = try await head.post("/quan-tri/su-co/1/viec", ["action": "Đã gọi"])
        _ = try await head.post("/quan-tri/su-co/1/dong", ["close": "Do mật khẩu yếu"])
        _ = try await head.post("/quan-tri/su-co/1/mo-lai", ["reopen": "Lại bị"])
        let mails = try await world.site.site.database.read { database in
            try String.fetchAll(
                database,
                sql: "SELECT subject || text FROM core_mail WHERE recipient = 'nghia@thu.example' ORDER BY id")
        }
        try #require(mails.count == 2)
        #expect(mails[0].contains("đã kết thúc") && mails[1].contains("được mở lại"))
        #expect(!mails.joined().contains("mật khẩu yếu"))
    }

    @Test func othersDoNotSeeIt() async throws {
        let world = try await AdminTestSite()
        let (raiser, other) = (try await world.site.official(), try await world.site.official("Vũ Thị Nghĩa"))
        _ = try await raise("Tài liệu bị chụp", as: raiser)
        #expect(try await other.get("/quan-tri/su-co/1").status == 404)
        #expect(try await other.post("/quan-tri/su-co/1/viec", ["action": "x"]).status == 404)
        #expect(try await !other.get("/quan-tri/su-co").contains("/quan-tri/su-co/1"))
        #expect(try await other.get("/quan-tri/su-co/tai-ve").status == 403)
        #expect(try await raiser.get("/quan-tri/su-co").contains("/quan-tri/su-co/1"))
        #expect(try await raiser.post("/quan-tri/su-co/1/dong", ["close": "xong"]).status == 403)
        #expect(try await head(world).get("/quan-tri/su-co/1").contains("Tài liệu bị chụp"))
    }

    @Test func actionsAreKeptUntilTheEndAndAfter() async throws {
        let world = try await AdminTestSite()
        let head = try await head(world)
        _ = try await raise("Trang chủ lạ", as: try await world.site.official())
        let page = "/quan-tri/su-co/1"
        #expect(try await head.post("\(page)/viec", ["action": ""]).status == 422)
        #expect(try await head.post("\(page)/viec", ["action": "Đã gọi đơn vị vận hành"]).status == 303)
        #expect(try await head.post("\(page)/dong", ["close": "Do mật khẩu yếu, đã đổi"]).status == 303)
        #expect(try await head.get("/quan-tri/su-co?tt=closed").contains(page))
        #expect(try await !head.get("/quan-tri/su-co?tt=open").contains("\(page)\""))
        #expect(try await head.post("\(page)/mo-lai", ["reopen": "Lại bị"]).status == 303)
        let shown = try await head.get(page)
        for words in ["Đã gọi đơn vị vận hành", "Do mật khẩu yếu, đã đổi", "Lại bị", "Lê Quang Vinh"] {
            #expect(shown.contains(words), "\(words)")
        }
        let kinds = try await world.site.site.database.read { database in
            try String.fetchAll(
                database, sql: "SELECT action FROM core_audit WHERE action LIKE 'incident.%' ORDER BY id")
        }
        #expect(kinds == ["incident.raise", "incident.action", "incident.close", "incident.reopen"])
        #expect(try await head.get("/quan-tri/su-co/tai-ve").text.contains("Trang chủ lạ"))
    }
}
