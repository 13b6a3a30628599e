import Foundation

/// A stored file, open for reading. It may be read from several tasks: every read names where it starts.
public final class FileReader: Sendable {
    /// The size of the content in bytes.
    public let size: Int
    private let descriptor: Int32
    private let storedSize: Int
    /// Opens the pieces of a sealed file.
    private let seal: FileSeal?

    /// - Parameters:
    ///   - hash: names the file in the error when it is not there.
    ///   - seal: opens the file if it is sealed.
    init(path: String, hash: ContentHash? = nil, seal: FileSeal? = nil) throws(FileStoreError) {
        descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            (size, storedSize, self.seal) = (0, 0, nil)
            if errno == ENOENT, let hash { throw .missing(hash) }
            throw .system(operation: "open", code: errno)
        }
        storedSize = FileStatus(descriptor: descriptor)?.size ?? 0
        let isSealed = seal != nil && Self.stored(descriptor, from: 0, upTo: FileSeal.mark.count).bytes == FileSeal.mark
        self.seal = isSealed ? seal : nil
        size = isSealed ? FileSeal.contentSize(ofStored: storedSize) ?? 0 : storedSize
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads from an offset: fewer bytes than asked only at the end of the file, none beyond it.
    public func read(from offset: Int = 0, upTo count: Int) throws(FileStoreError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        guard let seal, let pieces = FileSeal.pieces(ofStored: storedSize) else {
            return try stored(from: offset, upTo: wanted)
        }
        var bytes: [UInt8] = []
        for number in (offset / FileSeal.piece)...((offset + wanted - 1) / FileSeal.piece) {
            let place = FileSeal.place(of: number)
            let sealed = try stored(from: place.offset, upTo: min(place.count, storedSize - place.offset))
            let piece = try seal.open(sealed, number: number, isLast: number == pieces - 1)
            let start = number * FileSeal.piece
            bytes += piece[max(0, offset - start)..<min(piece.count, offset + wanted - start)]
        }
        return bytes
    }

    /// What lies on the disk.
    private func stored(from offset: Int, upTo wanted: Int) throws(FileStoreError) -> [UInt8] {
        let (bytes, code) = Self.stored(descriptor, from: offset, upTo: wanted)
        guard code == 0 else { throw .system(operation: "read", code: code) }
        return bytes
    }

    private static func stored(
        _ descriptor: Int32, from offset: Int, upTo wanted: Int
    ) -> (bytes: [UInt8], code: Int32) {
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
        return (bytes, code)
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
