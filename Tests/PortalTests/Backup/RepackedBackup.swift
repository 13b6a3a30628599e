import Foundation

@testable import PortalKit

/// A backup taken apart and put together again with changes, sealed as a good one is: what only the checks of its
/// content can find.
enum RepackedBackup {
    /// - Parameter change: what stands in place of an entry; nil takes it out.
    static func make(
        of file: URL, at place: URL, sums fixesSums: Bool = true, _ change: (String, [UInt8]) throws -> [UInt8]?
    ) throws {
        let source = try BackupArchiveReader(path: file.path)
        try Data().write(to: place)
        let target = try BackupArchiveWriter(path: place.path)
        var sums = ""
        for entry in source.entries {
            guard let bytes = try source.bytes(of: entry.name) else { continue }
            if entry.name == BackupEntry.sums {
                try target.add(fixesSums ? Array(sums.utf8) : bytes, as: entry.name)
            } else if let changed = try change(entry.name, bytes) {
                try target.add(changed, as: entry.name)
                sums += "\(ContentHash(of: changed).rawValue)  \(entry.name)\n"
            }
        }
        try target.close(comment: BackupSeal.blank, watch: BackupWatch())
        try BackupSeal.close(place.path, watch: BackupWatch())
    }

    /// The manifest with another value under a key.
    static func manifest(_ bytes: [UInt8], _ key: String, _ value: Any) throws -> [UInt8] {
        var object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
        object[key] = value
        return Array(try JSONSerialization.data(withJSONObject: object))
    }
}
