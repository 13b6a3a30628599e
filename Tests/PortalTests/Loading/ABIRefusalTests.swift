import Foundation
import Testing

@testable import PortalKit

/// A library that does not fit is refused before any of its code runs, and the site goes on without it.
@Suite(.fewAtOnce) struct ABIRefusalTests {
    /// A module folder in the site, with this library and the resources of Probe.
    private static func install(_ library: Data?, in site: URL) throws {
        let folder = site.appending(path: "modules/Probe", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Checkout.fixtures.appending(path: "Probe/Resources"), to: folder.appending(path: "Resources"))
        // Another library's name, so that the one in the build folder is not found in its place.
        try Data("id: probe\nlibrary: ProbeCopy\n".utf8).write(to: folder.appending(path: "module.yml"))
        try library?.write(to: folder.appending(path: "libProbeCopy.so"))
        try FileManager.default.copyItem(
            at: Checkout.fixtures.appending(path: "Faulty"), to: site.appending(path: "modules/Faulty"))
    }

    private static var loaded: String {
        get throws { try String(contentsOfFile: "/proc/self/maps", encoding: .utf8) }
    }

    private static func refusal(_ library: Data?) async throws -> (TestPortal, ModuleRefusal) {
        let portal = try await TestPortal("  probe:\n  faulty:", installation: Checkout.bareInstallation) {
            try install(library, in: $0)
        }
        return (portal, try #require(portal.site.module("probe")?.refusal))
    }

    /// The library with the marker of another core in place of its own.
    private static func patched() throws -> Data {
        var library = try Data(contentsOf: Checkout.library("Probe"))
        let marker = Data((ABIMarker.prefix + ABIMarker.current).utf8)
        let other = Data(otherMarker.utf8)
        var count = 0
        while let place = library.range(of: marker) {
            library.replaceSubrange(place, with: other)
            count += 1
        }
        #expect(count > 0)
        #expect(other.count == marker.count)
        return library
    }

    private static var otherMarker: String {
        let parts = ABIMarker.current.split(separator: "/").map(String.init)
        return ABIMarker.prefix + ([parts[0], String(repeating: "0", count: 16)] + parts[2...]).joined(separator: "/")
    }

    @Test func aLibraryBuiltAgainstAnotherCore() async throws {
        let (portal, refusal) = try await Self.refusal(try Self.patched())
        guard case .otherABI(let module, let core) = refusal else { Issue.record("\(refusal)"); return }
        #expect(module.contains("/0000000000000000/"))
        #expect(core == ABIMarker.current)
        #expect(refusal.description.contains(module) && refusal.description.contains(core))
        let libraries = try Self.loaded
        #expect(!libraries.contains(portal.site.folder.appending(path: "modules/Probe/libProbeCopy.so").path))
        #expect(try await portal.client.send("GET", "/").status == 200)
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
        #expect(try await portal.client.send("GET", "/thu-nghiem").status == 404)

        let administrator = try await portal.official(permissions: [CorePermission.status, CorePermission.modules])
        let status = try await administrator.get(AdminPath.status)
        #expect(status.status == 200)
        for abi in [module, core] {
            let parts = abi.split(separator: "/")
            #expect(status.contains("\(parts[0]) (\(parts[1].prefix(8)))"))
        }
        let metrics = try await portal.client.send("GET", "/metrics")
        #expect(metrics.contains("dinh_module_up{site=\"xa-thu\",module=\"probe\"} 0"))
    }

    @Test func theSameLibraryUnchangedIsServed() async throws {
        let portal = try await TestPortal(installation: Checkout.bareInstallation) {
            try Self.install(Data(contentsOf: Checkout.library("Probe")), in: $0)
        }
        #expect(portal.site.module("probe")?.refusal == nil)
        #expect(try await portal.client.send("GET", "/thu-nghiem").status == 200)
    }

    @Test func aFileThatIsNoModule() async throws {
        for content in [Data(), Data("no library".utf8), try Data(contentsOf: Checkout.built.appending(path: "dinh"))] {
            let (portal, refusal) = try await Self.refusal(content)
            switch refusal {
            case .notAModule, .unreadable: break
            default: Issue.record("\(refusal)")
            }
            #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
        }
    }

    /// The right marker, but not a library: the loader's own refusal.
    @Test func aMarkerAloneMakesNoLibrary() async throws {
        let (portal, refusal) = try await Self.refusal(Data((ABIMarker.prefix + ABIMarker.current + ";").utf8))
        guard case .unreadable(_, let reason) = refusal else { Issue.record("\(refusal)"); return }
        #expect(!reason.isEmpty)
        #expect(try await portal.client.send("GET", "/").status == 200)
    }

    @Test func aMissingLibrary() async throws {
        let (portal, refusal) = try await Self.refusal(nil)
        guard case .missingLibrary(let path) = refusal else { Issue.record("\(refusal)"); return }
        #expect(path.hasSuffix("modules/Probe/libProbeCopy.so"))
        #expect(try await portal.client.send("GET", "/").status == 200)
    }

    @Test func aModuleThatNobodyInstalled() async throws {
        let portal = try await TestPortal("  nobody-knows:\n  faulty:")
        guard case .unknown("nobody-knows", _) = portal.site.module("nobody-knows")?.refusal else {
            Issue.record("served")
            return
        }
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
    }

    @Test func aFolderThatNamesAnotherModulesLibrary() async throws {
        let portal = try await TestPortal("  impostor:\n  probe:") { site in
            let folder = site.appending(path: "modules/Impostor", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("id: impostor\nlibrary: Probe\n".utf8).write(to: folder.appending(path: "module.yml"))
        }
        #expect(portal.site.module("impostor")?.refusal == .otherId(expected: "impostor", found: "probe"))
        #expect(portal.site.module("probe")?.refusal == nil)
    }
}
