import Foundation
import Testing

@testable import PortalKit

/// Two communes in one process have nothing in common but the code.
@Suite(.fewAtOnce) struct TwoSitesTests {
    private static func open() async throws -> TestPortal {
        func site(_ name: String, _ domain: String, old: String) -> String {
            "name: \(name)\ndomains: [\(domain)]\nold_domains: [\(old)]\nscheme: http\nmodules:\n  probe:\n"
        }
        return try await TestPortal(sites: [
            "xa-mot": site("Xã Một", "mot.example", old: "mot-cu.example"),
            "xa-hai": site("Xã Hai", "hai.example", old: "hai-cu.example"),
        ])
    }

    private static func site(_ portal: TestPortal, _ id: String) throws -> Site {
        try #require(portal.sites.first { $0.id == id })
    }

    @Test func contentAndFilesAreApart() async throws {
        let portal = try await Self.open()
        let (one, two) = (portal.visitor(host: "mot.example"), portal.visitor(host: "hai.example"))
        #expect(try await one.post("/thu-nghiem/gui", [("title", "Chỉ ở xã Một")]).status == 303)
        let file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(one).url
        for path in ["/thu-nghiem", "/thu-nghiem/1", "/tim-kiem?q=chi", "/api/v1/probe/notes", "/thu-nghiem/feed.xml"] {
            #expect(try await one.get(path).contains("Chỉ"), "\(path)")
            #expect(try await !two.get(path).contains("Chỉ"), "\(path)")
        }
        #expect(try await one.get(file).body == Upload.png)
        #expect(try await two.get(file).status == 404)
        #expect(try await one.get("/").contains("Xã Một"))
        #expect(try await two.get("/").contains("Xã Hai"))
    }

    @Test func sessionsAndTokensAreApart() async throws {
        let portal = try await Self.open()
        let official = try await portal.official(permissions: ["probe.write"], site: Self.site(portal, "xa-mot"))
        #expect(try await official.get("/quan-tri/probe").status == 200)
        let token = try #require(try await official.get("/quan-tri/probe").formToken)

        let stranger = portal.visitor(host: "hai.example")
        stranger.cookies = official.cookies
        #expect(try await stranger.get("/quan-tri/probe").status == 303)
        #expect(try await stranger.postRaw("/quan-tri/probe/1", [("csrf", token)]).status != 303)

        // A visitor's token and cookie of one site, given to the other.
        let visitor = portal.visitor(host: "mot.example")
        let form = try #require(try await visitor.get("/thu-nghiem/gui").formToken)
        let elsewhere = portal.visitor(host: "hai.example")
        elsewhere.cookies = visitor.cookies
        #expect(try await elsewhere.postRaw("/thu-nghiem/gui", [("title", "x"), ("csrf", form)]).status == 400)
        #expect(try await visitor.postRaw("/thu-nghiem/gui", [("title", "x"), ("csrf", form)]).status == 303)

        // The same name and password are an account of one site only.
        try await TestPortal.makeAccount("khac", permissions: [], site: Self.site(portal, "xa-hai"))
        stranger.cookies = [:]
        #expect(try await stranger.logIn("can-bo", password: TestPortal.password).status == 422)
    }

    @Test func modulesAreSetForEachSite() async throws {
        let portal = try await Self.open()
        try await Self.site(portal, "xa-mot").disable("probe", by: .system("test"))
        #expect(try await portal.visitor(host: "mot.example").get("/thu-nghiem").status == 404)
        #expect(try await portal.visitor(host: "hai.example").get("/thu-nghiem").status == 200)
    }

    @Test func oldDomainsLeadOn() async throws {
        let portal = try await Self.open()
        for (host, target) in [("mot-cu.example", "mot.example"), ("HAI-CU.example:8080", "hai.example")] {
            let answer = try await portal.client.send("GET", "/thu-nghiem/1?trang=2&q=%C4%91", [("Host", host)])
            #expect(answer.status == 301)
            #expect(answer["Location"] == "http://\(target)/thu-nghiem/1?trang=2&q=%C4%91")
        }
    }

    @Test(arguments: [
        "nowhere.example", "mot.example.evil.example", "evil-mot.example", "127.0.0.1", "[::1]:80", "", "mot.example/",
        "mot.example@evil.example", "mot example", "mot.example, hai.example", "%6dot.example",
    ])
    func unknownHostsAreMisdirected(host: String) async throws {
        let portal = try await Self.open()
        let answer = try await portal.client.send("GET", "/", [("Host", host)])
        #expect([400, 421].contains(answer.status))
        #expect(!answer.contains("Xã Một") && !answer.contains("Xã Hai"))
        #expect(answer["Content-Security-Policy"] != nil || answer.status == 400)
    }

