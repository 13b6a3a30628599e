import Foundation

/// Reading the ABI number out of a library's file, without loading it.
enum ABIMarker {
    /// What every marker begins with; joined at run time, so that the core's code holds it only in its own marker.
    static let prefix = ["dinh", "abi:"].joined(separator: "-")

    /// The number of the running core, `VERSION/DIGEST/swift-COMPILER/CONFIGURATION`.
    static var current: String { String(describing: PortalABI.marker()).droppingABIFrame }

    /// The number that the library at this path was built with, or nil when the file holds none.
    static func read(fromLibrary path: String) throws -> String? {
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        return data.withUnsafeBytes { bytes in
            guard let start = end(of: Array(prefix.utf8), in: bytes) else { return nil }
            let number = bytes[start...].prefix(200)
            return number.firstIndex(of: UInt8(ascii: ";")).map { String(decoding: number[..<$0], as: UTF8.self) }
        }
    }

    /// Where the bytes sought end. With the C library: Foundation takes longer to search a library of some MiB than it
    /// takes to load it.
    private static func end(of sought: [UInt8], in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, let first = sought.first else { return nil }
        var position = 0
        while position + sought.count <= bytes.count {
            guard let found = memchr(base + position, Int32(first), bytes.count - sought.count + 1 - position) else {
                return nil
            }
            position = UnsafeRawPointer(found) - base
            if memcmp(found, sought, sought.count) == 0 { return position + sought.count }
            position += 1
        }
        return nil
    }
}

extension String {
    /// `VERSION/DIGEST/swift-COMPILER/CONFIGURATION` out of a marker.
    var droppingABIFrame: String {
        String(dropFirst(ABIMarker.prefix.count).prefix { $0 != ";" })
    }
}
