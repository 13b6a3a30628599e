import GRDB
import Testing

@testable import PortalKit

struct OwnAccountTests {
    private static let change = "\(OwnAccountScreen.path)/mat-khau"

    /// The test's officials log in with their login as password.
    private func login(_ test: AdminTestSite) async throws -> (login: String, id: Int64) {
        try await test.site.site.database.read { database in
            let account = try AccountStore.list(limit: 1, in: database)[0]
            return (account.login, account.id)
        }
    }

    @Test func aPasswordIsChangedAndOtherSessionsEnd() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let (login, id) = try await login(test)
        let (sessions, now) = (test.site.site.sessions, test.site.clock.now)
        _ = try await test.site.site.database.write { database in
            try sessions.begin(account: id, address: "198.51.100.7", userAgent: "Máy lạ", now: now, in: database)
        }
        #expect(try await lan.get(OwnAccountScreen.path).contains("Máy lạ"))
        let new = "chiều nay gió nồm thổi"
        let wrong = try await lan.post(Self.change, ["current": "đoán mò thôi", "password": new, "repeat": new])
        #expect(wrong.status == 422)
        #expect(wrong.contains("Mật khẩu hiện tại không đúng"))
        #expect(!wrong.text.contains("đoán mò"))
        let right = try await lan.post(Self.change, ["current": login, "password": new, "repeat": new])
        #expect(right.status == 303)
        let page = try await lan.get(OwnAccountScreen.path)
        #expect(page.status == 200)
        #expect(page.contains("Đã đổi mật khẩu"))
        #expect(!page.contains("Máy lạ"))
        let credentials = try await test.site.site.database.read {
            try AccountStore.credentials(login: login, address: "203.0.113.1", in: $0)
        }
        #expect(credentials?.passwordHash.verify(new) == true)
    }

    @Test(arguments: [("ngắn", "ngắn"), ("matkhau123", "matkhau123"), ("chiều nay gió nồm", "chiều nay gió bấc")])
    func thePolicyHolds(password: String, repeated: String) async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let login = try await login(test).login
        let page = try await lan.post(Self.change, ["current": login, "password": password, "repeat": repeated])
        #expect(page.status == 422)
    }

    @Test func sessionsEndOneByOneAndOnlyOnesOwn() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let (_, id) = try await login(test)
        let (sessions, now) = (test.site.site.sessions, test.site.clock.now)
        let token = try await test.site.site.database.write { database in
            try sessions.begin(account: id, address: "198.51.100.7", userAgent: "Máy lạ", now: now, in: database)
        }
        let stranger = try await test.site.official("Người khác")
        #expect(try await stranger.post("\(OwnAccountScreen.path)/phien/\(token.sessionID)").status == 404)
        #expect(try await lan.post("\(OwnAccountScreen.path)/phien/\(token.sessionID)").status == 303)
        #expect(try await !lan.get(OwnAccountScreen.path).contains("Máy lạ"))
        #expect(try await lan.post("\(OwnAccountScreen.path)/phien-khac").status == 303)
        #expect(try await lan.get(OwnAccountScreen.path).status == 200)
        #expect(try await stranger.get(OwnAccountScreen.path).status == 200)
    }
}
