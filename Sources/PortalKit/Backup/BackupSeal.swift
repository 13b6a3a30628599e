import Crypto
import Foundation

/// The hash over all of an archive, at its very end in the ZIP comment: it finds damage anywhere, also where no entry is.
enum BackupSeal {
    private static let digits = 64
    private static let lead = "dinh-backup sha256 "

    /// The comment with room for the hash, to be filled in by ``close(_:)``.
    static let blank = lead + String(repeating: "0", count: digits)

    /// Fills the hash in, and has the file on the disk when it returns.
    static func close(_ path: String, watch: BackupWatch) throws {
        let size = try size(of: path)
        let hash = try FileDigest.sha256(of: path, upTo: size - digits, watch: watch)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(size - digits))
        try handle.write(contentsOf: Data(hash.rawValue.utf8))
        try handle.synchronize()
    }

    /// Whether the file is to the last byte as it was sealed.
    static func holds(_ path: String, watch: BackupWatch) throws -> Bool {
        let (size, count) = (try size(of: path), blank.utf8.count)
        guard size > count else { return false }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(size - count))
        let comment = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        guard comment.hasPrefix(lead) else { return false }
        return try FileDigest.sha256(of: path, upTo: size - digits, watch: watch).rawValue
            == comment.dropFirst(lead.count)
    }

    private static func size(of path: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
    }
}

/// The hash of a file, read a piece at a time.
enum FileDigest {
    /// - Parameter end: how many bytes are read; nil: all.
    static func sha256(of path: String, upTo end: Int? = nil, watch: BackupWatch) throws -> ContentHash {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hasher = SHA256()
        var rest = end ?? Int.max
        while rest > 0, let piece = try handle.read(upToCount: min(rest, 1 << 18)), !piece.isEmpty {
            try watch.check()
            hasher.update(data: piece)
            rest -= piece.count
        }
        return ContentHash(digest: hasher.finalize())
    }
}