    @Test(arguments: ["mot.example", "MOT.Example", "mot.example:8080", "mot.example."])
    func waysToWriteAHost(host: String) async throws {
        let portal = try await Self.open()
        #expect(try await portal.client.send("GET", "/", [("Host", host)]).contains("Xã Một"))
    }

    /// No header but Host chooses the site, and none gets into a page.
    @Test func forwardedHeadersChooseNothing() async throws {
        let portal = try await Self.open()
        let tricks = [
            ("X-Forwarded-Host", "hai.example"), ("X-Host", "hai.example"), ("Forwarded", "host=hai.example"),
            ("X-Original-URL", "/quan-tri"), ("X-Rewrite-URL", "/quan-tri"), ("X-Forwarded-Proto", "https"),
        ]
        for path in ["/", "/thu-nghiem/feed.xml", "/sitemap.xml", "/robots.txt"] {
            let client = HTTPClient(port: portal.port, host: "mot.example")
            let answer = try await client.send("GET", path, tricks)
            #expect(answer.status == 200)
            #expect(!answer.contains("hai.example"))
            #expect(try await client.send("GET", path).body == answer.body)
        }
    }

    /// Schema changes of more sites than the machine has cores, at once: none waits for a thread that another holds.
    @Test func manySitesBeginAtOnce() async throws {
        let folder = try TemporaryFolder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                let file = try folder.write(
                    "name: Xã \(number)\ndomains: [x\(number).example]\nmodules:\n  probe:\n  faulty:\n",
                    to: "xa-\(number)/site.yml")
                group.addTask {
                    let site = try await Site.open(
                        file.deletingLastPathComponent(), installation: Checkout.installation)
                    #expect(site.assembly.modules.count == 2)
                    try await site.remove("faulty", by: .system("test"))
                    try await site.restore("faulty", by: .system("test"))
                    await site.stopModules()
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func twoSitesCannotShareADomain() async throws {
        await #expect(throws: DomainConflict.self) {
            _ = try await TestPortal(sites: [
                "a": "name: A\ndomains: [chung.example]\n", "b": "name: B\ndomains: [b.example, chung.example]\n",
            ])
        }
        await #expect(throws: DomainConflict.self) {
            _ = try await TestPortal(sites: [
                "a": "name: A\ndomains: [a.example]\n",
                "b": "name: B\ndomains: [b.example]\nold_domains: [a.example]\n",
            ])
        }
    }

    @Test(arguments: [
        "/../../../../etc/passwd", "/assets/../../site.yml", "/assets/../site.sqlite", "/tep/../../site.yml",
        "/tep/..%2f..%2fsite.yml/a", "/%2e%2e/%2e%2e/etc/passwd", "/thu-nghiem/..%2f..%2fsite.yml",
        "/..\\..\\site.yml", "/assets/%00", "/thu-nghiem/%00", "/thu-nghiem/1%00.html", "/site.yml",
        "/data/site.sqlite",
        "/theme/site.yml", "/assets/site/../site.yml", "/thu-nghiem/%ff%fe", "/thu-nghiem/%", "//evil.example/",
        "/./thu-nghiem/../data", "/thu-nghiem;x=1",
    ])
    func pathsLeadNowhere(path: String) async throws {
        let portal = try await Self.open()
        let answer = try await HTTPClient(port: portal.port, host: "mot.example").send("GET", path)
        #expect([301, 400, 404].contains(answer.status))
        #expect(!answer.contains("root:") && !answer.contains("domains:") && !answer.text.hasPrefix("SQLite"))
        if answer.status == 301 { #expect(answer["Location"]?.hasPrefix("//") == false) }
    }

    /// Requests that front ends and servers may read differently.
    @Test func ambiguousRequestsAreRefused() async throws {
        let portal = try await Self.open()
        let requests = [
            "GET / HTTP/1.1\r\nHost: mot.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: mot.example\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            "GET / HTTP/1.1\r\nHost : mot.example\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: mot.example\r\nX: a\0b\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: mot.example\r\n\r\n",
            "\r\nGET\r\n\r\n",
        ]
        for request in requests {
            let answer = try? await portal.client.raw(Array(request.utf8))
            #expect((answer?.status ?? 400) >= 400, "\(request)")
        }
        let plain = try await HTTPClient(port: portal.port, host: "mot.example").send("GET", "/")
        #expect(plain.status == 200)
    }

    /// Two Host fields: the first counts, and nothing of the other's site shows.
    @Test func twoHosts() async throws {
        let portal = try await Self.open()
        let request = "GET / HTTP/1.1\r\nHost: mot.example\r\nHost: hai.example\r\nConnection: close\r\n\r\n"
        let answer = try await portal.client.raw(Array(request.utf8))
        #expect(answer.status == 400 || (answer.contains("Xã Một") && !answer.contains("Xã Hai")))
    }
}
