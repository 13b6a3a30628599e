internal import CLibzip
import Foundation
import Synchronization

/// Whether long work was told to stop, and how far it is.
final class BackupWatch: Sendable {
    private let stopped = Mutex(false)
    private let report: @Sendable (CommandProgress) -> Void

    init(report: @escaping @Sendable (CommandProgress) -> Void = { _ in }) {
        self.report = report
    }

    var isStopped: Bool { stopped.withLock { $0 } }

    func stop() { stopped.withLock { $0 = true } }

    /// - Throws: ``BackupError/stopped``.
    func check() throws {
        if isStopped { throw BackupError.stopped }
    }

    func say(_ step: String, _ share: Double? = nil) { report(CommandProgress(step, share: share)) }
}

/// A ZIP archive that is being written: entries are noted first, then written in one go, a piece at a time.
final class BackupArchiveWriter {
    private let path: String
    private let archive: OpaquePointer
    private var isOpen = true

    /// - Parameter path: a file that exists and may be overwritten; it keeps its mode.
    init(path: String) throws(BackupError) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw .system(path, reason: "cannot be written (ZIP error \(code))")
        }
        self.path = path
        self.archive = archive
    }

    deinit {
        if isOpen { zip_discard(archive) }
    }

    /// Adds a file of the disk; it is read when the archive is closed.
    ///
    /// - Parameter isCompressed: for texts and databases; pictures and documents are compressed already.
    func add(file: String, as name: String, isCompressed: Bool) throws(BackupError) {
        guard let source = zip_source_file(archive, file, 0, 0) else { throw failure }
        try add(source, as: name, isCompressed: isCompressed)
    }

    /// Adds content that is in memory.
    func add(_ bytes: [UInt8], as name: String) throws(BackupError) {
        guard let copy = malloc(max(bytes.count, 1)) else { throw .system(path, reason: "there is no memory") }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) } }
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw failure
        }
        try add(source, as: name, isCompressed: true)
    }

    private func add(_ source: OpaquePointer, as name: String, isCompressed: Bool) throws(BackupError) {
        let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw failure
        }
        let method = isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE
        guard zip_set_file_compression(archive, UInt64(index), method, 0) == 0,
            zip_file_set_external_attributes(
                archive, UInt64(index), 0, UInt8(ZIP_OPSYS_UNIX), UInt32(S_IFREG | 0o600) << 16) == 0
        else { throw failure }
    }

    /// Writes everything.
    func close(comment: String, watch: BackupWatch) throws(BackupError) {
        guard zip_set_archive_comment(archive, comment, UInt16(comment.utf8.count)) == 0 else { throw failure }
        let state = Unmanaged.passUnretained(watch).toOpaque()
        zip_register_progress_callback_with_state(
            archive, 0.01,
            { _, share, state in
                state.map { Unmanaged<BackupWatch>.fromOpaque($0).takeUnretainedValue().say("writing", share) }
            }, nil, state)
        zip_register_cancel_callback_with_state(
            archive,
            { _, state in
                let isStopped = state.map { Unmanaged<BackupWatch>.fromOpaque($0).takeUnretainedValue().isStopped }
                return isStopped == true ? 1 : 0
            }, nil, state)
        guard zip_close(archive) == 0 else { throw watch.isStopped ? .stopped : failure }
        isOpen = false
    }

    private var failure: BackupError { .system(path, reason: String(cString: zip_strerror(archive))) }
}
