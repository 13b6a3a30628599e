import Foundation
import Testing

@testable import PortalKit

@Suite struct ScaffoldTests {
    @Test func aNewModuleIsNamedThroughout() throws {
        let place = try TemporaryFolder()
        let folder = try ModuleScaffold.make(
            "PublicNotices", in: URL(fileURLWithPath: place.path), sdk: URL(fileURLWithPath: place.path + "/sdk"),
            installation: try OperationsTestSite.installation())
        let read = try ModuleFolder.read(folder)
        #expect(read.id == "public-notices")
        #expect(read.library == "PublicNotices")
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            #expect(!path.contains("__"), "\(path)")
            guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else { continue }
            #expect(!text.contains("__"), "\(path)")
        }
        let entry = try String(
            contentsOf: folder.appending(path: "Sources/PublicNotices/Entry.swift"), encoding: .utf8)
        #expect(entry.contains("public_notices_entries"))
    }

    @Test(arguments: ["events", "Su kien", "Sự", "", "PortalKit", "../Events"])
    func aNameThatIsNoTypeIsRefused(_ name: String) throws {
        let place = URL(fileURLWithPath: try TemporaryFolder().path)
        #expect(throws: ScaffoldError.self) {
            try ModuleScaffold.make(
                name, in: place, sdk: place, installation: try OperationsTestSite.installation())
        }
    }

    @Test func aNameThatThePortalHasIsRefused() throws {
        let installation = try OperationsTestSite.installation()
        let taken = try #require(ModuleCatalog(site: nil, installation: installation).ids.first)
        let name = taken.split(separator: "-").map(\.capitalized).joined()
        #expect(throws: ScaffoldError.self) { try ModuleScaffold.id(of: name, installation: installation) }
        #expect(try ModuleScaffold.id(of: "PublicNotices", installation: installation) == "public-notices")
    }

    @Test func aFolderWithSomethingInItIsLeftAlone() throws {
        let place = try TemporaryFolder()
        try place.write("mine", to: "xa-thu/site.yml")
        #expect(throws: ScaffoldError.self) {
            try SiteScaffold.make(
                URL(fileURLWithPath: place.path + "/xa-thu"), name: "Xã Thử",
                installation: try OperationsTestSite.installation())
        }
        #expect(try String(contentsOfFile: place.path + "/xa-thu/site.yml", encoding: .utf8) == "mine")
    }

    @Test func aNewSiteHasNoFaultsInItsConfiguration() throws {
        let place = try TemporaryFolder()
        let folder = URL(fileURLWithPath: place.path + "/xa-thu", isDirectory: true)
        try SiteScaffold.make(folder, name: "Xã Thử", installation: try OperationsTestSite.installation())
        let (configuration, faults) = SiteConfiguration.read(folder: folder.path)
        #expect(faults == [])
        #expect(configuration?.authority == "Ủy ban nhân dân xã Thử")
        var themeFaults: [Fault] = []
        _ = ThemeConfiguration.read(folder: folder.appending(path: "theme").path, faults: &themeFaults)
        #expect(themeFaults == [])
    }
}
