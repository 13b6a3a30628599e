import Foundation
import GRDB
import Testing

@testable import PortalKit

/// What pages show is counted each time they are sent, and what modules add stands below the pages.
@Suite struct TallyTests {
    private static let browser: Headers = ["User-Agent": "Mozilla/5.0 (Linux; Android 9) Firefox/128.0"]

    private func sums(_ site: ModuleTestSite, _ what: String) async throws -> [Int64: Int] {
        _ = try await site.site.writeTraffic()
        return try await site.site.database.read {
            try Tally.sums(of: "stands", what, records: [7, 8], in: $0)
        }
    }

    @Test func pagesFromMemoryAndRedirectsAreCounted() async throws {
        let site = try await ModuleTestSite(StandsModule.self, sourceFile: StandsModule.folder())
        let visitor = site.visitor()
        for _ in 0..<3 { _ = try await visitor.get("/gian-hang", headers: Self.browser) }
        #expect(try await visitor.get("/gian-hang/di", headers: Self.browser).status == 303)
        _ = try await visitor.get("/gian-hang", headers: ["User-Agent": "Googlebot/2.1"])
        _ = try await site.official().get("/gian-hang", headers: Self.browser)
        _ = try await site.official().get("/gian-hang/di", headers: Self.browser)
        // What is for one person alone is not counted, as its views are not.
        _ = try await visitor.get("/gian-hang/rieng", headers: Self.browser)
        #expect(try await sums(site, "view") == [7: 3])
        #expect(try await sums(site, "click") == [8: 1])
        let today = VietnamTime(site.clock.now)
        let total = try await site.site.database.read {
            try Tally.total(of: "stands", "view", days: today...today, in: $0)
        }
        #expect(total == 3)
        site.clock.advance(by: .seconds(86_400 * (Tally.keptDays + 2)))
        #expect(try await sums(site, "view") == [:])
    }

    @Test func whatAModuleAddsStandsBelowThePagesThatItChooses() async throws {
        let site = try await ModuleTestSite(StandsModule.self, sourceFile: StandsModule.folder())
        #expect(try await site.visitor().get("/").contains("Gian hàng hội làng"))
        #expect(try await !site.visitor().get("/gian-hang").contains("Gian hàng hội làng"))
        // One that fails is left out, and the page is there.
        #expect(try await site.visitor().get("/tim-kiem").status == 200)
        #expect(site.complaints.contains { $0.contains("frame addition failed") })
        try await site.disable("stands")
        #expect(try await !site.visitor().get("/").contains("Gian hàng hội làng"))
    }
}

private struct StandsModule: PortalModule {
    static let manifest = ModuleManifest(id: "stands", version: "1.0.0", mountPath: "/gian-hang")

    func register(in registration: inout ModuleRegistration) throws {
        registration.route(.get, "/") { request in
            request.counts("view", of: 7)
            return .html(SafeHTML(escaping: "Gian hàng"))
        }
        registration.route(.get, "/rieng") { request in
            request.counts("view", of: 7)
            return .html(SafeHTML(escaping: request.formToken()))
        }
        registration.route(.get, "/di") { request in
            request.counts("click", of: 8)
            return .redirect(to: "/")
        }
        registration.frame(
            FrameAddition { request in
                if request.path == "/tim-kiem" { throw PortalError.unavailable }
                return request.path == "/" ? SafeHTML(escaping: "Gian hàng hội làng") : nil
            })
    }

    /// A folder with a `module.yml`, as a module's tests have it.
    static func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("id: stands\nlibrary: Stands\n".utf8).write(to: folder.appending(path: "module.yml"))
        return folder.appending(path: "StandsTests.swift").path
    }
}
