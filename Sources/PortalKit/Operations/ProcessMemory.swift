import Foundation

/// How the process takes memory from the system.
enum ProcessMemory {
    /// glibc's `M_ARENA_MAX`; its header is not among those that Swift sees.
    private static let arenaMaximum: Int32 = -8

    /// Keeps the C library from holding an arena of its own for each thread, which doubles what a server holds. Does
    /// nothing where the C library has no such setting.
    static func limitArenas() {
        guard let symbol = dlsym(nil, "mallopt") else { return }
        typealias Setter = @convention(c) (Int32, Int32) -> Int32
        _ = unsafeBitCast(symbol, to: Setter.self)(arenaMaximum, 2)
    }
}
