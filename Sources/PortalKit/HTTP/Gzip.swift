internal import CZlib

/// Compression for answers (RFC 1952).
public enum Gzip {
    /// The bytes compressed.
    ///
    /// - Parameter level: 1 is fastest, 9 smallest; others are taken for the nearest of these.
    /// - Returns: nothing when the library has no memory, so that the caller sends what it has.
    public static func compress(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
        var stream = z_stream()
        // 15 is the greatest window; 16 more asks for gzip's header and checksum.
        let status = deflateInit2_(
            &stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK, bytes.count < Int(UInt32.max) else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var isComplete = false
        let result = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: bound)
                isComplete = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = Int(stream.total_out)
            }
        }
        return isComplete ? result : nil
    }

    /// The text in UTF-8, compressed.
    public static func compress(_ text: String, level: Int = 6) -> [UInt8]? {
        compress(Array(text.utf8), level: level)
    }
}
