import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Views are counted by day and path, without a trace of who looked (D8, D30).
@Suite struct TrafficTests {
    private static let browser: Headers = ["User-Agent": "Mozilla/5.0 (Linux; Android 9) Firefox/128.0"]

    private func rows(_ world: AdminTestSite) async throws -> [String] {
        _ = try await world.site.site.writeTraffic()
        return try await world.site.site.database.read { database in
            try String.fetchAll(database, sql: "SELECT day || ' ' || path || ' ' || views FROM core_traffic ORDER BY 1")
        }
    }

    @Test func viewsOfPublicPagesAreCounted() async throws {
        let world = try await AdminTestSite()
        let visitor = world.site.visitor()
        for _ in 0..<3 { _ = try await visitor.get("/?nguon=zalo", headers: Self.browser) }
        _ = try await visitor.get("/khong-co", headers: Self.browser)
        _ = try await visitor.get("/sitemap.xml", headers: Self.browser)
        _ = try await visitor.get("/", headers: ["User-Agent": "Googlebot/2.1"])
        _ = try await visitor.get("/")
        let officer = try await world.administrator()
        _ = try await officer.get("/", headers: Self.browser)
        _ = try await officer.get("/quan-tri", headers: Self.browser)
        #expect(try await rows(world) == ["2026-11-24 / 3"])
        world.site.clock.advance(by: .seconds(86_400))
        _ = try await visitor.get("/", headers: Self.browser)
        #expect(try await rows(world) == ["2026-11-24 / 3", "2026-11-25 / 1"])
        let page = try await world.administrator().get("/quan-tri/luot-xem")
        #expect(page.contains("role=\"img\""))
        #expect(page.contains("24/11/2026"))
    }

    @Test func whatIsOldIsForgotten() async throws {
        let world = try await AdminTestSite()
        _ = try await world.site.visitor().get("/", headers: Self.browser)
        _ = try await rows(world)
        world.site.clock.advance(by: .seconds(86_400 * (Traffic.keptDays + 2)))
        #expect(try await rows(world) == [])
    }

    @Test func madeUpAddressesDoNotFillTheMemory() {
        let counter = TrafficCounter()
        let now = Date(timeIntervalSince1970: 1_795_482_000)
        for number in 0..<(TrafficCounter.maximumPaths + 50) {
            counter.count("/tim-kiem/\(number)", userAgent: "Mozilla", at: now)
        }
        counter.count("/" + String(repeating: "a", count: 300), userAgent: "Mozilla", at: now)
        let counts = counter.take()
        #expect(counts.count == TrafficCounter.maximumPaths + 1)
        #expect(counts.values.reduce(0, +) == TrafficCounter.maximumPaths + 50)
        #expect(counter.take().isEmpty)
    }

    @Test func programsAreLeftOut() {
        for agent in ["", "curl/8.5", "Mozilla/5.0 (compatible; bingbot/2.0)", "python-requests/2.31", "Feedly/1.0"] {
            #expect(TrafficCounter.isProgram(agent), "\(agent)")
        }
        #expect(!TrafficCounter.isProgram("Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) Safari/604.1"))
    }
}
