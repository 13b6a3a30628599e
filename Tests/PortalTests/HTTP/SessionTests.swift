import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Logging in and out over HTTP.
@Suite(.fewAtOnce) struct PortalSessionTests {
    private static func open() async throws -> TestPortal {
        let portal = try await TestPortal()
        try await TestPortal.makeAccount("can-bo", permissions: ["probe.write"], site: portal.site)
        return portal
    }

    @Test func theCookieIsNewWithEachLogin() async throws {
        let portal = try await Self.open()
        let person = portal.visitor()
        // A session that somebody planted beforehand.
        let planted = SessionToken(random: systemRandomBytes).text
        person.cookies[Cookies.session] = planted
        let answer = try await person.logIn("can-bo", password: TestPortal.password)
        #expect(answer.status == 303)
        let cookie = try #require(answer.all("Set-Cookie").first { $0.hasPrefix(Cookies.session) })
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
        let first = try #require(person.cookies[Cookies.session])
        #expect(first != planted)
        #expect(try await person.get("/quan-tri/probe").status == 200)
        // Logging in again ends the session before it.
        let thief = portal.visitor()
        thief.cookies[Cookies.session] = first
        #expect(try await thief.get("/quan-tri/probe").status == 200)
        let again = [("login", "can-bo"), ("password", TestPortal.password)]
        #expect(try await person.post(AdminPath.login, again, from: "/thu-nghiem/gui").status == 303)
        let second = try #require(person.cookies[Cookies.session])
        #expect(second != first)
        #expect(try await thief.get("/quan-tri/probe").status == 303)
        // So does logging out.
        thief.cookies[Cookies.session] = second
        #expect(try await person.post(AdminPath.logout, from: "/quan-tri/probe").status == 303)
        #expect(person.cookies[Cookies.session] == nil)
        #expect(try await thief.get("/quan-tri/probe").status == 303)
    }

    @Test(arguments: ["https"])
    func cookiesAreForSecureConnectionsOnly(scheme: String) async throws {
        let portal = try await TestPortal(sites: ["a": "name: A\ndomains: [a.example]\nscheme: \(scheme)\n"])
        let answer = try await HTTPClient(port: portal.port, host: "a.example").send("GET", AdminPath.login)
        let page = try await HTTPClient(port: portal.port, host: "a.example").send("GET", "/quan-tri/khoi-tao")
        #expect(answer["Strict-Transport-Security"] != nil)
        #expect(page.all("Set-Cookie").allSatisfy { $0.contains("; Secure") })
        #expect(!page.all("Set-Cookie").isEmpty)
    }

    @Test func oldSessionsEnd() async throws {
        let portal = try await Self.open()
        let person = portal.visitor()
        #expect(try await person.logIn("can-bo", password: TestPortal.password).status == 303)
        for _ in 0..<20 {
            portal.clock.advance(by: .seconds(600))
            #expect(try await person.get("/quan-tri/probe").status == 200)
        }
        portal.clock.advance(by: .seconds(13 * 3600))
        #expect(try await person.get("/quan-tri/probe").status == 303)
    }

    @Test func aBlockedAccountIsOutAtOnce() async throws {
        let portal = try await Self.open()
        let person = portal.visitor()
        #expect(try await person.logIn("can-bo", password: TestPortal.password).status == 303)
        try await portal.site.database.write {
            try $0.execute(sql: "UPDATE core_accounts SET state = 'blocked' WHERE login = 'can-bo'")
        }
        #expect(try await person.get("/quan-tri/probe").status == 303)
        #expect(try await portal.visitor().logIn("can-bo", password: TestPortal.password).status == 422)
    }

    @Test func whoeverGuessesWaits() async throws {
        let portal = try await Self.open()
        let guesser = portal.visitor()
        var statuses: [Int] = []
        var last: HTTPAnswer?
        for number in 0..<8 {
            let answer = try await guesser.logIn("can-bo", password: "sai \(number)")
            statuses.append(answer.status)
            last = answer
        }
        #expect(statuses.first == 422)
        #expect(statuses.last == 429)
        let wait = try #require(last?["Retry-After"].flatMap { Int($0) })
        #expect(wait > 0)
        // The right password does not help while one has to wait, and it does after.
        #expect(try await guesser.logIn("can-bo", password: TestPortal.password).status == 429)
        portal.clock.advance(by: .seconds(2 * 3600))
        #expect(try await guesser.logIn("can-bo", password: TestPortal.password).status == 303)
    }

    /// An unknown name and a wrong password are answered alike.
    @Test func nothingIsToldAboutAccounts() async throws {
        let portal = try await Self.open()
        let (one, two) = (portal.visitor(), portal.visitor())
        let known = try await one.logIn("can-bo", password: "sai")
        let unknown = try await two.logIn("khong-co", password: "sai")
        #expect(known.status == unknown.status)
        func plain(_ answer: HTTPAnswer) -> String {
            answer.text.replacing(answer.formToken ?? "-", with: "").replacing("can-bo", with: "khong-co")
        }
        #expect(plain(known) == plain(unknown))
        #expect(!known.contains("value=\"sai\""))
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
        "/\t/evil.example", "/\n/evil.example", " //evil.example", "http:evil.example", "evil.example", "/%0d%0aX:%20b",
        "\u{FEFF}//evil.example", "/\u{0}/evil.example",
    ])
    func leadsNowhereElse(target: String) async throws {
        let portal = try await Self.open()
        let query = FormURLEncoded.encode([("ve", target)])
        let person = portal.visitor()
        let login = try await person.post(
            "\(AdminPath.login)?\(query)", [("login", "can-bo"), ("password", TestPortal.password)])
        let language = try await portal.client.send("GET", "/ngon-ngu/vi?\(query)")
        for answer in [login, language] {
            #expect(answer.status == 303)
            let place = try #require(answer["Location"])
            #expect(place.hasPrefix("/") && !place.hasPrefix("//") && !place.hasPrefix("/\\"), "\(place)")
            #expect(place.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            #expect(answer["X"] == nil)
        }
    }

    @Test func leadsBackToWhereOneWantedToGo() async throws {
        let portal = try await Self.open()
        let person = portal.visitor()
        let sent = try await person.get("/quan-tri/probe?trang=2")
        let login = try #require(sent["Location"])
        #expect(login.hasPrefix(AdminPath.login + "?ve="))
        let answer = try await person.post(login, [("login", "can-bo"), ("password", TestPortal.password)])
        #expect(answer["Location"] == "/quan-tri/probe?trang=2")
    }

    @Test func permissionsAreChecked() async throws {
        let portal = try await TestPortal()
        let id = try await portal.addNote("Một")
        let writer = try await portal.official("nguoi-viet", permissions: ["probe.write"])
        let nobody = try await portal.official("nguoi-moi", permissions: [])
        #expect(try await writer.get("/quan-tri/probe").status == 200)
        #expect(try await nobody.get("/quan-tri/probe").status == 403)
        #expect(try await writer.post("/quan-tri/probe/\(id)/xuat-ban", from: "/quan-tri/probe").status == 403)
        let token = try #require(try await nobody.get("/thu-nghiem/gui").formToken)
        #expect(
            try await nobody.postRaw("/quan-tri/probe/\(id)", [("title", "Lén"), ("csrf", token)]).status == 403)
        #expect(try await portal.client.send("POST", "/quan-tri/probe/\(id)", body: []).status == 401)
        #expect(try await portal.client.send("GET", "/thu-nghiem/\(id)").contains("Một"))
    }
}
