import Foundation

// usage: abi-digest OUTPUT VERSION-FILE MANIFEST SOURCE...
//        abi-digest --print SOURCE...          (the digest alone, for tests)
//
// OUTPUT becomes a Swift file that extends PortalABI with the digest of the sources' interface and of the manifest's
// pinned dependencies (a module uses GRDB through the core, so another GRDB is another ABI too).

/// FNV-1a, 64 bits: a fingerprint against accidents, not against forgery.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        value = (value ^ 0xFF) &* 0x0000_0100_0000_01b3
    }

    var hex: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

func text(of path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
}

/// The compiler that builds the core, as "6.3.1": another compiler may lay out types otherwise.
func compilerVersion() throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swiftc", "--version"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let index = words.firstIndex(of: "version"), index + 1 < words.count else {
        throw DigestError(description: "swiftc --version names no version")
    }
    return String(words[index + 1])
}

struct DigestError: Error, CustomStringConvertible {
    let description: String
}

do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var fingerprint = Fingerprint()
    if arguments.first == "--print" {
        for path in arguments.dropFirst() { fingerprint.add(InterfaceSkeleton.of(try text(of: path))) }
        print(fingerprint.hex)
        exit(0)
    }
    guard arguments.count > 3 else {
        FileHandle.standardError.write(Data("usage: abi-digest OUTPUT VERSION MANIFEST SOURCE...\n".utf8))
        exit(64)
    }
    let version = try text(of: arguments[1]).trimmingCharacters(in: .whitespacesAndNewlines)
    let pins = try text(of: arguments[2]).split(separator: "\n").filter { $0.contains("exact:") }
    for pin in pins { fingerprint.add(pin.utf8) }
    for path in arguments.dropFirst(3) { fingerprint.add(InterfaceSkeleton.of(try text(of: path))) }
    let compiler = try compilerVersion()
    let generated = """
        // Made by abi-digest from the core's interface; never edited by hand.

        extension PortalABI {
            #if DEBUG
            @_alwaysEmitIntoClient
            public static func marker(
                _ text: StaticString = "dinh-abi:\(version)/\(fingerprint.hex)/swift-\(compiler)/debug;"
            ) -> StaticString { text }
            #else
            @_alwaysEmitIntoClient
            public static func marker(
                _ text: StaticString = "dinh-abi:\(version)/\(fingerprint.hex)/swift-\(compiler)/release;"
            ) -> StaticString { text }
            #endif
        }

        """
    try generated.write(toFile: arguments[0], atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("abi-digest: \(error)\n".utf8))
    exit(1)
}
