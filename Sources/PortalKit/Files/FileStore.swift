public import Foundation

/// Why a file could not be stored or read.
public enum FileStoreError: Error, Equatable, Sendable {
    /// The content is longer than so many bytes.
    case tooLarge(limit: Int)
    /// No file of this hash is stored.
    case missing(ContentHash)
    /// The system refused an operation, with its error number.
    case system(operation: String, code: Int32)
}

/// A file in the store.
public struct StoredFile: Sendable, Hashable {
    /// Its name in the store.
    public let hash: ContentHash
    /// Its size in bytes.
    public let size: Int
}

/// A site's files, each stored once under the hash of its content (`ab/cdef...`) and never changed after that.
///
/// A file that `store` or ``FileWriter/finish()`` returned is on the disk: its bytes and its name have been synced. A
/// file becomes visible whole or not at all. No path is ever made from what a person typed.
///
/// Files that hold what people send of themselves are sealed with the site's key. Their name is the hash of what lies on
/// the disk, so that backups need not know; readers get the content.
public struct FileStore: Sendable {
    /// The folder of the files, an absolute path.
    public let root: String
    private let seal: FileSeal?

    /// Opens the store, making its folder when there is none.
    public init(root: String) throws(FileStoreError) { try self.init(root: root, seal: nil) }

    /// - Parameter seal: opens sealed files and makes new ones; without it they are read as they lie there.
    init(root: String, seal: FileSeal?) throws(FileStoreError) {
        self.root = root
        self.seal = seal
        do {
            try FileManager.default.createDirectory(atPath: root + "/incoming", withIntermediateDirectories: true)
        } catch {
            throw .system(operation: "create \(root)", code: errno)
        }
    }

    // MARK: - Writing

    /// Begins a file whose content comes piece by piece.
    ///
    /// - Parameters:
    ///   - limit: the greatest size in bytes.
    ///   - isSealed: whether it is sealed with the site's key.
    public func writer(limit: Int, isSealed: Bool = false) throws(FileStoreError) -> FileWriter {
        if isSealed, seal == nil { throw .system(operation: "seal without a key", code: EINVAL) }
        return try FileWriter(store: self, limit: limit, seal: isSealed ? seal : nil)
    }

    /// Stores content that comes in chunks. When the sequence fails, or there is more than the limit, nothing is kept.
    public func store<Chunks: AsyncSequence>(
        _ chunks: Chunks, limit: Int
    ) async throws -> StoredFile where Chunks.Element == [UInt8] {
        let writer = try writer(limit: limit)
        for try await chunk in chunks { try writer.write(chunk) }
        return try writer.finish()
    }

    /// Stores content that is in memory.
    public func store(_ bytes: [UInt8]) throws(FileStoreError) -> StoredFile {
        let writer = try writer(limit: bytes.count)
        try writer.write(bytes)
        return try writer.finish()
    }

    // MARK: - Reading

    /// Whether the file is stored.
    public func contains(_ hash: ContentHash) -> Bool { (try? size(of: hash)) != nil }

    /// The file's size in bytes, as it lies on the disk.
    public func size(of hash: ContentHash) throws(FileStoreError) -> Int {
        guard let status = FileStatus(path(of: hash)) else {
            throw errno == ENOENT ? .missing(hash) : .system(operation: "stat", code: errno)
        }
        return status.size
    }

    /// Opens the file for reading.
    public func open(_ hash: ContentHash) throws(FileStoreError) -> FileReader {
        try FileReader(path: path(of: hash), hash: hash, seal: seal)
    }

    /// The whole content.
    ///
    /// - Parameter limit: the greatest size in bytes that is read into memory.
    public func bytes(of hash: ContentHash, limit: Int = 64 << 20) throws(FileStoreError) -> [UInt8] {
        let reader = try open(hash)
        guard reader.size <= limit else { throw .tooLarge(limit: limit) }
        return try reader.read(upTo: reader.size)
    }

    /// Where the file is or would be, for programs that copy files without reading them.
    public func path(of hash: ContentHash) -> String {
        "\(folder(of: hash))/\(hash.rawValue.dropFirst(2))"
    }

    /// All files, in the order of their hashes: for backup and for finding what nothing refers to.
    public func hashes() -> [ContentHash] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return folders.filter { $0.utf8.count == 2 }.sorted().flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
                .compactMap { ContentHash(rawValue: folder + $0) }
        }
    }

    /// Files that were stored before a moment, and not sent once more since.
    func hashes(before moment: Date) -> [ContentHash] {
        hashes().filter { hash in
            FileStatus(path(of: hash)).map { Double($0.seconds) < moment.timeIntervalSince1970 } ?? false
        }
    }

    // MARK: - Removing

    /// Removes the file for good. Nothing checks whether a record still refers to it; ask first.
    ///
    /// - Returns: whether there was such a file.
    @discardableResult
    public func delete(_ hash: ContentHash) throws(FileStoreError) -> Bool {
        guard unlink(path(of: hash)) == 0 else {
            if errno == ENOENT { return false }
            throw .system(operation: "unlink", code: errno)
        }
        try sync(folder: folder(of: hash))
        return true
    }

    /// Removes what writers left behind when the process was killed: unfinished files older than a day.
    public func removeLeftovers(now: Date = Date()) {
        let incoming = root + "/incoming"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] {
            guard let status = FileStatus("\(incoming)/\(name)") else { continue }
            if now.timeIntervalSince1970 - Double(status.seconds) > 86_400 { unlink("\(incoming)/\(name)") }
        }
    }

    // MARK: - Folders

    func folder(of hash: ContentHash) -> String { "\(root)/\(hash.rawValue.prefix(2))" }

    /// Makes a folder's entries last through a power cut.
    func sync(folder: String) throws(FileStoreError) {
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(operation: "open folder", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(operation: "sync folder", code: errno) }
    }
}
