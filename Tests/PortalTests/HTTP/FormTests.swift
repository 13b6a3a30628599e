import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Forms: only from our own pages, within limits, and never losing what was typed.
@Suite(.fewAtOnce) struct FormTests {
    private static let form = "/thu-nghiem/gui"

    private static func notes(_ portal: TestPortal) async throws -> Int {
        try await portal.client.send("GET", "/thu-nghiem").text.matches(of: /"\/thu-nghiem\/\d+"/).count
    }

    @Test func onlyWithTheTokenOfThisPerson() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        let token = try #require(try await visitor.get(Self.form).formToken)
        let typed = [("title", "Đã gõ <b>"), ("text", "Dòng một\nDòng hai")]

        #expect(try await visitor.postRaw(Self.form, typed).status == 400)
        for wrong in ["", "x", String(token.dropLast()), token + "x", String(token.reversed())] {
            let answer = try await visitor.postRaw(Self.form, typed + [("csrf", wrong)])
            #expect(answer.status == 400, "\(wrong)")
            // What was typed is there to be sent again, with a token that works.
            #expect(answer.contains("Đã gõ &lt;b&gt;"))
            #expect(answer.contains("Dòng một"))
            #expect(answer.formToken == token)
        }
        // Somebody else's token, or the right one without the cookie that it belongs to.
        let other = portal.visitor()
        #expect(try await other.postRaw(Self.form, typed + [("csrf", token)]).status == 400)
        let stranger = try #require(try await other.get(Self.form).formToken)
        #expect(stranger != token)
        #expect(try await visitor.postRaw(Self.form, typed + [("csrf", stranger)]).status == 400)
        #expect(try await Self.notes(portal) == 0)

        #expect(try await visitor.postRaw(Self.form, typed + [("csrf", token)]).status == 303)
        #expect(try await Self.notes(portal) == 1)
    }

    @Test func aTokenGrowsStale() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        let token = try #require(try await visitor.get(Self.form).formToken)
        portal.clock.advance(by: .seconds(23 * 3600))
        #expect(try await visitor.postRaw(Self.form, [("title", "a"), ("csrf", token)]).status == 303)
        portal.clock.advance(by: .seconds(48 * 3600))
        #expect(try await visitor.postRaw(Self.form, [("title", "b"), ("csrf", token)]).status == 400)
        #expect(try await Self.notes(portal) == 1)
    }

    /// A visitor's token is none once they have logged in, and the other way round.
    @Test func aTokenDoesNotOutliveALogin() async throws {
        let portal = try await TestPortal()
        try await TestPortal.makeAccount("can-bo", permissions: ["probe.write"], site: portal.site)
        let person = portal.visitor()
        let before = try #require(try await person.get(Self.form).formToken)
        #expect(try await person.logIn("can-bo", password: TestPortal.password).status == 303)
        #expect(try await person.postRaw(Self.form, [("title", "a"), ("csrf", before)]).status == 400)
        let during = try #require(try await person.get(Self.form).formToken)
        #expect(try await person.post(AdminPath.logout, from: "/quan-tri/probe").status == 303)
        #expect(try await person.postRaw(Self.form, [("title", "a"), ("csrf", during)]).status == 400)
    }

    @Test func fromOtherSitesRefused() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        let token = try #require(try await visitor.get(Self.form).formToken)
        let typed = [("title", "Lén"), ("csrf", token)]
        for from in ["cross-site", "same-site", "CROSS-SITE", "x"] {
            let answer = try await visitor.postRaw(Self.form, typed, [("Sec-Fetch-Site", from)])
            #expect(answer.status == 400, "\(from)")
            #expect(!answer.contains("value=\"Lén\""), "\(from)")
        }
        #expect(try await Self.notes(portal) == 0)
        for from in ["same-origin", "none"] {
            #expect(try await visitor.postRaw(Self.form, typed, [("Sec-Fetch-Site", from)]).status == 303)
        }
        let cookie = try #require(try await portal.client.send("GET", Self.form)["Set-Cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
    }

    @Test func whatWasTypedIsKept() async throws {
        let portal = try await TestPortal()
        let long = String(repeating: "dài ", count: 20)
        for title in ["", long] {
            let answer = try await portal.visitor().post(Self.form, [("title", title), ("text", "Giữ & lại")])
            #expect(answer.status == 422)
            #expect(answer.contains("Giữ &amp; lại"))
            #expect(answer.contains("role=\"alert\""))
            if !title.isEmpty { #expect(answer.contains(long.trimmingCharacters(in: .whitespaces))) }
        }
        #expect(try await Self.notes(portal) == 0)
    }

    @Test func textIsBroughtToOneForm() async throws {
        let portal = try await TestPortal()
        let decomposed = "Đường làng".decomposedStringWithCanonicalMapping
        let id = try await portal.addNote(decomposed + "\u{200B}\u{7}")
        let stored = try await portal.site.database.read {
            try String.fetchOne($0, sql: "SELECT title FROM probe_notes WHERE id = ?", arguments: [id]) ?? ""
        }
        #expect(Array(stored.unicodeScalars).starts(with: Array("Đường làng".unicodeScalars)))
        #expect(!stored.unicodeScalars.contains("\u{7}"))
    }

    @Test func bodiesAreBounded() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        let token = try #require(try await visitor.get(Self.form).formToken)
        let big = String(repeating: "a", count: 2 << 20)
        let answer = try await visitor.postRaw(Self.form, [("title", "x"), ("text", big), ("csrf", token)])
        #expect(answer.status == 413)
        #expect(answer["Content-Type"]?.hasPrefix("text/html") == true)

        // Without a length, in chunks: counted as it comes.
        let chunk = "10000\r\n" + String(repeating: "a", count: 0x10000) + "\r\n"
        let head =
            "POST \(Self.form) HTTP/1.1\r\nHost: thu.example\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
        let chunked = try await portal.client.raw(
            Array((head + "5\r\ntext=\r\n" + String(repeating: chunk, count: 40) + "0\r\n\r\n").utf8))
        #expect(chunked.status == 413)

        // A length that is a lie reserves nothing.
        let lie = try await portal.client.send(
            "POST", Self.form,
            [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", "99999999999")])
        #expect(lie.status == 413)
        for type in ["application/json", "text/plain", "", "multipart/form-data"] {
            let other = try await portal.client.send("POST", Self.form, [("Content-Type", type)], body: Array("x".utf8))
            #expect(other.status == 400, "\(type)")
        }
        let many = (0..<5000).map { ("f\($0)", "x") }
        #expect([400, 413].contains(try await visitor.postRaw(Self.form, many + [("csrf", token)]).status))
        #expect(try await portal.client.send("GET", "/" + String(repeating: "a", count: 100_000)).status >= 400)
        #expect(try await portal.client.send("GET", "/").status == 200)
    }
}
