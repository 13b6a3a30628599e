import Foundation
import Testing

@testable import PortalKit

/// Conditional requests, compression, and a page cache that is exact.
@Suite(.fewAtOnce) struct CachingTests {
    @Test func unchangedPagesAreNotSentAgain() async throws {
        let portal = try await TestPortal()
        let id = try await portal.addNote("Một")
        for path in ["/", "/thu-nghiem", "/thu-nghiem/\(id)", "/api/v1/probe/notes", "/thu-nghiem/feed.xml"] {
            let first = try await portal.client.send("GET", path)
            let tag = try #require(first["ETag"])
            #expect(first["Cache-Control"] == "public, no-cache")
            let again = try await portal.client.send("GET", path, [("If-None-Match", tag)])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(again["ETag"] == tag)
            #expect(again["Content-Security-Policy"] != nil)
            let list = try await portal.client.send("GET", path, [("If-None-Match", "\"other\", \(tag)")])
            #expect(list.status == 304)
            #expect(try await portal.client.send("GET", path, [("If-None-Match", "\"other\"")]).status == 200)
        }
    }

    @Test func byDate() async throws {
        let portal = try await TestPortal()
        let path = "/thu-nghiem/\(try await portal.addNote("Một"))"
        let date = try #require(try await portal.client.send("GET", path)["Last-Modified"])
        #expect(try await portal.client.send("GET", path, [("If-Modified-Since", date)]).status == 304)
        let earlier = HTTPDate.format(portal.clock.now.addingTimeInterval(-3600))
        #expect(try await portal.client.send("GET", path, [("If-Modified-Since", earlier)]).status == 200)
        // The entity tag decides when both are there (RFC 9110, 13.2.2).
        let both = [("If-Modified-Since", date), ("If-None-Match", "\"other\"")]
        #expect(try await portal.client.send("GET", path, both).status == 200)
        #expect(try await portal.client.send("GET", path, [("If-Modified-Since", "yesterday")]).status == 200)
    }

    @Test func compression() async throws {
        let portal = try await TestPortal()
        let plain = try await portal.client.send("GET", "/")
        #expect(plain["Content-Encoding"] == nil)
        #expect(plain["Vary"]?.contains("Accept-Encoding") == true)
        let packed = try await portal.client.send("GET", "/", [("Accept-Encoding", "br, gzip")])
        #expect(packed["Content-Encoding"] == "gzip")
        #expect(packed["Content-Length"] == String(packed.body.count))
        #expect(packed.body.count < plain.body.count / 2)
        #expect(try await unpacked(packed.body) == plain.body)
        for refusing in ["gzip;q=0", "identity", "gzip;q=0.0, br"] {
            let answer = try await portal.client.send("GET", "/", [("Accept-Encoding", refusing)])
            #expect(answer["Content-Encoding"] == nil, "\(refusing)")
        }
        // Pages for one person are compressed too.
        let form = try await portal.client.send("GET", "/thu-nghiem/gui", [("Accept-Encoding", "gzip")])
        #expect(form["Content-Encoding"] == "gzip")
        #expect(String(decoding: try await unpacked(form.body), as: UTF8.self).contains("name=\"csrf\""))
    }

