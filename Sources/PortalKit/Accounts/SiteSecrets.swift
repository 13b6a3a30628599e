import Crypto
public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A site's secret: 32 random bytes in a file that only the server's user can read, and keys derived from it.
///
/// No key serves two purposes (HKDF-SHA256, RFC 5869). Losing the file makes open forms stale, ends whatever else was
/// signed with it, and leaves unreadable what was sealed with it (``DataVault``): it belongs into the backup.
public struct SiteSecrets: Sendable {
    private let master: SymmetricKey

    static let length = 32

    /// Reads the secret, or makes it at the first start.
    ///
    /// Two processes that start at once end up with the same secret: whichever file is there first stays.
    ///
    /// - Parameter folder: The site's data; the secret is `secret.key` in it.
    /// - Throws: `SiteSecretsError`.
    public static func load(folder: URL, random: RandomBytes = systemRandomBytes) throws -> SiteSecrets {
        let path = folder.appending(path: "secret.key").path
        if access(path, F_OK) != 0 {
            try create(path, random(length))
        }
        return SiteSecrets(master: SymmetricKey(data: try read(path)))
    }

    private init(master: SymmetricKey) {
        self.master = master
    }

    /// For tests and tools: a secret that is stored nowhere.
    ///
    /// - Throws: `SiteSecretsError.malformed` when it is not 32 bytes.
    public init(bytes: [UInt8]) throws {
        guard bytes.count == Self.length else { throw SiteSecretsError.malformed(path: "") }
        master = SymmetricKey(data: bytes)
    }

    /// The 32-byte key for one purpose, such as `form-token`.
    public func key(for purpose: String) -> [UInt8] {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, info: Array("dinh/1/\(purpose)".utf8), outputByteCount: Self.length
        ).withUnsafeBytes(Array.init)
    }

    /// The HMAC-SHA256 of parts under the purpose's key. Each part's length is in it: "ab", "c" differs from "a", "bc".
    public func signature(of parts: [String], purpose: String) -> [UInt8] {
        var hmac = HMAC<SHA256>(key: SymmetricKey(data: key(for: purpose)))
        for part in parts {
            let bytes = Array(part.utf8)
            hmac.update(data: withUnsafeBytes(of: UInt64(bytes.count).bigEndian, Array.init))
            hmac.update(data: bytes)
        }
        return Array(hmac.finalize())
    }

    // MARK: - The file

    private static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SiteSecretsError.failed(path: path, reason: reason()) }
        defer { close(descriptor) }
        guard let status = FileStatus(descriptor: descriptor) else {
            throw SiteSecretsError.failed(path: path, reason: reason())
        }
        guard status.permissions & 0o077 == 0 else { throw SiteSecretsError.readableByOthers(path: path) }
        var bytes = [UInt8](repeating: 0, count: length + 1)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count == length else { throw SiteSecretsError.malformed(path: path) }
        return Array(bytes.prefix(length))
    }

    /// Writes a file beside it, then gives that its name unless the name is taken: nobody sees half a secret.
    private static func create(_ path: String, _ bytes: [UInt8]) throws {
        let draft = "\(path).\(getpid()).\(TokenBytes.hex(systemRandomBytes(4)))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SiteSecretsError.failed(path: path, reason: reason()) }
        defer { unlink(draft) }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let fault = isWritten ? nil : reason()
        close(descriptor)
        if let fault { throw SiteSecretsError.failed(path: path, reason: fault) }
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw SiteSecretsError.failed(path: path, reason: reason())
        }
        syncFolder(of: path)
    }

    /// Makes the new name outlive a power cut; file systems that cannot do so say so, which changes nothing.
    private static func syncFolder(of path: String) {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

/// Why a site's secret cannot be used.
public enum SiteSecretsError: Error, Equatable, CustomStringConvertible {
    /// The system refused to read or write the file.
    case failed(path: String, reason: String)
    /// Others than the server's user may read the file.
    case readableByOthers(path: String)
    /// The file does not hold 32 bytes.
    case malformed(path: String)

    /// One line that says what to do.
    public var description: String {
        switch self {
        case .failed(let path, let reason): "\(path): \(reason); the server's user must be able to read and write it"
        case .readableByOthers(let path): "\(path): other users can read this secret; run: chmod 600 '\(path)'"
        case .malformed(let path): "\(path): not a secret of 32 bytes; restore it from a backup, or remove it"
        }
    }
}
