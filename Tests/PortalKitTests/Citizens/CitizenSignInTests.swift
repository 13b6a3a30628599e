import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Signing in and out as a browser does it, with a provider that signs real tokens.
struct CitizenSignInTests {
    private let world: SignInSite

    init() throws {
        world = try SignInSite(try #require(ProviderKeys.shared))
    }

    @Test func aCitizenSignsInWhereTheyWereAndOut() async throws {
        let visitor = world.visitor()
        let asked = try await world.begin(visitor, from: "/tim-kiem?q=khai+sinh")
        #expect(asked["redirect_uri"] == "https://thu.example/cong-dan/dang-nhap/xong")
        try world.sign(asked)
        let back = try await world.end(visitor, asked)
        #expect(back.status == 303)
        #expect(back.location == "/tim-kiem?q=khai+sinh")
        let cookie = try #require(back.headers.fields.first { $0.value.hasPrefix("dinh_citizen=") }?.value)
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Max-Age=3600"] { #expect(cookie.contains(part)) }
        let account = try await visitor.get("/cong-dan")
        #expect(account.contains("Vũ Thị Nghĩa"))
        #expect(account.contains("024190001234"))
        #expect(account.headers["Cache-Control"] == "no-store")
        let out = try await visitor.post("/cong-dan/dang-xuat")
        #expect(out.status == 200)
        #expect(out.headers["Refresh"]?.contains("\(ScriptedProvider.issuer)/logout?id_token_hint=") == true)
        #expect(!(try await visitor.get("/cong-dan").contains("Vũ Thị Nghĩa")))
        let left = try await world.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_citizen_sessions")
        }
        #expect(left == 0)
    }

    @Test func whatIsKeptIsSealedAndTheLogNamesNobody() async throws {
        _ = try await world.signIn(world.visitor())
        let (sealed, log) = try await world.site.database.read { database in
            (
                try Data.fetchAll(database, sql: "SELECT sealed FROM core_citizen_sessions"),
                try Row.fetchAll(database, sql: "SELECT * FROM core_audit").map(\.description).joined()
            )
        }
        #expect(sealed.count == 1)
        #expect(sealed.allSatisfy { $0.range(of: Data("Nghĩa".utf8)) == nil && $0.range(of: Data("0241".utf8)) == nil })
        #expect(log.contains("citizen.sign_in"))
        #expect(!log.contains("Nghĩa") && !log.contains("024190001234") && !log.contains("s-1"))
    }

    @Test func pagesOfACitizenAreNotKeptForOthers() async throws {
        let visitor = world.visitor()
        _ = try await world.signIn(visitor)
        #expect(try await visitor.get("/tim-kiem").contains("Vũ Thị Nghĩa"))
        #expect(!(try await world.visitor().get("/tim-kiem").contains("Vũ Thị Nghĩa")))
        #expect(try await visitor.get("/tim-kiem").contains("Vũ Thị Nghĩa"))
    }

    @Test func aSessionEndsInItsTime() async throws {
        let visitor = world.visitor()
        _ = try await world.signIn(visitor)
        try await BackgroundWork(site: world.site).runOnce()
        world.clock.advance(by: .seconds(3601))
        #expect(!(try await visitor.get("/cong-dan").contains("Vũ Thị Nghĩa")))
        try await BackgroundWork(site: world.site).runOnce()
        let left = try await world.site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_citizen_sessions")
        }
        #expect(left == 0)
    }

    /// An answer that another browser began, that nobody began, or that comes late signs nobody in.
    @Test func theAnswerBelongsToTheBrowser() async throws {
        let (visitor, other) = (world.visitor(), world.visitor())
        let asked = try await world.begin(visitor)
        _ = try await world.begin(other)
        try world.sign(asked)
        for client in [other, world.visitor()] {
            let page = try await world.end(client, asked)
            #expect(page.status == 400)
            #expect(page.contains("không còn dùng được"))
            #expect(page.text.contains("href=\"/tim-kiem\""))
        }
        #expect(try await world.end(visitor, ["state": "abc"]).status == 400)
        world.clock.advance(by: .seconds(21 * 60))
        #expect(try await world.end(visitor, asked).status == 400)
        #expect(!world.provider.calls.contains { $0.url.hasSuffix("/token") })
    }

    @Test func twoWindowsSignInAtOnce() async throws {
        let visitor = world.visitor()
        let first = try await world.begin(visitor, from: "/")
        let second = try await world.begin(visitor)
        try world.sign(first)
        #expect(try await world.end(visitor, first).location == "/")
        // The first has taken the browser's mark away; the second says so, and knows the way back.
        try world.sign(second)
        #expect(try await world.end(visitor, second).text.contains("/tim-kiem"))
    }

    @Test func whoChangesTheirMindGoesOn() async throws {
        let visitor = world.visitor()
        let asked = try await world.begin(visitor)
        let back = try await visitor.get(
            "/cong-dan/dang-nhap/xong?"
                + FormURLEncoded.encode([("error", "access_denied"), ("state", asked["state"] ?? "")]))
        #expect(back.location == "/tim-kiem")
        #expect(try await visitor.get(back.location).contains("chưa đăng nhập bằng VNeID"))
    }

    @Test func failuresSayWhatToDo() async throws {
        let visitor = world.visitor()
        let asked = try await world.begin(visitor)
        try world.sign(asked)
        world.provider.change { $0.tokenStatus = 503 }
        let down = try await world.end(visitor, asked)
        #expect(down.status == 503)
        #expect(down.contains("Lỗi không phải do bạn"))
        world.provider.change { $0.tokenStatus = 200 }
        var wrong = asked
        wrong["nonce"] = "other"
        try world.sign(wrong)
        let untrusted = try await world.end(visitor, asked)
        #expect(untrusted.status == 400)
        #expect(untrusted.contains("Không xác nhận được"))
        #expect(untrusted.text.contains("href=\"/tim-kiem\""))
    }

    @Test(arguments: ["https://khac.example/", "//khac.example", "/\\khac.example", "khac", "/cong-dan/dang-nhap"])
    func theWayBackStaysOnTheSite(path: String) async throws {
        let visitor = world.visitor()
        let asked = try await world.begin(visitor, from: path)
        try world.sign(asked)
        #expect(try await world.end(visitor, asked).location == "/")
    }

    @Test func aFloodIsStopped() async throws {
        let visitor = world.visitor()
        for _ in 0..<120 { _ = try await visitor.get("/cong-dan/dang-nhap") }
        #expect(try await visitor.get("/cong-dan/dang-nhap").status == 429)
    }

    @Test func withoutAServiceThereIsNothing() async throws {
        let plain = try SignInSite(world.keys, configuration: "")
        for path in ["/cong-dan", "/cong-dan/dang-nhap", "/cong-dan/dang-nhap/xong?code=1&state=2"] {
            #expect(try await plain.visitor().get(path).status == 404)
        }
        #expect(try await plain.visitor().post("/cong-dan/dang-xuat").status == 404)
        #expect(plain.site.identityProvider == nil)
    }
}