    private func unpacked(_ bytes: [UInt8]) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "a.gz")
        try Data(bytes).write(to: file)
        return Array(try await Command.run("gzip", ["-dc", file.path]).output.utf8)
    }

    @Test func headIsGetWithoutBody() async throws {
        let portal = try await TestPortal()
        let asset = try #require(portal.site.assembly.assets.url("probe/probe.css"))
        let file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor()).url
        for path in ["/", "/thu-nghiem/gui", "/nowhere", "/api/v1/openapi.json", asset, file, "/thu-nghiem/"] {
            let get = try await portal.client.send("GET", path)
            let head = try await portal.client.send("HEAD", path)
            #expect(head.status == get.status, "\(path)")
            #expect(head.body.isEmpty, "\(path)")
            #expect(head["Content-Length"] == get["Content-Length"], "\(path)")
            #expect(head["Content-Type"] == get["Content-Type"], "\(path)")
            #expect(head["ETag"] == get["ETag"], "\(path)")
        }
    }

    @Test func assetsMayBeKeptForGood() async throws {
        let portal = try await TestPortal()
        let home = try await portal.client.send("GET", "/")
        let addresses = home.text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.1) }
        #expect(addresses.count > 5)
        for address in Set(addresses.map { String($0.prefix { $0 != "#" }) }) {
            let asset = try await portal.client.send("GET", address)
            #expect(asset.status == 200, "\(address)")
            #expect(asset["Cache-Control"] == "public, max-age=31536000, immutable")
            let tag = try #require(asset["ETag"])
            #expect(try await portal.client.send("GET", address, [("If-None-Match", tag)]).status == 304)
            // Under another hash there is nothing.
            let parts = address.split(separator: "/")
            let other = "/assets/000000000000/" + parts.dropFirst(2).joined(separator: "/")
            #expect(try await portal.client.send("GET", other).status == 404)
        }
    }

    // MARK: - Exactness

    private static func cached(_ portal: TestPortal, _ path: String) -> Bool {
        portal.site.cache.page(for: path, now: portal.clock.now) != nil
    }

    @Test func aChangeDropsExactlyWhatWasMadeFromIt() async throws {
        let portal = try await TestPortal("  probe:", "home: [{block: probe.latest}]")
        let (first, second) = (try await portal.addNote("Một"), try await portal.addNote("Hai"))
        let pages = ["/", "/thu-nghiem", "/thu-nghiem/\(first)", "/thu-nghiem/\(second)", "/robots.txt"]
        for path in pages { _ = try await portal.client.send("GET", path) }
        #expect(pages.allSatisfy { Self.cached(portal, $0) })

        let official = try await portal.official(permissions: ["probe.write"])
        let answer = try await official.post(
            "/quan-tri/probe/\(second)", [("title", "Hai mới")], from: "/quan-tri/probe")
        #expect(answer.status == 303)
        #expect(Self.cached(portal, "/thu-nghiem/\(first)"))
        #expect(Self.cached(portal, "/robots.txt"))
        for path in ["/", "/thu-nghiem", "/thu-nghiem/\(second)"] {
            #expect(!Self.cached(portal, path), "\(path)")
            #expect(try await portal.client.send("GET", path).contains("Hai mới"), "\(path)")
        }
        #expect(try await !portal.client.send("GET", "/thu-nghiem/\(first)").contains("Hai mới"))
    }

    @Test func whatIsForOnePersonIsNotKept() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        #expect(try await visitor.get("/thu-nghiem/gui").status == 200)
        #expect(!Self.cached(portal, "/thu-nghiem/gui"))
        #expect(try await portal.client.send("GET", "/thu-nghiem/gui")["Cache-Control"] == "no-store")

        let official = try await portal.official(permissions: ["probe.write"])
        let own = try await official.get("/thu-nghiem")
        #expect(own.contains("Nguyễn Thị Hạnh"))
        #expect(own["Cache-Control"] == "no-store")
        #expect(try await !portal.client.send("GET", "/thu-nghiem").contains("Nguyễn Thị Hạnh"))

        // A message is shown once, to whom it is for.
        #expect(try await visitor.post("/thu-nghiem/gui", [("title", "Riêng")]).status == 303)
        #expect(try await visitor.get("/thu-nghiem").contains("Đã gửi Riêng"))
        #expect(try await !visitor.get("/thu-nghiem").contains("Đã gửi Riêng"))
        #expect(try await !portal.client.send("GET", "/thu-nghiem").contains("Đã gửi Riêng"))
    }

    /// Nothing that a client sends beside path, query and language gets into a page that others see.
    @Test func poisoning() async throws {
        let portal = try await TestPortal()
        let poison = [
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Scheme", "evil"), ("Referer", "http://evil.example/"),
            ("User-Agent", "<script>evil</script>"), ("Accept-Language", "evil"), ("Origin", "http://evil.example"),
            ("Cookie", "dinh_lang=evil; dinh_form=evil; other=evil"), ("X-HTTP-Method-Override", "POST"),
            ("Accept", "evil/evil"),
        ]
        for path in ["/", "/thu-nghiem", "/tim-kiem?q=evi", "/nowhere", "/api/v1/openapi.json"] {
            let poisoned = try await portal.client.send("GET", path, poison)
            #expect(!poisoned.text.lowercased().contains("evil"), "\(path)")
            let clean = try await portal.client.send("GET", path)
            #expect(clean.body == poisoned.body)
        }
        // Errors are not kept.
        #expect(try await portal.client.send("GET", "/thu-nghiem/1").status == 404)
        try await portal.addNote("Giờ có")
        #expect(try await portal.client.send("GET", "/thu-nghiem/1").status == 200)
    }

    /// Two languages of one address do not mix.
    @Test func languages() async throws {
        let portal = try await TestPortal()
        for _ in 0..<2 {
            #expect(try await portal.client.send("GET", "/")["Content-Language"] == "vi")
            let english = try await portal.client.send("GET", "/", [("Cookie", "dinh_lang=en")])
            #expect(english["Content-Language"] == "en")
            #expect(english.contains("lang=\"en\""))
        }
        let visitor = portal.visitor()
        let choice = try await visitor.get("/ngon-ngu/en?ve=/thu-nghiem")
        #expect(choice.status == 303)
        #expect(choice["Location"] == "/thu-nghiem")
        #expect(try await visitor.get("/thu-nghiem")["Content-Language"] == "en")
        #expect(try await visitor.get("/ngon-ngu/xx").status == 404)
    }

    /// A page whose making began before a change is not kept after it.
    @Test func aRaceWithAChange() async throws {
        let portal = try await TestPortal()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let visitor = portal.visitor()
            group.addTask {
                for number in 1...30 { try await portal.addNote("Bài \(number)", visitor: visitor) }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<60 { _ = try await portal.client.send("GET", "/thu-nghiem") }
                }
            }
            try await group.waitForAll()
        }
        let page = try await portal.client.send("GET", "/thu-nghiem")
        #expect(page.text.matches(of: /Bài \d+/).count == 30)
    }
}
