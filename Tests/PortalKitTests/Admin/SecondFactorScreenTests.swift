import GRDB
import Testing

@testable import PortalKit

struct SecondFactorScreenTests {
    /// Sets the second factor of the only account up, and gives its secret and the recovery codes.
    private func enrol(_ client: TestClient, _ test: AdminTestSite) async throws -> (
        login: String, id: Int64, codes: [String]
    ) {
        let account = try await test.site.site.database.read { try AccountStore.list(limit: 1, in: $0)[0] }
        #expect(try await client.post("\(SecondFactorScreen.path)/bat-dau", ["current": "sai"]).status == 422)
        #expect(try await client.post("\(SecondFactorScreen.path)/bat-dau", ["current": account.login]).status == 303)
        let page = try await client.get(SecondFactorScreen.path)
        #expect(page.contains("<svg class=\"qr-code\""))
        #expect(try await client.post("\(SecondFactorScreen.path)/xac-nhan", ["code": "000000"]).status == 422)
        let done = try await client.post(
            "\(SecondFactorScreen.path)/xac-nhan", ["code": try await code(account.id, test)])
        #expect(done.status == 200)
        let codes = done.text.matches(of: #/<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<\/code>/#).map { String($0.1) }
        #expect(codes.count == SecondFactorStore.codes)
        return (account.login, account.id, codes)
    }

    private func code(_ id: Int64, _ test: AdminTestSite) async throws -> String {
        let store = SecondFactorStore(secrets: test.site.site.secrets)
        let factor = try await test.site.site.database.read { try store.find(id, in: $0) }
        return TOTP.code(secret: try #require(factor).secret, step: TOTP.step(at: test.site.clock.now))
    }

    private func ticket(_ page: TestPage) throws -> String {
        String(try #require(page.text.firstMatch(of: #/name="ticket" value="([^"]+)"/#)).1)
    }

    @Test func aLoginNeedsPasswordAndCode() async throws {
        let test = try await AdminTestSite(configuration: "mail: {transport: folder, from: cong@thu.example}")
        let lan = try await test.administrator()
        try await test.site.site.database.write { try $0.execute(sql: "UPDATE core_accounts SET email = 'lan@x.vn'") }
        let (login, id, codes) = try await enrol(lan, test)
        test.site.clock.advance(by: .seconds(60))
        let visitor = test.site.visitor()
        let asked = try await visitor.post(AdminPath.login, ["login": login, "password": login])
        #expect(asked.status == 200)
        #expect(try await visitor.get(AdminPath.root).status == 303)
        let ticket = try ticket(asked)
        #expect(try await visitor.post(LoginCodeScreen.path, ["ticket": ticket, "code": "000000"]).status == 422)
        let stranger = test.site.visitor()
        let taken = try await stranger.post(LoginCodeScreen.path, ["ticket": ticket, "code": try await code(id, test)])
        #expect(taken.headers["Location"] == AdminPath.login)
        let entered = try await visitor.post(
            LoginCodeScreen.path, ["ticket": ticket, "code": try await code(id, test)])
        #expect(entered.status == 303)
        #expect(try await visitor.get(AdminPath.root).status == 200)
        let again = try await stranger.post(AdminPath.login, ["login": login, "password": login])
        let second = try self.ticket(again)
        #expect(
            try await stranger.post(LoginCodeScreen.path, ["ticket": second, "code": try await code(id, test)]).status
                == 422)
        #expect(try await stranger.post(LoginCodeScreen.path, ["ticket": second, "code": codes[0]]).status == 303)
        #expect(try await stranger.get(AdminPath.root).status == 200)
        #expect(try await mails(test).map { $0.contains("mã dự phòng. Còn 9 mã") } == [false, true])
    }

    /// The texts of the mails that tell of the second factor, in order.
    private func mails(_ test: AdminTestSite) async throws -> [String] {
        try await test.site.site.database.read {
            try String.fetchAll(
                $0, sql: "SELECT text FROM core_mail WHERE subject LIKE 'Xác thực hai bước%' ORDER BY id")
        }
    }

    @Test func codesAreNotTriedWithoutEnd() async throws {
        let test = try await AdminTestSite()
        let (login, _, _) = try await enrol(try await test.administrator(), test)
        let visitor = test.site.visitor()
        let ticket = try ticket(try await visitor.post(AdminPath.login, ["login": login, "password": login]))
        var answers: [Int] = []
        for _ in 0..<8 {
            answers.append(try await visitor.post(LoginCodeScreen.path, ["ticket": ticket, "code": "000000"]).status)
        }
        #expect(answers.first == 422)
        #expect(answers.last == 429)
    }

    @Test func aSiteCanDemandIt() async throws {
        let test = try await AdminTestSite(configuration: "accounts: {second_factor: everyone}")
        let lan = try await test.administrator()
        let sent = try await lan.get(AdminPath.root)
        #expect(sent.status == 303)
        #expect(sent.headers["Location"] == SecondFactorScreen.path)
        let (login, _, _) = try await enrol(lan, test)
        #expect(try await lan.get(AdminPath.root).status == 200)
        let refused = try await lan.post("\(SecondFactorScreen.path)/tat", ["current": login])
        #expect(refused.status == 422)
    }

    @Test func anAdministratorResetsIt() async throws {
        let test = try await AdminTestSite()
        let hung = try await test.site.official("Vũ Văn Hùng")
        let (login, id, _) = try await enrol(hung, test)
        let lan = try await test.administrator()
        #expect(try await lan.post("\(AdminPath.accounts)/\(id)/bo-xac-thuc").status == 303)
        #expect(try await hung.get(AdminPath.root).status == 303)
        #expect(try await test.site.visitor().post(AdminPath.login, ["login": login, "password": login]).status == 303)
        #expect(try await lan.get(AdminPath.audit).contains("bỏ xác thực hai bước của tài khoản"))
    }
}
