import Foundation

/// A stored file, open for reading. It may be read from several tasks: every read names where it starts.
public final class FileReader: Sendable {
    /// The file's size in bytes.
    public let size: Int
    private let descriptor: Int32

    /// - Parameter hash: names the file in the error when it is not there.
    init(path: String, hash: ContentHash? = nil) throws(FileStoreError) {
        descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            size = 0
            if errno == ENOENT, let hash { throw .missing(hash) }
            throw .system(operation: "open", code: errno)
        }
        size = FileStatus(descriptor: descriptor)?.size ?? 0
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads from an offset: fewer bytes than asked only at the end of the file, none beyond it.
    public func read(from offset: Int = 0, upTo count: Int) throws(FileStoreError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let space = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = pread(descriptor, space.baseAddress, wanted - filled, off_t(offset + filled))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard code == 0 else { throw .system(operation: "read", code: code) }
        return bytes
    }

    /// The content from an offset to an end, in chunks, for an answer that is sent as it is read.
    public func chunks(of chunkSize: Int = 1 << 16, in range: Range<Int>? = nil) -> FileChunks {
        FileChunks(reader: self, chunkSize: max(1, chunkSize), range: (range ?? 0..<size).clamped(to: 0..<size))
    }
}

/// The content of a stored file in chunks.
public struct FileChunks: AsyncSequence, Sendable {
    let reader: FileReader
    let chunkSize: Int
    let range: Range<Int>

    /// Reads chunk after chunk.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let reader: FileReader
        let chunkSize: Int
        var range: Range<Int>

        /// The next chunk, or nothing at the end.
        public mutating func next() async throws -> [UInt8]? {
            guard !range.isEmpty else { return nil }
            let bytes = try reader.read(from: range.lowerBound, upTo: Swift.min(chunkSize, range.count))
            guard !bytes.isEmpty else { return nil }
            range = range.lowerBound + bytes.count..<range.upperBound
            return bytes
        }
    }

    /// Begins at the start of the range.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(reader: reader, chunkSize: chunkSize, range: range)
    }
}
