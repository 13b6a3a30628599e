import CDispatch  // The compiler finds `stat` in it or in Glibc, depending on what it reads first: so it is asked here alone.
import Foundation

/// What the system knows of a file.
struct FileStatus: Sendable, Equatable {
    let inode: UInt64
    /// No folder, pipe or device; of a link it is what the link leads to.
    let isRegular: Bool
    /// In bytes.
    let size: Int
    /// The lower nine bits of its mode: who may read, write and run it.
    let permissions: UInt32
    /// When the content was last changed, since 1970.
    let seconds: Int
    let nanoseconds: Int

    /// Nil when there is none that can be reached; `errno` then says why.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of an open file.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        inode = UInt64(status.st_ino)
        isRegular = UInt32(status.st_mode) & 0o170000 == 0o100000
        size = Int(status.st_size)
        permissions = UInt32(status.st_mode) & 0o777
        seconds = Int(status.st_mtim.tv_sec)
        nanoseconds = Int(status.st_mtim.tv_nsec)
    }
}
