import Foundation
import Logging

@testable import PortalKit

/// A site's folder in a temporary place, for what commands do with folders.
final class OperationsTestSite: Sendable {
    let folder: TemporaryFolder
    let url: URL

    /// - Parameter configuration: further lines of `site.yml`.
    init(_ configuration: String = "") throws {
        folder = try TemporaryFolder()
        url = URL(fileURLWithPath: folder.path, isDirectory: true)
        try folder.write("name: Xã Thử\ndomains: [thu.example]\n\(configuration)", to: "site.yml")
    }

    var data: URL { url.appending(path: "data", directoryHint: .isDirectory) }

    static func installation() throws -> Installation {
        try Installation.locate(executable: Installation.loadedLibrary)
    }

    func open() async throws -> Site { try await Site.open(url, installation: try Self.installation()) }

    func connect() async throws -> SiteConnection {
        try await SiteConnection.open(url, installation: try Self.installation())
    }

    /// Serves the control socket while the work is done.
    func whileServed(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let site = try await open()
        let socket = data.appending(path: ControlSocket.name).path
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ControlServer(site: site).run() }
            while !FileManager.default.fileExists(atPath: socket) {
                try await Task.sleep(for: .milliseconds(10))
            }
            try await work()
            group.cancelAll()
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    func check() async throws -> [Fault] {
        await SiteCheck.run(folder: url, installation: try Self.installation())
    }
}
