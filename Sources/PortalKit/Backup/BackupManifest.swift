public import Foundation

/// What a backup says of itself: the first entry of its archive.
public struct BackupManifest: Codable, Sendable, Equatable {
    /// A module of the site when the backup was made.
    public struct Module: Codable, Sendable, Equatable {
        /// Its id.
        public let id: String
        /// Its version; empty when its library could not be read.
        public let version: String
        /// `enabled`, `disabled`, `removed` or `refused`.
        public let state: String
    }

    /// The layout of the archive; a later one is refused.
    public let format: Int
    /// The site's id.
    public let site: String
    /// The commune's name.
    public let name: String
    /// When the copy of the database was taken: everything is as of this moment.
    public let madeAt: Date
    /// The version of the portal that made it.
    public let portal: String
    /// The site's modules.
    public let modules: [Module]
    /// The steps that the schema of the core and of each module has had, by owner.
    public let migrations: [String: [String]]
    /// Rows by table.
    public let rows: [String: Int]
    /// Where the audit log ended; nil when it was empty.
    public let audit: AuditHead?
    /// The size of the database in bytes.
    public let databaseBytes: Int
    /// How many uploaded files there are.
    public let files: Int
    /// Their size together in bytes.
    public let fileBytes: Int
    /// Uploaded files that the database knows and that were not on the disk any more.
    public let missing: [String]

    /// The layout that this version writes.
    static let currentFormat = 1

    /// Whether a later version of the portal made it than the one that is running.
    var isFromLater: Bool {
        format > Self.currentFormat
            || Self.numbers(PortalVersion.version).lexicographicallyPrecedes(Self.numbers(portal))
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").map { Int($0) ?? 0 }
    }
}

/// The entries of a backup's archive.
enum BackupEntry {
    static let manifest = "manifest.json"
    /// The hash of each other entry, as `sha256sum` writes and checks them.
    static let sums = "SHA256SUMS"
    static let database = "site.sqlite"
    static let secret = "secret.key"
    static let files = "files/"
    /// What was exported when modules were removed.
    static let archives = "archives/"
    /// Configuration and theme, for whoever has to set the site up anew; a restore leaves them alone.
    static let site = "site/"

    /// The stored file that an entry holds.
    static func hash(of name: String) -> ContentHash? {
        guard name.hasPrefix(files) else { return nil }
        return ContentHash(rawValue: name.dropFirst(files.count).filter { $0 != "/" })
            .flatMap { Self.name(of: $0) == name ? $0 : nil }
    }

    static func name(of hash: ContentHash) -> String {
        "\(files)\(hash.rawValue.prefix(2))/\(hash.rawValue.dropFirst(2))"
    }

    /// Whether a restore may write this entry: no name leads out of the folder.
    static func isKnown(_ name: String) -> Bool {
        if [manifest, sums, database, secret].contains(name) || hash(of: name) != nil { return true }
        guard name.hasPrefix(archives) || name.hasPrefix(site) else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && !part.contains("\0")
        }
    }
}

/// Why a backup could not be made, read or restored; one line that says what to do.
public enum BackupError: Error, CustomStringConvertible, Equatable {
    /// Another backup of the site is being made.
    case underWay
    /// It was stopped, as when the server ends.
    case stopped
    /// The disk has too little room.
    case noRoom(needed: Int, free: Int)
    /// A file could not be read or written.
    case system(String, reason: String)
    /// What was written does not read back as it should.
    case failedCheck([String])
    /// There is no such backup.
    case missing(String)
    /// The file is no backup, or broken.
    case damaged(String, faults: [String])
    /// A later version made it.
    case later(made: String, here: String)
    /// A module's data is from a later version.
    case laterModule(String, made: String, here: String)
    /// The backup is another site's.
    case otherSite(String, site: String)
    /// The site has data.
    case occupied(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .underWay: "a backup of this site is being made; wait for its end"
        case .stopped: "the backup was stopped before its end; nothing is left of it"
        case .noRoom(let needed, let free):
            "the backup needs about \(needed.byteText("en")) and the disk has \(free.byteText("en")); "
                + "make room, keep fewer backups, or name a folder on another disk under backup in site.yml"
        case .system(let path, let reason): "\(path): \(reason)"
        case .failedCheck(let faults):
            "the backup did not read back as it was written: \(faults.joined(separator: "; ")); check the disk"
        case .missing(let name): "there is no backup '\(name)'; see dinh backup list"
        case .damaged(let name, let faults):
            "\(name) is damaged: \(faults.prefix(3).joined(separator: "; ")); use another backup"
        case .later(let made, let here):
            "the backup was made by Đình \(made) and this is \(here); restore it with \(made) or later"
        case .laterModule(let module, let made, let here):
            "the backup holds data of '\(module)' \(made) and \(here) is installed; install \(made) or later first"
        case .otherSite(let name, let site):
            "\(name) is a backup of the site '\(site)'; give that site's folder, or --other-site to take its data"
        case .occupied(let folder):
            "\(folder) holds data; with --replace the backup takes its place, and it is kept beside it"
        }
    }
}
