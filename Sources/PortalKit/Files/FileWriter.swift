internal import Crypto
import Foundation

/// A file on its way into the store. Until ``finish()`` nothing of it can be seen; a writer that is let go before
/// leaves nothing behind. It belongs to one task at a time.
public final class FileWriter {
    private let store: FileStore
    private let limit: Int
    private let temporaryPath: String
    private let descriptor: Int32
    private var hasher = SHA256()
    private var isFinished = false

    /// How many bytes were written so far.
    public private(set) var size = 0

    init(store: FileStore, limit: Int) throws(FileStoreError) {
        self.store = store
        self.limit = limit
        let name = (0..<4).map { _ in String(UInt32.random(in: 0...UInt32.max), radix: 36) }.joined()
        temporaryPath = "\(store.root)/incoming/\(name)"
        descriptor = Foundation.open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            isFinished = true
            throw .system(operation: "create", code: errno)
        }
    }

    deinit {
        if !isFinished { discard() }
    }

    /// Adds to the file.
    ///
    /// - Throws: ``FileStoreError/tooLarge(limit:)`` before anything is written beyond the limit.
    public func write(_ bytes: some Collection<UInt8>) throws(FileStoreError) {
        guard bytes.count <= limit - size else { throw .tooLarge(limit: limit) }
        var rest = Array(bytes)[...]
        hasher.update(data: rest)
        size += rest.count
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(operation: "write", code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Puts the file into the store under its hash. When the same content is there already, that stays.
    public func finish() throws(FileStoreError) -> StoredFile {
        guard !isFinished else { throw .system(operation: "finish twice", code: EBADF) }
        let file = StoredFile(hash: ContentHash(digest: hasher.finalize()), size: size)
        if (try? store.size(of: file.hash)) == size {
            discard()
            // It is young again, so that it is not taken for left over before a record uses it.
            utimes(store.path(of: file.hash), nil)
            return file
        }
        guard fchmod(descriptor, 0o440) == 0, fsync(descriptor) == 0 else {
            throw .system(operation: "sync", code: errno)
        }
        let folder = store.folder(of: file.hash)
        if mkdir(folder, 0o750) == 0 {
            try store.sync(folder: store.root)
        } else if errno != EEXIST {
            throw .system(operation: "create folder", code: errno)
        }
        guard rename(temporaryPath, store.path(of: file.hash)) == 0 else {
            throw .system(operation: "rename", code: errno)
        }
        isFinished = true
        close(descriptor)
        try store.sync(folder: folder)
        return file
    }

    private func discard() {
        isFinished = true
        close(descriptor)
        unlink(temporaryPath)
    }
}
