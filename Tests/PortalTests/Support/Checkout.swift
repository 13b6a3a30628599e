import Foundation

@testable import PortalKit

/// Where the things under test lie: this checkout and its build folder.
enum Checkout {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let fixtures = root.appending(path: "Tests/Fixtures/Modules", directoryHint: .isDirectory)
    /// The folder of the command and the shared libraries.
    static let built = Installation.loadedLibrary.deletingLastPathComponent()

    /// The checkout as an installation that finds the fixture modules too.
    static let installation = Installation(
        coreResources: root.appending(path: "Sources/PortalKit/Resources", directoryHint: .isDirectory),
        modulePath: [fixtures, root.appending(path: "Plugins", directoryHint: .isDirectory)], libraries: built,
        root: root)

    /// The same without modules: a site has only those in its own folder.
    static let bareInstallation = Installation(
        coreResources: installation.coreResources, modulePath: [], libraries: built, root: root)

    static func library(_ name: String) -> URL { built.appending(path: "lib\(name).so") }
}

/// A folder that goes with the value that owns it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(
            path: "dinh-tests-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file, with the folders above it.
    @discardableResult
    func write(_ text: String, to path: String) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file
    }
}
