import Foundation
import Testing

@testable import PortalKit

@Suite struct SiteCheckTests {
    @Test func aSoundSiteHasNoFaultsOfItsOwn() async throws {
        let site = try OperationsTestSite("scheme: http\nlanguages: [vi, en]\n")
        #expect(try await site.check() == [])
    }

    @Test func anUnknownLanguageIsOneFaultAtItsLine() async throws {
        let site = try OperationsTestSite("scheme: http\nlanguages: [vi, xx]\n")
        let faults = try await site.check()
        #expect(faults.map(\.file) == ["site.yml"])
        #expect(faults.first?.line != nil)
        #expect(faults.first?.message.contains("xx") == true)
    }

    @Test func everyFaultOfASiteIsFoundInOneRun() async throws {
        let site = try OperationsTestSite(
            """
            domain: thu.example
            scheme: ftp
            modules:
              nwes:
              fields:
                mount: Ruộng
            home:
              - block: news.latest

            """)
        try site.folder.write("colors: {primary: \"#ffffff\", ink: red}\n", to: "theme/theme.yml")
        try site.folder.write("<h1>{{titel}}</h1>\n{{> partials/nothing}}\n", to: "theme/templates/error.mustache")
        try site.folder.write("<p>{{#open}}</p>", to: "theme/templates/home.mustache")
        try site.folder.write("<p></p>", to: "theme/templates/serach.mustache")
        let faults = try await site.check()
        let found = Set(faults.map { "\($0.file):\($0.line ?? 0)" })
        for place in [
            "site.yml:3", "site.yml:4", "site.yml:6", "site.yml:8", "site.yml:10", "theme/theme.yml:1",
            "theme/templates/error.mustache:1", "theme/templates/error.mustache:2", "theme/templates/home.mustache:1",
            "theme/templates/serach.mustache:0",
        ] {
            #expect(found.contains(place), "\(place) is not among \(faults)")
        }
        #expect(faults.contains { $0.message.contains("titel") && $0.mend.contains("title") })
        #expect(faults.contains { $0.message.contains("contrast") })
        #expect(faults.contains { $0.message.contains("serach") || $0.mend.contains("search") })
    }

    @Test func theRealDataIsNotTouched() async throws {
        let site = try OperationsTestSite()
        _ = try await site.check()
        #expect(!FileManager.default.fileExists(atPath: site.data.path))
    }

    @Test func aSiteWithoutAConfigurationIsOneFault() async throws {
        let folder = try TemporaryFolder()
        let faults = await SiteCheck.run(
            folder: URL(fileURLWithPath: folder.path), installation: try OperationsTestSite.installation())
        #expect(faults.map(\.file) == ["site.yml"])
    }
}
