internal import CLibzip
import Crypto
import Foundation

/// A backup's archive, open for reading, an entry and a piece of it at a time.
final class BackupArchiveReader {
    struct Entry {
        let name: String
        /// Size in bytes, as the archive claims.
        let size: Int
        fileprivate let index: UInt64
    }

    private static let chunk = 1 << 18
    private let archive: OpaquePointer
    let entries: [Entry]

    /// - Throws: ``BackupError/damaged(_:faults:)`` when this is no archive, or has an entry twice.
    init(path: String) throws(BackupError) {
        let name = URL(fileURLWithPath: path).lastPathComponent
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
            throw .damaged(name, faults: ["its list of entries cannot be read"])
        }
        var (entries, names): ([Entry], Set<String>) = ([], [])
        for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
            var status = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &status) == 0, let text = status.name,
                let size = Int(exactly: status.size), names.insert(String(cString: text)).inserted
            else {
                zip_discard(archive)
                throw .damaged(name, faults: ["its list of entries is broken"])
            }
            entries.append(Entry(name: String(cString: text), size: size, index: index))
        }
        self.archive = archive
        self.entries = entries
    }

    deinit { zip_discard(archive) }

    /// Reads an entry piece by piece.
    ///
    /// - Returns: the hash of what was read; nil when the entry cannot be read to its end.
    func read(_ entry: Entry, watch: BackupWatch, _ take: ([UInt8]) throws -> Void = { _ in }) throws -> ContentHash? {
        guard let file = zip_fopen_index(archive, entry.index, 0) else { return nil }
        defer { zip_fclose(file) }
        var hasher = SHA256()
        var total = 0
        while true {
            try watch.check()
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, filled in
                count = Int(zip_fread(file, buffer.baseAddress, UInt64(Self.chunk)))
                filled = max(0, count)
            }
            guard count >= 0 else { return nil }
            if count == 0 { return total == entry.size ? ContentHash(digest: hasher.finalize()) : nil }
            total += count
            hasher.update(data: piece)
            try take(piece)
        }
    }

    /// A whole small entry; nil when there is none of the name, or it is longer than the limit.
    func bytes(of name: String, limit: Int = 64 << 20) throws -> [UInt8]? {
        guard let entry = entries.first(where: { $0.name == name }), entry.size <= limit else { return nil }
        var bytes: [UInt8] = []
        let hash = try read(entry, watch: BackupWatch()) { bytes += $0 }
        return hash == nil ? nil : bytes
    }

    /// What the backup says of itself; nil when that cannot be read.
    func manifest() throws -> BackupManifest? {
        guard let bytes = try bytes(of: BackupEntry.manifest) else { return nil }
        return try? JSONText.decode(BackupManifest.self, from: String(decoding: bytes, as: UTF8.self))
    }
}
