public import Foundation

/// The right to have a site open for changes: one process at a time holds it.
///
/// A lock on `serving.lock` in the site's data folder. It ends with the process that holds it, however that ends, so a
/// crash leaves nothing to tidy up.
public final class ServingLock: Sendable {
    static let name = "serving.lock"

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock, or returns nil while another process holds it.
    ///
    /// - Throws: ``ServingLockError`` when the file cannot be made.
    public static func take(dataFolder: URL) throws -> ServingLock? {
        let path = dataFolder.appending(path: name).path
        if !FileManager.default.fileExists(atPath: dataFolder.path) {
            try FileManager.default.createDirectory(
                at: dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ServingLockError(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return ServingLock(descriptor: descriptor)
    }

    /// Takes the lock, waiting a little for a command that is at work on the site.
    ///
    /// - Throws: ``SiteIsServed`` when it is still held after `patience`.
    static func take(dataFolder: URL, site: String, patience: Duration) async throws -> ServingLock {
        let end = ContinuousClock.now + patience
        while true {
            if let lock = try take(dataFolder: dataFolder) { return lock }
            guard ContinuousClock.now < end else { throw SiteIsServed(site: site) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

/// The lock's file cannot be made.
public struct ServingLockError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    /// One line that says what to do.
    public var description: String { "\(path) cannot be opened (\(reason)); give this user write access to the folder" }
}

/// Another process has the site open.
public struct SiteIsServed: Error, CustomStringConvertible {
    let site: String

    /// One line that says what to do.
    public var description: String { "the site '\(site)' is in use by another process; stop that one first" }
}
