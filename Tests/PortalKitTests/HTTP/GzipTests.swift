import Foundation
import Testing

@testable import PortalKit

@Suite struct GzipTests {
    @Test(arguments: [0, 1, 100, 70_000]) func unpacksToTheSame(count: Int) throws {
        let text = String(repeating: "Ủy ban nhân dân xã ", count: count)
        for level in [1, 6, 99] {
            let packed = try #require(Gzip.compress(text, level: level))
            #expect(packed.starts(with: [0x1F, 0x8B]))
            #expect(try unpack(packed) == Data(text.utf8))
            if count >= 100 { #expect(packed.count < text.utf8.count / 10) }
        }
    }

    /// What the command `gzip` makes of it.
    private func unpack(_ packed: [UInt8]) throws -> Data {
        let file = URL(filePath: NSTemporaryDirectory() + "\(UUID().uuidString).gz")
        try Data(packed).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path()]
        gzip.standardOutput = output
        try gzip.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0)
        return data
    }
}
