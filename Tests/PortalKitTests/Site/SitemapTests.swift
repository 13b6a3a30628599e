import GRDB
import Testing

@testable import PortalKit

@Suite struct SitemapTests {
    /// A module need not know on what its part of the sitemap depends.
    @Test func whatAModuleChangesShowsInItsPart() async throws {
        let site = try await SitemapTestSite()
        let part = "/sitemap/ponds/0-0.xml"
        #expect(try await !site.visitor().get(part).contains("/ao/1"))
        try await site.dig()
        #expect(try await site.visitor().get(part).contains("/ao/1"))
    }

    @Test func aModuleThatFailsTakesNobodyElseOut() async throws {
        let site = try await SitemapTestSite()
        let index = try await site.visitor().get(Sitemap.path)
        #expect(index.status == 200)
        #expect(index.contains("/sitemap/ponds/0-0.xml"))
        #expect(!index.contains("/sitemap/ponds/1-0.xml"))
        #expect(try await site.visitor().get("/sitemap/ponds/1-0.xml").status == 500)
    }
}

private struct SitemapTestSite {
    private let site: ModuleTestSite
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try folder.writeModule("ponds", texts: "module.name: Ao\nmodule.description: Ao làng\n")
        site = try await ModuleTestSite(PondsModule.self, sourceFile: folder.path + "/Tests/SitemapTests.swift")
    }

    func visitor() -> TestClient { site.visitor() }

    func dig() async throws {
        try await site.context(of: "ponds").storage.write(as: .system("test")) { change in
            try change.database.execute(sql: "INSERT INTO ponds_ponds DEFAULT VALUES")
            change.touch(.list("ponds.all"))
        }
    }
}

/// Its first source of addresses works, its second fails.
private struct PondsModule: PortalModule {
    static let manifest = ModuleManifest(id: "ponds", version: "1.0.0", mountPath: "/ao")

    private struct Dry: Error {}

    func register(in registration: inout ModuleRegistration) throws {
        registration.migration("ponds") { database in
            try database.execute(sql: "CREATE TABLE ponds_ponds (id INTEGER PRIMARY KEY)")
        }
        registration.sitemap(
            SitemapSource(
                count: { context in
                    try await context.storage.read {
                        try Int.fetchOne($0, sql: "SELECT count(*) FROM ponds_ponds") ?? 0
                    }
                },
                entries: { context, places in
                    try await context.storage.read {
                        try Int.fetchAll(
                            $0, sql: "SELECT id FROM ponds_ponds ORDER BY id LIMIT ? OFFSET ?",
                            arguments: [places.count, places.lowerBound])
                    }.map { SitemapEntry(path: "/\($0)") }
                }))
        registration.sitemap(SitemapSource(count: { _ in throw Dry() }, entries: { _, _ in throw Dry() }))
    }
}
