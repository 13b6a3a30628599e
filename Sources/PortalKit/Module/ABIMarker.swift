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
        guard let start = data.range(of: Data(prefix.utf8)) else { return nil }
        let end = data[start.upperBound...].prefix(200).firstIndex(of: UInt8(ascii: ";"))
        return end.map { String(decoding: data[start.upperBound..<$0], as: UTF8.self) }
    }
}

extension String {
    /// `VERSION/DIGEST/swift-COMPILER/CONFIGURATION` out of a marker.
    var droppingABIFrame: String {
        String(dropFirst(ABIMarker.prefix.count).prefix { $0 != ";" })
    }
}
