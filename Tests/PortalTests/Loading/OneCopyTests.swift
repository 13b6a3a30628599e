import Foundation
import Testing

@testable import PortalKit

/// There is one copy of the core and of what it is made of, whatever modules are loaded beside it.
@Suite(.fewAtOnce) struct OneCopyTests {
    static let libraries = ["Probe", "Faulty", "Needs", "CircleA", "CircleB", "News"]

    @Test(arguments: libraries)
    func aModuleLibraryHoldsNoPartOfTheCore(name: String) async throws {
        let library = Checkout.library(name)
        let size = try #require(try library.resourceValues(forKeys: [.fileSizeKey]).fileSize)
        // A copy of the core and what it is made of would be a hundred times as large.
        #expect(size < (name == "News" ? 8 << 20 : 1 << 20))
        let symbols = try await Command.run("nm", ["-D", "--defined-only", library.path])
        #expect(symbols.output.contains(" dinh_module\n"))
        // What describes a type (Mn), makes its metadata (Ma) or conforms it (Mc) stands in one library only.
        let parts = ["4GRDB", "7NIOCore", "8NIOPosix", "11Hummingbird", "15HummingbirdCore", "9PortalKit", "4Yams"]
        let copied = symbols.output.split(separator: "\n").filter { line in
            parts.contains { line.contains(" $s\($0)") } && ["Mn", "Ma", "N"].contains { line.hasSuffix($0) }
        }
        #expect(copied.isEmpty, "\(copied.prefix(5))")
        let needed = try await Command.run("readelf", ["-d", library.path])
        #expect(needed.output.contains("[libPortalKit.so]"))
    }

    @Test func typesAreTheSameOnBothSides() async throws {
        let portal = try await TestPortal()
        let module = try #require(portal.site.assembly.module("probe"))
        #expect(module.instance is any StartingModule)
        #expect(module.instance is any StoppingModule)
        #expect(module.manifest.version == "1.2.3")
        let service = module.context.service((any CustomStringConvertible).self)
        #expect(service?.description == "probe says Xin chào")
        // An error of the core that the module throws is known for what it is.
        #expect(try await portal.client.send("GET", "/thu-nghiem/vang").status == 410)
        #expect(try await portal.client.send("GET", "/thu-nghiem/999").status == 404)
    }
}
