internal import CLibzip
import Foundation

/// A ZIP archive made in memory, the same bytes for the same entries.
struct ZIPWriter {
    private let source: OpaquePointer
    private let archive: OpaquePointer

    init() throws(ReportFileError) {
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(nil, 0, 1, &error) else { throw .failed("no memory") }
        guard let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
            zip_source_free(source)
            throw .failed("no archive")
        }
        zip_source_keep(source)
        (self.source, self.archive) = (source, archive)
    }

    func add(_ text: String, as name: String, isCompressed: Bool = true) throws(ReportFileError) {
        let bytes = Array(text.utf8)
        guard let copy = malloc(max(bytes.count, 1)) else { throw .failed("no memory") }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) } }
        guard let content = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw .failed("no memory")
        }
        let index = zip_file_add(archive, name, content, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(content)
            throw .failed(String(cString: zip_strerror(archive)))
        }
        zip_set_file_compression(archive, UInt64(index), isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0)
        // The first day that the format knows.
        zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }

    /// The archive; call it once, at the end.
    func finish() throws(ReportFileError) -> [UInt8] {
        defer { zip_source_free(source) }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw .failed(reason)
        }
        guard zip_source_open(source) == 0 else { throw .failed("cannot be read back") }
        defer { zip_source_close(source) }
        guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw .failed("cannot be read back") }
        let size = Int(zip_source_tell(source))
        guard size > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { throw .failed("cannot be read back") }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, Int(zip_source_read(source, buffer.baseAddress, UInt64(size))))
        }
    }
}
