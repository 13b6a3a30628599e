import Foundation

/// How the process takes memory from the system.
enum ProcessMemory {
    /// glibc's numbers for its settings; its header is not among those that Swift sees.
    private enum Setting {
        static let trimThreshold: Int32 = -1
        static let mapThreshold: Int32 = -3
        static let arenaMaximum: Int32 = -8
    }

    /// Makes the C library give back what it does not need: no arena of its own for each thread, which doubles what a
    /// server holds; and large pieces straight from the system and back to it, with thresholds that stay: left alone, they
    /// grow with the largest piece that was ever freed. Does nothing where the C library has no such settings.
    static func economise() {
        guard let symbol = dlsym(nil, "mallopt") else { return }
        typealias Setter = @convention(c) (Int32, Int32) -> Int32
        let set = unsafeBitCast(symbol, to: Setter.self)
        _ = set(Setting.arenaMaximum, 2)
        _ = set(Setting.mapThreshold, 32 << 10)
        _ = set(Setting.trimThreshold, 128 << 10)
    }
}
