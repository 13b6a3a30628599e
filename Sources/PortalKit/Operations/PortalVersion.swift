import Logging

/// Which Đình this is.
public enum PortalVersion {
    /// The version: `0.1.0`.
    public static var version: String { String(abi.prefix { $0 != "/" }) }

    /// The ABI number, which a module must have in common with its host: `VERSION/DIGEST/swift-COMPILER/CONFIGURATION`.
    public static var abi: String { ABIMarker.current }

    /// Whether it was built for debugging; modules must be built likewise.
    public static var isDebug: Bool { abi.hasSuffix("/debug") }
}

/// What the program writes to standard error.
public enum PortalLog {
    /// Sets the least level that is written; call it once, first thing.
    public static func begin(level: String) {
        let level = Logger.Level(rawValue: level) ?? .info
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
