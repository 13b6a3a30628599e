import Foundation
import Testing

@testable import PortalKit

@Suite struct FileStoreTests {
    private let root = NSTemporaryDirectory() + "file-store-\(UUID().uuidString)"
    private let store: FileStore

    init() throws { store = try FileStore(root: root) }

    private func chunks(_ chunks: [[UInt8]], failing: Bool = false) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            for chunk in chunks { continuation.yield(chunk) }
            continuation.finish(throwing: failing ? CancellationError() : nil)
        }
    }

    private var incoming: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: root + "/incoming")) ?? []
    }

    @Test func aFileSentOnceMoreIsYoungAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let file = try store.store([1, 2, 3])
        let hourAgo = Date().addingTimeInterval(-3_600)
        try FileManager.default.setAttributes(
            [.modificationDate: hourAgo.addingTimeInterval(-60)], ofItemAtPath: store.path(of: file.hash))
        #expect(store.hashes(before: hourAgo) == [file.hash])
        #expect(try store.store([1, 2, 3]) == file)
        #expect(store.hashes(before: hourAgo).isEmpty)
    }

    @Test func storesOnceUnderItsHash() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let text = Array("Quyết định số 12/QĐ-UBND".utf8)
        let file = try await store.store(chunks([Array(text[..<7]), [], Array(text[7...])]), limit: 100)
        #expect(file.hash == ContentHash(of: text))
        #expect(file.size == text.count)
        #expect(try store.bytes(of: file.hash) == text)
        #expect(try store.store(text) == file)
        #expect(store.hashes() == [file.hash])
        #expect(
            store.path(of: file.hash) == "\(root)/\(file.hash.rawValue.prefix(2))/\(file.hash.rawValue.dropFirst(2))")
        #expect(incoming.isEmpty)
        #expect(try store.delete(file.hash))
        #expect(try !store.delete(file.hash))
        #expect(!store.contains(file.hash))
        #expect(throws: FileStoreError.missing(file.hash)) { try store.open(file.hash) }
    }

    @Test func keepsNothingOfWhatFailed() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        await #expect(throws: FileStoreError.tooLarge(limit: 5)) {
            try await store.store(chunks([[1, 2, 3], [4, 5, 6]]), limit: 5)
        }
        await #expect(throws: CancellationError.self) {
            try await store.store(chunks([[1, 2, 3]], failing: true), limit: 5)
        }
        do {
            let writer = try store.writer(limit: 10)
            try writer.write([1, 2])
            #expect(incoming.count == 1)
        }
        #expect(incoming.isEmpty)
        #expect(store.hashes().isEmpty)
    }

    @Test func readsRanges() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let reader = try store.open(try store.store(bytes).hash)
        #expect(try reader.read(from: 199_990, upTo: 100) == Array(bytes[199_990...]))
        #expect(try reader.read(from: 200_000, upTo: 1).isEmpty)
        var collected: [UInt8] = []
        for try await chunk in reader.chunks(of: 1_000, in: 55..<150_001) {
            #expect(chunk.count <= 1_000)
            collected += chunk
        }
        #expect(collected == Array(bytes[55..<150_001]))
    }

    @Test func emptyFileAndLeftovers() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let empty = try store.store([])
        #expect(empty.hash.rawValue == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(try store.bytes(of: empty.hash).isEmpty)
        try Data([1]).write(to: URL(filePath: root + "/incoming/left"))
        store.removeLeftovers()
        #expect(incoming.count == 1)
        store.removeLeftovers(now: Date(timeIntervalSinceNow: 90_000))
        #expect(incoming.isEmpty)
    }

    @Test(arguments: [
        "", "../../etc/passwd", String(repeating: "g", count: 64), String(repeating: "A", count: 64), "ab",
    ])
    func hashesAreNeverPaths(_ text: String) {
        #expect(ContentHash(rawValue: text) == nil)
    }
}
