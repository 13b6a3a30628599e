import Foundation

/// How much of the disk a site uses, and how much is left.
enum DiskUse {
    /// Below this share, or this many bytes, of free space the status page warns: a full disk loses writes.
    private static let scarceShare = 0.05
    private static let scarceBytes = 1 << 30

    /// Bytes of the database with its write-ahead log.
    static func database(_ site: Site) -> Int {
        ["", "-wal"].reduce(0) { $0 + size(site.database.path + $1) }
    }

    /// Bytes free and in all on the disk that holds the site's data; nil when the system does not tell.
    static func space(_ site: Site) -> (free: Int, total: Int)? {
        guard
            let attributes = try? FileManager.default.attributesOfFileSystem(forPath: site.dataFolder.path),
            let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue,
            let total = (attributes[.systemSize] as? NSNumber)?.intValue, total > 0
        else { return nil }
        return (free, total)
    }

    /// Bytes free for this user on the disk that holds a folder; nil when the system does not tell.
    static func free(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber)?.intValue
    }

    static func isScarce(_ site: Site) -> Bool {
        space(site).map { $0.free < scarceBytes || Double($0.free) < scarceShare * Double($0.total) } ?? false
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
