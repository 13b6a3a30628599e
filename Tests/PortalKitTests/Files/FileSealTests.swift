import Foundation
import Testing

@testable import PortalKit

/// What lies sealed on the disk shows nothing of itself, and is read as it was written.
@Suite struct FileSealTests {
    private let root = NSTemporaryDirectory() + "file-seal-\(UUID().uuidString)"
    private let store: FileStore

    init() throws {
        store = try FileStore(root: root, seal: FileSeal(key: Array(repeating: 7, count: 32)))
    }

    private func content(_ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: $0 / 251 + $0) } }

    private func sealed(_ bytes: [UInt8], by pieces: Int = 10_000) throws -> StoredFile {
        let writer = try store.writer(limit: bytes.count, isSealed: true)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try writer.write(bytes[start..<min(start + pieces, bytes.count)])
        }
        return try writer.finish()
    }

    private func onDisk(_ file: StoredFile) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: store.path(of: file.hash))))
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])
    func isReadAsItWasWritten(_ size: Int) async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let bytes = content(size)
        let file = try sealed(bytes)
        #expect(file.size == size)
        #expect(try store.open(file.hash).size == size)
        #expect(try store.bytes(of: file.hash) == bytes)
        var read: [UInt8] = []
        for try await chunk in try store.open(file.hash).chunks(of: 7_001) { read += chunk }
        #expect(read == bytes)
        let part = try store.open(file.hash).read(from: size / 2, upTo: 70_000)
        #expect(part == Array(bytes[(size / 2)...].prefix(70_000)))
    }

    @Test func theDiskShowsNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let text = Array("%PDF-1.4 Giấy chứng sinh của Vũ Gia Huy".utf8)
        let file = try sealed(text)
        let disk = try onDisk(file)
        #expect(file.hash == ContentHash(of: disk))
        #expect(Data(disk).range(of: Data("chứng sinh".utf8)) == nil)
        #expect(try store.mediaType(of: file.hash) == .pdf)
    }

    @Test func theSameIsStoredOnce() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let bytes = content(100_000)
        #expect(try sealed(bytes) == sealed(bytes, by: 99))
        #expect(store.hashes().count == 1)
    }

    @Test func openFilesStayAsTheyWere() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let bytes = content(100_000)
        let file = try store.store(bytes)
        #expect(file.hash == ContentHash(of: bytes))
        #expect(try store.bytes(of: file.hash) == bytes)
    }

    /// Cut off, with two pieces changed about, with one bit turned, sealed with another key.
    @Test(arguments: ["cut", "swapped", "turned", "other key"])
    func whatIsDamagedIsNotGivenOut(_ damage: String) throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let file = try sealed(content(200_000))
        var disk = try onDisk(file)
        let piece = FileSeal.piece + 28
        switch damage {
        case "cut": disk.removeLast(disk.count - FileSeal.mark.count - piece)
        case "swapped":
            let start = FileSeal.mark.count
            let (first, second) = (Array(disk[start..<start + piece]), Array(disk[start + piece..<start + 2 * piece]))
            disk.replaceSubrange(start..<start + 2 * piece, with: second + first)
        case "turned": disk[FileSeal.mark.count + 40] ^= 1
        default: break
        }
        let key: UInt8 = damage == "other key" ? 8 : 7
        let path = root + "/damaged"
        try Data(disk).write(to: URL(filePath: path))
        let reader = try FileReader(path: path, seal: FileSeal(key: Array(repeating: key, count: 32)))
        #expect(throws: FileStoreError.self) { try reader.read(upTo: 1_000) }
    }

    @Test func nothingIsSealedWithoutAKey() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(throws: FileStoreError.self) { try FileStore(root: root).writer(limit: 10, isSealed: true) }
    }

    @Test func theLimitIsThatOfTheContent() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let writer = try store.writer(limit: 5, isSealed: true)
        try writer.write([1, 2, 3])
        #expect(throws: FileStoreError.tooLarge(limit: 5)) { try writer.write([4, 5, 6]) }
    }
}
