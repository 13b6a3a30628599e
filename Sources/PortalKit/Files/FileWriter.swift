internal import Crypto
import Foundation

/// A file on its way into the store. Until ``finish()`` nothing of it can be seen; a writer that is let go before
/// leaves nothing behind. It belongs to one task at a time.
public final class FileWriter {
    private let store: FileStore
    private let limit: Int
    private let seal: FileSeal?
    private var unsealed: [UInt8] = []
    private var pieces = 0
    private var storedSize = 0
    private let temporaryPath: String
    private let descriptor: Int32
    private var hasher = SHA256()
    private var isFinished = false

    /// How many bytes of content were written so far.
    public private(set) var size = 0

    init(store: FileStore, limit: Int, seal: FileSeal? = nil) throws(FileStoreError) {
        self.store = store
        self.limit = limit
        self.seal = seal
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
        size += bytes.count
        guard let seal else { return try put(Array(bytes)) }
        unsealed += bytes
        // The last piece is sealed as the last, so one is always kept back.
        while unsealed.count > FileSeal.piece {
            try putSealed(unsealed.prefix(FileSeal.piece), seal, isLast: false)
            unsealed.removeFirst(FileSeal.piece)
        }
    }

    private func putSealed(
        _ piece: some Collection<UInt8>, _ seal: FileSeal, isLast: Bool
    ) throws(FileStoreError) {
        if pieces == 0 { try put(FileSeal.mark) }
        try put(try seal.seal(piece, number: pieces, isLast: isLast))
        pieces += 1
    }

    private func put(_ bytes: [UInt8]) throws(FileStoreError) {
        var rest = bytes[...]
        hasher.update(data: rest)
        storedSize += rest.count
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
        if let seal { try putSealed(unsealed, seal, isLast: true) }
        let file = StoredFile(hash: ContentHash(digest: hasher.finalize()), size: size)
        if (try? store.size(of: file.hash)) == storedSize {
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
