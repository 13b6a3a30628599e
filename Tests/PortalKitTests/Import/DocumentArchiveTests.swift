import Testing

@testable import PortalKit

@Suite struct DocumentArchiveTests {
    @Test func readsEntries() throws {
        let archive = try DocumentArchive(TestArchive(entries: [.init("a.xml", "một"), .init("B/c.xml", "")]).bytes)
        #expect(archive.names == ["a.xml", "b/c.xml"])
        #expect(try archive.read("A.xml", limit: 100) == Array("một".utf8))
        #expect(try archive.read("b/c.xml", limit: 100) == [])
        #expect(try archive.read("d.xml", limit: 100) == nil)
        #expect(throws: DocumentError.expandsTooMuch(limit: 2)) { try archive.read("a.xml", limit: 2) }
    }

    @Test func refusesTwoOfOneName() {
        let bytes = TestArchive(entries: [.init("word/document.xml", "a"), .init("Word/Document.xml", "b")]).bytes
        #expect(throws: DocumentError.duplicateEntry) { try DocumentArchive(bytes) }
    }

    @Test func refusesEncryptedEntries() {
        var entry = TestArchive.Entry("a.xml", "0123456789abcdef")
        entry.flags = 1
        #expect(throws: DocumentError.encrypted) { try DocumentArchive(TestArchive(entries: [entry]).bytes) }
    }

    @Test func refusesTooManyEntries() {
        let entries = (0...10).map { TestArchive.Entry("\($0)", "x") }
        #expect(throws: DocumentError.tooManyEntries(limit: 10)) {
            try DocumentArchive(TestArchive(entries: entries).bytes, limits: ArchiveLimits(entries: 10))
        }
    }

    @Test func refusesWhatClaimsToExpandTooMuch() {
        var entry = TestArchive.Entry("a.xml", "x")
        entry.claimedSize = 300 << 20
        #expect(throws: DocumentError.expandsTooMuch(limit: 256 << 20)) {
            try DocumentArchive(TestArchive(entries: [entry]).bytes)
        }
    }

    /// A thousand entries of 1 MiB of zeros, each some bytes when deflated.
    @Test func refusesABomb() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let gzip = try #require(Gzip.compress(zeros))
        var entry = TestArchive.Entry("0", zeros)
        entry.deflated = Array(gzip.dropFirst(10).dropLast(8))
        let one = TestArchive(entries: [entry]).bytes
        #expect(try DocumentArchive(one).read("0", limit: 1 << 20)?.count == 1 << 20)
        let limits = ArchiveLimits(expandedBytes: 1 << 20)
        let twice = try DocumentArchive(one, limits: limits)
        _ = try twice.read("0", limit: 1 << 20)
        #expect(throws: DocumentError.expandsTooMuch(limit: 1 << 20)) { try twice.read("0", limit: 1 << 20) }
        entry.name = "1"
        let two = TestArchive(entries: [entry, TestArchive.Entry("x", "y")]).bytes
        #expect(throws: DocumentError.expandsTooMuch(limit: 1 << 20)) { try DocumentArchive(two, limits: limits) }
    }

    @Test func refusesAnEntryThatIsNotWhatItClaims() throws {
        let content = [UInt8](repeating: 65, count: 5_000)
        let gzip = try #require(Gzip.compress(content))
        for claimed in [10, 4_999, 5_001] {
            var entry = TestArchive.Entry("a", content)
            entry.deflated = Array(gzip.dropFirst(10).dropLast(8))
            entry.claimedSize = claimed
            let archive = try DocumentArchive(TestArchive(entries: [entry]).bytes)
            #expect(throws: DocumentError.damaged, "\(claimed)") { try archive.read("a", limit: 1 << 20) }
        }
    }

    @Test func mutationsNeverDoHarm() {
        var random = SeededRandom(seed: 41)
        let good = TestArchive.docx(body: "<w:p><w:r><w:t>Thông báo</w:t></w:r></w:p>")
        for _ in 0..<3_000 {
            let bytes = good.mutated(using: &random)
            guard let archive = try? DocumentArchive(bytes) else { continue }
            for name in archive.names { _ = try? archive.read(name, limit: 1 << 20) }
        }
    }
}

extension [UInt8] {
    /// With some bytes changed, dropped, doubled or moved.
    func mutated(using random: inout SeededRandom) -> [UInt8] {
        var bytes = self
        for _ in 0...Int.random(in: 0..<6, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            let end = Swift.min(bytes.count, index + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(index..<end)
            case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 4: bytes.removeSubrange(index...)
            default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            }
        }
        return bytes
    }
}
